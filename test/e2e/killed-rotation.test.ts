/** kill -9 in the middle of a change of keys: everything can be read afterwards, and the change is run again to its end. */
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadAppKey } from '../../src/app-key.ts';
import { rotateKey } from '../../src/commands/rotate-key.ts';
import { readConfig } from '../../src/config.ts';
import { verifyChain } from '../../src/storage/audit-chain.ts';
import { KeyRing } from '../../src/storage/data-keys.ts';
import { type DatabaseKind, locateDatabase } from '../../src/storage/database-url.ts';
import { examineWords } from '../../src/storage/examine-words.ts';
import { KeyWrapper } from '../../src/storage/private-words.ts';
import { sealedColumns } from '../../src/storage/sealed-columns.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { sealTrace } from '../../src/usecases/trace/seal-trace.ts';
import { aTerminal, words } from '../integration/commands/a-terminal.ts';
import { spawnProgram } from '../support/child-program.mjs';
import { aPlace, availableDatabases, openAt } from '../support/databases.ts';
import { fillSealedTables } from '../support/filled-tables.ts';
import { aSchool, mentees } from '../support/schools.ts';

const now = new Date('2026-11-18T04:00:00Z');
const preload = new URL('../support/die-at-write.mjs', import.meta.url).href;
const account = {
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'a-secret-of-the-console',
  WECOM_TOKEN: 'QDG6eK',
  WECOM_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};
/** Two rows in every column that holds sealed words. */
const sealedWords = sealedColumns.length * 2;

describe.each(availableDatabases)('a change of keys that is killed (%s)', (kind) => {
  test('of APP_KEY leaves everything readable, and goes on', async () => {
    const school = await aSchoolWithWords(kind);
    school.beginChange();
    const writes = countWrites(await school.rotate([]));
    await school.finishChange();
    expect(writes).toBeGreaterThan(8);
    for (const at of [2, Math.ceil(writes / 2), writes]) {
      school.beginChange();
      expectKilled(await school.rotate([], at));
      expect(await school.look(), `killed before write ${at} of ${writes}`).toEqual(good);
      await school.rotateAgain([]);
      expect(await school.look()).toEqual(good);
      await school.finishChange();
      expect(await school.look(), `finished after write ${at}`).toEqual(good);
    }
  });

  test("of one student's key leaves everything readable, and can be run again", async () => {
    const school = await aSchoolWithWords(kind);
    const args = ['--student', mentees.zhang];
    const writes = countWrites(await school.rotate(args));
    expect(writes).toBeGreaterThan(8);
    for (const at of [Math.ceil(writes / 2), writes]) {
      expectKilled(await school.rotate(args, at));
      expect(await school.look(), `killed before write ${at} of ${writes}`).toEqual(good);
    }
    await school.rotateAgain(args);
    expect(await school.look()).toEqual(good);
  });
});

const good = { opened: sealedWords, broken: 0, fault: undefined };

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
}

function countWrites({ code, output }: Ended): number {
  expect(code, output).toBe(0);
  return Number(/writes: (\d+)/.exec(output)?.[1] ?? 0);
}

function expectKilled({ signal, output }: Ended): void {
  expect(signal, output).toBe('SIGKILL');
}

/** The key in its file beside SQLite, in the environment with PostgreSQL. */
async function aSchoolWithWords(kind: DatabaseKind) {
  const place = await aPlace(kind);
  onTestFinished(() => place.remove());
  const { target } = locateDatabase(place.url);
  const inFile = kind === 'sqlite';
  let keys = inFile ? loadAppKey({}, target) : { key: randomBytes(32), previous: [] as readonly Buffer[] };
  const database = await openAt(place);
  const storage = createStorage(database, new KeyRing(new KeyWrapper(keys.key)));
  const { id: schoolId } = await aSchool({ storage, newId: randomUUID }, { now });
  const { client } = database;
  const zhang = await client.person.findFirstOrThrow({ where: { name: mentees.zhang } });
  const wang = await client.person.findFirstOrThrow({ where: { name: mentees.wang } });
  await fillSealedTables(database, storage, { schoolId, subjectIds: [zhang.id, wang.id] });
  await sealTrace({ storage, holder: 'x', now: () => now, isTaken: () => false, reportHead: () => {} });
  await database.close();

  const environment = () => ({
    ...account,
    DATABASE_URL: place.url,
    ...(inFile ? {} : { APP_KEY: keys.key.toString('base64') }),
    ...(inFile || keys.previous[0] === undefined
      ? {}
      : { APP_KEY_PREVIOUS: keys.previous[0].toString('base64') }),
  });
  async function rotate(args: readonly string[], dieAt = 0): Promise<Ended> {
    const program = spawnProgram({
      args: ['rotate-key', ...args],
      env: {
        ...environment(),
        NODE_OPTIONS: `--import ${preload}`,
        ...(dieAt === 0 ? {} : { DIE_AT_WRITE: String(dieAt) }),
      },
    });
    const { code, signal } = await program.ended;
    return { code, signal, output: program.output() };
  }
  /** In this process: undisturbed, and sooner. */
  async function rotateAgain(args: readonly string[]): Promise<void> {
    const result = readConfig(environment());
    if ('faults' in result) throw new Error('the environment has faults');
    const parts = { config: result.config, clock: { now: () => now }, words, terminal: aTerminal() };
    expect(await rotateKey(parts, args)).toBe(0);
  }
  return {
    rotate,
    rotateAgain,
    /** The operator puts the new key into the environment; in the file the command does it itself. */
    beginChange() {
      if (!inFile) keys = { key: randomBytes(32), previous: [keys.key] };
    },
    async finishChange() {
      if (inFile) await rotateAgain(['--finish']);
      else keys = { key: keys.key, previous: [] };
    },
    /** As the program sees it with the keys it has. */
    async look() {
      const has = inFile ? loadAppKey({}, target) : keys;
      const wrapper = new KeyWrapper(has.key, has.previous);
      const opened = await openAt(place);
      try {
        const words = await examineWords(opened.client, wrapper);
        const { fault } = await verifyChain(opened.client, wrapper, schoolId);
        return { opened: words.opened, broken: words.broken, fault };
      } finally {
        await opened.close();
      }
    },
  };
}
