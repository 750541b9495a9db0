/** The built program as a child process: what an operator sees of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { aFolder, openAt } from '../support/databases.ts';
import { eventually } from '../support/eventually.ts';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const account = {
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'a-secret-of-the-console',
  WECOM_TOKEN: 'QDG6eK',
  WECOM_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  HOST: '127.0.0.1',
  PORT: '0',
};

const anotherKey = 'qJv0mYx7c3D1eKp5s8Zr2TgWn6Lh4UaQo9Bf1XiEdMk=';

/** The first start makes the demo school and its term of contacts. */
const firstStartMs = 60_000;

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly complaints: () => string;
  /** Or the signal that ended it. */
  readonly code: Promise<unknown>;
}

function daoshi(folder: string, args: readonly string[], environment: Readonly<Record<string, string>>): Run {
  const { PATH = '', SystemRoot = '' } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH, SystemRoot, ...environment },
  });
  const said: string[] = [];
  const complained: string[] = [];
  child.stdout.on('data', (part: Buffer) => said.push(part.toString()));
  child.stderr.on('data', (part: Buffer) => complained.push(part.toString()));
  onTestFinished(() => void child.kill('SIGKILL'));
  const code = once(child, 'close').then(([exit, signal]): unknown => exit ?? signal);
  return { child, output: () => said.join(''), complaints: () => complained.join(''), code };
}

/** Resolves with the address when the program says that it listens. */
async function listening({ output }: Run): Promise<string> {
  return eventually(() => /^Daoshi listens on (\S+)\nSandbox .*\n/m.exec(output())?.[1], firstStartMs);
}

function folder(): string {
  const made = aFolder();
  onTestFinished(() => made.remove());
  return made.path;
}

test('the sandbox starts from nothing, names its addresses, is ready, and stops when it is told to', async () => {
  const run = daoshi(folder(), [], { PORT: '0' });
  const address = await listening(run);
  expect(run.output()).toContain(`${address}/sandbox`);
  expect(run.output()).toContain('已生成密钥文件');
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  expect((await fetch(`${address}/sandbox`)).status).toBe(200);
  run.child.kill('SIGTERM');
  expect(await run.code).toBe(process.platform === 'win32' ? 'SIGTERM' : 0);
});

test('a port in use is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const run = daoshi(folder(), [], { ...account, PORT: port });
  expect(await run.code).toBe(1);
  expect(run.complaints()).toContain(`daoshi: PORT ${port} is in use\n端口 ${port} 已被占用`);
  expect(run.complaints()).not.toMatch(/\n\s+at /);
});

test('faults in the settings are named together, and the doctor says the same in Chinese', async () => {
  const environment = { ...account, PORT: 'eighty', WECOM_TOKEN: '' };
  const started = daoshi(folder(), [], environment);
  expect(await started.code).toBe(2);
  expect(started.complaints()).toMatch(/PORT: found "eighty"[\s\S]*WECOM_TOKEN: not set[\s\S]*daoshi doctor/);
  const examined = daoshi(folder(), ['doctor'], environment);
  expect(await examined.code).toBe(1);
  expect(examined.output()).toContain('✗ 配置  PORT 现在是「eighty」');
});

test('a database that another instance holds, and one whose key is lost, keep the start away', async () => {
  const path = folder();
  const url = `file:${join(path, 'data', 'daoshi.db')}`;
  const first = daoshi(path, ['school'], account);
  expect(await first.code).toBe(0);
  const held = await openAt({ url }, true);
  const second = daoshi(path, [], account);
  expect(await second.code).toBe(1);
  expect(second.complaints()).toMatch(/^daoshi: database locked: .*\n被另一个程序占着/);
  await held.close();
  const wrong = daoshi(path, [], { ...account, APP_KEY: anotherKey });
  expect(await wrong.code).toBe(1);
  expect(wrong.complaints()).toContain('这个密钥打不开数据库里的文字');
  rmSync(join(path, 'data', 'daoshi.db.key'));
  const lost = daoshi(path, [], account);
  expect(await lost.code).toBe(1);
  expect(lost.complaints()).toContain('不见了');
  expect(second.complaints() + wrong.complaints() + lost.complaints()).not.toMatch(/\n\s+at /);
});

test('a real school without its account variables is not opened as a sandbox', async () => {
  const path = folder();
  expect(await daoshi(path, ['school'], account).code).toBe(0);
  const run = daoshi(path, [], { PORT: '0', DATABASE_URL: 'file:./data/daoshi.db' });
  expect(await run.code).toBe(1);
  expect(run.complaints()).toContain('账号变量多半丢了');
});

test('help and version answer; a verb that nobody knows is refused with the help', async () => {
  const help = daoshi(folder(), ['help'], {});
  expect(await help.code).toBe(0);
  expect(help.output()).toContain('doctor');
  const version = daoshi(folder(), ['version'], {});
  expect(await version.code).toBe(0);
  expect(version.output()).toMatch(/^\d+\.\d+\.\d+\n$/);
  const unknown = daoshi(folder(), ['frobnicate'], {});
  expect(await unknown.code).toBe(2);
  expect(unknown.complaints()).toContain(help.output());
  const mistyped = daoshi(folder(), ['import', '--wirte'], account);
  expect(await mistyped.code).toBe(2);
  expect(mistyped.complaints()).toContain('用法：daoshi import');
});
