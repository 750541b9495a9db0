import { expect, test } from 'vitest';
import { UsageError } from '../../../src/commands/arguments.ts';
import { importFiles } from '../../../src/commands/import.ts';
import { school } from '../../../src/commands/school.ts';
import { aDesk, aTerminal, clock, type Desk, staffLines, studentLines, words } from './a-terminal.ts';

async function asking(desk: Desk, ...args: string[]) {
  const terminal = aTerminal();
  const code = await school({ config: desk.config, clock, words, terminal }, args);
  return { code, said: terminal.read(), complained: terminal.readComplaints() };
}

async function withRoster(desk: Desk): Promise<void> {
  const files = [desk.csv('a.csv', ...staffLines), desk.csv('b.csv', ...studentLines)];
  await importFiles({ config: desk.config, clock, words, terminal: aTerminal() }, [...files, '--write']);
}

test('shows a school that nobody has set yet, in preview', async () => {
  const { code, said } = await asking(aDesk());
  expect(code).toBe(0);
  expect(said).toContain('学校\n方案：蛇窝泊中心小学全员育人导师制（shewobo）\n起始日：2026-11-18');
  expect(said).toContain('状态：预览，不提醒任何人');
  expect(said).toContain('企业微信：0 人有账号');
});

test('sets name, scheme, start day and whom to ask, and leaves a trace without the words', async () => {
  const desk = aDesk();
  const wish = [
    '--name',
    '第一小学',
    '--scheme',
    'sulou',
    '--start-on',
    '2026-11-23',
    '--ask-whom',
    '教务处',
  ];
  const { said } = await asking(desk, ...wish);
  expect(said).toContain('第一小学\n方案：苏楼明德小学全员育人导师制（sulou）\n起始日：2026-11-23');
  expect(said).toContain('请他找：教务处');
  const { client } = await desk.open();
  const [line] = await client.auditLine.findMany({ where: { verb: 'school_changed' } });
  expect(JSON.parse(line?.detail ?? '')).toEqual({
    schemeId: 'sulou',
    startOn: '2026-11-23',
    name: 'changed',
    askWhom: 'changed',
  });
});

test('does not begin without a roster, and does nothing else of the wish either', async () => {
  const desk = aDesk();
  const { code, complained } = await asking(desk, '--begin', '--name', '第一小学');
  expect(code).toBe(1);
  expect(complained).toContain('还没有花名册');
  expect((await asking(desk)).said).toContain('学校\n');
});

test('does not begin where no term follows', async () => {
  const desk = aDesk();
  await withRoster(desk);
  const { complained } = await asking(desk, '--begin', '--start-on', '2027-08-01');
  expect(complained).toBe('2027-08-01 以后没有学期，先把校历补上。');
});

test('begins once; after that scheme and start day stay', async () => {
  const desk = aDesk();
  await withRoster(desk);
  expect((await asking(desk, '--begin')).said).toContain('已开始实施。');
  const second = await asking(desk, '--begin');
  expect([second.code, second.said.split('\n')[0]]).toEqual([0, '早已开始实施，不用再按。']);
  const late = await asking(desk, '--scheme', 'sulou');
  expect([late.code, late.complained]).toEqual([1, '--scheme 在开始实施以后不能再改。']);
  expect((await asking(desk, '--name', '新名')).said).toContain('新名\n');
  const { client } = await desk.open();
  expect(await client.auditLine.count({ where: { verb: 'school_started' } })).toBe(1);
  expect((await client.school.findFirst())?.startedAt).toEqual(clock.now());
});

test('a day that closes suddenly, and one made up for it, count at the next message', async () => {
  const desk = aDesk();
  await asking(desk);
  const { client } = await desk.open();
  const before = await client.school.findFirstOrThrow();
  const { said } = await asking(desk, '--closed-on', '2026-11-25', '--make-up', '2026-11-28');
  expect(said).toContain('2026-11-25 记为停课。\n2026-11-28 记为补课日');
  const after = await client.school.findFirstOrThrow();
  expect(after.rosterVersion).toBe(before.rosterVersion + 1);
  // The make-up day of the calendar is overruled, not doubled.
  expect((await asking(desk, '--closed-on', '2026-11-28')).code).toBe(0);
  const days = await client.calendarDay.findMany({
    where: { on: { gt: '2026-11-20', lt: '2026-12-01' } },
    orderBy: { on: 'asc' },
  });
  expect(days.map(({ on, kind }) => [on, kind])).toEqual([
    ['2026-11-25', 'closed'],
    ['2026-11-28', 'closed'],
  ]);
});

test.each([
  [['--scheme', 'shewobu'], '没有方案「shewobu」。可以用：sulou、shewobo'],
  [['--start-on', '2026-02-30'], '--start-on 要写成 2026-11-23 这样的日期。'],
  [['--name', ' '], '--name 后面要写内容。'],
  [['begin'], 'Unexpected argument'],
])('%s is refused before anything is opened', async (args, expected) => {
  const error: unknown = await asking(aDesk(), ...args).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  expect(String(error)).toContain(expected);
});

test('enters a term in the place of the one it overlaps, and refuses what is none', async () => {
  const desk = aDesk();
  await asking(desk);
  const { client } = await desk.open();
  const before = await client.term.findMany({ orderBy: { firstOn: 'asc' } });
  const { said } = await asking(desk, '--term', '2027-03-01..2027-07-09', '--term', '2027-09-01..2028-01-21');
  expect(said).toContain('学期 2027-03-01 到 2027-07-09');
  const after = await client.term.findMany({ orderBy: { firstOn: 'asc' } });
  expect(after.map(({ firstOn, lastOn }) => `${firstOn} ${lastOn}`)).toEqual([
    `${before[0]?.firstOn} ${before[0]?.lastOn}`,
    '2027-03-01 2027-07-09',
    '2027-09-01 2028-01-21',
  ]);
  expect(await client.auditLine.count({ where: { verb: 'calendar_changed' } })).toBe(1);
  for (const wrong of ['2027-03-01', '2027-07-09..2027-03-01', '2027-03-01..2027-07-09..x', '三月..七月'])
    await expect(asking(desk, '--term', wrong)).rejects.toThrow(UsageError);
  const twice = ['--term', '2027-03-01..2027-07-09', '--term', '2027-07-01..2027-07-31'];
  await expect(asking(desk, ...twice)).rejects.toThrow('重了');
});
