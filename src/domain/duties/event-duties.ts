/** SHEWOBO-43: every parent meeting asks each mentor concerned to be there (CV-18, A-14). */
import { dayFromNumber, dayNumber } from '../day.ts';
import { groupBy } from '../group-by.ts';
import type { AttendanceMark } from '../vocabulary.ts';
import { placeOn } from '../years/class-history.ts';
import type { Duty } from './duty.ts';
import type { DutyContext } from './duty-context.ts';
import type { DutyLine } from './duty-lines.ts';
import { dutyState } from './duty-state.ts';
import type { MeetingFact } from './facts.ts';
import { contains, type Interval } from './intervals.ts';

/** Meetings of one scope on one day: one duty, however many records there are. */
interface Event {
  readonly scope: string;
  readonly day: number;
  readonly meetings: readonly MeetingFact[];
}

export function addEventDuties(context: DutyContext, line: DutyLine, duties: Duty[]): void {
  if (context.input.only?.studentIds) return;
  const events = eventsOf(context, line);
  for (const [mentorId, days] of context.bonds(line.version).daysOfMentor) {
    if (!context.wantsOwner(mentorId)) continue;
    for (const event of events) {
      const duty = eventDuty(context, line, event, { mentorId, days });
      if (duty) duties.push(duty);
    }
  }
}

/** Held, or announced and still to come: one that was cancelled or never held obliges nobody. */
function eventsOf(context: DutyContext, line: DutyLine): readonly Event[] {
  const meetings = context.input.meetings.filter(({ type, on }) => {
    const day = dayNumber(on);
    const isAsked = line.from <= day && day < line.until && context.wantsDays({ first: day, due: day });
    return type === line.template.asks && isAsked;
  });
  const byPlace = groupBy(meetings, ({ scope, on }) => `${on}|${scope}`);
  return [...byPlace.values()].flatMap((group) =>
    group
      .slice(0, 1)
      .map(({ scope, on }) => ({ scope, day: dayNumber(on), meetings: group }))
      .filter((event) => takesPlace(event, context.on)),
  );
}

function takesPlace({ day, meetings }: Event, on: number): boolean {
  if (meetings.some(({ status }) => status === 'held')) return true;
  return day >= on && meetings.every(({ status }) => status === 'noticed');
}

function eventDuty(
  context: DutyContext,
  line: DutyLine,
  event: Event,
  { mentorId, days }: { readonly mentorId: string; readonly days: readonly Interval[] },
): Duty | undefined {
  const { day, scope } = event;
  if (!contains(days, day) || !concerns(context, line, mentorId, event)) return undefined;
  const mark = markOf(context, event, mentorId);
  const span = { first: day, last: day, due: day };
  const isExcused = () => mark === 'leave' || context.isOnLeave(mentorId, span);
  const done = day <= context.on && mark === 'present' ? 1 : 0;
  const state = dutyState({ on: context.on, asked: 1, isExcused }, span, done);
  if (state === 'overdue' && mark === undefined) return undefined;
  const on = dayFromNumber(day);
  return {
    rule: line.rule.id,
    ownerId: mentorId,
    scope,
    window: { firstOn: on, lastOn: on },
    state,
    asked: 1,
    done,
  };
}

/** Undefined where nobody kept a list: then nothing is held against the mentor. */
function markOf(
  { wentTo }: DutyContext,
  { day, meetings }: Event,
  mentorId: string,
): AttendanceMark | undefined {
  const marks = new Set(meetings.map(({ attendance }) => attendance[mentorId]));
  if (marks.has('present')) return 'present';
  if (marks.has('leave')) return 'leave';
  if (marks.has('absent')) return 'absent';
  if (wentTo.get(mentorId)?.includes(day)) return 'present';
  return meetings.some(({ attendance }) => Object.keys(attendance).length > 0) ? 'absent' : undefined;
}

/** A meeting of the school, or of the grade or class of one of the mentor's mentees on that day. */
function concerns(context: DutyContext, line: DutyLine, mentorId: string, { scope, day }: Event): boolean {
  if (scope === 'school') return true;
  const bonds = context.bonds(line.version).bondsOfMentor.get(mentorId) ?? [];
  return bonds.some(({ studentId, days }) => {
    const student = context.students.get(studentId);
    if (student === undefined || !contains(days, day)) return false;
    const place = placeOn(student, dayFromNumber(day));
    return place.classKey === scope || place.grade === scope;
  });
}
