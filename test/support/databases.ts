/** A real database for each suite: SQLite in a folder of its own, PostgreSQL too where TEST_POSTGRES_URL names a server. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { DatabaseKind } from '../../src/storage/database-url.ts';
import { type Database, openDatabase } from '../../src/storage/open-database.ts';

const postgresUrl = process.env['TEST_POSTGRES_URL'];
/** `TEST_ONLY_POSTGRES` spares CI the SQLite suites, which ran a moment ago. */
export const availableDatabases: readonly DatabaseKind[] = (['sqlite', 'postgresql'] as const).filter(
  (kind) =>
    kind === 'postgresql' ? postgresUrl !== undefined : process.env['TEST_ONLY_POSTGRES'] === undefined,
);

/** An address where nothing is yet, and how to remove what came to be there. */
export interface Place {
  readonly kind: DatabaseKind;
  readonly url: string;
  remove(): Promise<void>;
}

export function aFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'daoshi-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function aPlace(kind: DatabaseKind): Promise<Place> {
  if (kind === 'postgresql') return aPostgresDatabase();
  const folder = aFolder();
  return { kind, url: `file:${join(folder.path, 'test.db')}`, remove: async () => folder.remove() };
}

/** The same, with the schema in it already. */
async function aPlaceWithSchema(kind: DatabaseKind): Promise<Place> {
  const { [kind]: empty } = inject('emptyDatabases');
  if (empty === undefined) throw new Error(`no empty ${kind} database to copy`);
  if (kind === 'postgresql') return aPostgresDatabase(new URL(empty).pathname.slice(1));
  const place = await aPlace(kind);
  copyFileSync(empty.slice('file:'.length), place.url.slice('file:'.length));
  return place;
}

async function aPostgresDatabase(template = 'template1'): Promise<Place> {
  const name = `daoshi_test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  // No suite cuts the server's power; without this every commit waits for the disk.
  await onServer(`ALTER DATABASE ${name} SET synchronous_commit = off`);
  const url = new URL(postgresUrl ?? '');
  url.pathname = `/${name}`;
  return {
    kind: 'postgresql',
    url: url.href,
    remove: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function onServer(sql: string): Promise<void> {
  const session = new Client({ connectionString: postgresUrl });
  await session.connect();
  try {
    await session.query(sql);
  } finally {
    await session.end();
  }
}

export function openAt(place: Pick<Place, 'url'>, asServer = false): Promise<Database> {
  return openDatabase({ url: place.url, asServer, watcher: { connectionLost: () => {} } });
}

/** An open database of a suite. `url` opens it a second time, as another instance would. */
export interface TestDatabase extends Database {
  readonly url: string;
  /** Removes every row: call it before each test. */
  empty(): Promise<void>;
}

/** Runs the suite once on each database there is. The database is open from before the first test to after the last. */
export function onEachDatabase(name: string, suite: (database: () => TestDatabase) => void): void {
  describe.each(availableDatabases)(`${name} (%s)`, (kind) => onDatabase(kind, suite));
}

/** The same for one kind only; the suite is skipped where it is not available. */
export function onPostgresOnly(name: string, suite: (database: () => TestDatabase) => void): void {
  describe.skipIf(!availableDatabases.includes('postgresql'))(`${name} (postgresql)`, () =>
    onDatabase('postgresql', suite),
  );
}

function onDatabase(kind: DatabaseKind, suite: (database: () => TestDatabase) => void): void {
  let place: Place | undefined;
  let opened: TestDatabase | undefined;
  beforeAll(async () => {
    place = await aPlaceWithSchema(kind);
    const database = await openAt(place);
    // No suite cuts the power; without this every commit waits for the disk.
    if (kind === 'sqlite') await database.client.$executeRawUnsafe('PRAGMA synchronous = OFF');
    opened = { ...database, url: place.url, empty: () => empty(database) };
  });
  afterAll(async () => {
    await opened?.close();
    await place?.remove();
  });
  suite(() => {
    if (opened === undefined) throw new Error('the database is open only while tests run');
    return opened;
  });
}

async function empty({ kind, client }: Database): Promise<void> {
  const sql =
    kind === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
      : "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE '\\_%'";
  const tables = await client.$queryRawUnsafe<{ name: string }[]>(sql);
  // Most are empty already, and a TRUNCATE of all costs PostgreSQL a second.
  const filled = await client.$queryRawUnsafe<{ name: string }[]>(
    tables
      .map(({ name }) => `SELECT CAST('${name}' AS text) AS name WHERE EXISTS (SELECT 1 FROM "${name}")`)
      .join(' UNION ALL '),
  );
  for (const { name } of filled) await client.$executeRawUnsafe(`DELETE FROM "${name}"`);
}
