/** How often a mentor owes to be at a kind of meeting: parent meetings, theme class meetings, a speech (CV-18). */
import { daysBy } from './bonds.ts';
import { bondsByPlace } from './bonds-by-place.ts';
import type { Duty } from './duty.ts';
import type { DutyContext } from './duty-context.ts';
import type { DutyLine } from './duty-lines.ts';
import { dutyState } from './duty-state.ts';
import type { MeetingFact } from './facts.ts';
import { countWithin, type Interval } from './intervals.ts';
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
    addDutiesOfSeat(context, line, seat, duties);
  }
}

function seatsOf(context: DutyContext, { template, version }: DutyLine): readonly Seat[] {
  const bonds = context.bonds(version);
  if (template.per !== 'class_of_mentees') {
    return [...bonds.daysOfMentor].map(([mentorId, days]) => ({ mentorId, days }));
  }
  const seats = daysBy(
    bondsByPlace(bonds.obliging, context.students),
    ({ mentorId, place }) => `${place.classKey}|${mentorId}`,
  );
  return [...seats].map(([key, days]) => {
    const cut = key.indexOf('|');
    return { mentorId: key.slice(cut + 1), scope: key.slice(0, cut), days };
  });
}

function addDutiesOfSeat(context: DutyContext, line: DutyLine, seat: Seat, duties: Duty[]): void {
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
        ? isSpeaker(fact, mentorId)
        : (fact.attendance[mentorId] ?? (isSpeaker(fact, mentorId) ? 'present' : undefined)) === 'present'),
  );
  const told = template.asks === 'parent_meeting' ? (context.wentTo.get(mentorId) ?? []) : [];
  return [...new Set([...listed.map(({ day }) => day), ...told])];
}

/** Who speaks is there, also where nobody kept a list. */
function isSpeaker({ speakerIds }: MeetingFact, mentorId: string): boolean {
  return speakerIds?.includes(mentorId) === true;
}
