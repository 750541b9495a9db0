import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FileError } from './files.ts';

/** What root makes in a folder of somebody else, that somebody's program cannot open afterwards. */
export function refuseRootFor(databasePath: string): void {
  const folder = dirname(databasePath);
  if (process.getuid?.() !== 0 || !existsSync(folder)) return;
  const { uid } = statSync(folder);
  if (uid === 0) return;
  throw new FileError(`${folder} belongs to user ${uid}: run this as that user, not as root`, (words) =>
    words.say('not_as_root', { folder, uid }),
  );
}
