/** What a mentor owes by being there: parent meetings, theme class meetings, a speech (CV-18, A-14). */
import { dayFromNumber, dayNumber } from '../day.ts';
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
  const attended = (context.meetingsOf.get(template.asks) ?? []).filter(
    ({ fact }) =>
      (seat.scope === undefined || fact.scope === seat.scope) &&
      (template.settledBy === 'speech'
        ? fact.speakerIds?.includes(mentorId) === true
        : fact.attendance[mentorId] === 'present'),
  );
  const obligation = {
    on: context.on,
    asked: template.times,
    isExcused: (span: WindowSpan) => context.isOnLeave(mentorId, span),
  };
  for (const span of line.spans) {
    const inForce = countWithin(seat.days, span, context.countSchoolDays);
    if (inForce === 0 || inForce * 2 < span.schoolDays) continue;
    const done = attended.filter(({ day }) => span.first <= day && day <= span.due).length;
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
      contains(days, day) &&
      concerns(context, line, mentorId, meeting);
    if (!isOwed) continue;
    const mark = meeting.attendance[mentorId];
    const span = { first: day, last: day, due: day };
    const isExcused = () => mark === 'leave' || context.isOnLeave(mentorId, span);
    const attended = day <= context.on && mark === 'present' ? 1 : 0;
    const state = dutyState({ on: context.on, asked: 1, isExcused }, span, attended);
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
