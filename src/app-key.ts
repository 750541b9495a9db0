/**
 * APP_KEY: from the environment, or for an embedded database from a file beside it that the first start makes
 * (design.md §4). Whoever has the database without this key has no child's words.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface LoadedAppKey {
  readonly key: Buffer;
  /** Keys from before, still accepted: of APP_KEY_PREVIOUS, or the further lines of the key file. */
  readonly previous: readonly Buffer[];
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
export function loadAppKey(
  given: { readonly appKey?: Buffer; readonly previousAppKey?: Buffer },
  databasePath: string | undefined,
): LoadedAppKey {
  const before = given.previousAppKey === undefined ? [] : [given.previousAppKey];
  if (given.appKey !== undefined) return { key: given.appKey, previous: before };
  if (databasePath === undefined) throw new AppKeyError('needed', 'APP_KEY is needed with PostgreSQL');
  const path = appKeyFile(databasePath);
  if (existsSync(path)) {
    const { key, previous } = readKeyFile(path);
    return { key, previous: [...previous, ...before] };
  }
  // A database without its key file is a lost or misplaced key: a new one would open nothing.
  if (existsSync(databasePath))
    throw new AppKeyError('missing_file', `the key file ${path} is missing beside its database`, path);
  mkdirSync(dirname(path), { recursive: true });
  const key = newAppKey();
  writeKeys(openSync(path, 'wx', 0o600), [key]);
  return { key, previous: before, madeFile: path };
}

export function newAppKey(): Buffer {
  return randomBytes(keyBytes);
}

/** The newest key first. Whoever reads meanwhile finds the old file or the new one, never half of one. */
export function replaceKeyFile(path: string, keys: readonly Buffer[]): void {
  const beside = `${path}.new`;
  writeKeys(openSync(beside, 'w', 0o600), keys);
  renameSync(beside, path);
}

function writeKeys(file: number, keys: readonly Buffer[]): void {
  writeSync(file, keys.map((key) => `${key.toString('base64')}\n`).join(''));
  fsyncSync(file);
  closeSync(file);
}

function readKeyFile(path: string): { readonly key: Buffer; readonly previous: readonly Buffer[] } {
  const lines = readFileSync(path, 'utf8').trim().split(/\s+/);
  const [key, ...previous] = lines.map((line) => Buffer.from(line, 'base64'));
  if (key === undefined || [key, ...previous].some(({ length }) => length !== keyBytes))
    throw new AppKeyError('not_32_bytes', `the key file ${path} does not hold 32 bytes in base64`, path);
  return { key, previous };
}
