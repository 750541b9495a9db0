/** The windows of CV-03, cut at the ends of each term. */
import { addDays, type Day, mondayOf } from '../day.ts';
import type { Window } from '../duties/duty.ts';
import type { SchoolCalendar, Term } from './school-calendar.ts';
import { countSchoolDays, schoolDaysOf } from './school-days.ts';

export type WindowKind = 'day' | 'week' | 'fortnight' | 'half_month' | 'month' | 'term' | 'school_year';

/** A shorter window is joined to its neighbour in the same term. A week is dropped instead (CV-03). */
const fewestSchoolDays = { fortnight: 6, half_month: 6, month: 10 } as const;

const known = new WeakMap<SchoolCalendar, Map<WindowKind, readonly Window[]>>();

/** In the order of time; worked out once per calendar object. */
export function windowsOf(calendar: SchoolCalendar, kind: WindowKind): readonly Window[] {
  const kinds = known.get(calendar) ?? new Map<WindowKind, readonly Window[]>();
  known.set(calendar, kinds);
  const found = kinds.get(kind);
  if (found) return found;
  const made = makers[kind](calendar);
  kinds.set(kind, made);
  return made;
}

/** The window of the kind that holds the day, where one does. */
export function windowHolding(calendar: SchoolCalendar, kind: WindowKind, day: Day): Window | undefined {
  return windowsOf(calendar, kind).find(({ firstOn, lastOn }) => firstOn <= day && day <= lastOn);
}

const makers: Readonly<Record<WindowKind, (calendar: SchoolCalendar) => readonly Window[]>> = {
  day: (calendar) => schoolDaysOf(calendar).days.map((day) => ({ firstOn: day, lastOn: day })),
  week: (calendar) =>
    calendar.terms
      .flatMap((term) => spansOfWeeks(term, 1))
      .filter(({ firstOn, lastOn }) => countSchoolDays(calendar, firstOn, lastOn) > 0),
  fortnight: (calendar) => joinedByTerm(calendar, 'fortnight', (term) => spansOfWeeks(term, 2)),
  half_month: (calendar) =>
    joinedByTerm(calendar, 'half_month', (term) => cutAfter(term, lastDayOfHalfMonth)),
  month: (calendar) => joinedByTerm(calendar, 'month', (term) => cutAfter(term, lastDayOfMonth)),
  term: ({ terms }) => terms.map(({ firstOn, lastOn }) => ({ firstOn, lastOn })),
  school_year: ({ terms }) => spansOfYears(terms),
};

function joinedByTerm(
  calendar: SchoolCalendar,
  kind: keyof typeof fewestSchoolDays,
  spansOf: (term: Term) => readonly Window[],
): readonly Window[] {
  return calendar.terms.flatMap((term) => joinShort(calendar, spansOf(term), fewestSchoolDays[kind]));
}

function spansOfWeeks(term: Term, weeks: number): Window[] {
  return cutAfter(term, (day) => addDays(mondayOf(day), weeks * 7 - 1));
}

function cutAfter(term: Term, endOf: (day: Day) => Day): Window[] {
  const spans: Window[] = [];
  for (let firstOn = term.firstOn; firstOn <= term.lastOn; ) {
    const end = endOf(firstOn);
    const lastOn = end < term.lastOn ? end : term.lastOn;
    spans.push({ firstOn, lastOn });
    firstOn = addDays(lastOn, 1);
  }
  return spans;
}

function lastDayOfHalfMonth(day: Day): Day {
  const number = Number(day.slice(8));
  return number <= 15 ? addDays(day, 15 - number) : lastDayOfMonth(day);
}

function lastDayOfMonth(day: Day): Day {
  const inNextMonth = addDays(day, 32 - Number(day.slice(8)));
  return addDays(inNextMonth, -Number(inNextMonth.slice(8)));
}

function joinShort(calendar: SchoolCalendar, spans: readonly Window[], fewest: number): Window[] {
  const isShort = ({ firstOn, lastOn }: Window) => countSchoolDays(calendar, firstOn, lastOn) < fewest;
  const joined: Window[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    const joins = before !== undefined && (isShort(span) || (joined.length === 1 && isShort(before)));
    if (joins) joined[joined.length - 1] = { firstOn: before.firstOn, lastOn: span.lastOn };
    else joined.push(span);
  }
  return joined;
}

function spansOfYears(terms: readonly Term[]): Window[] {
  const years: Window[] = [];
  for (const term of terms) {
    const before = years.at(-1);
    const opensYear = Number(term.firstOn.slice(5, 7)) >= 7;
    if (before && !opensYear) years[years.length - 1] = { firstOn: before.firstOn, lastOn: term.lastOn };
    else years.push({ firstOn: term.firstOn, lastOn: term.lastOn });
  }
  return years;
}
