/** New embedded databases for scenarios: brought to the schema once, then copied. */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../storage/open-database.ts';

const besideTheFile = ['-wal', '-shm', '-instance', '-migrating'];

/** The address of an empty database at `path`; whatever stood there is gone. */
export async function freshDatabase(folder: string, path: string): Promise<string> {
  const template = join(folder, '.empty.db');
  if (!existsSync(template)) {
    const watcher = { connectionLost: () => {} };
    const database = await openDatabase({ url: `file:${template}`, asServer: false, watcher });
    await database.close();
  }
  for (const ending of besideTheFile) rmSync(`${path}${ending}`, { force: true });
  copyFileSync(template, path);
  return `file:${path}`;
}

/** Leaves the databases, takes away what only helped to make them. */
export function removeTemplate(folder: string): void {
  for (const ending of ['', ...besideTheFile]) rmSync(join(folder, `.empty.db${ending}`), { force: true });
}
