import type { Day } from '../day.ts';
import { addAttendanceDuties } from './attendance-duties.ts';
import { addCheckDuties } from './check-duties.ts';
import type { Duty } from './duty.ts';
import { type DutyContext, dutyContext } from './duty-context.ts';
import { type DutyLine, dutyLines } from './duty-lines.ts';
import { addEventDuties } from './event-duties.ts';
import { addExamDuties } from './exam-duties.ts';
import type { DutyInput } from './facts.ts';
import { withCommunities } from './learning-communities.ts';
import { addMenteeDuties } from './mentee-duties.ts';
import { addMentorDuties } from './mentor-duties.ts';
import { addPostDuties } from './post-duties.ts';
import { addStudentDuties } from './student-duties.ts';

/**
 * Every duty of the school's calendar with its state at the end of day `on` (CV-08). The order of the facts does not
 * matter. Time grows with students × windows; each student's contacts are read once per line of the scheme.
 */
export function computeDuties(input: DutyInput, on: Day): Duty[] {
  const context = dutyContext(withCommunities(input), on);
  const duties: Duty[] = [];
  for (const line of dutyLines(input.schemeVersions, input)) {
    addDuties(context, { ...line, spans: line.spans.filter(context.wantsDays) }, duties);
  }
  return duties;
}

function addDuties(context: DutyContext, line: DutyLine, duties: Duty[]): void {
  const { per, owner, settledBy, due, window } = line.template;
  if (due === 'ten_school_days') return addExamDuties(context, line, duties);
  if (window === 'event') return addEventDuties(context, line, duties);
  switch (settledBy) {
    case 'attendance':
    case 'speech':
      return addAttendanceDuties(context, line, duties);
    case 'check':
      return addCheckDuties(context, line, duties);
    case 'meeting':
      return addPostDuties(context, line, duties);
    case 'contact':
    case 'hand_in':
      if (per === 'school') return addPostDuties(context, line, duties);
      if (owner === 'student') return addStudentDuties(context, line, duties);
      return per === 'mentee'
        ? addMenteeDuties(context, line, duties)
        : addMentorDuties(context, line, duties);
  }
}
