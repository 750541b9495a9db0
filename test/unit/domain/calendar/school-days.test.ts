import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countSchoolDays,
  isSchoolDay,
  schoolDayAfter,
  schoolDayOnOrBefore,
  schoolDaysWithin,
} from '../../../../src/domain/calendar/school-days.ts';
import { readDay, weekdayOf } from '../../../../src/domain/day.ts';
import { loadCalendar } from '../../../../src/schemes/load-preset.ts';
import { anyCalendar } from './school-calendar.ts';

const cn2026 = loadCalendar('cn-2026-27');

describe('school days', () => {
  test('CV-02 the example calendar has 99 and 85 school days', () => {
    expect(countSchoolDays(cn2026, readDay('2026-09-01'), readDay('2027-01-22'))).toBe(99);
    expect(countSchoolDays(cn2026, readDay('2027-03-01'), readDay('2027-07-02'))).toBe(85);
  });

  test.each([
    ['a make-up Sunday', '2026-09-20', true],
    ['a make-up Saturday', '2026-10-10', true],
    ['an ordinary Sunday', '2026-09-13', false],
    ['a holiday on a Friday', '2026-09-25', false],
    ['the first day of term', '2026-09-01', true],
    ['the last day of term', '2027-01-22', true],
    ['a weekday in the vacation', '2027-02-10', false],
    ['a day before all terms', '2026-08-31', false],
    ['a day after all terms', '2027-07-05', false],
  ])('CV-02 %s', (_, day, expected) => {
    expect(isSchoolDay(cn2026, readDay(day))).toBe(expected);
  });

  test('CV-02 the week of National Day has three school days, the next one three with its make-up Saturday', () => {
    expect(schoolDaysWithin(cn2026, readDay('2026-09-28'), readDay('2026-10-04'))).toHaveLength(3);
    expect(schoolDaysWithin(cn2026, readDay('2026-10-05'), readDay('2026-10-11'))).toEqual([
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
    ]);
  });

  test('CV-22 the first school day after the last one of September is October 8', () => {
    expect(schoolDayAfter(cn2026, readDay('2026-09-30'), 1)).toBe('2026-10-08');
  });

  test('CV-22 past the end of the calendar there is no school day', () => {
    expect(schoolDayAfter(cn2026, readDay('2027-07-02'), 1)).toBeUndefined();
  });

  test('CV-22 before the first term there is no school day', () => {
    expect(schoolDayOnOrBefore(cn2026, readDay('2026-08-31'))).toBeUndefined();
  });

  test('CV-02 no holiday and no weekend without a make-up day is ever a school day', () => {
    fc.assert(
      fc.property(anyCalendar, (calendar) => {
        for (const { firstOn, lastOn } of calendar.terms) {
          for (const day of schoolDaysWithin(calendar, firstOn, lastOn)) {
            const isWeekday = weekdayOf(day) <= 5;
            expect(isWeekday ? !calendar.holidays.includes(day) : calendar.makeUpDays.includes(day)).toBe(
              true,
            );
          }
        }
      }),
    );
  });
});
