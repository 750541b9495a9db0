/** The calendar of a scenario: a published one by its name, or days written out. */
import { z } from 'zod';
import type { SchoolCalendar } from '../domain/calendar/school-calendar.ts';
import type { Day } from '../domain/day.ts';
import { daySchema, readCalendar } from '../domain/schemes/calendar-schema.ts';
import { loadCalendar } from '../schemes/load-preset.ts';
import { daysFrom } from './wall-time.ts';

interface Span {
  readonly first: Day;
  readonly last: Day;
}

/** The first and the last day, under any of the usual pairs of names. */
const span = z.union([
  z
    .strictObject({ firstOn: daySchema, lastOn: daySchema, name: z.string().exactOptional() })
    .transform(({ firstOn, lastOn }): Span => ({ first: firstOn, last: lastOn })),
  z
    .strictObject({ from: daySchema, to: daySchema, name: z.string().exactOptional() })
    .transform(({ from, to }): Span => ({ first: from, last: to })),
  z
    .strictObject({ from: daySchema, until: daySchema, name: z.string().exactOptional() })
    .transform(({ from, until }): Span => ({ first: from, last: until })),
  z
    .strictObject({ start: daySchema, end: daySchema, name: z.string().exactOptional() })
    .transform(({ start, end }): Span => ({ first: start, last: end })),
  z
    .strictObject({ first: daySchema, last: daySchema, name: z.string().exactOptional() })
    .transform(({ first, last }): Span => ({ first, last })),
  z.tuple([daySchema, daySchema]).transform(([first, last]): Span => ({ first, last })),
]);
const days = z
  .array(z.union([daySchema.transform((on): Span => ({ first: on, last: on })), span]))
  .transform((spans) => spans.flatMap(({ first, last }) => daysFrom(first, last)));

const inline = z.strictObject({
  terms: z.array(span).min(1),
  holidays: days.default([]),
  makeUpDays: days.default([]),
});

export const calendarField = z.union([z.string(), inline]).transform((written, context): SchoolCalendar => {
  try {
    if (typeof written === 'string') return loadCalendar(written);
    const { terms, ...rest } = written;
    return readCalendar({
      terms: terms.map(({ first, last }) => ({ firstOn: first, lastOn: last })),
      ...rest,
    });
  } catch (error) {
    const isUnknown = typeof written === 'string';
    context.addIssue(isUnknown ? `no calendar ${written}` : error instanceof Error ? error.message : '');
    return z.NEVER;
  }
});
