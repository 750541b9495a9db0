/** Opening: a fresh place, one that is there already, several starters, and every way a database says no. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { KeyRing } from '../../../src/storage/data-keys.ts';
import { KeyWrapper } from '../../../src/storage/private-words.ts';
import { createStorage } from '../../../src/storage/storage.ts';
import { aFolder, aPlace, availableDatabases, openAt, type Place } from '../../support/databases.ts';
import { startingTogether } from './starting-together.ts';

describe.each(availableDatabases)('a %s database', (kind) => {
  let place: Place;
  beforeEach(async () => {
    place = await aPlace(kind);
  });
  afterEach(() => place.remove());

  async function opened() {
    const database = await openAt(place);
    onTestFinished(() => database.close());
    return database;
  }

  test('that is fresh gets every migration', async () => {
    const { appliedMigrations } = await opened();
    expect(appliedMigrations.length).toBeGreaterThan(0);
  });

  test.runIf(kind === 'postgresql')('that was migrated keeps no session after it is closed', async () => {
    await (await openAt(place)).close();
    const watcher = new Client({ connectionString: place.url });
    await watcher.connect();
    const sessions = await watcher.query(
      'SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await watcher.end();
    expect(Number(sessions.rows[0]?.count)).toBe(0);
  });

  test('that is up to date gets none', async () => {
    await (await openAt(place)).close();
    const { appliedMigrations } = await opened();
    expect(appliedMigrations).toEqual([]);
  });

  test('that is up to date keeps its rows', async () => {
    const first = await openAt(place);
    await first.client.setting.create({ data: { key: 'kept', value: 'yes' } });
    await first.close();
    const { client } = await opened();
    expect(await client.setting.findMany()).toEqual([{ key: 'kept', value: 'yes' }]);
  });

  test('that two processes open at once gets each migration once', async () => {
    const results = await startingTogether(place.url, 2);
    const { client } = await opened();
    const rows = await client.$queryRawUnsafe<{ migration_name: string }[]>(
      'SELECT migration_name FROM _prisma_migrations',
    );
    const names = rows.map((row) => row.migration_name);
    expect({ exits: results.map(({ code }) => code), names }).toEqual({
      exits: [0, 0],
      names: [...new Set(names)],
    });
  });

  test('of a newer program is refused', async () => {
    const first = await openAt(place);
    await first.client.$executeRawUnsafe(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) SELECT 'newer', checksum, '29990101000000_newer', started_at, finished_at, 1 FROM _prisma_migrations LIMIT 1",
    );
    await first.close();
    await expect(openAt(place)).rejects.toMatchObject({
      fault: 'schema_newer',
      detail: '29990101000000_newer',
    });
  });

  test('that stands still after a rolled back transaction has none of its rows', async () => {
    const database = await opened();
    const storage = createStorage(database, new KeyRing(new KeyWrapper(Buffer.alloc(32, 7))));
    await storage
      .transaction(async (tables) => {
        await tables.settings.set('half', 'done');
        throw new Error('the work failed');
      })
      .catch(() => {});
    expect(await storage.settings.get('half')).toBeUndefined();
  });
});

describe('an SQLite file', () => {
  let folder: ReturnType<typeof aFolder>;
  beforeEach(() => {
    folder = aFolder();
  });
  afterEach(() => folder.remove());
  const at = (name: string) => ({ url: `file:${join(folder.path, name)}` });

  test('that another instance serves is refused as locked', async () => {
    const first = await openAt(at('one.db'), true);
    onTestFinished(() => first.close());
    await expect(openAt(at('one.db'), true)).rejects.toMatchObject({ fault: 'locked' });
  });

  test('that an instance serves lets a command in beside it', async () => {
    const first = await openAt(at('one.db'), true);
    onTestFinished(() => first.close());
    const beside = await openAt(at('one.db'));
    onTestFinished(() => beside.close());
    expect(beside.appliedMigrations).toEqual([]);
  });

  test('whose instance has ended can be served again', async () => {
    await (await openAt(at('one.db'), true)).close();
    const second = await openAt(at('one.db'), true);
    onTestFinished(() => second.close());
    expect(second.kind).toBe('sqlite');
  });

  test('that is no database is refused as such', async () => {
    writeFileSync(join(folder.path, 'text.db'), 'this is a letter, not a database\n'.repeat(200));
    await expect(openAt(at('text.db'))).rejects.toMatchObject({ fault: 'not_a_database' });
  });

  test('below something that is no folder is refused with its path', async () => {
    writeFileSync(join(folder.path, 'file'), '');
    await expect(openAt(at('file/one.db'))).rejects.toMatchObject({
      name: 'StorageError',
      detail: join(folder.path, 'file/one.db'),
    });
  });

  test('whose place is a folder is refused', async () => {
    mkdirSync(join(folder.path, 'one.db'));
    await expect(openAt(at('one.db'))).rejects.toMatchObject({ fault: 'read_only' });
  });

  test.skipIf(process.getuid?.() === 0)(
    'in a folder that cannot be written is refused as read only',
    async () => {
      chmodSync(folder.path, 0o500);
      onTestFinished(() => chmodSync(folder.path, 0o700));
      await expect(openAt(at('one.db'))).rejects.toMatchObject({ fault: 'read_only' });
    },
  );
});

describe('a PostgreSQL address', () => {
  test('where nobody listens is refused as unreachable, without its password', async () => {
    const error: unknown = await openAt({ url: 'postgresql://teacher:geheim@127.0.0.1:9/daoshi' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ fault: 'unreachable', message: 'unreachable: 127.0.0.1:9/daoshi' });
  });

  test.skipIf(!availableDatabases.includes('postgresql'))(
    'of a database that is not there is refused as such',
    async () => {
      const url = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
      url.pathname = '/daoshi_nowhere';
      await expect(openAt({ url: url.href })).rejects.toMatchObject({ fault: 'refused' });
    },
  );
});
