/** The database for a command that runs once, also beside a running server. */
import { AppKeyError, loadAppKey } from '../app-key.ts';
import type { Config } from '../config.ts';
import { KeyRing } from '../storage/data-keys.ts';
import { locateDatabase } from '../storage/database-url.ts';
import { type Database, openDatabase } from '../storage/open-database.ts';
import { type AppKeys, KeyWrapper } from '../storage/private-words.ts';
import { opensSealedWords } from '../storage/probe-database.ts';
import { createStorage, type Storage } from '../storage/storage.ts';
import { refuseRootFor } from './refuse-root.ts';

export interface OpenedBeside {
  readonly database: Database;
  readonly storage: Storage;
  /** Set when this command made the key file. */
  readonly madeKeyFile?: string;
}

/** Closes the database when the work is done, however it ends. */
export async function withDatabase<Result>(
  config: Config,
  work: (opened: OpenedBeside) => Promise<Result>,
): Promise<Result> {
  const location = locateDatabase(config.database.url);
  if (location.kind === 'sqlite') refuseRootFor(location.target);
  const { madeFile, ...keys } = loadAppKey(config, location.kind === 'sqlite' ? location.target : undefined);
  const database = await openBeside(config);
  try {
    await refuseWrongKey(database, keys);
    const storage = createStorage(database, new KeyRing(new KeyWrapper(keys.key, keys.previous)));
    return await work({ database, storage, ...(madeFile === undefined ? {} : { madeKeyFile: madeFile }) });
  } finally {
    await database.close();
  }
}

export function openBeside(config: Config): Promise<Database> {
  return openDatabase({
    url: config.database.url,
    asServer: false,
    // The query that follows shows what is wrong.
    watcher: { connectionLost: () => {} },
  });
}

/** At the start rather than at the first message. */
export async function refuseWrongKey(database: Database, keys: AppKeys): Promise<void> {
  if ((await opensSealedWords(database, keys)) === false)
    throw new AppKeyError('wrong', 'APP_KEY opens none of the words in this database');
}
