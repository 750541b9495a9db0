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
}

export interface DirectoryReadResult {
  readonly read: DirectoryRead;
  readonly calls: { readonly made: number; readonly metered: number };
  /** Whether every class was read. */
  readonly isWhole: boolean;
}

export async function readDirectory(directory: Directory, wish: ReadDirectory): Promise<DirectoryReadResult> {
  const before = directory.spent();
  const spent = () => {
    const { made, metered } = directory.spent();
    return { made: made - before.made, metered: metered - before.metered };
  };
  const staff = wish.staff ? await directory.readStaff() : undefined;
  const base = { platform: directory.platform, ...(staff === undefined ? {} : { staff }) };
  if (wish.classes === 'none') return { read: base, calls: spent(), isWhole: false };

  const list = await directory.listClasses();
  const asked = wish.classes === 'all' ? list.classes : wish.classes(list.classes);
  // In the order in which they are read.
  const rolls = new Map<string, ClassRoll>();
  for (const unit of asked) {
    if (wish.mostMetered !== undefined && spent().metered >= wish.mostMetered) break;
    await wish.goOn?.();
    rolls.set(unit.id, await directory.readClass(unit));
  }
  return {
    read: { ...base, school: { list, rolls } },
    calls: spent(),
    isWhole: rolls.size === list.classes.length,
  };
}
