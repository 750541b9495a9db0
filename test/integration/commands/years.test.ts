/** Results, promotion and export on the command line: looked at first, then written, and taken back. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exportFile } from '../../../src/commands/export.ts';
import { importFiles } from '../../../src/commands/import.ts';
import { promote } from '../../../src/commands/promote.ts';
import { results } from '../../../src/commands/results.ts';
import { aDesk, aTerminal, clock, type Desk, staffLines, studentLines, words } from './a-terminal.ts';

type Command = typeof promote;

async function asking(command: Command, desk: Desk, ...args: string[]) {
  const terminal = aTerminal();
  const code = await command({ config: desk.config, clock, words, terminal }, args);
  return { code, said: terminal.read(), complained: terminal.readComplaints() };
}

async function aSchoolDesk(): Promise<Desk> {
  const desk = aDesk();
  const files = [desk.csv('a.csv', ...staffLines), desk.csv('b.csv', ...studentLines)];
  await importFiles({ config: desk.config, clock, words, terminal: aTerminal() }, [...files, '--write']);
  return desk;
}

async function classesOf(desk: Desk): Promise<readonly string[]> {
  const { client } = await desk.open();
  const classes = await client.schoolClass.findMany();
  const open = await client.enrolment.findMany({ where: { untilOn: null } });
  return [...new Set(open.map(({ classId }) => classes.find(({ id }) => id === classId)?.key ?? ''))].sort();
}

test('promote shows what it would do, does it with --write, and takes it back', async () => {
  const desk = await aSchoolDesk();
  const before = await classesOf(desk);
  const looked = await asking(promote, desk);
  expect(looked.code).toBe(0);
  expect(looked.said).toContain('→');
  expect(await classesOf(desk)).toEqual(before);
  expect((await asking(promote, desk, '--write')).said).toContain('升好班了');
  expect(await classesOf(desk)).not.toEqual(before);
  expect((await asking(promote, desk, '--write')).code).toBe(1);
  expect((await asking(promote, desk, '--take-back')).said).toContain('撤回了');
  expect(await classesOf(desk)).toEqual(before);
});

test('a promotion for a day to come waits for it', async () => {
  const desk = await aSchoolDesk();
  const before = await classesOf(desk);
  expect((await asking(promote, desk, '--on', '2027-09-01', '--write')).said).toContain('2027-09-01');
  expect(await classesOf(desk)).toEqual(before);
});

test('results are read first, and written with --write; failed rows come back', async () => {
  const desk = await aSchoolDesk();
  const { client } = await desk.open();
  const student = await client.person.findFirstOrThrow({ where: { kind: 'student' } });
  const file = desk.csv('results.csv', '学生姓名,语文,班级名次', `${student.name},92.5,1`, '没有的人,80,2');
  const failed = desk.path('failed.xlsx');
  const looked = await asking(results, desk, file, '--on', '2026-11-16');
  expect(looked.said).toContain('班级名次');
  expect(await client.examScore.count()).toBe(0);
  const written = await asking(results, desk, file, '--on', '2026-11-16', '--write', '--failed', failed);
  expect(written.code).toBe(1);
  expect(existsSync(failed)).toBe(true);
  expect(await client.examScore.findMany()).toMatchObject([{ studentId: student.id, subject: '语文' }]);
});

test('export writes what the person may see, with nothing a spreadsheet would run', async () => {
  const desk = await aSchoolDesk();
  const { client } = await desk.open();
  const pairing = await client.pairing.findFirstOrThrow();
  const mentor = await client.person.findUniqueOrThrow({ where: { id: pairing.mentorId } });
  const student = await client.person.findUniqueOrThrow({ where: { id: pairing.studentId } });
  await client.person.update({ where: { id: student.id }, data: { name: '=HYPERLINK(1)' } });
  await client.school.updateMany({ data: { rosterVersion: { increment: 1 } } });
  const out = desk.path('out.csv');
  const args = ['roster', '--as', mentor.number ?? mentor.name, '--out', out];
  expect(await asking(exportFile, desk, ...args)).toMatchObject({ code: 0 });
  expect(readFileSync(out, 'utf8')).toContain("'=HYPERLINK(1)");
  expect((await asking(exportFile, desk, ...args.slice(0, 4), desk.path('x.csv'))).code).toBe(0);
  expect((await asking(exportFile, desk, 'roster', '--as', '无此人', '--out', out)).code).toBe(1);
});
