/** Which database an address means, and how to open it. */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';

export type DatabaseKind = 'sqlite' | 'postgresql';

export interface DatabaseLocation {
  readonly kind: DatabaseKind;
  /** The file's path, or the PostgreSQL address. */
  readonly target: string;
}

export interface PoolWatcher {
  /** A connection broke while idle. Without a listener such an error ends the process (reliability.md R14). */
  connectionLost(error: Error): void;
}

const sqliteBusyTimeoutMs = 2_000;
const poolSize = 12;
const connectTimeoutMs = 2_000;
const statementTimeoutMs = 30_000;

export function locateDatabase(url: string): DatabaseLocation {
  if (/^postgres(ql)?:\/\//.test(url)) return { kind: 'postgresql', target: url };
  if (url.startsWith('file://')) return { kind: 'sqlite', target: fileURLToPath(url) };
  if (url.startsWith('file:')) return { kind: 'sqlite', target: resolve(url.slice('file:'.length)) };
  throw new RangeError('DATABASE_URL begins with file: or postgresql://');
}

/** Only the driver of the database at hand is loaded: the other one costs memory and half a second. */
export async function driverFor(
  location: DatabaseLocation,
  watcher: PoolWatcher,
): Promise<SqlMigrationAwareDriverAdapterFactory> {
  if (location.kind === 'sqlite') {
    mkdirSync(dirname(location.target), { recursive: true });
    const { sqliteAdapterFactory } = await import('./sqlite/driver-adapter.ts');
    return sqliteAdapterFactory({ path: location.target, busyTimeoutMs: sqliteBusyTimeoutMs });
  }
  const { PrismaPg } = await import('@prisma/adapter-pg');
  return new PrismaPg(
    {
      connectionString: location.target,
      max: poolSize,
      connectionTimeoutMillis: connectTimeoutMs,
      statement_timeout: statementTimeoutMs,
      application_name: 'daoshi',
    },
    {
      onPoolError: (error) => watcher.connectionLost(error),
      onConnectionError: (error) => watcher.connectionLost(error),
    },
  );
}
