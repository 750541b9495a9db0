import { describe, expect, test } from 'vitest';
import {
  mondayHandInDay,
  monthsAfter,
  officeDueDay,
  planDueDay,
  tenSchoolDaysAfter,
} from '../../../../src/domain/calendar/due-days.ts';
import { type Day, readDay } from '../../../../src/domain/day.ts';
import { loadCalendar } from '../../../../src/schemes/load-preset.ts';

const cn2026 = loadCalendar('cn-2026-27');
const autumn = { firstOn: readDay('2026-09-01'), lastOn: readDay('2027-01-22') };

function week(firstOn: string, lastOn: string): { firstOn: Day; lastOn: Day } {
  return { firstOn: readDay(firstOn), lastOn: readDay(lastOn) };
}

describe('plans', () => {
  test('CV-17 a plan of a mentor who goes on is due on the Sunday of school week 2', () => {
    expect(planDueDay(cn2026, autumn, undefined)).toBe('2026-09-13');
  });

  test('CV-17 ten school days after September 7 end on the make-up Sunday September 20', () => {
    expect(planDueDay(cn2026, autumn, readDay('2026-09-07'))).toBe('2026-09-20');
  });

  test('CV-17 ten school days after September 23 run past National Day', () => {
    // 24, 28, 29, 30 September, 8, 9, 10, 12, 13, 14 October
    expect(planDueDay(cn2026, autumn, readDay('2026-09-23'))).toBe('2026-10-14');
  });
});

describe('reflections', () => {
  test('CV-23 a week is handed in on the Monday after it', () => {
    expect(mondayHandInDay(cn2026, week('2026-09-07', '2026-09-13'))).toBe('2026-09-14');
  });

  test('CV-23 the first week, cut by the term, is handed in on the Monday after it', () => {
    expect(mondayHandInDay(cn2026, week('2026-09-01', '2026-09-06'))).toBe('2026-09-07');
  });

  test('CV-23 where that Monday is a holiday the next school day counts', () => {
    expect(mondayHandInDay(cn2026, week('2026-09-28', '2026-10-04'))).toBe('2026-10-08');
  });

  test('CV-23 the last week of a term is handed in on the last school day of the term', () => {
    expect(mondayHandInDay(cn2026, week('2027-01-18', '2027-01-22'))).toBe('2027-01-22');
  });
});

describe('periods', () => {
  test.each([
    ['2026-09-01', '2026-10-01'],
    ['2026-08-31', '2026-09-30'],
    ['2027-01-31', '2027-02-28'],
    ['2026-12-15', '2027-01-15'],
  ])('CV-22 one month after %s is %s', (from, until) => {
    expect(monthsAfter(readDay(from), 1)).toBe(until);
  });

  test('CV-22 an office deadline on October 1 moves back to September 30', () => {
    expect(officeDueDay(cn2026, readDay('2026-09-01'), 1)).toBe('2026-09-30');
  });

  test('CV-22 ten school days after results of November 2 end on November 16', () => {
    expect(tenSchoolDaysAfter(cn2026, readDay('2026-11-02'))).toBe('2026-11-16');
  });

  test('CV-22 ten school days that the calendar no longer has end with its last school day', () => {
    expect(tenSchoolDaysAfter(cn2026, readDay('2027-06-30'))).toBe('2027-07-02');
  });
});
