/** Writes what a reading changes, in one transaction; a reading that changes nothing writes nothing. */
import { createHash } from 'node:crypto';
import { type Day, dayOf } from '../../domain/day.ts';
import type { DirectoryPlan, DirectoryRead, KnownDirectory } from '../../domain/directory/directory-plan.ts';
import { planDirectory } from '../../domain/directory/plan-directory.ts';
import { writeClass } from '../../domain/roster/class-name.ts';
import type { Account } from '../../storage/schools.ts';
import type { Storage, Tables } from '../../storage/storage.ts';

export interface ApplyDirectoryDeps {
  readonly storage: Storage;
  readonly newId: () => string;
}

export interface ApplyDirectory {
  readonly account: Account;
  readonly read: DirectoryRead;
  readonly now: Date;
  readonly evenIfMany?: boolean;
  readonly actorId?: string;
}

/** A school of 5,000 students on a slow machine. */
const applyTimeoutMs = 180_000;

export interface PlannedDirectory {
  readonly plan: DirectoryPlan;
  /** As it stood before. */
  readonly known: KnownDirectory;
}

/** What `applyDirectory` would write. */
export async function foreseeDirectory(
  { storage }: Pick<ApplyDirectoryDeps, 'storage'>,
  input: ApplyDirectory,
): Promise<PlannedDirectory> {
  const known = await storage.directories.known(input.account);
  return { plan: planDirectoryRead(known, input), known };
}

export async function applyDirectory(
  { storage, newId }: ApplyDirectoryDeps,
  input: ApplyDirectory,
): Promise<PlannedDirectory> {
  return storage.transaction(async (tables) => {
    const known = await tables.directories.known(input.account);
    const plan = planDirectoryRead(known, input);
    if (!isNothing(plan)) await write({ tables, newId, input, known, plan, today: dayOf(input.now) });
    return { plan, known };
  }, applyTimeoutMs);
}

function isNothing({ shown: _shown, ...plan }: DirectoryPlan): boolean {
  return Object.values(plan).every((list) => list.length === 0);
}

export function planDirectoryRead(
  known: KnownDirectory,
  { read, evenIfMany = false }: Pick<ApplyDirectory, 'read' | 'evenIfMany'>,
): DirectoryPlan {
  const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
  return planDirectory({ known, read, digest, evenIfMany });
}

interface Writing {
  readonly tables: Tables;
  readonly newId: () => string;
  readonly input: ApplyDirectory;
  readonly known: KnownDirectory;
  readonly plan: DirectoryPlan;
  readonly today: Day;
}

async function write(writing: Writing): Promise<void> {
  const { tables, newId, input, known, plan } = writing;
  const { account, now, actorId } = input;
  const { schoolId } = account;
  const ids = await writePeople(writing);
  const id = (ref: string): string => ids.get(ref) ?? ref;
  await tables.directories.saveLinks(
    account.id,
    plan.links.map(({ person, ...link }) => ({ ...link, personId: id(person) })),
    { known: new Set(known.links.map(({ userId }) => userId)), source: account.platform, newId },
  );
  await tables.directories.endLinks(account.id, plan.endedLinks, now);
  await writeTies(writing, id);
  await tables.directories.saveEntries(
    account.id,
    plan.entries.map(({ person, ...entry }) => ({
      ...entry,
      ...(person === undefined ? {} : { personId: id(person) }),
    })),
    { known: known.entries, at: now, newId },
  );
  await tables.directories.markMissing(account.id, plan.missing, now);
  await tables.identityProposals.propose(
    plan.proposals.map(({ userId, personId, reason }) => ({
      id: newId(),
      schoolId,
      accountId: account.id,
      userId,
      personId,
      reason,
      proposedAt: now,
    })),
  );
  await tables.schools.rosterChanged(schoolId);
  await tables.audit.add([
    {
      id: newId(),
      schoolId,
      at: now,
      ...(actorId === undefined ? {} : { actorId }),
      verb: 'directory_applied',
      subjectId: account.id,
      detail: {
        added: plan.newPeople.length,
        changed: plan.changed.length,
        ended: plan.ended.length,
        returned: plan.returned.length,
        proposals: plan.proposals.length,
      },
    },
  ]);
}

/** The ids of the new people by their keys in the plan. */
async function writePeople({
  tables,
  newId,
  input,
  plan,
  today,
}: Writing): Promise<ReadonlyMap<string, string>> {
  const { schoolId, platform } = input.account;
  await tables.rosterWriter.addClasses(
    schoolId,
    plan.newClasses.map(({ key, grade, number }) => ({
      id: newId(),
      key,
      grade,
      number,
      name: writeClass({ grade, number }),
    })),
  );
  const classIds = new Map((await tables.rosterWriter.classes(schoolId)).map((row) => [row.key, row.id]));
  const ids = new Map(plan.newPeople.map(({ key }) => [key, newId()]));
  const inClass = (classKey: string | undefined): { classId?: string } => {
    const classId = classKey === undefined ? undefined : classIds.get(classKey);
    return classId === undefined ? {} : { classId };
  };
  await tables.rosterWriter.addPeople(
    schoolId,
    plan.newPeople.map(({ key, classKey, ...person }) => ({
      ...person,
      ...inClass(classKey),
      id: ids.get(key) ?? key,
      source: platform,
    })),
  );
  for (const { classKey: _class, ...change } of plan.changed) await tables.directories.changePerson(change);
  const moves = [
    ...plan.newPeople.map(({ key, classKey }) => ({ studentId: ids.get(key) ?? key, classKey, isNew: true })),
    ...plan.changed.map(({ personId, classKey }) => ({ studentId: personId, classKey, isNew: false })),
  ].flatMap(({ studentId, classKey, isNew }) => {
    const { classId } = inClass(classKey);
    if (classId === undefined) return [];
    const reason = isNew ? ('entered' as const) : ('moved' as const);
    return [{ id: newId(), studentId, classId, fromOn: today, reason }];
  });
  await tables.enrolments.move(schoolId, moves);
  await tables.enrolments.end(plan.ended, today);
  await tables.rosterWriter.endPeople(plan.ended, { on: today, why: 'vanished' });
  await tables.enrolments.reopen(schoolId, plan.returned);
  await tables.rosterWriter.endPeople(plan.returned, undefined);
  return ids;
}

async function writeTies(
  { tables, newId, input, known, plan, today }: Writing,
  id: (ref: string) => string,
): Promise<void> {
  const { schoolId, platform } = input.account;
  const before = new Map(
    known.guardianships.map((link) => [`${link.studentId}|${link.guardianId}`, link.id]),
  );
  const links = plan.guardianships.map(({ student, guardian, relation }) => ({
    studentId: id(student),
    guardianId: id(guardian),
    relation,
  }));
  const knownId = (link: (typeof links)[number]): string | undefined =>
    before.get(`${link.studentId}|${link.guardianId}`);
  await tables.rosterWriter.addGuardianships(
    schoolId,
    links
      .filter((link) => knownId(link) === undefined)
      .map((link) => ({ ...link, id: newId(), source: platform })),
  );
  for (const link of links) {
    const linkId = knownId(link);
    if (linkId !== undefined) await tables.directories.changeGuardianship(linkId, link.relation);
  }
  await tables.directories.endGuardianships(plan.endedGuardianships, today);
  await tables.directories.endRoles(plan.endedRoles, today);
  await tables.rosterWriter.addRoles(
    schoolId,
    plan.roles.map(({ person, role, scope }) => ({
      id: newId(),
      personId: id(person),
      role,
      scope,
      fromOn: today,
    })),
  );
}
