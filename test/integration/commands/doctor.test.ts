import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { loadAppKey } from '../../../src/app-key.ts';
import { UsageError } from '../../../src/commands/arguments.ts';
import { doctor } from '../../../src/commands/doctor.ts';
import { importFiles } from '../../../src/commands/import.ts';
import { school } from '../../../src/commands/school.ts';
import { type ConfigResult, readConfig } from '../../../src/config.ts';
import { readDay } from '../../../src/domain/day.ts';
import { createLogger } from '../../../src/log.ts';
import { buildProgram } from '../../../src/program.ts';
import { createDingtalkDouble } from '../../../src/sandbox/dingtalk-double.ts';
import { dingtalkAccount, wecomAccount } from '../../../src/sandbox/sandbox-accounts.ts';
import { createWecomDouble } from '../../../src/sandbox/wecom-double.ts';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import { KeyWrapper } from '../../../src/storage/private-words.ts';
import { createStorage } from '../../../src/storage/storage.ts';
import { sealTrace } from '../../../src/usecases/trace/seal-trace.ts';
import {
  aDesk,
  aTerminal,
  type Desk,
  liveEnvironment,
  staffLines,
  studentLines,
  words,
} from './a-terminal.ts';

/** The doctor compares its clock with the platform's, and the doubles' servers tell the real time. */
const clock = { now: () => new Date() };

async function examine(config: ConfigResult, ...args: string[]) {
  const terminal = aTerminal();
  const code = await doctor({ config, clock, words, terminal }, [...args, '--json']);
  const report: { healthy: boolean; findings: { code: string; found: string }[] } = JSON.parse(
    terminal.read(),
  );
  return { code, report, codes: report.findings.map((finding) => finding.code) };
}

const doubleParts = { clock, newId: randomUUID, answerTimeoutMs: 5_000, wait: () => Promise.resolve() };
const aKey = Buffer.from('qJv0mYx7c3D1eKp5s8Zr2TgWn6Lh4UaQo9Bf1XiEdMk=', 'base64');

async function aLiveDesk(more: Readonly<Record<string, string>> = {}) {
  const wecom = await createWecomDouble(doubleParts, wecomAccount);
  const dingtalk = await createDingtalkDouble(doubleParts, dingtalkAccount);
  wecom.setPeople([{ userId: 'zhang', name: '张老师', kind: 'staff', subscribed: true }]);
  onTestFinished(async () => {
    await wecom.close();
    await dingtalk.close();
  });
  const desk = aDesk({
    WECOM_CORP_ID: wecomAccount.corpId,
    WECOM_AGENT_ID: String(wecomAccount.agentId),
    WECOM_SECRET: wecomAccount.secret,
    WECOM_TOKEN: wecomAccount.token,
    WECOM_AES_KEY: wecomAccount.aesKey,
    WECOM_API_BASE: wecom.baseUrl,
    DINGTALK_CORP_ID: dingtalkAccount.corpId,
    DINGTALK_CLIENT_ID: dingtalkAccount.clientId,
    DINGTALK_CLIENT_SECRET: dingtalkAccount.clientSecret,
    DINGTALK_AGENT_ID: dingtalkAccount.agentId,
    DINGTALK_TOKEN: dingtalkAccount.token,
    DINGTALK_AES_KEY: dingtalkAccount.aesKey,
    DINGTALK_API_BASE: dingtalk.baseUrl,
    DINGTALK_OAPI_BASE: dingtalk.baseUrl,
    ...more,
  });
  return { desk, wecom, dingtalk };
}

async function aSchoolOn(desk: Desk): Promise<void> {
  await school({ config: desk.config, clock, words, terminal: aTerminal() }, ['--name', '第一小学']);
}

test('before the first start it finds nothing wrong with what is not there, and makes nothing', async () => {
  const { desk } = await aLiveDesk();
  const { codes } = await examine({ config: desk.config });
  expect(codes.slice(0, 4)).toEqual(['config_live', 'database_not_yet', 'clock_good', 'app_key_not_yet']);
  expect(existsSync(desk.path('data'))).toBe(false);
});

test('beside a running server it looks at everything for real, and the server goes on', async () => {
  const { desk, wecom } = await aLiveDesk();
  await aSchoolOn(desk);
  const database = await desk.openAsServer();
  const program = buildProgram({
    config: desk.config,
    database,
    appKey: aKey,
    clock,
    logger: createLogger('silent'),
    newId: randomUUID,
  });
  const { port } = await program.listen(0, '127.0.0.1');
  onTestFinished(() => program.close());
  const publicUrl = `http://127.0.0.1:${port}`;
  const config = { ...desk.config, http: { ...desk.config.http, publicUrl } };

  const { code, codes } = await examine({ config }, '--to', 'zhang', '--via', 'wecom');
  expect(codes).toEqual([
    'config_live',
    'database_good',
    'clock_good',
    'app_key_file',
    'trace_good',
    'words_good',
    'credentials_good',
    'credentials_good',
    'callback_public_url_local',
    'callback_good',
    'callback_good',
    'callback_good',
    'message_sent',
  ]);
  expect(code).toBe(1);
  expect(
    wecom
      .messages('zhang')
      .map(({ text, title }) => title + text)
      .join(),
  ).toContain('第一小学');
  expect(await database.client.setting.count({ where: { key: 'doctor' } })).toBe(0);
  await database.client.setting.create({ data: { key: 'still', value: 'writable' } });
});

test('a wrong key, an open key file and a lost key file are told apart', async () => {
  const { desk } = await aLiveDesk();
  await aSchoolOn(desk);
  const key = desk.path('data/daoshi.db.key');
  const seen = async (config = desk.config) =>
    (await examine({ config })).codes.filter((code) => code.startsWith('app_key'));
  if (process.platform !== 'win32') {
    chmodSync(key, 0o644);
    expect(await seen()).toEqual(['app_key_file_open']);
    chmodSync(key, 0o600);
  }
  expect(await seen({ ...desk.config, appKey: aKey })).toEqual(['app_key_wrong']);
  writeFileSync(key, `${aKey.toString('base64')}\n`);
  expect(await seen()).toEqual(['app_key_wrong']);
  writeFileSync(key, 'half a key');
  expect(await seen()).toEqual(['app_key_file_unreadable']);
});

test('one line of the trace, one note, one record that somebody touched is named', async () => {
  const { desk } = await aLiveDesk();
  await aSchoolOn(desk);
  const parts = { config: desk.config, clock, words, terminal: aTerminal() };
  const sheets = [desk.csv('staff.csv', ...staffLines), desk.csv('students.csv', ...studentLines)];
  await importFiles(parts, [...sheets, '--write']);
  const database = await desk.open();
  const { client } = database;
  const { key } = loadAppKey({}, desk.path('data/daoshi.db'));
  const storage = createStorage(database, new KeyRing(new KeyWrapper(key)));
  const student = await client.person.findFirstOrThrow({ where: { kind: 'student' } });
  const { id: schoolId } = await client.school.findFirstOrThrow();
  const contact = {
    id: 'contact',
    schoolId,
    studentId: student.id,
    authorId: 'lin',
    kind: 'talk' as const,
    occurredOn: readDay('2026-11-18'),
    loggedAt: clock.now(),
    outcome: 'done' as const,
    guardianIds: [],
    individual: true,
    note: '最近话少了',
  };
  const line = {
    id: 'line',
    schoolId,
    at: clock.now(),
    verb: 'contact_filed' as const,
    subjectId: 'contact',
  };
  await storage.contacts.add([contact]);
  await storage.audit.add([{ ...line, detail: {} }]);
  await sealTrace({
    storage,
    holder: 'doctor',
    now: clock.now,
    isTaken: () => false,
    reportHead: () => {},
  });
  const bad = async () =>
    (await examine({ config: desk.config })).codes.filter((code) => /^(?:trace|words|records)_/.test(code));
  expect(await bad()).toEqual(['trace_good', 'words_good']);

  await client.auditLine.update({ where: { id: 'line' }, data: { actorId: 'zhou' } });
  expect(await bad()).toEqual(['trace_changed', 'words_good']);
  await client.auditLine.update({ where: { id: 'line' }, data: { actorId: null } });
  expect(await bad()).toEqual(['trace_good', 'words_good']);

  const { noteSealed } = await client.contact.findUniqueOrThrow({ where: { id: 'contact' } });
  await client.contact.update({ where: { id: 'contact' }, data: { noteSealed: '' } });
  expect(await bad()).toEqual(['trace_good', 'words_broken']);
  await client.contact.update({ where: { id: 'contact' }, data: { noteSealed } });
  await client.contact.delete({ where: { id: 'contact' } });
  expect(await bad()).toEqual(['trace_good', 'words_good', 'records_missing']);
});

test('a file that is no database, and a real school in a sandbox, have their own lines', async () => {
  const { desk } = await aLiveDesk();
  mkdirSync(desk.path('data'));
  writeFileSync(desk.path('data/daoshi.db'), 'a letter to the parents '.repeat(100));
  expect((await examine({ config: desk.config })).codes).toContain('database_not_a_database');

  const other = (await aLiveDesk()).desk;
  await aSchoolOn(other);
  const { codes } = await examine({ config: { ...other.config, sandbox: true } });
  expect(codes).toContain('database_real_school');
});

test('with faults in the settings it still runs', async () => {
  const { code, codes } = await examine(readConfig({ ...liveEnvironment, WECOM_TOKEN: '' }));
  expect(code).toBe(1);
  expect(codes).toContain('config_missing');
  expect(codes).toContain('needs_config');
});

test('a secret that the platform does not know is a finding with its remedy', async () => {
  const { desk } = await aLiveDesk({ WECOM_SECRET: 'another-secret-of-the-console' });
  const { codes } = await examine({ config: desk.config });
  expect(codes).toContain('credentials_refused');
});

test('a person that the platform does not know is a finding, not an error', async () => {
  const { desk } = await aLiveDesk();
  const { codes } = await examine({ config: desk.config }, '--to', 'nobody', '--via', 'wecom');
  expect(codes).toContain('message_refused');
});

test.each([
  [['--to', 'zhang'], '请用 --via'],
  [['--to', 'zhang', '--via', 'feishu'], '没有配置「feishu」'],
  [['--to', ' ', '--via', 'wecom'], '--to 后面要写内容'],
])('%s is refused before anything is asked', async (args, expected) => {
  const { desk } = await aLiveDesk();
  const error: unknown = await examine({ config: desk.config }, ...args).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  expect(String(error)).toContain(expected);
});
