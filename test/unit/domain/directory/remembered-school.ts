/** A school in memory: applies plans as storage does, so that plans can be tried without one. */

import { type Day, readDay } from '../../../../src/domain/day.ts';
import type {
  DirectoryPlan,
  DirectoryRead,
  KnownDirectory,
} from '../../../../src/domain/directory/directory-plan.ts';
import { foldUserId } from '../../../../src/domain/directory/fold-user-id.ts';
import { planDirectory } from '../../../../src/domain/directory/plan-directory.ts';

type Mutable<Rows> = Rows extends readonly (infer Row)[]
  ? { -readonly [Key in keyof Row]: Row[Key] }[]
  : never;

export interface RememberedSchool {
  people: Mutable<KnownDirectory['people']>;
  links: Mutable<KnownDirectory['links']>;
  guardianships: Mutable<KnownDirectory['guardianships']>;
  roles: Mutable<KnownDirectory['roles']>;
  entries: Mutable<KnownDirectory['entries']>;
  proposals: Mutable<KnownDirectory['proposals']>;
  classKeys: Set<string>;
  linkedElsewhere: Set<string>;
}

const today: Day = readDay('2026-11-20');

export function emptySchool(): RememberedSchool {
  return {
    people: [],
    links: [],
    guardianships: [],
    roles: [],
    entries: [],
    proposals: [],
    classKeys: new Set(),
    linkedElsewhere: new Set(),
  };
}

export function planFor(known: RememberedSchool, read: DirectoryRead, evenIfMany = false): DirectoryPlan {
  return planDirectory({ known, read, digest: (text) => text, evenIfMany });
}

export function writesOf({ shown: _shown, ...plan }: DirectoryPlan): number {
  return Object.values(plan).reduce((count, list) => count + list.length, 0);
}

export function readInto(school: RememberedSchool, read: DirectoryRead, evenIfMany = false): DirectoryPlan {
  const plan = planFor(school, read, evenIfMany);
  const ids = new Map(plan.newPeople.map(({ key }) => [key, `${school.people.length} ${key}`]));
  const id = (ref: string): string => ids.get(ref) ?? ref;
  for (const { key } of plan.newClasses) school.classKeys.add(key);
  for (const { key, ...person } of plan.newPeople)
    school.people.push({ ...person, id: id(key), source: read.platform });
  for (const { personId, ...change } of plan.changed) Object.assign(find(school.people, personId), change);
  for (const personId of plan.ended)
    Object.assign(find(school.people, personId), { endedOn: today, endedWhy: 'vanished' });
  for (const personId of plan.returned) {
    const person = find(school.people, personId);
    delete person.endedOn;
    delete person.endedWhy;
  }
  for (const { person, userId: _spelled, foldedUserId, ...facts } of plan.links) {
    school.links = school.links.filter(({ userId }) => userId !== foldedUserId);
    school.links.push({ ...facts, userId: foldedUserId, personId: id(person), isEnded: false });
  }
  for (const userId of plan.endedLinks) {
    for (const link of school.links) if (link.userId === userId) link.isEnded = true;
  }
  for (const { student, guardian, relation } of plan.guardianships) {
    const [studentId, guardianId] = [id(student), id(guardian)];
    const key = `${studentId}|${guardianId}`;
    school.guardianships = school.guardianships.filter((link) => link.id !== key);
    school.guardianships.push({
      id: key,
      studentId,
      guardianId,
      relation,
      source: read.platform,
      isEnded: false,
    });
  }
  for (const key of plan.endedGuardianships) find(school.guardianships, key).isEnded = true;
  school.roles = school.roles.filter((role) => !plan.endedRoles.includes(role.id));
  for (const { person, role, scope } of plan.roles) {
    school.roles.push({ id: `${role}|${scope}|${id(person)}`, personId: id(person), role, scope });
  }
  for (const { person, ...entry } of plan.entries) {
    school.entries = school.entries.filter(
      ({ kind, externalId }) => kind !== entry.kind || externalId !== entry.externalId,
    );
    school.entries.push({
      ...entry,
      isMissing: false,
      ...(person === undefined ? {} : { personId: id(person) }),
    });
  }
  for (const gone of plan.missing) {
    for (const entry of school.entries) {
      if (entry.kind === gone.kind && entry.externalId === gone.externalId) entry.isMissing = true;
    }
  }
  for (const { userId, personId } of plan.proposals)
    school.proposals.push({ userId: foldUserId(read.platform, userId), personId });
  return plan;
}

/** What holds today, told by accounts and names: histories may differ. */
export function standing(school: RememberedSchool): unknown {
  const live = school.people.filter(({ endedOn }) => endedOn === undefined);
  const liveIds = new Set(live.map(({ id }) => id));
  const account = new Map(
    school.links.filter(({ isEnded }) => !isEnded).map((link) => [link.personId, link.userId]),
  );
  const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
  return {
    people: sorted(
      live.map(({ id, kind, name, number, phone, classKey, source }) => ({
        account: account.get(id),
        kind,
        name,
        number,
        phone,
        classKey,
        source,
      })),
    ),
    guardianships: sorted(
      school.guardianships
        .filter(
          ({ isEnded, studentId, guardianId }) =>
            !isEnded && liveIds.has(studentId) && liveIds.has(guardianId),
        )
        .map((link) => [account.get(link.studentId), account.get(link.guardianId), link.relation]),
    ),
    roles: sorted(school.roles.map(({ personId, role, scope }) => [account.get(personId), role, scope])),
    subscribed: sorted(
      school.links
        .filter(({ isEnded }) => !isEnded)
        .map(({ userId, isSubscribed }) => [userId, isSubscribed]),
    ),
  };
}

function find<Row extends { id: string }>(rows: readonly Row[], id: string): Row {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no ${id}`);
  return row;
}
