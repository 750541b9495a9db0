/** School days by number (CV-02), with running counts so that any span is counted in one subtraction. */
import { type Day, dayFromNumber, dayNumber, weekdayOf } from '../day.ts';
import type { SchoolCalendar } from './school-calendar.ts';

export interface SchoolDays {
  readonly days: readonly Day[];
  /** Day numbers of `days`, ascending. */
  readonly numbers: readonly number[];
  /** How many school days lie on or before a day number. */
  readonly countUpTo: (number: number) => number;
}

const known = new WeakMap<SchoolCalendar, SchoolDays>();

/** Worked out once per calendar object. */
export function schoolDaysOf(calendar: SchoolCalendar): SchoolDays {
  const found = known.get(calendar);
  if (found) return found;
  const made = listSchoolDays(calendar);
  known.set(calendar, made);
  return made;
}

export function isSchoolDay(calendar: SchoolCalendar, day: Day): boolean {
  const { countUpTo } = schoolDaysOf(calendar);
  const number = dayNumber(day);
  return countUpTo(number) > countUpTo(number - 1);
}

/** Both ends included; 0 where `last` lies before `first`. */
export function countSchoolDays(calendar: SchoolCalendar, first: Day, last: Day): number {
  const { countUpTo } = schoolDaysOf(calendar);
  return Math.max(0, countUpTo(dayNumber(last)) - countUpTo(dayNumber(first) - 1));
}

export function schoolDaysWithin(calendar: SchoolCalendar, first: Day, last: Day): readonly Day[] {
  const { days, countUpTo } = schoolDaysOf(calendar);
  return days.slice(countUpTo(dayNumber(first) - 1), countUpTo(dayNumber(last)));
}

/** The `count`-th school day after `day`, not counting `day` (CV-22); undefined past the calendar's end. */
export function schoolDayAfter(calendar: SchoolCalendar, day: Day, count: number): Day | undefined {
  const { days, countUpTo } = schoolDaysOf(calendar);
  return days[countUpTo(dayNumber(day)) + count - 1];
}

/** The day itself where school is held, else the school day before it. */
export function schoolDayOnOrBefore(calendar: SchoolCalendar, day: Day): Day | undefined {
  const { days, countUpTo } = schoolDaysOf(calendar);
  return days[countUpTo(dayNumber(day)) - 1];
}

function listSchoolDays(calendar: SchoolCalendar): SchoolDays {
  const holidays = new Set<string>(calendar.holidays);
  const makeUpDays = new Set<string>(calendar.makeUpDays);
  const numbers: number[] = [];
  for (const term of calendar.terms) {
    const last = dayNumber(term.lastOn);
    for (let number = dayNumber(term.firstOn); number <= last; number += 1) {
      const day = dayFromNumber(number);
      const isHeld = weekdayOf(day) <= 5 ? !holidays.has(day) : makeUpDays.has(day);
      if (isHeld) numbers.push(number);
    }
  }
  const first = numbers[0] ?? 0;
  const counts = runningCounts(numbers, first);
  return {
    days: numbers.map(dayFromNumber),
    numbers,
    countUpTo: (number) => (number < first ? 0 : (counts[number - first] ?? numbers.length)),
  };
}

function runningCounts(numbers: readonly number[], first: number): readonly number[] {
  const counts: number[] = [];
  for (const [index, number] of numbers.entries()) {
    while (counts.length < number - first) counts.push(index);
    counts.push(index + 1);
  }
  return counts;
}
