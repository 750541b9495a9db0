import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { checkRoster } from '../../../src/domain/roster/check-roster.ts';
import { writeClass } from '../../../src/domain/roster/class-name.ts';
import { failedRows } from '../../../src/domain/roster/failed-rows.ts';
import { nobodyKnown, type RosterPlan } from '../../../src/domain/roster/roster-plan.ts';
import { rosterTemplate } from '../../../src/domain/roster/roster-template.ts';
import { relationWords, schoolRoleWords } from '../../../src/domain/roster/roster-words.ts';
import type { SheetContent } from '../../../src/domain/roster/sheet-text.ts';
import { demoSchool } from '../../../src/sandbox/demo-school.ts';
import { readSheets } from '../../../src/sheets/read-sheet.ts';
import { writeCsv, writeXlsx } from '../../../src/sheets/write-sheet.ts';

/** A plan as a school would have typed it: names and class names, no keys. */
function asTyped(plan: RosterPlan): readonly [students: SheetContent, staff: SheetContent] {
  const account = (key: string, platform: string) =>
    plan.identities.find((identity) => identity.personKey === key && identity.platform === platform)
      ?.platformId ?? '';
  const className = (key = '') => {
    const found = plan.classes.find((schoolClass) => schoolClass.key === key);
    return found ? writeClass(found) : '';
  };
  const nameOf = (key: string) => plan.staff.find((member) => member.key === key)?.name ?? '';
  const guardianHeadings = (slot: number) =>
    ['姓名', '关系', '企业微信ID', '钉钉ID'].map((heading) => `监护人${slot}${heading}`);

  const students = plan.students.map(({ key, name, classKey, number = '' }) => {
    const guardians = plan.guardians.flatMap((guardian) => {
      const relation = guardian.children.find((child) => child.studentKey === key)?.relation;
      return relation
        ? [
            [
              guardian.name,
              relationWords[relation][0] ?? '',
              account(guardian.key, 'wecom'),
              account(guardian.key, 'dingtalk'),
            ],
          ]
        : [];
    });
    const pairing = plan.pairings.find((candidate) => candidate.studentKey === key);
    const mentor = nameOf(pairing?.mentorKey ?? '');
    return [className(classKey), name, number, mentor, pairing?.from ?? '', ...guardians.flat()];
  });
  const staff = plan.staff.map(({ key, name, number = '' }) => {
    const roles = plan.roles.filter((role) => role.staffKey === key);
    const words = roles.map((role) => {
      if ('grade' in role) return `${role.grade}年级组长`;
      return 'classKey' in role ? '班主任' : (schoolRoleWords[role.role][0] ?? '');
    });
    const ownClass = roles.flatMap((role) => ('classKey' in role ? [role.classKey] : []))[0];
    return [
      name,
      number,
      words.join('、'),
      className(ownClass),
      account(key, 'wecom'),
      account(key, 'dingtalk'),
    ];
  });
  return [
    {
      name: '学生',
      rows: [
        ['清溪小学学生花名册'],
        ['班级', '学生姓名', '学号', '导师', '结对日期', ...guardianHeadings(1), ...guardianHeadings(2)],
        ...students,
      ],
    },
    {
      name: '教职工',
      rows: [['姓名', '工号', '角色', '班级', '企业微信账号', '钉钉账号'], ...staff],
    },
  ];
}

describe('the demo school, typed into a file and read back', () => {
  const plan = demoSchool();
  const [students, staff] = asTyped(plan);
  const counts = (read: RosterPlan) => ({
    staff: read.staff.length,
    classes: read.classes.length,
    students: read.students.map((student) => student.name),
    guardians: read.guardians.map((guardian) => guardian.name).toSorted(),
    pairings: read.pairings.length,
    identities: read.identities.length,
    roles: read.roles.length,
  });
  const gbk = (sheet: SheetContent) => iconv.encode(new TextDecoder().decode(writeCsv(sheet)), 'gb18030');

  test.each([
    ['one XLSX of two sheets', async () => readSheets(await writeXlsx([students, staff]), '名单.xlsx')],
    [
      'two CSV files in GBK',
      async () => [
        ...(await readSheets(gbk(students), '学生.csv')),
        ...(await readSheets(gbk(staff), '教职工.csv')),
      ],
    ],
  ])('%s', async (_name, read) => {
    const check = checkRoster(await read(), nobodyKnown);
    expect(check.failures).toEqual([]);
    expect(counts(check)).toEqual(counts(plan));
  });
});

test('5,000 students with two guardians each are read, checked, and half of them written back', async () => {
  const rows = Array.from({ length: 5_000 }, (_, index) => [
    `${(index % 6) + 1}(${(Math.floor(index / 6) % 20) + 1})班`,
    `学生${'甲乙丙丁戊己庚辛壬癸'.charAt(index % 10)}`,
    `N${index}`,
    index % 2 === 0 ? '苏晓棠' : '查无此人',
    '田玉梅',
    '奶奶',
    `199${String(index).padStart(8, '0')}`,
    '田大山',
    '父亲',
    `198${String(index).padStart(8, '0')}`,
  ]);
  const headings = [
    '班级',
    '学生姓名',
    '学号',
    '导师',
    '监护人1姓名',
    '监护人1关系',
    '监护人1电话',
    '监护人2姓名',
    '监护人2关系',
    '监护人2电话',
  ];
  const file = await writeXlsx([
    { name: '学生', rows: [headings, ...rows] },
    {
      name: '教职工',
      rows: [
        ['姓名', '工号'],
        ['苏晓棠', '1'],
      ],
    },
  ]);
  const sheets = await readSheets(file, '名单.xlsx');
  const check = checkRoster(sheets, nobodyKnown);
  expect([check.students.length, check.guardians.length, check.failures.length]).toEqual([
    2_500, 5_000, 2_500,
  ]);
  const back = await readSheets(await writeXlsx(failedRows(sheets, check)), '失败.xlsx');
  expect(back[0]?.rows).toHaveLength(2_501);
});

test.each([
  ['XLSX', async () => readSheets(await writeXlsx(rosterTemplate()), '模板.xlsx')],
  [
    'CSV',
    async () =>
      (
        await Promise.all(rosterTemplate().map((sheet) => readSheets(writeCsv(sheet), `${sheet.name}.csv`)))
      ).flat(),
  ],
])('the template as %s is understood and imports nobody', async (_name, read) => {
  const check = checkRoster(await read(), nobodyKnown);
  expect(check.sheets.map((sheet) => sheet.kind)).toEqual(['students', 'staff', 'guardians', 'calendar']);
  expect([...check.students, ...check.staff, ...check.failures]).toEqual([]);
});
