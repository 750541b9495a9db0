import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSchoolDay } from '../../../../src/domain/calendar/school-days.ts';
import { concernSettings } from '../../../../src/domain/concern/concern-settings.ts';
import { afterSchoolMinutes } from '../../../../src/domain/concern/school-hours.ts';
import { dayOf, instantOf, minuteOfDay, readDay } from '../../../../src/domain/day.ts';
import { loadCalendar } from '../../../../src/schemes/load-preset.ts';

const calendar = loadCalendar('cn-2026-27');
const hours = concernSettings(undefined);
const at = (day: string, minutes: number) => instantOf(readDay(day), minutes);
const hour = 60;

describe('minutes of school-day daytime', () => {
  test.each([
    ['in the middle of a day', at('2026-09-08', 10 * hour), 45, at('2026-09-08', 10 * hour + 45)],
    ['before the day', at('2026-09-08', 5 * hour), 45, at('2026-09-08', 8 * hour + 45)],
    ['at night', at('2026-09-08', 22 * hour), 45, at('2026-09-09', 8 * hour + 45)],
    ['over the end of a day', at('2026-09-08', 17 * hour + 30), 45, at('2026-09-09', 8 * hour + 15)],
    ['over a weekend', at('2026-09-11', 17 * hour + 50), 30, at('2026-09-14', 8 * hour + 20)],
    ['on a make-up Sunday', at('2026-09-20', 9 * hour), 30, at('2026-09-20', 9 * hour + 30)],
    ['in a long holiday any day counts', at('2026-10-01', 9 * hour), 30, at('2026-10-01', 9 * hour + 30)],
    ['after the last term', at('2027-07-20', 9 * hour), 30, at('2027-07-20', 9 * hour + 30)],
  ])('%s', (_, from, minutes, expected) => {
    expect(afterSchoolMinutes(calendar, from, minutes, hours)).toEqual(expected);
  });

  test('end in daytime, never before they began, and later for more minutes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 * 24 * hour }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 0, max: 400 }),
        (start, minutes, more) => {
          const from = at('2026-09-01', start);
          const until = afterSchoolMinutes(calendar, from, minutes, hours);
          const minute = minuteOfDay(until);
          expect(until.getTime()).toBeGreaterThan(from.getTime());
          expect(minute > hours.dayFrom && minute <= hours.dayUntil).toBe(true);
          expect(+afterSchoolMinutes(calendar, from, minutes + more, hours)).toBeGreaterThanOrEqual(+until);
        },
      ),
    );
  });

  test('within a term fall on school days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 * 24 * hour }), (start) => {
        const until = afterSchoolMinutes(calendar, at('2026-10-12', start), 45, hours);
        expect(isSchoolDay(calendar, dayOf(until))).toBe(true);
      }),
    );
  });
});
