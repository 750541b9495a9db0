/** Whoever holds the link and has signed in as a teacher of the school becomes its administrator, once. */
import { dayOf } from '../../domain/day.ts';
import type { OwnPageDeps, Visitor } from '../own-page/own-scene.ts';

export interface AcceptInvite {
  readonly visitor: Visitor;
  readonly tokenHash: string;
  readonly now: Date;
}

const inviteLifeMs = 24 * 60 * 60_000;

export function inviteExpiry(from: Date): Date {
  return new Date(from.getTime() + inviteLifeMs);
}

/** False where the link is used or has run out, or is another school's. */
export function acceptInvite(
  { storage, newId }: OwnPageDeps,
  { visitor, tokenHash, now }: AcceptInvite,
): Promise<boolean> {
  return storage.transaction(async (tables) => {
    const { schoolId, personId } = visitor;
    if ((await tables.adminInvites.schoolOf(tokenHash, now)) !== schoolId) return false;
    const roster = await tables.roster(await tables.schools.get(schoolId));
    if (roster.people.get(personId)?.kind !== 'staff') return false;
    if (!(await tables.adminInvites.use(tokenHash, personId, now))) return false;
    const role = { role: 'administrator', scope: 'school', fromOn: dayOf(now) } as const;
    await tables.rosterWriter.addRoles(schoolId, [{ id: newId(), personId, ...role }]);
    await tables.schools.rosterChanged(schoolId);
    await tables.audit.add([
      {
        id: newId(),
        schoolId,
        at: now,
        actorId: personId,
        verb: 'role_given',
        subjectId: personId,
        detail: { role: role.role, by: 'invite' },
      },
    ]);
    return true;
  });
}
