/** Brings a database to the program's schema at start; two starters at once apply once. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationDirectory } from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { DatabaseKind } from './database-url.ts';
import { StorageError } from './storage-error.ts';

const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));

/** Applies what is missing and says what it applied. The engine is loaded only when something is. */
export async function migrate(
  kind: DatabaseKind,
  factory: SqlMigrationAwareDriverAdapterFactory,
): Promise<readonly string[]> {
  const known = await migrationsOnDisk(kind);
  const applied = await readApplied(kind, factory);
  const newer = applied.filter((name) => !known.some((migration) => migration.path === name));
  if (newer.length > 0) throw new StorageError('schema_newer', newer.join(', '));
  if (applied.length === known.length) return [];

  const { startSchemaEngine } = await import('./schema-engine.ts');
  const lent = lentToEngine(factory);
  const engine = await startSchemaEngine(lent.factory);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: migrationsFolder,
        lockfile: { path: 'migration_lock.toml', content: `provider = "${kind}"\n` },
        shadowDbInitScript: '',
        migrationDirectories: known,
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    engine.free();
    await lent.takeBack();
  }
}

async function migrationsOnDisk(kind: DatabaseKind): Promise<MigrationDirectory[]> {
  const folder = `${migrationsFolder}${kind}`;
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name): Promise<MigrationDirectory> => {
      const sql = await readFile(`${folder}/${name}/migration.sql`, 'utf8');
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } } };
    }),
  );
}

async function readApplied(
  kind: DatabaseKind,
  factory: SqlMigrationAwareDriverAdapterFactory,
): Promise<readonly string[]> {
  const adapter = await factory.connect();
  try {
    if (!(await hasMigrationsTable(kind, adapter))) return [];
    const { rows } = await adapter.queryRaw(
      plain(
        'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
      ),
    );
    return rows.map((row) => String(row[0]));
  } finally {
    await adapter.dispose();
  }
}

async function hasMigrationsTable(kind: DatabaseKind, adapter: SqlDriverAdapter): Promise<boolean> {
  const sql =
    kind === 'sqlite'
      ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'"
      : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'";
  const { rows } = await adapter.queryRaw(plain(sql));
  return Number(rows[0]?.[0] ?? 0) > 0;
}

function plain(sql: string): { sql: string; args: unknown[]; argTypes: [] } {
  return { sql, args: [], argTypes: [] };
}

/**
 * The engine locks an SQLite file by `PRAGMA main.locking_mode = EXCLUSIVE`, which lasts as long as its connection
 * and would shut out the program itself. Starters already take turns (see open-database.ts): the pragma is left out.
 * Nor does it close every connection it was lent.
 */
function lentToEngine(factory: SqlMigrationAwareDriverAdapterFactory): {
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  takeBack(): Promise<void>;
} {
  const lent = new Set<SqlDriverAdapter>();
  const isLock = (sql: string): boolean => /^\s*PRAGMA\s+main\.locking_mode/i.test(sql);
  const giveBack = async (adapter: SqlDriverAdapter): Promise<void> => {
    if (lent.delete(adapter)) await adapter.dispose();
  };
  const unlocked = (adapter: SqlDriverAdapter): SqlDriverAdapter => ({
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: async (query) =>
      isLock(query.sql) ? { columnNames: [], columnTypes: [], rows: [] } : adapter.queryRaw(query),
    executeRaw: async (query) => (isLock(query.sql) ? 0 : adapter.executeRaw(query)),
    executeScript: async (script) => (isLock(script) ? undefined : adapter.executeScript(script)),
    startTransaction: (level) => adapter.startTransaction(level),
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: () => giveBack(adapter),
  });
  const lend = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    lent.add(adapter);
    return unlocked(adapter);
  };
  return {
    factory: {
      provider: factory.provider,
      adapterName: factory.adapterName,
      connect: async () => lend(await factory.connect()),
      connectToShadowDb: async () => lend(await factory.connectToShadowDb()),
    },
    async takeBack() {
      for (const adapter of lent) await giveBack(adapter);
    },
  };
}
