import { describe, expect, test } from 'vitest';
import { checkRoster } from '../../../../src/domain/roster/check-roster.ts';
import type { RosterCheck } from '../../../../src/domain/roster/roster-check.ts';
import { type KnownPeople, nobodyKnown } from '../../../../src/domain/roster/roster-plan.ts';
import { aSheet, aStudentSheet } from './roster-sheets.ts';

const headings = ['班级', '学生姓名', '学号', '家长姓名', '关系', '手机号', '企业微信ID'];
const family = (...rows: readonly (readonly string[])[]) => aSheet('家长', headings, ...rows);
const student = { ref: 'S1', name: '田小禾', number: '001', grade: 5, classNumber: 2 };
const atSchool: KnownPeople = {
  ...nobodyKnown,
  students: [
    student,
    { ref: 'S2', name: '程诺', grade: 5, classNumber: 2 },
    { ref: 'S3', name: '程诺', grade: 6, classNumber: 1 },
  ],
  guardians: [{ ref: 'G1', name: '田玉梅', children: ['S1'] }],
};

const codes = (check: RosterCheck) => check.failures.map(({ row, reason }) => `${row} ${reason.code}`);
const children = (check: RosterCheck) =>
  check.guardians.map(
    ({ name, known, children: of }) =>
      `${known ?? 'new'} ${name}: ${of
        .map(({ studentKey, relation }) => {
          const child = check.students.find(({ key }) => key === studentKey);
          return `${child?.known ?? child?.name} ${relation}`;
        })
        .join(', ')}`,
  );

describe('a sheet of guardians', () => {
  test('finds students of the school by number, or by name and class; they stay as they are', () => {
    const check = checkRoster(
      [
        family(
          ['', '', '001', '田玉梅', '奶奶', '19900000001', ''],
          ['五(2)班', '程诺', '', '程建国', '父亲', '19900000002', 'p_cheng'],
          ['五(2)班', '程诺', '', '江雨', '母亲', '19900000003', ''],
        ),
      ],
      atSchool,
    );
    expect(codes(check)).toEqual([]);
    expect(check.sheets).toMatchObject([{ kind: 'guardians', dataRows: 3, ignoredHeadings: [] }]);
    expect(children(check)).toEqual([
      'G1 田玉梅: S1 grandmother_paternal',
      'new 程建国: S2 father',
      'new 江雨: S2 mother',
    ]);
    expect(check.students).toMatchObject([
      { known: 'S1', name: '田小禾', number: '001', classKey: '5.2' },
      { known: 'S2', name: '程诺', classKey: '5.2' },
    ]);
    expect(check.students.some((one) => 'categories' in one || 'sex' in one)).toBe(false);
    expect(check.identities).toMatchObject([{ personKind: 'guardian', platformId: 'p_cheng' }]);
  });

  test('adds to the student of the same file, also where the student’s row names that guardian already', () => {
    const students = aStudentSheet({ 监护人1姓名: '田玉梅', 监护人1关系: '奶奶' });
    const check = checkRoster(
      [
        students,
        family(
          ['五(2)班', '田小禾', '', '田玉梅', '奶奶', '19900000001', 'p_tian'],
          ['五(2)班', '田小禾', '', '田大山', '父亲', '', ''],
        ),
      ],
      nobodyKnown,
    );
    expect(codes(check)).toEqual([]);
    expect(children(check)).toEqual(['new 田玉梅: 田小禾 grandmother_paternal', 'new 田大山: 田小禾 father']);
    expect(check.guardians[0]).toMatchObject({ phone: '19900000001' });
  });

  test('two children of one guardian are one person by phone', () => {
    const check = checkRoster(
      [
        family(
          ['五(2)班', '程诺', '', '程建国', '父亲', '19900000002', ''],
          ['', '', '001', '程建国', '其他', '19900000002', ''],
        ),
      ],
      atSchool,
    );
    expect(children(check)).toEqual(['new 程建国: S2 father, S1 other']);
  });

  test('a row that fails says why and spares the others', () => {
    const check = checkRoster(
      [
        family(
          ['', '程诺', '', '程建国', '父亲', '', ''],
          ['五(2)班', '没有人', '', '江雨', '母亲', '', ''],
          ['', '', '', '江雨', '母亲', '', ''],
          ['', '程诺', '001', '江雨', '母亲', '', ''],
          ['五(2)班', '田小禾', '', '江雨', '师父', '', ''],
          ['五(2)班', '田小禾', '', '江雨', '母亲', '123', ''],
          ['五(2)班', '田小禾', '', '江雨', '母亲', '', ''],
          ['五(2)班', '田小禾', '', '江雨', '父亲', '', ''],
          ['五(2)班', '田小禾', '', '', '父亲', '', ''],
        ),
      ],
      atSchool,
    );
    expect(codes(check)).toEqual([
      '2 same_name_student',
      '3 student_unknown',
      '4 student_missing',
      '5 number_of_other',
      '6 relation_unknown',
      '7 phone_invalid',
      '9 guardian_repeated',
      '10 guardian_name_missing',
    ]);
    expect(check.failures[0]?.reason.allowed).toEqual(['五(2)班', '六(1)班']);
    expect(children(check)).toEqual(['new 江雨: S1 mother']);
  });

  test('a sheet of students with one guardian in it stays a sheet of students', () => {
    const check = checkRoster(
      [aStudentSheet({ 家长姓名: '田玉梅', 家长关系: '奶奶', 关系: '奶奶' })],
      nobodyKnown,
    );
    expect(check.sheets).toMatchObject([{ kind: 'students', ignoredHeadings: ['关系'] }]);
    expect(children(check)).toEqual(['new 田玉梅: 田小禾 grandmother_paternal']);
  });
});

describe('a sheet of the calendar', () => {
  const calendar = (...rows: readonly (readonly string[])[]) =>
    checkRoster([aSheet('校历', ['类型', '开始日期', '结束日期', '说明', '编号'], ...rows)], nobodyKnown);

  test('gives terms, holidays and days of make-up; a later row is the exception to an earlier one', () => {
    const check = calendar(
      ['学期', '2027-02-22', '2027年7月2日', '下学期'],
      ['学期', '2026/9/1', '2027-01-22', '上学期'],
      ['放假', '2026-10-01', '2026-10-03', '国庆'],
      ['补课', '2026-10-03', '', ''],
      ['放假', '2026-12-01', '', '', '示例'],
    );
    expect(codes(check)).toEqual([]);
    expect(check.calendar).toEqual({
      terms: [
        { firstOn: '2026-09-01', lastOn: '2027-01-22' },
        { firstOn: '2027-02-22', lastOn: '2027-07-02' },
      ],
      holidays: ['2026-10-01', '2026-10-02'],
      makeUpDays: ['2026-10-03'],
    });
  });

  test('a row that cannot be read says why and spares the others', () => {
    const check = calendar(
      ['运动会', '2026-10-01', '', ''],
      ['学期', '2026-09-01', '', ''],
      ['放假', '', '', ''],
      ['放假', '10月1日', '', ''],
      ['放假', '2026-10-05', '2026-10-01', ''],
      ['放假', '2026-10-01', '2027-10-07', ''],
      ['学期', '2026-09-01', '2027-01-22', ''],
      ['学期', '2027-01-20', '2027-07-02', ''],
      ['放假', '2026-10-01', '', ''],
    );
    expect(codes(check)).toEqual([
      '2 calendar_kind_unknown',
      '3 calendar_day_missing',
      '4 calendar_day_missing',
      '5 date_unreadable',
      '6 calendar_backwards',
      '7 calendar_too_long',
      '9 calendar_overlap',
    ]);
    expect(check.calendar).toMatchObject({ terms: [{ firstOn: '2026-09-01' }], holidays: ['2026-10-01'] });
  });
});
