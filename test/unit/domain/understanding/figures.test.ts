import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readClass } from '../../../../src/domain/understanding/class-grammar.ts';
import { readClock, readLength } from '../../../../src/domain/understanding/duration-grammar.ts';
import { readNumber } from '../../../../src/domain/understanding/numbers.ts';

const digits = '零一二三四五六七八九';

function numeral(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits[ones] : ''}`;
}

test('a number below a hundred reads the same in digits and in numerals', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (value) => {
      expect(readNumber(String(value), 0)?.value).toBe(value);
      expect(readNumber(numeral(value), 0)?.value).toBe(value);
    }),
  );
});

test('minutes read the same however they are written', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99 }),
      fc.constantFrom('分钟', 'min', '来分钟', '多分钟'),
      (value, unit) => {
        expect(readLength(`${value}${unit}`, 0)?.minutes).toBe(value);
        expect(readLength(`${numeral(value)}${unit}`, 0)?.minutes).toBe(value);
      },
    ),
  );
});

test.each([
  ['半小时', 30],
  ['半个多小时', 30],
  ['一刻钟', 15],
  ['三刻钟', 45],
  ['一个小时', 60],
  ['一个半小时', 90],
  ['1.5小时', 90],
  ['一个多小时', 60],
  ['1小时20分钟', 80],
  ['十几分钟', 10],
  ['12:30到12:50', 20],
])('%s is %i minutes', (text, minutes) => {
  expect(readLength(text, 0)).toEqual({ end: text.length, minutes });
});

test.each(['一会儿', '一节课', '几句'])('%s has no minutes', (text) => {
  expect(readLength(text, 0)).toEqual({ end: text.length });
});

test.each(['95分', '12:30', '三遍', '五个', '半天假期中'])('%s is no length in minutes', (text) => {
  expect(readLength(text, 0)?.minutes).toBeUndefined();
});

test('a clock time is read in both writings', () => {
  expect(readClock('八点半', 0)?.minute).toBe(510);
  expect(readClock('8:30', 0)?.minute).toBe(510);
});

test.each([
  ['五2', { grade: 5, number: 2 }],
  ['五(2)班', { grade: 5, number: 2 }],
  ['五二班', { grade: 5, number: 2 }],
  ['502班', { grade: 5, number: 2 }],
  ['初一4班', { grade: 7, number: 4 }],
  ['七4', { grade: 7, number: 4 }],
  ['七年级四班', { grade: 7, number: 4 }],
  ['二班', { number: 2 }],
])('%s is a class', (text, classWord) => {
  expect(readClass(text, 0)?.classWord).toEqual(classWord);
});
