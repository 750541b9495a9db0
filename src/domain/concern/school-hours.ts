/** Time as the school passes it: only the daytime of school days counts. */

import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import { isSchoolDay, schoolDayAfter } from '../calendar/school-days.ts';
import { addDays, type Day, dayOf, daysBetween, instantOf, minuteOfDay } from '../day.ts';
import type { ConcernSettings } from './concern-settings.ts';

/** A child in danger does not wait for the end of a holiday: past this many days the daytime of any day counts. */
const longestRestDays = 3;
const longestSearchDays = 14;

/** The moment after so many minutes of school-day daytime. */
export function afterSchoolMinutes(
  calendar: SchoolCalendar,
  at: Date,
  minutes: number,
  { dayFrom, dayUntil }: Pick<ConcernSettings, 'dayFrom' | 'dayUntil'>,
): Date {
  let left = minutes;
  let minute = minuteOfDay(at);
  const first = dayOf(at);
  for (let ahead = 0; ahead <= longestSearchDays; ahead += 1) {
    const day = addDays(first, ahead);
    const start = Math.max(minute, dayFrom);
    if (start < dayUntil && countsOn(calendar, day)) {
      if (start + left <= dayUntil) return instantOf(day, start + left);
      left -= dayUntil - start;
    }
    minute = 0;
  }
  return instantOf(addDays(first, longestSearchDays), dayFrom);
}

function countsOn(calendar: SchoolCalendar, day: Day): boolean {
  if (isSchoolDay(calendar, day)) return true;
  const next = schoolDayAfter(calendar, day, 1);
  return next === undefined || daysBetween(day, next) > longestRestDays;
}
