/** When a duty is put to the one who owes it (CV-24). Each duty once; the hour is a setting of the school. */
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import type { Day } from '../day.ts';
import type { Cadence, SchemeVersion } from '../schemes/scheme.ts';
import type { Duty, Window } from './duty.ts';

export function reminderDay(calendar: SchoolCalendar, cadence: Cadence, window: Window): Day {
  return calendar.terms.length > 0 && cadence === 'day' ? window.firstOn : window.lastOn;
}

/** The duties still open whose reminder day is `on`. */
export function dueReminders(
  duties: readonly Duty[],
  calendar: SchoolCalendar,
  scheme: SchemeVersion,
  on: Day,
): Duty[] {
  return duties.filter(
    (duty) =>
      scheme.rules.length > 0 && duty.state === 'open' && reminderDay(calendar, 'term', duty.window) === on,
  );
}
