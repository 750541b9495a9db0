/**
 * A lock that the operating system gives back when its holder dies: an exclusive transaction on a small SQLite file
 * beside the database. Only its lock matters; nothing is ever written into it.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { sqliteCodeOf } from './sqlite/sqlite-errors.ts';
import { StorageError } from './storage-error.ts';

const primaryCodeMask = 0xff;
const busy = 5;

/** Waits up to `waitMs` (blocking) and returns what gives the lock back; throws StorageError `locked`. */
export function holdExclusively(path: string, waitMs: number): () => void {
  const database = new DatabaseSync(path, { timeout: waitMs });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (((sqliteCodeOf(error) ?? 0) & primaryCodeMask) === busy)
      throw new StorageError('locked', path, error);
    throw error;
  }
  return () => database.close();
}
