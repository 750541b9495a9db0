import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classKey, readClass, readGrade, writeClass } from '../../../../src/domain/roster/class-name.ts';
import { RowRefused } from '../../../../src/domain/roster/roster-reason.ts';

function codeOf(read: () => unknown): string {
  try {
    return `read as ${JSON.stringify(read())}`;
  } catch (cause) {
    if (cause instanceof RowRefused) return cause.reason.code;
    throw cause;
  }
}

describe('a class by itself', () => {
  test.each([
    ['五2', '5.2'],
    ['五(2)班', '5.2'],
    ['五（2）班', '5.2'],
    ['五 ( 2 ) 班', '5.2'],
    ['五年级2班', '5.2'],
    ['五年级（二）班', '5.2'],
    ['五年级二班', '5.2'],
    ['五二班', '5.2'],
    ['5年级2班', '5.2'],
    ['5(2)班', '5.2'],
    ['５（２）班', '5.2'],
    ['5.2', '5.2'],
    ['5-2班', '5.2'],
    ['502', '5.2'],
    ['502班', '5.2'],
    ['0502', '5.2'],
    ['五(02)班', '5.2'],
    ['小学五年级2班', '5.2'],
    ['五（十二）班', '5.12'],
    ['512', '5.12'],
    ['1.12', '1.12'],
    ['一(1)班', '1.1'],
    ['初一4班', '7.4'],
    ['初一(4)班', '7.4'],
    ['初中一年级4班', '7.4'],
    ['七4', '7.4'],
    ['七年级4班', '7.4'],
    ['初三12班', '9.12'],
    ['高一(3)班', '10.3'],
    ['高中三年级3班', '12.3'],
    ['十一年级3班', '11.3'],
    ['1203', '12.3'],
    ['八(二十一)班', '8.21'],
  ])('%s is %s', (written, key) => {
    expect(classKey(readClass(undefined, written))).toBe(key);
  });

  test.each([
    ['', 'class_missing'],
    ['无', 'class_missing'],
    ['2班', 'class_unreadable'],
    ['52', 'class_unreadable'],
    ['二十二班', 'class_unreadable'],
    ['五年级', 'class_unreadable'],
    ['五(0)班', 'class_unreadable'],
    ['实验班', 'class_unreadable'],
    ['初四2班', 'class_unreadable'],
    ['13年级2班', 'class_unreadable'],
    ['13005', 'class_unreadable'],
    ['2023级2班', 'class_cohort'],
    ['23级2班', 'class_cohort'],
    ['2026-05-02', 'class_became_date'],
    ['5月2日', 'class_became_date'],
  ])('%j is refused: %s', (written, code) => {
    expect(codeOf(() => readClass(undefined, written))).toBe(code);
  });
});

describe('a class beside its grade', () => {
  test.each([
    ['五年级', '2班', '5.2'],
    ['五', '2', '5.2'],
    ['5', '(2)班', '5.2'],
    ['五级', '二班', '5.2'],
    ['初一', '4', '7.4'],
    ['七年级', '四班', '7.4'],
    ['一年级', '12', '1.12'],
    ['五年级', '五(2)班', '5.2'],
    ['五年级', '502', '5.2'],
    ['高二', '十三班', '11.13'],
  ])('%s %s is %s', (grade, written, key) => {
    expect(classKey(readClass(grade, written))).toBe(key);
  });

  test.each([
    ['五年级', '六(2)班', 'class_grade_conflict'],
    ['五年级', '302', 'class_grade_conflict'],
    ['五年级', '52', 'class_unreadable'],
    ['大班', '2', 'grade_unreadable'],
    ['2023级', '2', 'class_cohort'],
  ])('%s %s is refused: %s', (grade, written, code) => {
    expect(codeOf(() => readClass(grade, written))).toBe(code);
  });
});

test('a class written by the program is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 99 }), (grade, number) => {
      expect(readClass(undefined, writeClass({ grade, number }))).toEqual({ grade, number });
    }),
  );
});

test('any text is read as a class of grades 1 to 12, or refused', () => {
  const piece = fc.constantFrom(...'一二五十初高小中年级班()（）-.0123456789 甲'.split(''));
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      (written) => {
        let found: { grade: number; number: number };
        try {
          found = readClass(undefined, written);
        } catch (cause) {
          expect(cause).toBeInstanceOf(RowRefused);
          return;
        }
        expect(found.grade).toBeGreaterThanOrEqual(1);
        expect(found.grade).toBeLessThanOrEqual(12);
        expect(found.number).toBeGreaterThanOrEqual(1);
        expect(readClass(undefined, writeClass(found))).toEqual(found);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['五', 5],
  ['5年级', 5],
  ['初二', 8],
  ['高三', 12],
  ['十年级', 10],
  ['6', 6],
])('grade %s is %i', (written, grade) => {
  expect(readGrade(written)).toBe(grade);
});
