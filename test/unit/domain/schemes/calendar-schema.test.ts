import { expect, test } from 'vitest';
import { readCalendar } from '../../../../src/domain/schemes/calendar-schema.ts';

const autumn = { firstOn: '2026-09-01', lastOn: '2027-01-22' };

test('a calendar without holidays has none', () => {
  expect(readCalendar({ terms: [autumn] })).toEqual({ terms: [autumn], holidays: [], makeUpDays: [] });
});

test.each([
  ['a day that does not exist', { terms: [autumn], holidays: ['2026-02-30'] }, 'YYYY-MM-DD'],
  [
    'a term that ends before it begins',
    { terms: [{ firstOn: '2027-01-22', lastOn: '2026-09-01' }] },
    'term 1 ends',
  ],
  [
    'terms that overlap',
    { terms: [autumn, { firstOn: '2027-01-20', lastOn: '2027-07-02' }] },
    'term 2 overlaps',
  ],
  ['no term at all', { terms: [] }, 'terms'],
  ['an unknown key', { terms: [autumn], vacation: [] }, 'vacation'],
])('%s is refused', (_, calendar, message) => {
  expect(() => readCalendar(calendar)).toThrow(message);
});
