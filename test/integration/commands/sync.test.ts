/** `daoshi sync` from the doubles' directories: looked at first, written, and true the second time; faults with what to do. */
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { importFiles } from '../../../src/commands/import.ts';
import { sync } from '../../../src/commands/sync.ts';
import type { Config } from '../../../src/config.ts';
import { createDingtalkDouble } from '../../../src/sandbox/dingtalk-double.ts';
import { largeDirectory } from '../../../src/sandbox/large-directory.ts';
import { dingtalkAccount, wecomAccount, withDoubles } from '../../../src/sandbox/sandbox-accounts.ts';
import { createWecomDouble } from '../../../src/sandbox/wecom-double.ts';
import { aDesk, aTerminal, clock, type Desk, words } from './a-terminal.ts';

const school = largeDirectory({ students: 12, guardians: 20, staff: 6, classSize: 6 });

async function aSyncDesk() {
  const deps = { clock, newId: randomUUID, answerTimeoutMs: 20_000, wait: () => Promise.resolve() };
  const wecom = await createWecomDouble(deps, wecomAccount);
  const dingtalk = await createDingtalkDouble(deps, dingtalkAccount);
  onTestFinished(async () => {
    await wecom.close();
    await dingtalk.close();
  });
  for (const double of [wecom, dingtalk]) double.setDirectory(school);
  const desk = aDesk();
  const config = withDoubles(desk.config, { wecom: wecom.baseUrl, dingtalk: dingtalk.baseUrl });
  return { desk: { ...desk, config }, wecom, dingtalk };
}

async function syncing(config: Config, ...args: string[]) {
  const terminal = aTerminal();
  const code = await sync({ config, clock, words, terminal }, args);
  return { code, said: terminal.read(), complained: terminal.readComplaints() };
}

async function peopleOf(desk: Desk): Promise<number> {
  return (await desk.open()).client.person.count();
}

test('looks first, writes with --write, and finds no difference the second time', async () => {
  const { desk, wecom } = await aSyncDesk();
  const looked = await syncing(desk.config, '--account', 'wecom');
  expect(looked).toMatchObject({ code: 0, complained: '' });
  expect(looked.said).toMatch(/新增教职工 6.*\n.*新增学生 12.*\n.*新增家长 20/u);
  expect(looked.said).toContain('这是试读');
  expect(looked.said).not.toContain('认出了账号');
  expect(await peopleOf(desk)).toBe(0);

  const written = await syncing(desk.config, '--account', 'wecom', '--write');
  expect(written.said).toContain('写好了');
  expect(await peopleOf(desk)).toBe(38);

  const { client } = await desk.open();
  const lines = await client.auditLine.count();
  expect((await syncing(desk.config, '--account', 'wecom', '--write')).said).toContain('没有差别');
  expect(await client.auditLine.count()).toBe(lines);

  wecom.setDirectory({
    ...school,
    guardians: school.guardians.map((guardian) => ({ ...guardian, isSubscribed: false })),
  });
  const again = await syncing(desk.config, '--account', 'wecom');
  expect(again.said).toContain('账号资料有更新（是否关注、统一编号） 16');
});

test('who stands on the school’s list already and is recognised is told apart from who is new', async () => {
  const { desk } = await aSyncDesk();
  const [first, second] = school.students;
  if (first === undefined || second === undefined) throw new Error('no students');
  const staff = desk.csv('staff.csv', '姓名,工号,角色,班级', '司徒静,T001,导师,');
  const students = desk.csv(
    'students.csv',
    '年级,班级,学生姓名,学号',
    ...[first, second].map(({ name, number, classId }) => `${classId - 999}年级,1班,${name},${number}`),
  );
  const quiet = { config: desk.config, clock, words, terminal: aTerminal() };
  expect(await importFiles(quiet, [staff, students, '--write'])).toBe(0);
  const { said } = await syncing(desk.config, '--account', 'dingtalk');
  expect(said).toContain('新增学生 10');
  expect(said).toContain('名单里已有的学生，认出了账号 2');
});

test('a fault is told with its number and what to do, and the other account is read all the same', async () => {
  const { desk } = await aSyncDesk();
  const { config } = desk;
  if (config.dingtalk === undefined) throw new Error('no account');
  const wrong: Config = { ...config, dingtalk: { ...config.dingtalk, clientSecret: 'WRONG-SECRET' } };
  const { code, said, complained } = await syncing(wrong, '--write');
  expect(code).toBe(1);
  expect(complained).toMatch(/没有读成（\S+）。.*DINGTALK_CLIENT_SECRET/u);
  expect(complained).not.toContain('WRONG-SECRET');
  expect(said).toContain('新增学生 12');
  expect(await peopleOf(desk)).toBe(38);
});

test('an account that is not configured is named, and none at all is said', async () => {
  const { desk } = await aSyncDesk();
  await expect(syncing(desk.config, '--account', 'feishu')).rejects.toThrow('feishu');
  const { wecom: _wecom, dingtalk: _dingtalk, ...bare } = desk.config;
  const none = await syncing(bare);
  expect(none).toMatchObject({ code: 1, said: '' });
  expect(none.complained).toContain('还没有配置');
});
