/** Last days that are not simply the end of a window: CV-17, CV-22, CV-23. */
import { addDays, type Day, weekdayOf } from '../day.ts';
import type { Window } from '../duties/duty.ts';
import type { SchoolCalendar } from './school-calendar.ts';
import { isSchoolDay, schoolDayAfter, schoolDayOnOrBefore, schoolDaysOf } from './school-days.ts';
import { windowHolding, windowsOf } from './windows.ts';

const planSchoolDays = 10;

/**
 * CV-17: Sunday of the term's second school week, or ten school days after the pairing started in this term, whichever
 * is later; undefined where the calendar ends before.
 */
export function planDueDay(
  calendar: SchoolCalendar,
  term: Window,
  pairedOn: Day | undefined,
): Day | undefined {
  const weeks = windowsOf(calendar, 'week').filter(
    ({ firstOn }) => term.firstOn <= firstOn && firstOn <= term.lastOn,
  );
  const secondWeekEnd = (weeks[1] ?? weeks[0] ?? term).lastOn;
  if (pairedOn === undefined) return secondWeekEnd;
  const afterStart = schoolDayAfter(calendar, pairedOn, planSchoolDays);
  return afterStart === undefined || afterStart > secondWeekEnd ? afterStart : secondWeekEnd;
}

/** CV-23: a week's reflection is handed in on the next Monday, or the school day after it, never past the term. */
export function mondayHandInDay(calendar: SchoolCalendar, week: Window): Day {
  const monday = addDays(week.firstOn, 8 - weekdayOf(week.firstOn));
  const handIn = isSchoolDay(calendar, monday) ? monday : schoolDayAfter(calendar, monday, 1);
  const term = windowHolding(calendar, 'term', week.firstOn);
  if (!term || (handIn !== undefined && handIn <= term.lastOn)) return handIn ?? week.lastOn;
  return schoolDayOnOrBefore(calendar, term.lastOn) ?? week.lastOn;
}

/** CV-22: the same day number `months` later, or the month's last day where it has no such number. */
export function monthsAfter(day: Day, months: number): Day {
  const wanted = Number(day.slice(8));
  let monthStart = addDays(day, 1 - wanted);
  for (let step = 0; step < months; step += 1) monthStart = firstOfNextMonth(monthStart);
  const lastOfMonth = addDays(firstOfNextMonth(monthStart), -1);
  const same = addDays(monthStart, wanted - 1);
  return same < lastOfMonth ? same : lastOfMonth;
}

/** CV-22: an office's last day that is no school day moves back to the school day before. */
export function officeDueDay(calendar: SchoolCalendar, opening: Day, months: number): Day {
  const last = monthsAfter(opening, months);
  return schoolDayOnOrBefore(calendar, last) ?? last;
}

/** Ten school days after an event (HUAQIAO-10); the calendar's last school day where it ends before. */
export function tenSchoolDaysAfter(calendar: SchoolCalendar, event: Day): Day {
  return schoolDayAfter(calendar, event, planSchoolDays) ?? schoolDaysOf(calendar).days.at(-1) ?? event;
}

function firstOfNextMonth(monthStart: Day): Day {
  const inNextMonth = addDays(monthStart, 31);
  return addDays(inNextMonth, 1 - Number(inNextMonth.slice(8)));
}
