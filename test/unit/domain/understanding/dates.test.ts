import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  type Day,
  daysBetween,
  instantOf,
  mondayOf,
  readDay,
  weekdayOf,
} from '../../../../src/domain/day.ts';
import { readDates } from '../../../../src/domain/understanding/date-grammar.ts';
import { comingDay, pastDay } from '../../../../src/domain/understanding/days.ts';
import { sceneOf } from '../../../../src/domain/understanding/scene.ts';
import { aRoom, wednesday } from './room.ts';

function sceneAt(today: Day, minutes = 980) {
  return sceneOf(aRoom({ now: instantOf(today, minutes), pairedSince: readDay('2020-01-01') }));
}

function longest(text: string) {
  return readDates(text, 0).toSorted((first, second) => second.end - first.end)[0];
}

function pastOf(text: string, today: Day, minutes?: number) {
  const read = longest(text);
  return read ? pastDay(read.date, sceneAt(today, minutes)) : undefined;
}

const anyDay = fc.integer({ min: 0, max: 1_500 }).map((days) => addDays(readDay('2024-01-01'), days));
const weekdays = '一二三四五六日';

test('a day within the last eleven months is found from month and day, however they are joined', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.integer({ min: 0, max: 330 }),
      fc.constantFrom('.', '-', '/', '月'),
      (today, back, joint) => {
        const day = addDays(today, -back);
        const written = `${Number(day.slice(5, 7))}${joint}${Number(day.slice(8))}${joint === '月' ? '号' : ''}`;
        const read = pastOf(written, today);
        const isLeapDay = day.slice(5) === '02-29';
        if (!isLeapDay) expect(read).toEqual({ is: 'day', day });
      },
    ),
  );
});

test('a weekday alone is the nearest such day before today', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom('周', '星期', '礼拜'),
      (today, back, unit) => {
        const day = addDays(today, -back);
        expect(pastOf(`${unit}${weekdays[weekdayOf(day) - 1]}`, today)).toEqual({ is: 'day', day });
      },
    ),
  );
});

test("today's weekday may be today or a week ago", () => {
  expect(pastOf('周三', wednesday)).toEqual({ is: 'unclear', candidates: ['2026-10-14', '2026-10-07'] });
});

test('a weekday of last week lies in the week before, Monday to Sunday', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 7 }), (today, weekday) => {
      const day = addDays(mondayOf(today), weekday - 8);
      expect(pastOf(`上周${weekdays[weekday - 1]}`, today)).toEqual({ is: 'day', day });
    }),
  );
});

test('a day number is this month or the last', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 28 }), (today, number) => {
      const read = pastOf(`${number}号`, today);
      const day = read?.is === 'day' ? read.day : today;
      expect(Number(day.slice(8))).toBe(number);
      expect(daysBetween(day, today)).toBeGreaterThanOrEqual(0);
      expect(daysBetween(day, today)).toBeLessThan(32);
    }),
  );
});

test('a coming weekday lies one to seven days ahead', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 7 }), (today, weekday) => {
      const read = longest(`周${weekdays[weekday - 1]}`);
      const day = read ? comingDay(read.date, sceneAt(today)) : undefined;
      const ahead = daysBetween(today, day ?? today);
      expect(ahead >= 1 && ahead <= 7).toBe(true);
    }),
  );
});

describe('no date', () => {
  test.each(['9.5分', '1.5小时', '12:30', '3号楼', '0.5', '13.1', '5.32'])('%s', (text) => {
    const read = longest(text);
    expect(read?.date.form === 'month_day' || read?.date.form === 'day_of_month').toBe(false);
  });
});

test.each([
  ['十月十二号', '2026-10-12'],
  ['10月12日', '2026-10-12'],
  ['2026-10-12', '2026-10-12'],
  ['2026年10月12日', '2026-10-12'],
  ['上个月30号', '2026-09-30'],
  ['教师节', '2026-09-10'],
  ['国庆节那天', '2026-10-01'],
  ['大前天', '2026-10-11'],
  ['三天前', '2026-10-11'],
])('%s is %s', (text, day) => {
  expect(pastOf(text, wednesday)).toEqual({ is: 'day', day });
});

test.each(['2月30号', '国庆期间', '前几天', '寒假', '上周'])('%s has no day', (text) => {
  expect(pastOf(text, wednesday)).toMatchObject({ is: 'unclear' });
});

test('a day before the pairing is asked about', () => {
  const scene = sceneOf(aRoom());
  expect(pastDay({ form: 'month_day', month: 9, day: 1 }, scene)).toEqual({ is: 'unclear', candidates: [] });
});

test('after midnight today is open', () => {
  expect(pastOf('今天', wednesday, 40)).toEqual({ is: 'unclear', candidates: ['2026-10-13', '2026-10-14'] });
  expect(pastOf('昨天', wednesday, 40)).toEqual({ is: 'day', day: '2026-10-13' });
});
