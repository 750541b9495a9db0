/** What the program says where it cannot run: every fault at once, and nothing started. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spawnProgram } from '../support/child-program.mjs';
import { aFolder } from '../support/databases.ts';

const folder = aFolder();
afterAll(() => folder.remove());

async function told(env: Readonly<Record<string, string>>) {
  const program = spawnProgram({ env: { PORT: '0', ...env }, cwd: folder.path });
  const { code } = await program.ended;
  return { code, output: program.output() };
}

describe('a configuration with four faults', () => {
  let outcome: Awaited<ReturnType<typeof told>>;
  beforeAll(async () => {
    outcome = await told({
      PORT: 'eighty',
      WECOM_CORP_ID: 'ww1',
      WECOM_SECRET: 'a-secret-that-is-not-to-be-shown',
      WECOM_AES_KEY: 'short',
      DINGTALK_CLIENTID: 'misspelt',
    });
  });

  test('ends with 2', () => {
    expect(outcome.code).toBe(2);
  });

  test('names every fault', () => {
    const named = ['PORT', 'WECOM_AGENT_ID', 'WECOM_TOKEN', 'WECOM_AES_KEY', 'DINGTALK_CLIENTID'];
    expect(named.filter((name) => !outcome.output.includes(name))).toEqual([]);
  });

  test('shows no secret', () => {
    expect(outcome.output).not.toContain('a-secret-that-is-not-to-be-shown');
  });

  test('shows no stack', () => {
    expect(outcome.output).not.toMatch(/\n\s+at /);
  });
});

describe('a database that cannot be opened', () => {
  test.each([
    ['that is no database', 'letter.db', 'not_a_database'],
    ['whose place is a folder', 'folder.db', 'read_only'],
  ])('%s ends it with one line that names the fault', async (_what, name, fault) => {
    writeFileSync(join(folder.path, 'letter.db'), 'a letter, not a database\n'.repeat(200));
    mkdirSync(join(folder.path, 'folder.db'), { recursive: true });
    const { code, output } = await told({
      DATABASE_URL: `file:${join(folder.path, name)}`,
      APP_KEY: 'kE0Gq3r0mX2Yl8b1ZtWc5uVn7sPa9dQfHjKoLwErTyU=',
    });
    expect([code, output.includes(fault) || output.includes(name), /\n\s+at /.test(output)]).toEqual([
      1,
      true,
      false,
    ]);
  });
});
