/** Reads the many ways a database says no, and names the fault an operator can mend. */
import { sqliteCodeOf } from './sqlite/sqlite-errors.ts';
import { StorageError, type StorageFault } from './storage-error.ts';

const primaryCodeMask = 0xff;
const sqliteFaults: ReadonlyMap<number, StorageFault> = new Map([
  [5, 'locked'],
  [8, 'read_only'],
  [10, 'disk_full'],
  [13, 'disk_full'],
  [14, 'read_only'],
  [26, 'not_a_database'],
]);
const namedFaults: ReadonlyMap<string, StorageFault> = new Map([
  ['EACCES', 'read_only'],
  ['EPERM', 'read_only'],
  ['EROFS', 'read_only'],
  ['ENOSPC', 'disk_full'],
  ['ECONNREFUSED', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['EAI_AGAIN', 'unreachable'],
  ['ETIMEDOUT', 'unreachable'],
  ['EHOSTUNREACH', 'unreachable'],
  // postgresql.org/docs/current/errcodes-appendix.html
  ['28000', 'refused'],
  ['28P01', 'refused'],
  ['3D000', 'refused'],
  ['42501', 'refused'],
  ['57P03', 'unreachable'],
  ['P1001', 'unreachable'],
]);
const driverFaults: ReadonlyMap<string, StorageFault> = new Map([
  ['DatabaseNotReachable', 'unreachable'],
  ['SocketTimeout', 'locked'],
  ['AuthenticationFailed', 'refused'],
  ['DatabaseAccessDenied', 'refused'],
  ['DatabaseDoesNotExist', 'refused'],
]);

export function toStorageError(error: unknown, detail: string): StorageError {
  if (error instanceof StorageError) return error;
  return new StorageError(faultOf(error) ?? 'unknown', detail, error);
}

function faultOf(error: unknown): StorageFault | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const sqliteCode = sqliteCodeOf(error);
  const fromSqlite = sqliteCode === undefined ? undefined : sqliteFaults.get(sqliteCode & primaryCodeMask);
  if (fromSqlite !== undefined) return fromSqlite;
  const known: {
    code?: unknown;
    kind?: unknown;
    cause?: unknown;
    originalCode?: unknown;
    extendedCode?: unknown;
  } = error;
  const extended =
    typeof known.extendedCode === 'number'
      ? sqliteFaults.get(known.extendedCode & primaryCodeMask)
      : undefined;
  return (
    extended ??
    namedFaults.get(String(known.code)) ??
    namedFaults.get(String(known.originalCode)) ??
    driverFaults.get(String(known.kind)) ??
    faultOf(known.cause)
  );
}
