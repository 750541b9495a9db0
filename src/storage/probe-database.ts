/** Questions of the doctor and of the start to a database that is open already. */
import type { Database } from './open-database.ts';
import { KeyWrapper, WrongKeyError } from './private-words.ts';
import { settingsTable } from './settings.ts';

class TakeBack extends Error {
  override readonly name = 'TakeBack';
}

/** Writes a value and takes it back; throws what the database throws. */
export async function proveWritable({ client }: Database): Promise<void> {
  const written = client.$transaction(async (rows) => {
    await settingsTable(rows).set('doctor', 'was here');
    throw new TakeBack();
  });
  await written.catch((error: unknown) => {
    if (!(error instanceof TakeBack)) throw error;
  });
}

/** Undefined where nothing has been sealed yet. */
export async function opensSealedWords({ client }: Database, appKey: Buffer): Promise<boolean | undefined> {
  const sealed = await client.dataKey.findFirst({ orderBy: { subjectId: 'asc' } });
  if (sealed === null) return undefined;
  try {
    new KeyWrapper(appKey).unwrap(sealed.subjectId, sealed.keyVersion, sealed.wrapped);
    return true;
  } catch (error) {
    if (error instanceof WrongKeyError) return false;
    throw error;
  }
}
