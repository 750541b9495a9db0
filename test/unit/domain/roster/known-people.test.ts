import { describe, expect, test } from 'vitest';
import { checkRoster } from '../../../../src/domain/roster/check-roster.ts';
import { type KnownPeople, nobodyKnown, type RosterPlan } from '../../../../src/domain/roster/roster-plan.ts';
import { aStaffSheet, aStudentSheet } from './roster-sheets.ts';

/** What the school knows after a plan was written, with refs of its own. */
function afterwards(plan: RosterPlan): KnownPeople {
  const ref = (key: string) => `db-${key}`;
  return {
    staff: plan.staff.map(({ key, name, number }) => ({
      ref: ref(key),
      name,
      ...(number ? { number } : {}),
    })),
    students: plan.students.map(({ key, name, number, classKey }) => ({
      ref: ref(key),
      name,
      ...(number ? { number } : {}),
      grade: Number(classKey.split('.')[0]),
      classNumber: Number(classKey.split('.')[1]),
    })),
    guardians: plan.guardians.map(({ key, name, phone, children }) => ({
      ref: ref(key),
      name,
      ...(phone ? { phone } : {}),
      children: children.map((child) => ref(child.studentKey)),
    })),
    identities: plan.identities.map(({ personKey, ...identity }) => ({
      ...identity,
      person: ref(personKey),
    })),
  };
}

const sheets = [
  aStaffSheet(
    { 姓名: '苏晓棠', 企业微信账号: 'SuXiaotang' },
    { 姓名: '王芳', 工号: '1' },
    { 姓名: '王芳', 工号: '2' },
  ),
  aStudentSheet(
    {
      导师: '苏晓棠',
      监护人1姓名: '陈静',
      监护人1关系: '母亲',
      监护人1钉钉ID: 'd1',
      监护人2姓名: '田大山',
      监护人2关系: '父亲',
    },
    { 班级: '501', 导师: '2', 监护人1姓名: '李敏', 监护人1关系: '母亲', 监护人1电话: '19900000001' },
    { 学生姓名: '石小川', 学号: '7' },
  ),
];
const known = afterwards(checkRoster(sheets, nobodyKnown));

describe('the same file again', () => {
  const again = checkRoster(sheets, known);

  test('has no failure and finds everybody', () => {
    expect(again.failures).toEqual([]);
    for (const person of [...again.staff, ...again.students, ...again.guardians])
      expect(person.known).toBe(`db-${person.key}`);
  });

  test('asks for the same as the first time', () => {
    const strip = (plan: RosterPlan) =>
      JSON.parse(
        JSON.stringify(plan, (key: string, value: unknown) => (key === 'known' ? undefined : value)),
      ) as unknown;
    expect(strip(again)).toEqual(strip(checkRoster(sheets, nobodyKnown)));
  });
});

test('students alone find the mentors of an earlier file, and take only those into the plan', () => {
  const check = checkRoster([aStudentSheet({ 导师: '苏晓棠' })], known);
  expect(check.staff).toEqual([{ key: 't1', name: '苏晓棠', known: 'db-t1' }]);
  expect(check.pairings).toEqual([{ mentorKey: 't1', studentKey: 's1' }]);
});

test('a known name that two have is not guessed', () => {
  const check = checkRoster([aStudentSheet({ 导师: '王芳' }), aStaffSheet({ 姓名: '王芳' })], known);
  expect(check.failures.map(({ reason }) => reason.code)).toEqual(['mentor_ambiguous', 'same_name_staff']);
});

test('a number moves a student to another class', () => {
  const [student] = checkRoster(
    [aStudentSheet({ 学生姓名: '石小川', 学号: '7', 班级: '601' })],
    known,
  ).students;
  expect(student).toMatchObject({ known: 'db-s3', classKey: '6.1' });
});

test('a name that vanished from one class and turned up in another is asked about', () => {
  const check = checkRoster([aStudentSheet({ 学生姓名: '石小川', 班级: '601' })], known);
  expect(check.failures.map(({ reason }) => reason)).toEqual([
    { code: 'may_have_moved', found: '石小川', allowed: ['五(2)班'] },
  ]);
});

test('a new child of a known name is new where the known one is in the file too', () => {
  const check = checkRoster(
    [aStudentSheet({ 学生姓名: '石小川', 学号: '7' }, { 学生姓名: '石小川', 班级: '601' })],
    known,
  );
  expect(check.failures).toEqual([]);
  expect(check.students.map((student) => student.known)).toEqual(['db-s3', undefined]);
});

test('a number that came later is taken over, a number of somebody else is refused', () => {
  const check = checkRoster(
    [
      aStudentSheet({ 学号: '70' }, { 学生姓名: '白小米', 学号: '7' }),
      aStaffSheet({ 姓名: '李敏', 工号: '1' }),
    ],
    known,
  );
  expect(check.students).toMatchObject([{ known: 'db-s1', number: '70' }]);
  expect(check.failures.map(({ reason }) => reason)).toEqual([
    { code: 'number_of_other', found: '7', allowed: ['石小川'] },
    { code: 'number_of_other', found: '1', allowed: ['王芳'] },
  ]);
});

test('a known account of somebody else is refused, the own one is not', () => {
  const check = checkRoster(
    [aStaffSheet({ 姓名: '苏晓棠', 企业微信账号: 'suxiaotang' }, { 姓名: '李敏', 钉钉账号: 'D1' })],
    known,
  );
  expect(check.staff.map((member) => member.name)).toEqual(['苏晓棠']);
  expect(check.failures.map(({ row, reason }) => [row, reason.code])).toEqual([[3, 'account_taken']]);
});

test('a guardian is found again by account, by telephone, and by the child', () => {
  const check = checkRoster(
    [
      aStudentSheet(
        { 监护人1姓名: '田大山', 监护人1关系: '父亲' },
        { 学生姓名: '白小米', 监护人1姓名: '李敏', 监护人1关系: '母亲', 监护人1电话: '19900000001' },
        { 学生姓名: '石小川', 学号: '7', 监护人1姓名: '陈静', 监护人1关系: '姑姑', 监护人1钉钉ID: 'd1' },
      ),
    ],
    known,
  );
  expect(check.guardians.map((guardian) => guardian.known)).toEqual(['db-g2', 'db-g3', 'db-g1']);
});
