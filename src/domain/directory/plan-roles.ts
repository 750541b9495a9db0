/** Roles that the directory knows: class advisers and teachers, heads of grades. What the office gave it leaves alone. */
import type { StaffRole } from '../vocabulary.ts';
import { keyOfClass, rollsInOrder } from './directory-people.ts';
import type {
  DirectoryPlan,
  DirectoryRead,
  KnownDirectory,
  KnownEntry,
  PersonRef,
} from './directory-plan.ts';
import { foldUserId } from './fold-user-id.ts';
import type { Who } from './settle-who.ts';
import { gradeOfName } from './unit-names.ts';

export interface PlannedRoles {
  readonly fresh: DirectoryPlan['roles'];
  readonly ended: readonly string[];
  readonly entries: DirectoryPlan['entries'];
  readonly missing: DirectoryPlan['missing'];
}

/** Whether the directory gave a role or found it given: only the first it ends. */
const given = 'given';
const found = 'found';
const staffList = 'staff';
const gradeList = 'grades';

interface NamedRole {
  readonly role: StaffRole;
  readonly scope: string;
  readonly userId: string;
  /** The list that names it. */
  readonly list: string;
}

export function planRoles(
  who: Who,
  { known, read }: { readonly known: KnownDirectory; readonly read: DirectoryRead },
  isHeldBack: boolean,
): PlannedRoles {
  const named = new Map<string, NamedRole & { readonly person: PersonRef }>();
  for (const role of namedRoles(read)) {
    const userId = foldUserId(read.platform, role.userId);
    const person = who.staffRef(userId);
    if (person !== undefined) named.set(`${role.role}|${role.scope}|${userId}`, { ...role, person });
  }
  const before = new Map(
    known.entries.filter(({ kind }) => kind === 'role').map((entry) => [entry.externalId, entry]),
  );
  const inForce = new Map(
    known.roles.map((role) => [`${role.role}|${role.scope}|${role.personId}`, role.id]),
  );
  const fresh: DirectoryPlan['roles'][number][] = [];
  const entries: DirectoryPlan['entries'][number][] = [];
  for (const [externalId, { role, scope, person, list }] of named) {
    const old = before.get(externalId);
    const isKnown = old !== undefined && !old.isMissing && old.personId === person;
    if (isKnown) continue;
    const isThere = inForce.has(`${role}|${scope}|${person}`);
    if (!isThere) fresh.push({ person, role, scope });
    entries.push({ kind: 'role', externalId, parentId: list, digest: isThere ? found : given, person });
  }
  const isRead = readLists(read);
  const gone = isHeldBack
    ? []
    : [...before.values()].filter(
        (entry) => !entry.isMissing && !named.has(entry.externalId) && isRead(entry.parentId ?? ''),
      );
  return {
    fresh,
    entries,
    missing: gone.map(({ externalId }) => ({ kind: 'role', externalId })),
    ended: gone.flatMap((entry) => endedRole(entry, inForce)),
  };
}

function endedRole(
  { digest, externalId, personId }: KnownEntry,
  inForce: ReadonlyMap<string, string>,
): readonly string[] {
  const [role, scope] = externalId.split('|');
  const id = digest === given ? inForce.get(`${role}|${scope}|${personId}`) : undefined;
  return id === undefined ? [] : [id];
}

function namedRoles({ staff, school }: DirectoryRead): readonly NamedRole[] {
  const gradeOf = new Map((staff?.departments ?? []).map(({ id, name }) => [id, gradeOfName(name)]));
  return [
    ...(staff?.staff ?? []).flatMap(({ userId, leads }) =>
      leads.flatMap((id): NamedRole[] => {
        const grade = gradeOf.get(id);
        return grade === undefined
          ? []
          : [{ role: 'grade_head', scope: String(grade), userId, list: staffList }];
      }),
    ),
    ...(school?.list.gradeHeads ?? []).map(
      ({ userId, grade }): NamedRole => ({
        role: 'grade_head',
        scope: String(grade),
        userId,
        list: gradeList,
      }),
    ),
    ...rollsInOrder(school).flatMap(({ unit, roll }) => {
      const scope = keyOfClass(unit);
      if (scope === undefined) return [];
      return roll.teachers.map(
        ({ userId, role }): NamedRole => ({ role, scope, userId, list: `class ${unit.id}` }),
      );
    }),
  ];
}

/** Whether a list was read, or is no more. */
function readLists({ staff, school }: DirectoryRead): (list: string) => boolean {
  const listed = new Set((school?.list.classes ?? []).map(({ id }) => id));
  return (list) => {
    if (list === staffList) return staff !== undefined;
    if (school === undefined) return false;
    const classId = list.replace(/^class /u, '');
    return list === gradeList || !listed.has(classId) || school.rolls.has(classId);
  };
}
