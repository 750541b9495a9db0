/**
 * From what is known and what was read to what is to be written: nothing where nothing changed, the same whatever the
 * order of events and readings was. Only what a directory entered itself does it change or end.
 */
import { type DirectoryPerson, keyOfClass, peopleRead } from './directory-people.ts';
import type {
  DirectoryPlan,
  DirectoryRead,
  KnownDirectory,
  KnownPerson,
  PersonChange,
} from './directory-plan.ts';
import { findVanished } from './find-vanished.ts';
import { planEntries } from './plan-entries.ts';
import { planGuardianships } from './plan-guardianships.ts';
import { planLinks } from './plan-links.ts';
import { planRoles } from './plan-roles.ts';
import { settleWho } from './settle-who.ts';

export interface PlanDirectory {
  readonly known: KnownDirectory;
  readonly read: DirectoryRead;
  /** A short text, different for different texts. */
  readonly digest: (text: string) => string;
  /** Ends people however many are missing at once. */
  readonly evenIfMany?: boolean;
}

export function planDirectory(input: PlanDirectory): DirectoryPlan {
  const { known, read } = input;
  const people = peopleRead(read);
  const vanished = findVanished(people, input);
  const who = settleWho(people, input, vanished.userIds);
  const knownById = new Map(known.people.map((person) => [person.id, person]));
  const entries = planEntries(people, who, input);
  const unreadable = (read.school?.list.classes ?? []).filter((unit) => keyOfClass(unit) === undefined);
  const isWritten = new Set(entries.map(({ kind, externalId }) => `${kind} ${externalId}`));

  const linksBefore = new Map(known.links.map((link) => [link.userId, link]));
  const changed: PersonChange[] = [];
  const returned = new Set<string>();
  const differences: DirectoryPlan['shown']['differences'][number][] = [];
  const proposals = [...who.proposals];
  for (const person of people) {
    const before = knownById.get(who.refOf(person) ?? '');
    if (before === undefined || before.kind !== person.kind) continue;
    if (before.endedOn !== undefined && before.endedWhy === 'vanished') returned.add(before.id);
    const isOurs = before.source === read.platform;
    if (isWritten.has(`${person.kind} ${person.id}`)) {
      const change = changeOf(before, person, isOurs);
      if (change !== undefined) changed.push(change);
    }
    if (isOurs) continue;
    differences.push(...differencesOf(before, person));
    const isNamedOtherwise = person.name !== '' && before.name !== '' && before.name !== person.name;
    if (isNamedOtherwise && !who.wasProposed(person.id, before.id))
      proposals.push({
        userId: person.userId,
        personId: before.id,
        reason: 'name_differs',
        name: person.name,
      });
  }

  const guardianships = planGuardianships(people, who, input);
  const roles = planRoles(who, input, vanished.isHeldBack('role'));
  const gone = vanished.people.filter((id) => !returned.has(id)).flatMap((id) => knownById.get(id) ?? []);
  const isEnding = (person: KnownPerson): boolean =>
    person.source === read.platform && !known.linkedElsewhere.has(person.id);
  return {
    newClasses: newClasses(read, known),
    newPeople: who.newPeople,
    changed,
    ended: gone.filter(isEnding).map(({ id }) => id),
    returned: [...returned],
    links: planLinks(people, who, known),
    endedLinks: vanished.userIds.filter((userId) => linksBefore.get(userId)?.isEnded === false),
    guardianships: guardianships.said,
    endedGuardianships: vanished.isHeldBack('guardian') ? [] : guardianships.unsaid,
    roles: roles.fresh,
    endedRoles: roles.ended,
    entries: [...entries, ...roles.entries],
    missing: [...vanished.missing, ...roles.missing],
    proposals,
    shown: {
      differences,
      gone: gone.filter((person) => !isEnding(person)).map(({ id }) => id),
      unreadableClasses: unreadable.map(({ name }) => name),
      clashes: who.clashes,
      heldBack: vanished.heldBack,
    },
  };
}

/** Typed people get what they lack, and keep what they have. */
function changeOf(before: KnownPerson, person: DirectoryPerson, isOurs: boolean): PersonChange | undefined {
  const change: { personId: string; name?: string; number?: string; phone?: string; classKey?: string } = {
    personId: before.id,
  };
  const { name, number, phone, classKey } = person;
  const takes = (ours: string | undefined, theirs: string | undefined): theirs is string =>
    theirs !== undefined && theirs !== '' && theirs !== ours && (isOurs || ours === undefined || ours === '');
  if (takes(before.name, name)) change.name = name;
  if (takes(before.number, number)) change.number = number;
  if (takes(before.phone, phone)) change.phone = phone;
  if (takes(before.classKey, classKey)) change.classKey = classKey;
  return Object.keys(change).length > 1 ? change : undefined;
}

function differencesOf(before: KnownPerson, person: DirectoryPerson) {
  const pairs = [
    ['number', before.number, person.number],
    ['phone', before.phone, person.phone],
    ['class', before.classKey, person.classKey],
  ] as const;
  return pairs.flatMap(([field, ours, theirs]) =>
    ours === undefined || theirs === undefined || ours === theirs
      ? []
      : [{ personId: before.id, field, theirs }],
  );
}

function newClasses({ school }: DirectoryRead, { classKeys }: KnownDirectory): DirectoryPlan['newClasses'] {
  const fresh = new Map<string, DirectoryPlan['newClasses'][number]>();
  for (const unit of school?.list.classes ?? []) {
    const key = keyOfClass(unit);
    const { grade, number } = unit;
    if (key === undefined || grade === undefined || number === undefined || classKeys.has(key)) continue;
    fresh.set(key, { key, grade, number });
  }
  return [...fresh.values()].sort((one, other) => one.grade - other.grade || one.number - other.number);
}
