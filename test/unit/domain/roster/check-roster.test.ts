import { describe, expect, test } from 'vitest';
import { checkRoster } from '../../../../src/domain/roster/check-roster.ts';
import { reasonText } from '../../../../src/domain/roster/reasons.ts';
import type { RosterCheck } from '../../../../src/domain/roster/roster-check.ts';
import { nobodyKnown } from '../../../../src/domain/roster/roster-plan.ts';
import { aSheet, aStaffSheet, aStudentSheet } from './roster-sheets.ts';

const staff = aStaffSheet(
  { 姓名: '苏晓棠', 工号: 'T01', 角色: '导师', 企业微信账号: 'SuXiaotang', 钉钉账号: '0123' },
  { 姓名: '林佩文', 工号: 'T02', 角色: '班主任', 班级: '五(2)班' },
);

function codes(check: RosterCheck): readonly string[] {
  return check.failures.map(({ row, reason }) => `${row} ${reason.code}`);
}

function checkStudent(cells: Readonly<Record<string, string>>): RosterCheck {
  return checkRoster([staff, aStudentSheet(cells)], nobodyKnown);
}

function checkStaff(...rows: readonly Readonly<Record<string, string>>[]): RosterCheck {
  return checkRoster([aStaffSheet(...rows)], nobodyKnown);
}

test('one row makes a student, its class, its guardians, its pairing and all accounts', () => {
  const check = checkStudent({
    学号: '001',
    性别: '女',
    特殊类别: '留守儿童、单亲家庭',
    导师: '苏晓棠',
    监护人1姓名: '田玉梅',
    监护人1关系: '奶奶',
    监护人1电话: '199 0000 0001',
    监护人1企业微信ID: 'p_tian',
    监护人2姓名: '田大山',
    监护人2关系: '父亲',
    监护人2钉钉ID: '4567',
    结对日期: '2026/9/7',
  });
  expect(check).toEqual({
    sheets: [
      { name: '教职工', kind: 'staff', headingRow: 1, dataRows: 2, ignoredHeadings: [] },
      { name: '学生', kind: 'students', headingRow: 1, dataRows: 1, ignoredHeadings: [] },
    ],
    staff: [
      { key: 't1', name: '苏晓棠', number: 'T01' },
      { key: 't2', name: '林佩文', number: 'T02' },
    ],
    classes: [{ key: '5.2', grade: 5, number: 2 }],
    students: [
      {
        key: 's1',
        name: '田小禾',
        classKey: '5.2',
        number: '001',
        sex: 'female',
        categories: ['left_behind', 'single_parent'],
      },
    ],
    guardians: [
      {
        key: 'g1',
        name: '田玉梅',
        phone: '19900000001',
        children: [{ studentKey: 's1', relation: 'grandmother_paternal' }],
      },
      { key: 'g2', name: '田大山', children: [{ studentKey: 's1', relation: 'father' }] },
    ],
    pairings: [{ mentorKey: 't1', studentKey: 's1', from: '2026-09-07' }],
    identities: [
      { personKind: 'staff', personKey: 't1', platform: 'wecom', platformId: 'SuXiaotang' },
      { personKind: 'staff', personKey: 't1', platform: 'dingtalk', platformId: '0123' },
      { personKind: 'guardian', personKey: 'g1', platform: 'wecom', platformId: 'p_tian' },
      { personKind: 'guardian', personKey: 'g2', platform: 'dingtalk', platformId: '4567' },
    ],
    roles: [
      { staffKey: 't1', role: 'mentor' },
      { staffKey: 't2', role: 'homeroom_teacher', classKey: '5.2' },
    ],
    calendar: { terms: [], holidays: [], makeUpDays: [] },
    failures: [],
  });
});

describe('sheets and headings', () => {
  test('titles above the headings, unknown columns and a total at the end are passed over', () => {
    const sheet = aSheet(
      '花名册',
      ['清溪小学学生名单'],
      ['2026 年 9 月制', '', ''],
      ['序号', '学生姓名', '班级', '身高'],
      ['1', '田小禾', '五2', '140'],
      ['合计', '', '', '1 人'],
    );
    const check = checkRoster([sheet], nobodyKnown);
    expect(check.sheets).toEqual([
      { name: '花名册', kind: 'students', headingRow: 3, dataRows: 2, ignoredHeadings: ['身高'] },
    ]);
    expect(check.students.map((student) => student.name)).toEqual(['田小禾']);
    expect(check.failures).toEqual([]);
  });

  test('two sheets of students are both read; a sheet that is neither is left alone', () => {
    const other = aSheet('课程表', ['周一', '周二'], ['语文', '数学']);
    const first = aSheet('一班', ['姓名', '班级'], ['田小禾', '501']);
    const second = aSheet('二班', ['姓名', '班级'], ['田小禾', '502']);
    expect(
      checkRoster([other, first, second], nobodyKnown).students.map((student) => student.classKey),
    ).toEqual(['5.1', '5.2']);
  });

  test('where the headings could be either, the name of the sheet decides', () => {
    const rows = [
      ['姓名', '班级'],
      ['林佩文', '五2'],
    ] as const;
    expect(checkRoster([aSheet('教师', ...rows)], nobodyKnown).sheets[0]?.kind).toBe('staff');
    expect(checkRoster([aSheet('Sheet1', ...rows)], nobodyKnown).sheets[0]?.kind).toBe('students');
  });

  test('a missing column is named', () => {
    const check = checkRoster([aSheet('学生', ['学生姓名', '导师'], ['田小禾', '苏晓棠'])], nobodyKnown);
    expect(check.failures).toEqual([
      { sheet: '学生', row: 1, reason: { code: 'column_missing', found: '班级' } },
    ]);
  });

  test.each([[[]], [[aSheet('x', ['甲', '乙'])]]])('without headings nothing is read', (sheets) => {
    expect(codes(checkRoster(sheets, nobodyKnown))).toEqual(['1 headings_not_found']);
  });

  test('the example row of the template is not imported', () => {
    const check = checkRoster(
      [aStudentSheet({ 学号: '示例' }), aStaffSheet({ 姓名: '某', 工号: '示例' })],
      nobodyKnown,
    );
    expect([...check.students, ...check.staff, ...check.failures]).toEqual([]);
  });
});

describe('a student row fails alone, and says why', () => {
  test.each([
    [{ 学生姓名: ' ' }, 'name_missing'],
    [{ 学生姓名: '王芳2' }, 'name_invalid'],
    [{ 班级: '', 学号: '9' }, 'class_missing'],
    [{ 班级: '火箭班' }, 'class_unreadable'],
    [{ 年级: '六年级' }, 'class_grade_conflict'],
    [{ 性别: '?' }, 'sex_unknown'],
    [{ 特殊类别: '贫困' }, 'category_unknown'],
    [{ 监护人1姓名: '田玉梅' }, 'relation_missing'],
    [{ 监护人1姓名: '田玉梅', 监护人1关系: '邻居' }, 'relation_unknown'],
    [{ 监护人1电话: '19900000001' }, 'guardian_name_missing'],
    [{ 监护人1姓名: '田玉梅', 监护人1关系: '奶奶', 监护人1电话: '12345' }, 'phone_invalid'],
    [{ 监护人1姓名: '田玉梅', 监护人1关系: '奶奶', 监护人1企业微信ID: '田奶奶' }, 'account_invalid'],
    [{ 监护人1姓名: '田玉梅', 监护人1关系: '奶奶', 监护人1企业微信ID: 'suxiaotang' }, 'account_taken'],
    [
      { 监护人1姓名: '田玉梅', 监护人1关系: '奶奶', 监护人2姓名: '田玉梅', 监护人2关系: '奶奶' },
      'guardian_twice',
    ],
    [
      {
        监护人1姓名: '田玉梅',
        监护人1关系: '奶奶',
        监护人1钉钉ID: 'd1',
        监护人2姓名: '田大山',
        监护人2关系: '爷爷',
        监护人2钉钉ID: 'D1',
      },
      'account_taken',
    ],
    [{ 学生钉钉ID: 'd1', 监护人1姓名: '田玉梅', 监护人1关系: '奶奶', 监护人1钉钉ID: 'd1' }, 'account_taken'],
    [{ 班主任: '林佩文、苏晓棠' }, 'homeroom_conflict'],
    [{ 导师: '查无此人' }, 'mentor_unknown'],
    [{ 导师: '苏晓棠、T01' }, 'mentor_twice'],
    [{ 班主任: '查无此人' }, 'homeroom_unknown'],
    [{ 班主任: '苏晓棠' }, 'homeroom_conflict'],
    [{ 导师: '苏晓棠', 结对日期: '9月7日' }, 'date_unreadable'],
  ])('%j: %s', (cells, code) => {
    const check = checkStudent(cells);
    expect(codes(check)).toEqual([`2 ${code}`]);
    expect(check.staff).toHaveLength(2);
    expect([...check.students, ...check.guardians, ...check.pairings]).toEqual([]);
  });

  test('the other rows are taken', () => {
    const check = checkRoster(
      [
        staff,
        aStudentSheet(
          { 学生姓名: '田小禾' },
          { 学生姓名: '白小米', 导师: '查无此人' },
          { 学生姓名: '石小川' },
        ),
      ],
      nobodyKnown,
    );
    expect(check.students.map((student) => student.name)).toEqual(['田小禾', '石小川']);
    expect(codes(check)).toEqual(['3 mentor_unknown']);
  });

  test('an unknown category is answered with the known ones', () => {
    const [failure] = checkStudent({ 特殊类别: '贫困' }).failures;
    const text = failure ? reasonText(failure.reason) : '';
    for (const word of [
      '单亲家庭',
      '自制力较差',
      '心理有问题',
      '学习压力大',
      '学科特别突出或薄弱',
      '留守儿童',
    ])
      expect(text).toContain(word);
  });
});

describe('mentors', () => {
  test.each([
    ['苏晓棠', ['t1']],
    ['苏晓棠老师', ['t1']],
    ['苏 晓棠', ['t1']],
    ['T02', ['t2']],
    ['Ｔ０２', ['t2']],
    ['苏晓棠（T01）', ['t1']],
    ['苏晓棠、林佩文', ['t1', 't2']],
    ['苏晓棠/林佩文', ['t1', 't2']],
    ['苏晓棠 林佩文', ['t1', 't2']],
    ['', []],
    ['无', []],
  ])('%j', (cell, keys) => {
    expect(checkStudent({ 导师: cell }).pairings.map((pairing) => pairing.mentorKey)).toEqual(keys);
  });

  test('get the role, whatever the staff list says of them', () => {
    expect(checkStudent({ 导师: '林佩文' }).roles).toContainEqual({ staffKey: 't2', role: 'mentor' });
  });

  test('of one name are told apart by number only', () => {
    const twins = aStaffSheet({ 姓名: '王芳', 工号: '1' }, { 姓名: '王芳', 工号: '2' });
    const check = checkRoster(
      [twins, aStudentSheet({ 学生姓名: '甲', 导师: '王芳' }, { 学生姓名: '乙', 导师: '王芳(2)' })],
      nobodyKnown,
    );
    expect(codes(check)).toEqual(['2 mentor_ambiguous']);
    expect(check.pairings).toEqual([{ mentorKey: 't2', studentKey: 's1' }]);
  });

  test('whose own row failed are said to have failed', () => {
    const check = checkRoster(
      [aStaffSheet({ 姓名: '王芳', 角色: '队长' }), aStudentSheet({ 导师: '王芳' })],
      nobodyKnown,
    );
    expect(codes(check)).toEqual(['2 role_unknown', '2 mentor_row_failed']);
  });
});

describe('the homeroom teacher in a student row', () => {
  test('gets the role once, also where the staff list says the same', () => {
    const check = checkRoster(
      [staff, aStudentSheet({ 班主任: '林佩文' }, { 学生姓名: '白小米', 班主任: 'T02', 导师: '林佩文' })],
      nobodyKnown,
    );
    expect(check.failures).toEqual([]);
    expect(check.roles.filter((role) => role.role === 'homeroom_teacher')).toEqual([
      { staffKey: 't2', role: 'homeroom_teacher', classKey: '5.2' },
    ]);
  });

  test('of a name that two have is not guessed', () => {
    const twins = aStaffSheet({ 姓名: '王芳', 工号: '1' }, { 姓名: '王芳', 工号: '2' });
    expect(codes(checkRoster([twins, aStudentSheet({ 班主任: '王芳' })], nobodyKnown))).toEqual([
      '2 homeroom_ambiguous',
    ]);
  });

  test('known from before mentors and leads in one row, and is taken into the plan once', () => {
    const known = { ...nobodyKnown, staff: [{ ref: 'x', name: '林佩文' }] };
    const check = checkRoster([aStudentSheet({ 班主任: '林佩文', 导师: '林佩文' })], known);
    expect(check.staff).toEqual([{ key: 't1', name: '林佩文', known: 'x' }]);
    expect(check.roles).toHaveLength(2);
  });
});

test('a student may have accounts of its own', () => {
  expect(checkStudent({ 学生钉钉ID: 'd1' }).identities).toContainEqual({
    personKind: 'student',
    personKey: 's1',
    platform: 'dingtalk',
    platformId: 'd1',
  });
});

describe('a staff row', () => {
  test.each([
    [
      '导师、班主任',
      { 班级: '五(2)班' },
      [{ role: 'mentor' }, { role: 'homeroom_teacher', classKey: '5.2' }],
    ],
    ['', { 班级: '五(2)班' }, [{ role: 'homeroom_teacher', classKey: '5.2' }]],
    ['五(2)班班主任', {}, [{ role: 'homeroom_teacher', classKey: '5.2' }]],
    ['五年级组长', {}, [{ role: 'grade_head', grade: 5 }]],
    ['级部主任', { 年级: '初一' }, [{ role: 'grade_head', grade: 7 }]],
    ['年级组长', { 班级: '五(2)班' }, [{ role: 'grade_head', grade: 5 }]],
    ['校长；领导小组', {}, [{ role: 'principal' }, { role: 'steering_group' }]],
    ['德育处主任', {}, [{ role: 'moral_office' }]],
    ['心理教师', {}, [{ role: 'psych_teacher' }]],
    ['教师', {}, []],
    [
      '任课教师',
      { 班级: '五(1)班、五(2)班' },
      [
        { role: 'subject_teacher', classKey: '5.1' },
        { role: 'subject_teacher', classKey: '5.2' },
      ],
    ],
  ])('%j %j', (roles, cells, expected) => {
    const check = checkStaff({ 姓名: '王芳', 角色: roles, ...cells });
    expect(check.failures).toEqual([]);
    expect(check.roles).toEqual(expected.map((role) => ({ staffKey: 't1', ...role })));
  });

  test.each([
    [{ 姓名: '王芳', 角色: '队长' }, 'role_unknown'],
    [{ 姓名: '王芳', 角色: '班主任' }, 'role_needs_class'],
    [{ 姓名: '王芳', 角色: '年级组长' }, 'role_needs_grade'],
    [{ 姓名: '王芳', 班级: '火箭班' }, 'class_unreadable'],
    [{ 姓名: '', 工号: '1' }, 'name_missing'],
    [{ 姓名: '王芳', 企业微信账号: '王芳' }, 'account_invalid'],
  ])('%j is refused: %s', (cells, code) => {
    const check = checkStaff(cells);
    expect(codes(check)).toEqual([`2 ${code}`]);
    expect([...check.staff, ...check.roles, ...check.classes, ...check.identities]).toEqual([]);
  });

  test('two of one name without number both fail, and are told to fill it in', () => {
    const check = checkStaff({ 姓名: '王芳' }, { 姓名: '王 芳' });
    expect(codes(check)).toEqual(['2 same_name_staff', '3 same_name_staff']);
    expect(check.failures.map(({ reason }) => reasonText(reason))[0]).toContain('同名，请填工号');
  });

  test('a number used twice names the row that had it first', () => {
    const check = checkStaff({ 姓名: '王芳', 工号: '1' }, { 姓名: '李敏', 工号: '1' });
    expect(check.failures[0]?.reason).toEqual({ code: 'number_twice', found: '1', row: 2 });
  });

  test('a second homeroom teacher of one class is refused', () => {
    const check = checkStaff({ 姓名: '王芳', 班级: '五2' }, { 姓名: '李敏', 班级: '五(2)班' });
    expect(codes(check)).toEqual(['3 homeroom_conflict']);
  });

  test('an account in other capitals is the same account', () => {
    const check = checkStaff({ 姓名: '王芳', 企业微信账号: 'Wang' }, { 姓名: '李敏', 企业微信账号: 'WANG' });
    expect(codes(check)).toEqual(['3 account_taken']);
  });
});

describe('students of one name', () => {
  test('in different classes are two', () => {
    const check = checkRoster([aStudentSheet({ 班级: '501' }, { 班级: '502' })], nobodyKnown);
    expect(check.students).toHaveLength(2);
  });

  test('in one class without number both fail', () => {
    expect(codes(checkRoster([aStudentSheet({}, { 班级: '502' })], nobodyKnown))).toEqual([
      '2 same_name_student',
      '3 same_name_student',
    ]);
  });

  test('in one class with numbers are two; one without is refused', () => {
    const check = checkRoster([aStudentSheet({ 学号: '1' }, { 学号: '2' }, {})], nobodyKnown);
    expect(check.students).toHaveLength(2);
    expect(codes(check)).toEqual(['4 same_name_student']);
  });

  test('with one number are one too many', () => {
    const check = checkRoster([aStudentSheet({ 学号: '1' }, { 学号: '1' })], nobodyKnown);
    expect(check.failures[0]?.reason).toEqual({ code: 'number_twice', found: '1', row: 2 });
  });
});

describe('guardians', () => {
  const mother = { 监护人1姓名: '陈静', 监护人1关系: '母亲' };

  test.each([[{ 监护人1电话: '19900000001' }], [{ 监护人1企业微信ID: 'p_chen' }]])(
    'of two children are one person where %j says so',
    (mark) => {
      const check = checkRoster(
        [aStudentSheet({ 学生姓名: '甲', ...mother, ...mark }, { 学生姓名: '乙', ...mother, ...mark })],
        nobodyKnown,
      );
      expect(check.guardians.map((guardian) => guardian.children.map((child) => child.studentKey))).toEqual([
        ['s1', 's2'],
      ]);
      expect(check.identities.length).toBeLessThanOrEqual(1);
    },
  );

  test('of one name without any mark stay two', () => {
    const check = checkRoster(
      [aStudentSheet({ 学生姓名: '甲', ...mother }, { 学生姓名: '乙', ...mother })],
      nobodyKnown,
    );
    expect(check.guardians).toHaveLength(2);
  });

  test('of another name cannot have the same account', () => {
    const check = checkRoster(
      [
        aStudentSheet(
          { 学生姓名: '甲', ...mother, 监护人1钉钉ID: 'd1' },
          { 学生姓名: '乙', 监护人1姓名: '陈敏', 监护人1关系: '母亲', 监护人1钉钉ID: 'd1' },
        ),
      ],
      nobodyKnown,
    );
    expect(codes(check)).toEqual(['3 account_taken']);
  });

  test('may share a telephone', () => {
    const check = checkStudent({
      监护人1姓名: '田玉梅',
      监护人1关系: '奶奶',
      监护人1电话: '19900000001',
      监护人2姓名: '田大山',
      监护人2关系: '爷爷',
      监护人2电话: '+86 199-0000-0001',
    });
    expect(check.guardians.map((guardian) => guardian.phone)).toEqual(['19900000001', '19900000001']);
  });

  test('need no relation where the heading says it', () => {
    const check = checkStudent({ 父亲姓名: '田大山', 母亲姓名: '陈静', 母亲电话: '19900000001' });
    expect(check.guardians.map((guardian) => guardian.children[0]?.relation)).toEqual(['father', 'mother']);
  });
});

test('a category left empty says nothing, a written none says that there is none', () => {
  expect(checkStudent({ 特殊类别: '' }).students[0]).not.toHaveProperty('categories');
  expect(checkStudent({ 特殊类别: '无' }).students[0]?.categories).toEqual([]);
});
