/** `daoshi rotate-key` and `daoshi forget-words` beside a running server, with the key in its file. */
import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadAppKey } from '../../../src/app-key.ts';
import { forgetWordsOf } from '../../../src/commands/forget-words.ts';
import { importFiles } from '../../../src/commands/import.ts';
import { rotateKey } from '../../../src/commands/rotate-key.ts';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import { KeyWrapper } from '../../../src/storage/private-words.ts';
import { createStorage } from '../../../src/storage/storage.ts';
import { aDesk, aTerminal, clock, staffLines, studentLines, words } from './a-terminal.ts';

async function aServer() {
  const desk = aDesk();
  const terminal = aTerminal();
  const parts = { config: desk.config, clock, words, terminal };
  await importFiles(parts, [
    desk.csv('staff.csv', ...staffLines),
    desk.csv('students.csv', ...studentLines),
    '--write',
  ]);
  terminal.read();
  const database = await desk.openAsServer();
  const path = desk.path('data/daoshi.db');
  const { key } = loadAppKey({}, path);
  const ring = new KeyRing(new KeyWrapper(key, [], () => loadAppKey({}, path)));
  const student = await database.client.person.findFirstOrThrow({ where: { number: '202605001' } });
  const storage = createStorage(database, ring);
  const place = { table: 'Concern', column: 'textSealed', row: 'x' };
  return {
    parts,
    terminal,
    storage,
    key,
    keyFile: `${path}.key`,
    database,
    student,
    write: (text: string) => storage.transaction((tables) => tables.words.seal(student.id, place, text)),
    read: (sealed: string) => storage.words.open(student.id, place, sealed),
  };
}

test('the running server goes on with the new key, and the old one is dropped at the end', async () => {
  const server = await aServer();
  const before = await server.write('之前');
  expect(await rotateKey(server.parts, [])).toBe(0);
  expect(server.terminal.read()).toContain('新密钥已写进');
  const keys = readFileSync(server.keyFile, 'utf8').trim().split('\n');
  expect(keys).toHaveLength(2);
  expect(keys[1]).toBe(server.key.toString('base64'));
  if (process.platform !== 'win32') expect(statSync(server.keyFile).mode & 0o777).toBe(0o600);
  expect(await server.read(before)).toBe('之前');
  await server.storage.keys.refresh();
  const after = await server.write('之后');
  await server.storage.transaction((tables) => tables.words.createKeys([randomUUID()]));
  expect(await rotateKey(server.parts, ['--finish'])).toBe(0);
  expect(readFileSync(server.keyFile, 'utf8').trim()).toBe(keys[0]);
  const rows = await server.database.client.dataKey.findMany();
  const onlyNew = new KeyWrapper(Buffer.from(keys[0] ?? '', 'base64'));
  for (const row of rows) onlyNew.unwrap(row.subjectId, row.keyVersion, row.wrapped);
  expect(rows.length).toBeGreaterThan(2);
  expect([await server.read(before), await server.read(after)]).toEqual(['之前', '之后']);
});

test('a broken off run is run again and makes no third key', async () => {
  const server = await aServer();
  await rotateKey(server.parts, []);
  await rotateKey(server.parts, []);
  expect(readFileSync(server.keyFile, 'utf8').trim().split('\n')).toHaveLength(2);
});

test('with APP_KEY in the environment the old key is asked for', async () => {
  const server = await aServer();
  const config = { ...server.parts.config, appKey: server.key };
  expect(await rotateKey({ ...server.parts, config }, [])).toBe(1);
  expect(server.terminal.readComplaints()).toContain('APP_KEY_PREVIOUS');
  const fresh = Buffer.from('qJv0mYx7c3D1eKp5s8Zr2TgWn6Lh4UaQo9Bf1XiEdMk=', 'base64');
  const both = { ...server.parts.config, appKey: fresh, previousAppKey: server.key };
  expect(await rotateKey({ ...server.parts, config: both }, [])).toBe(0);
  expect(server.terminal.read()).toContain('去掉 APP_KEY_PREVIOUS');
});

test('one student by number; a name that fits nobody or two is refused', async () => {
  const server = await aServer();
  expect(await rotateKey(server.parts, ['--student', '202605001'])).toBe(0);
  expect(await rotateKey(server.parts, ['--student', '没有这个人'])).toBe(1);
  expect(server.terminal.readComplaints()).toContain('有 0 名');
});

test('words are forgotten only with --yes', async () => {
  const server = await aServer();
  expect(await forgetWordsOf(server.parts, ['--student', '程诺'])).toBe(1);
  expect(server.terminal.readComplaints()).toContain('--yes');
  expect(await forgetWordsOf(server.parts, ['--student', '程诺', '--yes'])).toBe(0);
  expect(server.terminal.read()).toContain('再也打不开');
});
