/** Asks a platform for its people: all of them, or the classes that are wanted, as far as the calls may go. */
import type { DirectoryRead } from '../../domain/directory/directory-plan.ts';
import type { ClassRoll, DirectoryClass } from '../../domain/directory/directory-read.ts';
import type { Directory } from '../../platforms/contract.ts';

export interface ReadDirectory {
  readonly staff: boolean;
  /** Which of the listed classes, in which order; `none` does not even ask for the list. */
  readonly classes: 'all' | 'none' | ((classes: readonly DirectoryClass[]) => readonly DirectoryClass[]);
  /** No class is begun after so many metered calls. */
  readonly mostMetered?: number;
  /** Called before each class, and may throw. */
  readonly goOn?: () => Promise<void>;
  /** Told of everything as soon as it is read: first the staff with the list of classes, then class by class. */
  readonly onPart?: (part: DirectoryRead) => void;
}

export interface DirectoryReadResult {
  readonly read: DirectoryRead;
  readonly calls: { readonly made: number; readonly metered: number };
  /** Whether every class was read. */
  readonly isWhole: boolean;
}

/** Classes that are asked for at once: an answer takes longer than the pace of the calls allows to wait for it. */
const classesAtOnce = 3;

export async function readDirectory(directory: Directory, wish: ReadDirectory): Promise<DirectoryReadResult> {
  const before = directory.spent();
  const spent = () => {
    const { made, metered } = directory.spent();
    return { made: made - before.made, metered: metered - before.metered };
  };
  const { platform } = directory;
  const staff = wish.staff ? await directory.readStaff() : undefined;
  const base = { platform, ...(staff === undefined ? {} : { staff }) };
  if (wish.classes === 'none') return { read: base, calls: spent(), isWhole: false };

  const list = await directory.listClasses();
  wish.onPart?.({ ...base, school: { list, rolls: new Map() } });
  const asked = wish.classes === 'all' ? list.classes : wish.classes(list.classes);
  const read = new Map<string, ClassRoll>();
  const left = asked.values();
  let isOver = false;
  const readOn = async (): Promise<void> => {
    try {
      for (const unit of left) {
        if (isOver || (wish.mostMetered !== undefined && spent().metered >= wish.mostMetered)) return;
        await wish.goOn?.();
        const roll = await directory.readClass(unit);
        read.set(unit.id, roll);
        wish.onPart?.({ platform, school: { list, rolls: new Map([[unit.id, roll]]) } });
      }
    } finally {
      // The others stop as well where one of them fails.
      isOver = true;
    }
  };
  // Where the calls are counted, none is begun before it is known what the last class has cost.
  const readers = wish.mostMetered === undefined ? classesAtOnce : 1;
  for (const end of await Promise.allSettled(Array.from({ length: readers }, readOn)))
    if (end.status === 'rejected') throw end.reason;

  // In the order in which they were asked for.
  const rolls = new Map(
    asked.flatMap(({ id }) => {
      const roll = read.get(id);
      return roll === undefined ? [] : [[id, roll] as const];
    }),
  );
  return {
    read: { ...base, school: { list, rolls } },
    calls: spent(),
    isWhole: rolls.size === list.classes.length,
  };
}
