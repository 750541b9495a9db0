/** `daoshi rotate-key`: a new APP_KEY for all data keys, or a new data key for one student. The server may run. */
import { appKeyFile, loadAppKey, newAppKey, replaceKeyFile } from '../app-key.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { createIdSource } from '../new-ids.ts';
import { locateDatabase } from '../storage/database-url.ts';
import { renewKey, wrapKeysAnew } from '../usecases/keys/change-keys.ts';
import { readArguments } from './arguments.ts';
import type { CommandWords } from './command-words.ts';
import { findStudent } from './find-student.ts';
import { withDatabase } from './open-beside.ts';
import type { Terminal } from './terminal.ts';

export interface KeyParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly words: CommandWords;
  readonly terminal: Terminal;
}

export async function rotateKey(parts: KeyParts, args: readonly string[]): Promise<number> {
  const { values } = readArguments('rotate-key', {
    args: [...args],
    options: { student: { type: 'string' }, finish: { type: 'boolean' } },
  });
  if (values.student !== undefined) return renewStudent(parts, values.student);
  return parts.config.appKey === undefined
    ? rotateFile(parts, { finish: values.finish === true })
    : rotateEnvironment(parts);
}

async function renewStudent({ config, clock, words, terminal }: KeyParts, wanted: string): Promise<number> {
  return withDatabase(config, async ({ storage, database }) => {
    const student = await findStudent(database, wanted);
    if ('count' in student) {
      terminal.complain(words.say('student_not_one', { wanted, count: student.count }));
      return 1;
    }
    const count = await renewKey({ storage, newId: createIdSource(clock) }, { ...student, now: clock.now() });
    terminal.print(words.say('key_of_student_new', { count }));
    return 0;
  });
}

async function rotateEnvironment(parts: KeyParts): Promise<number> {
  const { config, words, terminal } = parts;
  if (config.previousAppKey === undefined) {
    terminal.complain(words.say('key_previous_needed', {}));
    return 1;
  }
  const { looked, wrapped } = await wrapAll(parts);
  terminal.print(words.say('keys_wrapped', { looked, wrapped }));
  terminal.print(words.say('key_drop_previous', {}));
  return 0;
}

/** Makes the key itself; the program reads the file again. The old key stays in it until `--finish`. */
async function rotateFile(parts: KeyParts, { finish }: { readonly finish: boolean }): Promise<number> {
  const { config, words, terminal } = parts;
  const { target } = locateDatabase(config.database.url);
  const path = appKeyFile(target);
  const known = loadAppKey({}, target);
  if (finish && known.previous.length === 0) {
    terminal.print(words.say('key_only_one', { path }));
    return 0;
  }
  if (!finish && known.previous.length === 0) {
    // Not before the key in the file is known to be the right one.
    await withDatabase(config, async () => {});
    replaceKeyFile(path, [newAppKey(), known.key]);
    terminal.print(words.say('key_new_in_file', { path }));
  }
  const { looked, wrapped } = await wrapAll(parts);
  terminal.print(words.say('keys_wrapped', { looked, wrapped }));
  if (!finish) {
    terminal.print(words.say('key_finish_later', {}));
    return 0;
  }
  replaceKeyFile(path, [known.key]);
  terminal.print(words.say('key_finished', { path }));
  return 0;
}

function wrapAll({ config, clock }: KeyParts) {
  return withDatabase(config, ({ storage }) =>
    wrapKeysAnew({ storage, newId: createIdSource(clock) }, clock.now()),
  );
}
