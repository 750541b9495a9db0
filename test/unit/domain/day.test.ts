import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayFromNumber, dayNumber, dayOf, isDay, weekdayOf } from '../../../src/domain/day.ts';

const dayMs = 86_400_000;
const number = fc.integer({ min: -200_000, max: 400_000 });

function byTheEngine(days: number): string {
  return new Date(days * dayMs).toISOString().slice(0, 10);
}

test('a number of days is the day that the engine names', () => {
  fc.assert(
    fc.property(number, (days) => {
      const day = dayFromNumber(days);
      expect(day).toBe(byTheEngine(days));
      expect(dayNumber(day)).toBe(days);
      expect(weekdayOf(day) % 7).toBe(new Date(days * dayMs).getUTCDay());
    }),
    { numRuns: 2_000 },
  );
});

test('every day of eight hundred years follows the one before', () => {
  const first = dayNumber(dayFromNumber(-135_140));
  const wrong = Array.from({ length: 292_194 }, (_, at) => first + at).filter(
    (days) => dayFromNumber(days) !== byTheEngine(days),
  );
  expect(wrong).toEqual([]);
});

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['1900-02-29', false],
  ['2000-02-29', true],
  ['2026-04-31', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-10-00', false],
  ['2026-1-01', false],
  [' 2026-01-01', false],
  ['2026-01-01T00', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});

test('the day changes at midnight in Shanghai', () => {
  expect(dayOf(new Date('2026-12-31T15:59:59.999Z'))).toBe('2026-12-31');
  expect(dayOf(new Date('2026-12-31T16:00:00.000Z'))).toBe('2027-01-01');
  expect(addDays(dayOf(new Date('2027-01-01T00:00:00Z')), -1)).toBe('2026-12-31');
});
