/** When a round opens, is due and closes. It opens and closes on school days. */
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import { schoolDayAfter, schoolDayOnOrBefore, schoolDaysWithin } from '../calendar/school-days.ts';
import { addDays, type Day } from '../day.ts';
import type { Window } from '../duties/duty.ts';
import type { RoundOpening } from '../schemes/scheme.ts';

export interface RoundTimes {
  /** Calendar days from the opening to the day after which an answer is late. */
  readonly answerDays: number;
  /** School days after that until the round closes. */
  readonly lateSchoolDays: number;
}

export const usualRoundTimes: RoundTimes = { answerDays: 7, lateSchoolDays: 3 };

export interface RoundDays {
  readonly opensOn: Day;
  readonly dueOn: Day;
  readonly closesOn: Day;
}

/**
 * A round at the end of a window closes with the window's last school day, so that its figures are there when the
 * window is judged; one in the middle opens on the middle school day. Undefined in a window without school.
 */
export function roundDays(
  calendar: SchoolCalendar,
  window: Window,
  opening: RoundOpening,
  times: RoundTimes,
): RoundDays | undefined {
  const days = schoolDaysWithin(calendar, window.firstOn, window.lastOn);
  const [first] = days;
  if (first === undefined) return undefined;
  if (opening === 'mid_term')
    return daysFrom(calendar, days[Math.floor((days.length - 1) / 2)] ?? first, times);
  const closesOn = days.at(-1) ?? first;
  const dueOn = days.at(-1 - times.lateSchoolDays) ?? first;
  const opensOn = schoolDayOnOrBefore(calendar, addDays(dueOn, -times.answerDays)) ?? first;
  return { opensOn: opensOn < first ? first : opensOn, dueOn, closesOn };
}

/** Of a round that opens on this day. Where the calendar ends before it closes, it closes late in the vacation. */
export function daysFrom(calendar: SchoolCalendar, opensOn: Day, times: RoundTimes): RoundDays {
  const dueOn = addDays(opensOn, times.answerDays);
  const closesOn = schoolDayAfter(calendar, dueOn, times.lateSchoolDays);
  return { opensOn, dueOn, closesOn: closesOn ?? addDays(dueOn, times.lateSchoolDays) };
}
