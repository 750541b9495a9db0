/** Opens the database the configuration names, brought to the program's schema. */
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { PrismaClient } from '../generated/sqlite/client.ts';
import {
  type DatabaseKind,
  type DatabaseLocation,
  driverFor,
  locateDatabase,
  type PoolWatcher,
} from './database-url.ts';
import { holdExclusively } from './exclusive-file.ts';
import { migrate } from './migrate.ts';
import { toStorageError } from './storage-fault.ts';

/** The client everything is written against. The twin differs from it only in provider details. */
export type DatabaseClient = PrismaClient;

export interface Database {
  readonly kind: DatabaseKind;
  readonly client: DatabaseClient;
  readonly appliedMigrations: readonly string[];
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly url: string;
  /** A server holds an embedded database for itself; a command beside it (import, doctor) does not. */
  readonly asServer: boolean;
  readonly watcher: PoolWatcher;
}

const migrationWaitMs = 30_000;
/** Arbitrary, the same in every instance: the key of the advisory lock around migrations. */
const migrationLockKey = 5_130_215;
const transactionLimits = { maxWait: 2_000, timeout: 10_000 };

/** Throws StorageError with a fault an operator can mend. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const location = locateDatabase(options.url);
  const detail = describeLocation(location);
  let releaseFile = (): void => {};
  try {
    const driver = await driverFor(location, options.watcher);
    if (location.kind === 'sqlite' && options.asServer) {
      releaseFile = holdExclusively(`${location.target}-instance`, 0);
    }
    const appliedMigrations = await alone(location, () => migrate(location.kind, driver));
    const client = await clientFor(location.kind, driver);
    await client.school.count();
    return {
      kind: location.kind,
      client,
      appliedMigrations,
      close: async () => {
        await client.$disconnect();
        releaseFile();
      },
    };
  } catch (error) {
    releaseFile();
    throw toStorageError(error, detail);
  }
}

async function clientFor(
  kind: DatabaseKind,
  adapter: SqlMigrationAwareDriverAdapterFactory,
): Promise<DatabaseClient> {
  // "minimal": an error does not repeat what was asked for, and no query notes the place it was asked from.
  const options = { adapter, transactionOptions: transactionLimits, errorFormat: 'minimal' } as const;
  if (kind === 'sqlite') {
    const { PrismaClient } = await import('../generated/sqlite/client.ts');
    return new PrismaClient(options);
  }
  const generated = await import('../generated/postgresql/client.ts');
  const twin: unknown = new generated.PrismaClient(options);
  // The one place where the twin's type is put on the same footing (design.md §2, "One schema, two databases").
  return twin as DatabaseClient;
}

async function alone<Result>(location: DatabaseLocation, work: () => Promise<Result>): Promise<Result> {
  if (location.kind === 'sqlite') {
    const release = holdExclusively(`${location.target}-migrating`, migrationWaitMs);
    try {
      return await work();
    } finally {
      release();
    }
  }
  const { Client } = (await import('pg')).default;
  const session = new Client({ connectionString: location.target, connectionTimeoutMillis: 5_000 });
  // A session that breaks gives its lock back; the error shows in the queries that follow.
  session.on('error', () => {});
  await session.connect();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [migrationLockKey]);
    return await work();
  } finally {
    await session.end();
  }
}

/** Where the database is, without any password. */
export function describeLocation(location: DatabaseLocation): string {
  if (location.kind === 'sqlite') return location.target;
  const { hostname, port, pathname } = new URL(location.target);
  return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
}
