/** Calendars for property tests: one or two terms of any length with any holidays and make-up days. */
import * as fc from 'fast-check';
import type { SchoolCalendar } from '../../../../src/domain/calendar/school-calendar.ts';
import { addDays, type Day, readDay } from '../../../../src/domain/day.ts';

const firstDay = readDay('2026-08-20');

const term = fc.record({ start: fc.nat(30), length: fc.integer({ min: 1, max: 160 }) });

export const anyCalendar: fc.Arbitrary<SchoolCalendar> = fc
  .record({
    autumn: term,
    spring: fc.option(term, { nil: undefined }),
    holidays: fc.array(fc.nat(400), { maxLength: 60 }),
    makeUpDays: fc.array(fc.nat(400), { maxLength: 20 }),
  })
  .map(({ autumn, spring, holidays, makeUpDays }) => ({
    terms: [
      spanOf(addDays(firstDay, autumn.start), autumn.length),
      ...(spring ? [spanOf(addDays(firstDay, 195 + spring.start), spring.length)] : []),
    ],
    holidays: holidays.map(onDay),
    makeUpDays: makeUpDays.map(onDay),
  }));

function onDay(offset: number): Day {
  return addDays(firstDay, offset);
}

function spanOf(firstOn: Day, length: number): { firstOn: Day; lastOn: Day } {
  return { firstOn, lastOn: addDays(firstOn, length - 1) };
}
