/** V-01: the steering group looks into notes only with a permission that the principal or an administrator gave. */
import type { Day } from '../../domain/day.ts';
import { dayOf } from '../../domain/day.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import type { StaffRole } from '../../domain/vocabulary.ts';
import type { School } from '../../storage/schools.ts';
import type { Storage, Tables } from '../../storage/storage.ts';

export interface InspectionDeps {
  readonly storage: Storage;
  readonly newId: () => string;
}

export interface GrantInspection {
  readonly schoolId: string;
  readonly actorId: string;
  readonly granteeId: string;
  /** `school`, a grade, a class, a student's or a mentor's id. */
  readonly scope: string;
  readonly reason: string;
  readonly fromOn: Day;
  readonly untilOn: Day;
  readonly now: Date;
}

export type GrantRefusal =
  /** Not for this person to give. */
  | 'not_yours'
  /** Nobody permits themselves. */
  | 'own'
  | 'not_in_steering_group'
  | 'no_such_scope'
  | 'no_reason'
  /** Ends before it begins, is over already, or lasts longer than three months. */
  | 'days';

const granters: readonly StaffRole[] = ['principal', 'administrator'];
const longestReason = 200;
const longestDays = 92;
const dayMs = 24 * 60 * 60_000;

export function grantInspection(
  { storage, newId }: InspectionDeps,
  wish: GrantInspection,
): Promise<{ readonly id: string } | { readonly refused: GrantRefusal }> {
  return storage.transaction((tables) => grantInspectionWithin({ tables, newId }, wish));
}

type Within = { readonly tables: Tables; readonly newId: () => string };

export async function grantInspectionWithin(
  { tables, newId }: Within,
  wish: GrantInspection,
): Promise<{ readonly id: string } | { readonly refused: GrantRefusal }> {
  const school = await tables.schools.get(wish.schoolId);
  const refused = refusalOf(await tables.roster(school), wish);
  if (refused !== undefined) return { refused };
  const { actorId, granteeId, scope, fromOn, untilOn, now } = wish;
  const id = newId();
  await tables.inspections.add({
    id,
    schoolId: school.id,
    granteeId,
    grantedById: actorId,
    scope,
    reason: wish.reason.trim(),
    fromOn,
    untilOn,
    createdAt: now,
  });
  await tables.schools.rosterChanged(school.id);
  await tables.audit.add([
    {
      id: newId(),
      schoolId: school.id,
      at: now,
      actorId,
      verb: 'inspection_granted',
      subjectId: granteeId,
      detail: { grant: id, scope, from: fromOn, until: untilOn },
    },
  ]);
  return { id };
}

/** From now on; what was opened under it stays in the trace. False where there was nothing to take back. */
export function revokeInspection(
  { storage, newId }: InspectionDeps,
  revocation: RevokeInspection,
): Promise<boolean> {
  return storage.transaction((tables) => revokeInspectionWithin({ tables, newId }, revocation));
}

export interface RevokeInspection {
  readonly schoolId: string;
  readonly actorId: string;
  readonly id: string;
  readonly now: Date;
}

export async function revokeInspectionWithin(
  { tables, newId }: Within,
  { schoolId, actorId, id, now }: RevokeInspection,
): Promise<boolean> {
  const school = await tables.schools.get(schoolId);
  if (!mayGrant(await tables.roster(school), actorId, dayOf(now))) return false;
  const grant = await tables.inspections.find(schoolId, id);
  if (grant === undefined || !(await tables.inspections.revoke(id, now))) return false;
  await tables.schools.rosterChanged(schoolId);
  const { granteeId: subjectId } = grant;
  const line = { id: newId(), schoolId, at: now, actorId, subjectId, detail: { grant: id } };
  await tables.audit.add([{ ...line, verb: 'inspection_revoked' }]);
  return true;
}

export interface ListedInspection {
  readonly id: string;
  readonly grantee: string;
  readonly grantedBy: string;
  readonly scope: string;
  readonly reason: string;
  readonly fromOn: Day;
  readonly untilOn: Day;
  readonly state: 'coming' | 'running' | 'over' | 'revoked';
}

/** For those who may give one; for anybody else the own ones. */
export async function listInspections(
  tables: Pick<Tables, 'inspections' | 'roster'>,
  { school, viewerId, on }: { readonly school: School; readonly viewerId: string; readonly on: Day },
): Promise<readonly ListedInspection[]> {
  const roster = await tables.roster(school);
  const nameOf = (id: string): string => roster.people.get(id)?.name ?? '';
  const seesAll = mayGrant(roster, viewerId, on);
  const grants = await tables.inspections.list(school.id);
  return grants
    .filter(({ granteeId }) => seesAll || granteeId === viewerId)
    .map(({ id, granteeId, grantedById, scope, reason, fromOn, untilOn, revokedAt }) => ({
      id,
      grantee: nameOf(granteeId),
      grantedBy: nameOf(grantedById),
      scope,
      reason,
      fromOn,
      untilOn,
      state: revokedAt !== undefined ? 'revoked' : on < fromOn ? 'coming' : on > untilOn ? 'over' : 'running',
    }));
}

function refusalOf(roster: SchoolRoster, wish: GrantInspection): GrantRefusal | undefined {
  const { actorId, granteeId, scope, reason, fromOn, untilOn, now } = wish;
  const today = dayOf(now);
  if (!mayGrant(roster, actorId, today)) return 'not_yours';
  if (granteeId === actorId) return 'own';
  if (!holdsToday(roster, granteeId, ['steering_group'], today)) return 'not_in_steering_group';
  if (!isScope(roster, scope)) return 'no_such_scope';
  if (reason.trim() === '' || reason.length > longestReason) return 'no_reason';
  const days = (Date.parse(untilOn) - Date.parse(fromOn)) / dayMs;
  return days < 0 || untilOn < today || days > longestDays ? 'days' : undefined;
}

function isScope({ classNames, pupilById, pairingsOf }: SchoolRoster, scope: string): boolean {
  const grades = [...classNames.keys()].map((key) => key.slice(0, key.indexOf('.')));
  return (
    scope === 'school' ||
    grades.includes(scope) ||
    classNames.has(scope) ||
    pupilById.has(scope) ||
    pairingsOf.has(scope)
  );
}

function mayGrant(roster: SchoolRoster, personId: string, on: Day): boolean {
  return holdsToday(roster, personId, granters, on);
}

function holdsToday(roster: SchoolRoster, id: string, roles: readonly StaffRole[], on: Day): boolean {
  return roster.facts.staff.some(
    ({ personId, role, fromOn, untilOn }) =>
      personId === id && roles.includes(role) && fromOn <= on && on <= (untilOn ?? on),
  );
}
