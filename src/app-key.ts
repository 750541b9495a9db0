/**
 * APP_KEY: from the environment, or for an embedded database from a file beside it that the first start makes
 * (design.md §4). Whoever has the database without this key has no child's words.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface LoadedAppKey {
  readonly key: Buffer;
  /** Set when this start made the file: tell the operator to keep a copy elsewhere. */
  readonly madeFile?: string;
}

const keyBytes = 32;

/** `wrong`: the key there is opens none of the words in the database. */
export type AppKeyFault = 'needed' | 'missing_file' | 'not_32_bytes' | 'wrong';

export class AppKeyError extends Error {
  override readonly name = 'AppKeyError';
  readonly fault: AppKeyFault;
  /** The key file; empty where the key does not come from one. */
  readonly path: string;

  constructor(fault: AppKeyFault, message: string, path = '') {
    super(message);
    this.fault = fault;
    this.path = path;
  }
}

export function appKeyFile(databasePath: string): string {
  return `${databasePath}.key`;
}

/** `databasePath`: of the embedded database; absent for PostgreSQL, which needs APP_KEY in the environment. */
export function loadAppKey(given: Buffer | undefined, databasePath: string | undefined): LoadedAppKey {
  if (given !== undefined) return { key: given };
  if (databasePath === undefined) throw new AppKeyError('needed', 'APP_KEY is needed with PostgreSQL');
  const path = appKeyFile(databasePath);
  if (existsSync(path)) return { key: readKeyFile(path) };
  // A database without its key file is a lost or misplaced key: a new one would open nothing.
  if (existsSync(databasePath))
    throw new AppKeyError('missing_file', `the key file ${path} is missing beside its database`, path);
  mkdirSync(dirname(path), { recursive: true });
  const key = randomBytes(keyBytes);
  const file = openSync(path, 'wx', 0o600);
  writeSync(file, `${key.toString('base64')}\n`);
  fsyncSync(file);
  closeSync(file);
  return { key, madeFile: path };
}

function readKeyFile(path: string): Buffer {
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== keyBytes)
    throw new AppKeyError('not_32_bytes', `the key file ${path} does not hold 32 bytes in base64`, path);
  return key;
}
