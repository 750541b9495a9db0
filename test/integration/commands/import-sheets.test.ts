/** `daoshi import` of guardians and of the calendar, and of files that mean no good. */
import { writeFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { importFiles } from '../../../src/commands/import.ts';
import { readSheets } from '../../../src/sheets/read-sheet.ts';
import { aDesk, aTerminal, clock, type Desk, staffLines, studentLines, words } from './a-terminal.ts';

async function importing(desk: Desk, ...args: string[]) {
  const terminal = aTerminal();
  const code = await importFiles({ config: desk.config, clock, words, terminal }, args);
  return { code, said: terminal.read() };
}

async function aSchoolDesk(): Promise<Desk> {
  const desk = aDesk();
  const files = [desk.csv('老师.csv', ...staffLines), desk.csv('学生.csv', ...studentLines)];
  await importing(desk, ...files, '--write');
  return desk;
}

test('guardians in a GBK file: looked at, written once, failed rows back to be corrected', async () => {
  const desk = await aSchoolDesk();
  const { client } = await desk.open();
  const path = desk.path('家长.csv');
  const lines = [
    '班级,学生姓名,家长姓名,关系,电话,企业微信ID',
    '五(2)班,程诺,程建国,父亲,19900000002,p_cheng',
    '五(2)班,程诺,江雨,母亲,19900000003,',
    '五(2)班,程若,江雨,母亲,19900000003,',
  ];
  writeFileSync(path, iconv.encode(`${lines.join('\r\n')}\r\n`, 'gbk'));
  const before = await client.person.count();

  const looked = await importing(desk, path);
  expect(looked.said).toContain('家长：家长，3 行');
  expect(looked.said).toContain('  家长：新增 1，已有 1');
  expect(looked.said).toContain('家长 第 4 行：没有学生“程若”。');
  expect(await client.person.count()).toBe(before);

  expect((await importing(desk, path, '--write')).code).toBe(1);
  const phones = await client.person.findMany({
    where: { kind: 'guardian', name: { in: ['程建国', '江雨'] } },
  });
  expect(phones.map(({ name, phone }) => `${name} ${phone}`).sort()).toEqual([
    '江雨 19900000003',
    '程建国 19900000002',
  ]);
  expect(await client.guardianship.count()).toBe(3);
  const failed = desk.path('家长.未导入.csv');
  const [again] = await readSheets(await import('node:fs').then((fs) => fs.readFileSync(failed)), failed);
  expect(again?.rows.map(({ cells }) => cells[1])).toEqual(['学生姓名', '程若']);

  const lines2 = await client.auditLine.count();
  await importing(desk, path, '--write');
  expect(await client.guardianship.count()).toBe(3);
  expect(await client.auditLine.count()).toBe(lines2 + 1);
});

test('a calendar: a term takes the place of the one it overlaps, days are added, nothing else changes', async () => {
  const desk = await aSchoolDesk();
  const { client } = await desk.open();
  const days = await client.calendarDay.count();
  const terms = await client.term.findMany({ orderBy: { firstOn: 'asc' } });
  const file = await desk.xlsx('校历.xlsx', {
    校历: [
      ['类型', '开始日期', '结束日期', '说明'],
      ['学期', '2026-09-01', '2027-01-29', '上学期'],
      ['放假', '2026-11-26', '2026-11-27', '运动会后'],
      ['补课', '2026-11-28', '', ''],
    ],
  });
  const looked = await importing(desk, file);
  expect(looked.said).toContain('  学期 2026-09-01 到 2027-01-29\n  校历：放假 2 天，补课 1 天');
  expect(await client.calendarDay.count()).toBe(days);

  expect((await importing(desk, file, '--write')).code).toBe(0);
  const after = await client.term.findMany({ orderBy: { firstOn: 'asc' } });
  expect(after).toHaveLength(terms.length);
  expect(after[0]).toMatchObject({ firstOn: '2026-09-01', lastOn: '2027-01-29' });
  expect(after[1]).toEqual(terms[1]);
  expect(await client.calendarDay.count()).toBe(days + 3);
  const audited = { where: { verb: 'calendar_changed' } };
  expect(await client.auditLine.count(audited)).toBe(1);
  await importing(desk, file, '--write');
  expect(await client.auditLine.count(audited)).toBe(1);
});

test('hostile cells become text or a reason, and never a formula on the way back', async () => {
  const desk = await aSchoolDesk();
  const { client } = await desk.open();
  const students = await client.person.count({ where: { kind: 'student' } });
  const nasty = [
    '=HYPERLINK("http://x.test","点这里")',
    '+1+cmd|calc',
    '@SUM(A1)',
    '程\u202e诺',
    '程\u0007诺',
    '字'.repeat(32_767),
    '<script>alert(1)</script>',
    '2026-09-07',
  ];
  const file = await desk.xlsx('坏.xlsx', {
    学生: [['班级', '学生姓名', '导师'], ...nasty.map((name) => ['五(2)班', name, '高远'])],
  });
  const { code, said } = await importing(desk, file, '--write');
  expect(code).toBe(1);
  expect(said.length).toBeLessThan(5_000);
  expect(['\u0007', '\u202e'].filter((mark) => said.includes(mark))).toEqual([]);
  const names = await client.person.findMany({ where: { kind: 'student' }, select: { name: true } });
  expect(names.length - students).toBeLessThanOrEqual(2);
  for (const { name } of names) expect(name).toMatch(/^[\p{Script=Han}·]{2,20}$/u);
  const failed = desk.path('坏.未导入.xlsx');
  const { readFileSync } = await import('node:fs');
  const [back] = await readSheets(readFileSync(failed), failed);
  const formulas = back?.rows.filter(({ cells }) => /^[=+@]/u.test(cells[1] ?? ''));
  // Read back by us the guard is taken off again: what was typed stands there to be corrected.
  expect(formulas).toHaveLength(3);
  expect(readFileSync(failed).includes('<f>')).toBe(false);
});

test('a file that is no table is refused with what to do, whatever it is called', async () => {
  const desk = aDesk();
  writeFileSync(desk.path('名单.xlsx'), '%PDF-1.7');
  await expect(importing(desk, desk.path('名单.xlsx'))).rejects.toThrow('名单.xlsx');
  const csv = desk.csv('其实是CSV.xlsx', ...staffLines);
  expect((await importing(desk, csv)).said).toContain('教职工，2 行');
});
