/** New keys: of the program for all data keys, and of one student for what was written about that student. */
import type { AuditVerb } from '../../storage/audit.ts';
import type { Storage } from '../../storage/storage.ts';

export interface ChangeKeysDeps {
  readonly storage: Storage;
  readonly newId: () => string;
}

/** Short transactions: the program beside this command goes on. */
const keysAtATime = 100;
/** All words about one student: some thousand at most. */
const wordsTimeoutMs = 120_000;

export interface WrappedKeys {
  readonly looked: number;
  readonly wrapped: number;
}

/** May be stopped at any moment and run again: what is done is done. */
export async function wrapKeysAnew({ storage, newId }: ChangeKeysDeps, now: Date): Promise<WrappedKeys> {
  // First: the running program takes the new key into use before it meets what was wrapped under it.
  await storage.keys.announce();
  let [looked, wrapped, after] = [0, 0, ''];
  for (;;) {
    const from = after;
    const batch = await storage.transaction((tables) =>
      tables.keys.wrapNext({ after: from, limit: keysAtATime }),
    );
    looked += batch.looked;
    wrapped += batch.wrapped;
    if (batch.looked < keysAtATime) break;
    after = batch.last;
  }
  for (const { id } of await storage.schools.list()) {
    await storage.transaction(async (tables) => {
      await tables.keys.markAnew(id);
      if (wrapped === 0) return;
      const line = { id: newId(), schoolId: id, at: now, verb: 'app_key_changed' as const, subjectId: id };
      await tables.audit.add([{ ...line, detail: { keys: wrapped } }]);
    });
  }
  return { looked, wrapped };
}

interface OneStudent {
  readonly schoolId: string;
  readonly studentId: string;
  readonly now: Date;
}

/** How many words were sealed anew. */
export function renewKey(deps: ChangeKeysDeps, student: OneStudent): Promise<number> {
  return change(deps, student, 'data_key_changed');
}

/** What was written about the student cannot be read again by anybody; days and kinds stay. */
export function forgetWords(deps: ChangeKeysDeps, student: OneStudent): Promise<number> {
  return change(deps, student, 'words_forgotten');
}

async function change(
  { storage, newId }: ChangeKeysDeps,
  { schoolId, studentId, now }: OneStudent,
  verb: AuditVerb & ('data_key_changed' | 'words_forgotten'),
): Promise<number> {
  return storage.transaction(async (tables) => {
    // They may quote what was said of any pupil.
    if (verb === 'words_forgotten') await tables.outbox.forgetCards(schoolId);
    const words = await (verb === 'words_forgotten'
      ? tables.keys.forgetWords(studentId)
      : tables.keys.renew(studentId));
    await tables.audit.add([
      { id: newId(), schoolId, at: now, verb, subjectId: studentId, detail: { words } },
    ]);
    await tables.keys.announce();
    return words;
  }, wordsTimeoutMs);
}
