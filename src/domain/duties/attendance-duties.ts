/** What a mentor owes by being there: parent meetings, theme class meetings, a speech (CV-18, A-14). */
import { dayFromNumber, dayNumber } from '../day.ts';
import type { AttendanceMark } from '../vocabulary.ts';
import { daysBy } from './bonds.ts';
import type { Duty } from './duty.ts';
import type { DutyContext } from './duty-context.ts';
import type { DutyLine } from './duty-lines.ts';
import { dutyState } from './duty-state.ts';
import type { MeetingFact } from './facts.ts';
import { contains, countWithin, type Interval } from './intervals.ts';
import type { WindowSpan } from './window-span.ts';

interface Seat {
  readonly mentorId: string;
  /** Class, where the duty is owed once for each class with mentees. */
  readonly scope?: string;
  readonly days: readonly Interval[];
}

export function addAttendanceDuties(context: DutyContext, line: DutyLine, duties: Duty[]): void {
  if (context.input.only?.studentIds) return;
  for (const seat of seatsOf(context, line)) {
    if (!context.wantsOwner(seat.mentorId)) continue;
    if (line.template.window === 'event') addDutiesOfEvents(context, line, seat, duties);
    else addDutiesOfWindows(context, line, seat, duties);
  }
}

function seatsOf(context: DutyContext, { template, version }: DutyLine): readonly Seat[] {
  const bonds = context.bonds(version);
  if (template.per !== 'class_of_mentees') {
    return [...bonds.daysOfMentor].map(([mentorId, days]) => ({ mentorId, days }));
  }
  const seats = daysBy(bonds.obliging, ({ mentorId, studentId }) => {
    const student = context.students.get(studentId);
    return student && `${student.classKey}|${mentorId}`;
  });
  return [...seats].map(([key, days]) => {
    const cut = key.indexOf('|');
    return { mentorId: key.slice(cut + 1), scope: key.slice(0, cut), days };
  });
}

function addDutiesOfWindows(context: DutyContext, line: DutyLine, seat: Seat, duties: Duty[]): void {
  const { rule, template } = line;
  const { mentorId } = seat;
  const attended = attendedDays(context, line, seat);
  const obligation = {
    on: context.on,
    asked: template.times,
    isExcused: (span: WindowSpan) => context.isOnLeave(mentorId, span),
  };
  for (const span of line.spans) {
    const inForce = countWithin(seat.days, span, context.countSchoolDays);
    if (inForce === 0 || inForce * 2 < span.schoolDays) continue;
    const done = attended.filter((day) => span.first <= day && day <= span.due).length;
    const state = dutyState(obligation, span, done);
    duties.push({
      rule: rule.id,
      ...(template.part !== undefined && { part: template.part }),
      ownerId: mentorId,
      ...(seat.scope !== undefined && { scope: seat.scope }),
      window: span.window,
      state,
      asked: template.times,
      done,
    });
  }
}

/** Each day once: by the attendance list, by the speech, or by the mentor's own word about a parent meeting. */
function attendedDays(
  context: DutyContext,
  { template }: DutyLine,
  { mentorId, scope }: Seat,
): readonly number[] {
  const listed = (context.meetingsOf.get(template.asks) ?? []).filter(
    ({ fact }) =>
      (scope === undefined || fact.scope === scope) &&
      (template.settledBy === 'speech'
        ? fact.speakerIds?.includes(mentorId) === true
        : fact.attendance[mentorId] === 'present'),
  );
  const told = template.asks === 'parent_meeting' ? (context.wentTo.get(mentorId) ?? []) : [];
  return [...new Set([...listed.map(({ day }) => day), ...told])];
}

/** Every such meeting is a duty of its own; recorded leave excuses, and one that was never held obliges nobody. */
function addDutiesOfEvents(context: DutyContext, line: DutyLine, seat: Seat, duties: Duty[]): void {
  const { mentorId, days } = seat;
  for (const meeting of context.input.meetings) {
    const day = dayNumber(meeting.on);
    const isOwed =
      meeting.type === line.template.asks &&
      meeting.status !== 'cancelled' &&
      (meeting.status === 'held' || day >= context.on) &&
      line.from <= day &&
      day < line.until &&
      context.wantsDays({ first: day, due: day }) &&
      contains(days, day) &&
      concerns(context, line, mentorId, meeting);
    if (!isOwed) continue;
    const mark = markOf(context, meeting, mentorId, day);
    const span = { first: day, last: day, due: day };
    const isExcused = () => mark === 'leave' || context.isOnLeave(mentorId, span);
    const attended = day <= context.on && mark === 'present' ? 1 : 0;
    const state = dutyState({ on: context.on, asked: 1, isExcused }, span, attended);
    if (state === 'overdue' && mark === undefined) continue;
    const on = dayFromNumber(day);
    const window = { firstOn: on, lastOn: on };
    duties.push({
      rule: line.rule.id,
      ownerId: mentorId,
      scope: meeting.scope,
      window,
      state,
      asked: 1,
      done: attended,
    });
  }
}

/** Undefined where nobody kept a list: then nothing is held against the mentor. */
function markOf(
  { wentTo }: DutyContext,
  { attendance }: MeetingFact,
  mentorId: string,
  day: number,
): AttendanceMark | undefined {
  const listed = attendance[mentorId];
  if (listed) return listed;
  if (wentTo.get(mentorId)?.includes(day)) return 'present';
  return Object.keys(attendance).length > 0 ? 'absent' : undefined;
}

/** A meeting of the school, or of the grade or class of one of the mentor's mentees on that day. */
function concerns(context: DutyContext, line: DutyLine, mentorId: string, meeting: MeetingFact): boolean {
  if (meeting.scope === 'school') return true;
  const day = dayNumber(meeting.on);
  return context.bonds(line.version).obliging.some((bond) => {
    const student = context.students.get(bond.studentId);
    return (
      bond.mentorId === mentorId &&
      contains(bond.days, day) &&
      (student?.classKey === meeting.scope || student?.grade === meeting.scope)
    );
  });
}
