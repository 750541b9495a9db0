/** `daoshi forget-words`: destroys the key of one student, and with it all that was written about that student. */
import { createIdSource } from '../new-ids.ts';
import { forgetWords } from '../usecases/keys/change-keys.ts';
import { readArguments } from './arguments.ts';
import { findStudent } from './find-student.ts';
import { withDatabase } from './open-beside.ts';
import type { KeyParts } from './rotate-key.ts';

export async function forgetWordsOf(parts: KeyParts, args: readonly string[]): Promise<number> {
  const { config, clock, words, terminal } = parts;
  const { values } = readArguments('forget-words', {
    args: [...args],
    options: { student: { type: 'string' }, yes: { type: 'boolean' } },
  });
  const wanted = values.student ?? '';
  return withDatabase(config, async ({ storage, database }) => {
    const student = await findStudent(database, wanted);
    if ('count' in student) {
      terminal.complain(words.say('student_not_one', { wanted, count: student.count }));
      return 1;
    }
    if (values.yes !== true) {
      terminal.complain(words.say('forget_sure', {}));
      return 1;
    }
    const count = await forgetWords(
      { storage, newId: createIdSource(clock) },
      { ...student, now: clock.now() },
    );
    terminal.print(words.say('forgotten', { count }));
    return 0;
  });
}
