/** Who stood in the directory and stands there no more, as far as the reading went. */
import { type DirectoryPerson, rollsInOrder } from './directory-people.ts';
import type {
  DirectoryPlan,
  DirectoryRead,
  EntryKind,
  KnownDirectory,
  KnownEntry,
} from './directory-plan.ts';

export interface Vanished {
  /** Persons whose account is gone. */
  readonly people: readonly string[];
  /** Folded. */
  readonly userIds: readonly string[];
  readonly missing: DirectoryPlan['missing'];
  readonly heldBack: DirectoryPlan['shown']['heldBack'];
  isHeldBack(kind: EntryKind): boolean;
}

/** More than this and more than half at once is no school year's end: the app's range has shrunk. */
const alwaysBelievable = 10;

export function findVanished(
  people: readonly DirectoryPerson[],
  { known, read, evenIfMany = false }: { known: KnownDirectory; read: DirectoryRead; evenIfMany?: boolean },
): Vanished {
  const here = new Set(people.map(({ kind, id }) => `${kind} ${id}`));
  const accountsHere = new Set(people.map(({ id }) => id));
  const isStillThere = stillThere(known, read, here);
  const standing = known.entries.filter((entry) => !entry.isMissing);
  const kinds = ['staff', 'class', 'student', 'guardian'] as const;
  const heldBack: DirectoryPlan['shown']['heldBack'][number][] = [];
  const gone: KnownEntry[] = [];
  for (const kind of kinds) {
    const all = standing.filter((entry) => entry.kind === kind);
    const absent = all.filter((entry) => !here.has(`${kind} ${entry.externalId}`) && !isStillThere(entry));
    const isTooMany = absent.length > alwaysBelievable && absent.length * 2 > all.length;
    if (isTooMany && !evenIfMany) heldBack.push({ kind, missing: absent.length, of: all.length });
    else gone.push(...absent);
  }
  const isHeldBack = (kind: EntryKind): boolean => heldBack.some((held) => held.kind === kind);
  const goneIds = new Set(gone.map(({ externalId }) => externalId));
  // One account may stand for a teacher and a guardian: it ends with the last of them.
  const goneEntries = new Set(gone);
  const staying = new Set(
    standing
      .filter((entry) => (entry.kind === 'staff' || entry.kind === 'guardian') && !goneEntries.has(entry))
      .map(({ externalId }) => externalId)
      .filter((id) => goneIds.has(id)),
  );
  const leaving = gone.filter(
    ({ kind, externalId }) => kind !== 'class' && !staying.has(externalId) && !accountsHere.has(externalId),
  );
  return {
    people: [...new Set(leaving.flatMap(({ personId }) => personId ?? []))],
    userIds: leaving.map(({ externalId }) => externalId),
    missing: gone.map(({ kind, externalId }) => ({ kind, externalId })),
    heldBack,
    isHeldBack: (kind) => (kind === 'role' ? isHeldBack('staff') || isHeldBack('class') : isHeldBack(kind)),
  };
}

/** Whether the reading says nothing about an entry. */
function stillThere(
  known: KnownDirectory,
  { staff, school }: DirectoryRead,
  here: ReadonlySet<string>,
): (entry: KnownEntry) => boolean {
  const readIds = new Set(rollsInOrder(school).map(({ unit }) => unit.id));
  const listed = new Set((school?.list.classes ?? []).map(({ id }) => id));
  /** A class that was read, or that is no more. */
  const isSettled = (classId: string | undefined): boolean =>
    school !== undefined && (classId === undefined || readIds.has(classId) || !listed.has(classId));
  const classOf = new Map(
    known.entries
      .filter(({ kind, externalId }) => kind === 'student' && !here.has(`student ${externalId}`))
      .map(({ personId, parentId }) => [personId, parentId]),
  );
  const childrenElsewhere = new Set(
    known.guardianships
      .filter(
        ({ studentId, isEnded }) => !isEnded && classOf.has(studentId) && !isSettled(classOf.get(studentId)),
      )
      .map(({ guardianId }) => guardianId),
  );
  return ({ kind, externalId, parentId, personId }) => {
    if (kind === 'staff') return staff === undefined;
    if (school === undefined) return true;
    if (kind === 'class') return listed.has(externalId);
    if (!isSettled(parentId)) return true;
    return kind === 'guardian' && personId !== undefined && childrenElsewhere.has(personId);
  };
}
