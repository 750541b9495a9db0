/** The driver adapter under Prisma's own client and under the raw driver interface, on a real file. */
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sqliteAdapterFactory } from '../../../src/storage/sqlite/driver-adapter.ts';
import { aFolder } from '../../support/databases.ts';

let folder: ReturnType<typeof aFolder>;
let path: string;
let adapter: SqlDriverAdapter;

beforeEach(async () => {
  folder = aFolder();
  path = join(folder.path, 'plain.db');
  adapter = await sqliteAdapterFactory({ path, busyTimeoutMs: 50 }).connect();
  await adapter.executeScript(`
    CREATE TABLE "Thing" (
      "id" TEXT NOT NULL PRIMARY KEY, "at" DATETIME, "isTrue" BOOLEAN, "bytes" BLOB, "count" INTEGER, "share" REAL,
      "big" BIGINT, "name" TEXT UNIQUE
    );
    CREATE TABLE "Part" ("id" TEXT NOT NULL PRIMARY KEY, "thingId" TEXT NOT NULL REFERENCES "Thing" ("id"));
  `);
});
afterEach(async () => {
  await adapter.dispose();
  folder.remove();
});

function sql(text: string, args: readonly unknown[] = [], types: readonly string[] = []): SqlQuery {
  return {
    sql: text,
    args: [...args],
    argTypes: types.map((scalarType) => ({ scalarType, arity: 'scalar' })) as SqlQuery['argTypes'],
  };
}

const addThing = (id: string, on: Pick<SqlDriverAdapter, 'executeRaw'> = adapter): Promise<number> =>
  on.executeRaw(sql('INSERT INTO "Thing" ("id") VALUES (?)', [id]));
const thingIds = async (): Promise<unknown[]> =>
  (await adapter.queryRaw(sql('SELECT "id" FROM "Thing" ORDER BY "id"'))).rows.flat();

describe('a transaction', () => {
  test('keeps its rows when it is committed', async () => {
    const transaction = await adapter.startTransaction();
    await addThing('a', transaction);
    await transaction.commit();
    expect(await thingIds()).toEqual(['a']);
  });

  test('leaves nothing when it is rolled back', async () => {
    const transaction = await adapter.startTransaction();
    await addThing('a', transaction);
    await transaction.rollback();
    expect(await thingIds()).toEqual([]);
  });

  test('that is long lets sockets and timers have their turn', async () => {
    const transaction = await adapter.startTransaction();
    let heard = 0;
    setImmediate(() => {
      heard += 1;
    });
    for (let index = 0; index < 100; index += 1) await addThing(`a${index}`, transaction);
    const heardMeanwhile = heard;
    await transaction.commit();
    expect(heardMeanwhile).toBe(1);
  });

  test('keeps queries from outside waiting until it ends', async () => {
    const transaction = await adapter.startTransaction();
    await addThing('a', transaction);
    const outside = thingIds();
    await transaction.rollback();
    expect(await outside).toEqual([]);
  });

  test('shows its own rows before it is committed to nobody on another connection', async () => {
    const transaction = await adapter.startTransaction();
    await addThing('a', transaction);
    const other = new DatabaseSync(path);
    const seen = other.prepare('SELECT count(*) AS n FROM "Thing"').get();
    other.close();
    await transaction.commit();
    expect(seen).toEqual({ n: 0 });
  });

  test('begins in the order of asking', async () => {
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map(async (number) => {
        const transaction = await adapter.startTransaction();
        order.push(number);
        await addThing(String(number), transaction);
        await transaction.commit();
      }),
    );
    expect(order).toEqual([1, 2, 3, 4]);
  });

  test('that cannot begin because another process writes gives its turn back', async () => {
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(adapter.startTransaction()).rejects.toThrow();
    other.exec('ROLLBACK');
    other.close();
    await addThing('a');
    expect(await thingIds()).toEqual(['a']);
  });

  test('goes on after a statement of it has failed', async () => {
    const transaction = await adapter.startTransaction();
    await addThing('a', transaction);
    await expect(addThing('a', transaction)).rejects.toThrow();
    await addThing('b', transaction);
    await transaction.commit();
    expect(await thingIds()).toEqual(['a', 'b']);
  });
});

describe('a value comes back as it went in', () => {
  test.each([
    ['an instant', 'at', '2026-11-19T08:00:00.123Z', 'datetime', '2026-11-19T08:00:00.123+00:00'],
    ['true', 'isTrue', true, 'boolean', 1],
    ['bytes', 'bytes', Buffer.from([0, 255, 7]).toString('base64'), 'bytes', Uint8Array.from([0, 255, 7])],
    ['a number beyond 32 bits', 'big', '9007199254740993', 'bigint', '9007199254740993'],
    ['a fraction', 'share', 0.1, 'float', 0.1],
    ['text with every kind of sign', 'name', "周䶮 'quoted' \n 陈𬱖", 'string', "周䶮 'quoted' \n 陈𬱖"],
    ['nothing', 'at', null, 'datetime', null],
  ])('%s', async (_what, column, value, type, expected) => {
    await adapter.executeRaw(
      sql(`INSERT INTO "Thing" ("id", "${column}") VALUES (?, ?)`, ['a', value], ['string', type]),
    );
    const { rows } = await adapter.queryRaw(sql(`SELECT "${column}" FROM "Thing"`));
    const [[seen] = []] = rows;
    expect(seen instanceof Uint8Array ? Uint8Array.from(seen) : seen).toEqual(expected);
  });

  test('instants sort by time also where they differ by less than a second', async () => {
    const instants = ['2026-11-19T08:00:00.000Z', '2026-11-19T08:00:00.500Z', '2026-11-19T07:59:59.999Z'];
    for (const [index, at] of instants.entries())
      await adapter.executeRaw(
        sql('INSERT INTO "Thing" ("id", "at") VALUES (?, ?)', [String(index), at], ['string', 'datetime']),
      );
    const { rows } = await adapter.queryRaw(sql('SELECT "id" FROM "Thing" ORDER BY "at"'));
    expect(rows.flat()).toEqual(['2', '0', '1']);
  });
});

describe('a failure is named as Prisma expects it', () => {
  test.each([
    ['a key that is taken', 'INSERT INTO "Thing" ("id") VALUES (\'a\')', 'UniqueConstraintViolation'],
    ['a missing value', 'INSERT INTO "Part" ("id") VALUES (\'p\')', 'NullConstraintViolation'],
    [
      'a row that refers to none',
      'INSERT INTO "Part" ("id", "thingId") VALUES (\'p\', \'nowhere\')',
      'ForeignKeyConstraintViolation',
    ],
    ['a table that is not there', 'SELECT * FROM "Nowhere"', 'TableDoesNotExist'],
    ['a column that is not there', 'SELECT nowhere FROM "Thing"', 'ColumnNotFound'],
  ])('%s', async (_what, text, kind) => {
    await addThing('a');
    await expect(adapter.queryRaw(sql(text))).rejects.toMatchObject({ cause: { kind } });
  });

  test('with the fields of a key that is taken', async () => {
    await adapter.executeRaw(sql('INSERT INTO "Thing" ("id", "name") VALUES (?, ?)', ['a', 'x']));
    await expect(
      adapter.executeRaw(sql('INSERT INTO "Thing" ("id", "name") VALUES (?, ?)', ['b', 'x'])),
    ).rejects.toMatchObject({ cause: { constraint: { fields: ['name'] } } });
  });
});

test('more different statements than are remembered all answer', async () => {
  const answers: unknown[] = [];
  for (let index = 0; index < 1_200; index += 1)
    answers.push((await adapter.queryRaw(sql(`SELECT ${index} AS n`))).rows[0]?.[0]);
  answers.push((await adapter.queryRaw(sql('SELECT 0 AS n'))).rows[0]?.[0]);
  expect(answers).toEqual([...Array(1_200).keys(), 0]);
});

test('a statement still answers after the table has got a new column', async () => {
  const all = sql('SELECT * FROM "Thing"');
  await addThing('a');
  await adapter.queryRaw(all);
  await adapter.executeScript('ALTER TABLE "Thing" ADD COLUMN "late" TEXT');
  const { columnNames, rows } = await adapter.queryRaw(all);
  expect(rows[0]?.length).toBe(columnNames.length);
});

test('every commit is written through to the disk', async () => {
  const { rows } = await adapter.queryRaw(sql('PRAGMA synchronous'));
  const journal = await adapter.queryRaw(sql('PRAGMA journal_mode'));
  expect([rows, journal.rows]).toEqual([[[2]], [['wal']]]);
});
