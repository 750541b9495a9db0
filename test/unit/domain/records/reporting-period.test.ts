import { expect, test } from 'vitest';
import { instantOf, readDay } from '../../../../src/domain/day.ts';
import { isReported } from '../../../../src/domain/records/reporting-period.ts';
import { loadCalendar } from '../../../../src/schemes/load-preset.ts';

const calendar = loadCalendar('cn-2026-27');
const filed = (occurredOn: string, loggedOn = occurredOn) => ({
  occurredOn: readDay(occurredOn),
  loggedAt: instantOf(readDay(loggedOn), 12 * 60),
});

test.each([
  ['2026-10-15', '2026-10-31', false],
  ['2026-10-31', '2026-10-31', false],
  ['2026-10-31', '2026-11-01', true],
  ['2026-10-15', '2026-11-20', true],
])('a record of %s on %s', (on, today, expected) => {
  expect(isReported(calendar, filed(on), readDay(today))).toBe(expected);
});

test('what is filed late may be put right on that very day', () => {
  const late = filed('2026-10-15', '2026-11-20');
  expect(
    [readDay('2026-11-20'), readDay('2026-11-21')].map((day) => isReported(calendar, late, day)),
  ).toEqual([false, true]);
});

test('a day of the holidays counts with its calendar month', () => {
  expect(isReported(calendar, filed('2026-08-20'), readDay('2026-08-31'))).toBe(false);
  expect(isReported(calendar, filed('2026-08-20'), readDay('2026-09-01'))).toBe(true);
});
