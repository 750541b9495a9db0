/** What the long runs share: an account, a place for the data, the environment of the program under load. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { seedSchool } from './built-storage.mjs';
import { plainRoster, talksOf } from './plain-roster.mjs';

export const account = {
  corpId: 'wwlongrun00000001',
  agentId: 1000002,
  secret: 'long-run-secret',
  token: 'longRunToken',
  aesKey: 'longRunAesKey0123456789abcdefghijklmnopqrst',
};

/** Which databases there are to run on. */
export function databasesToRun() {
  return process.env.TEST_POSTGRES_URL === undefined ? ['sqlite'] : ['sqlite', 'postgresql'];
}

/** A school in a database of its own, and the environment that opens it; nothing is sent anywhere. */
export async function aLoadedSchool({ kind, mentors, menteesEach }) {
  const place = await aPlace(kind);
  const appKey = randomBytes(32);
  const from = '2026-09-07';
  const plan = plainRoster({ mentors, menteesEach, from });
  await seedSchool({ url: place.url, appKey, plan, platforms: ['wecom'], startOn: from, now: new Date() });
  return {
    url: place.url,
    appKey,
    talks: talksOf(plan),
    remove: place.remove,
    environment: {
      WECOM_CORP_ID: account.corpId,
      WECOM_AGENT_ID: String(account.agentId),
      WECOM_SECRET: account.secret,
      WECOM_TOKEN: account.token,
      WECOM_AES_KEY: account.aesKey,
      WECOM_API_BASE: 'http://127.0.0.1:9',
      DATABASE_URL: place.url,
      APP_KEY: appKey.toString('base64'),
      HOST: '127.0.0.1',
      PORT: '0',
    },
  };
}

/** An address where nothing is yet, and how to remove what came to be there. */
export async function aPlace(kind) {
  return kind === 'sqlite' ? aFile() : aPostgresDatabase();
}

function aFile() {
  const folder = mkdtempSync(join(tmpdir(), 'daoshi-long-run-'));
  return {
    url: `file:${join(folder, 'daoshi.db')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function aPostgresDatabase() {
  const name = `daoshi_long_${randomBytes(6).toString('hex')}`;
  const onServer = async (sql) => {
    const session = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL });
    await session.connect();
    await session.query(sql);
    await session.end();
  };
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(process.env.TEST_POSTGRES_URL);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
