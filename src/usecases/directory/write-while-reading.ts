/**
 * Writes the classes of a school's first reading while the next ones are still being read: the platform's pace leaves
 * the program idle for a minute, and a large school takes long to write.
 *
 * Only where no student and no guardian is known yet, so that nobody can be mistaken for somebody else and each class
 * can be planned by itself. The whole reading is applied afterwards all the same; whatever was read before, it ends in
 * the same state.
 */
import type { DirectoryRead, KnownDirectory } from '../../domain/directory/directory-plan.ts';
import type { Account } from '../../storage/schools.ts';
import { type ApplyDirectoryDeps, applyDirectory } from './apply-directory.ts';

const classesTogether = 16;

export interface WhileReading {
  readonly add: (part: DirectoryRead) => void;
  /** Throws what went wrong while writing. */
  readonly settled: () => Promise<void>;
}

export function canWriteWhileReading({ people, entries }: KnownDirectory): boolean {
  return entries.length === 0 && people.every(({ kind }) => kind === 'staff');
}

export function writeWhileReading(
  deps: ApplyDirectoryDeps & { readonly now: () => Date },
  input: { readonly account: Account; readonly actorId?: string },
): WhileReading {
  let waiting: readonly DirectoryRead[] = [];
  let failure: { readonly error: unknown } | undefined;
  let writing = Promise.resolve();

  async function write(read: DirectoryRead): Promise<void> {
    if (failure !== undefined) return;
    try {
      await applyDirectory(deps, { ...input, read, now: deps.now() });
    } catch (error) {
      failure = { error };
    }
  }

  return {
    add(part) {
      waiting = [...waiting, part];
      if (part.staff === undefined && waiting.length < classesTogether) return;
      const together = joined(waiting);
      waiting = [];
      writing = writing.then(() => write(together));
    },
    async settled() {
      await writing;
      if (failure !== undefined) throw failure.error;
    },
  };
}

function joined(parts: readonly DirectoryRead[]): DirectoryRead {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('nothing was read');
  if (first.school === undefined) return first;
  const rolls = new Map(first.school.rolls);
  for (const { school } of others) for (const [id, roll] of school?.rolls ?? []) rolls.set(id, roll);
  return { ...first, school: { ...first.school, rolls } };
}
