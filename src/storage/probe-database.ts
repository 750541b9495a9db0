/** Questions of the doctor and of the start to a database that is open already. */
import type { Database } from './open-database.ts';
import { type AppKeys, KeyWrapper, WrongKeyError } from './private-words.ts';
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

/** Undefined where nothing has been sealed yet. Both ends are tried: a change of keys goes from one to the other. */
export async function opensSealedWords(
  { client }: Database,
  { key, previous }: AppKeys,
): Promise<boolean | undefined> {
  const first = await client.dataKey.findFirst({ orderBy: { subjectId: 'asc' } });
  const last = await client.dataKey.findFirst({ orderBy: { subjectId: 'desc' } });
  if (first === null || last === null) return undefined;
  const wrapper = new KeyWrapper(key, previous);
  try {
    for (const { subjectId, keyVersion, wrapped } of [first, last])
      wrapper.unwrap(subjectId, keyVersion, wrapped);
    return true;
  } catch (error) {
    if (error instanceof WrongKeyError) return false;
    throw error;
  }
}
