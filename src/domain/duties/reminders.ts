/** When a duty is put to the one who owes it (CV-24). Each duty once; the hour is a setting of the school. */
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import { isSchoolDay, schoolDaysWithin } from '../calendar/school-days.ts';
import { addDays, type Day, mondayOf } from '../day.ts';
import type { Cadence, DutyTemplate, SchemeVersion } from '../schemes/scheme.ts';
import type { Duty, Window } from './duty.ts';

/** School days before the last one of the window. */
const leadSchoolDays = {
  fortnight: 3,
  half_month: 3,
  month: 5,
  launch: 15,
  term: 15,
  school_year: 20,
} as const;

/** Always a school day of the window, unless the window has none: then its last day. */
export function reminderDay(calendar: SchoolCalendar, cadence: Cadence, window: Window): Day {
  const days = schoolDaysWithin(calendar, window.firstOn, window.lastOn);
  return nominalDay(days, cadence, window) ?? days[0] ?? window.lastOn;
}

/** Undefined where the first school day of the window has to do. */
function nominalDay(days: readonly Day[], cadence: Cadence, { firstOn }: Window): Day | undefined {
  if (cadence === 'day' || cadence === 'event') return undefined;
  if (cadence !== 'week') return days[days.length - 1 - leadSchoolDays[cadence]];
  const thursday = addDays(mondayOf(firstOn), 3);
  return days.findLast((day) => day <= thursday);
}

/** The duties still open whose reminder day is `on`. */
export function dueReminders(
  duties: readonly Duty[],
  calendar: SchoolCalendar,
  scheme: SchemeVersion,
  on: Day,
): Duty[] {
  if (!isSchoolDay(calendar, on)) return [];
  const cadences = remindedCadences(scheme);
  return duties.filter((duty) => {
    if (duty.state !== 'open') return false;
    const cadence = cadences.get(lineName(duty.rule, duty.part));
    return cadence !== undefined && reminderDay(calendar, cadence, duty.window) === on;
  });
}

function remindedCadences({ rules }: SchemeVersion): ReadonlyMap<string, Cadence> {
  return new Map(
    rules.flatMap(({ id, duties }) =>
      duties.map((template): [string, Cadence] => [lineName(id, template.part), remindedCadence(template)]),
    ),
  );
}

/** What is due inside its window is reminded like a window of about that length. */
function remindedCadence({ due, window }: DutyTemplate): Cadence {
  if (due === 'plan' || due === 'ten_school_days') return 'fortnight';
  return due === 'month_after' ? 'month' : window;
}

function lineName(rule: string, part: string | undefined): string {
  return part === undefined ? rule : `${rule}/${part}`;
}
