/** What a checked roster would change, counted: the dry run's answer. Pure. */

import type { Platform } from '../vocabulary.ts';
import type { KnownPeople, RosterPlan } from './roster-plan.ts';

export interface Count {
  readonly fresh: number;
  readonly known: number;
  /** Among the known: another name, or another class. */
  readonly changed: number;
}

export interface ImportOutlook {
  readonly staff: Count;
  readonly students: Count;
  readonly guardians: Count;
  readonly pairings: Count;
  readonly identities: Count;
  /** Accounts of a platform that is not configured: not written. */
  readonly withoutAccount: ReadonlyMap<Platform, number>;
  /** Students who keep a mentor that the file does not name beside a new one. */
  readonly otherMentor: readonly string[];
}

export interface ImportGround {
  readonly known: KnownPeople;
  /** As `RosterWriter.ties` gives them. */
  readonly ties: ReadonlySet<string>;
  readonly configured: ReadonlySet<Platform>;
}

export function foreseeImport(plan: RosterPlan, ground: ImportGround): ImportOutlook {
  const { known, configured } = ground;
  const names = new Map(
    [...known.staff, ...known.students, ...known.guardians].map(({ ref, name }) => [ref, name]),
  );
  const classes = new Map(
    known.students.map(({ ref, grade, classNumber }) => [ref, `${grade}.${classNumber}`]),
  );
  const isRenamed = (person: { known?: string; name: string }): boolean =>
    person.known !== undefined && names.get(person.known) !== person.name;
  const written = plan.identities.filter(({ platform }) => configured.has(platform));
  return {
    staff: count(plan.staff, isRenamed),
    students: count(
      plan.students,
      (student) =>
        isRenamed(student) ||
        (student.known !== undefined && classes.get(student.known) !== student.classKey),
    ),
    guardians: count(plan.guardians, isRenamed),
    ...foreseePairings(plan, ground),
    identities: countIdentities(plan, written, known),
    withoutAccount: tally(plan.identities.filter(({ platform }) => !configured.has(platform))),
  };
}

function count<Person extends { readonly known?: string }>(
  people: readonly Person[],
  isChanged: (person: Person) => boolean,
): Count {
  const known = people.filter((person) => person.known !== undefined);
  return {
    fresh: people.length - known.length,
    known: known.length,
    changed: known.filter(isChanged).length,
  };
}

function foreseePairings(
  plan: RosterPlan,
  { ties }: ImportGround,
): Pick<ImportOutlook, 'pairings' | 'otherMentor'> {
  const refs = refsOf(plan);
  const named = new Set(
    plan.pairings.map(
      ({ mentorKey, studentKey }) => `pairing|${refs.get(mentorKey)}|${refs.get(studentKey)}`,
    ),
  );
  const there = plan.pairings.filter(({ mentorKey, studentKey }) =>
    ties.has(`pairing|${refs.get(mentorKey)}|${refs.get(studentKey)}`),
  );
  const kept = new Set(
    [...ties].filter((tie) => tie.startsWith('pairing|') && !named.has(tie)).map((tie) => tie.split('|')[2]),
  );
  const getting = new Set(plan.pairings.map(({ studentKey }) => studentKey));
  return {
    pairings: { fresh: plan.pairings.length - there.length, known: there.length, changed: 0 },
    otherMentor: plan.students
      .filter(({ key, known }) => known !== undefined && kept.has(known) && getting.has(key))
      .map(({ name }) => name),
  };
}

function countIdentities(plan: RosterPlan, identities: RosterPlan['identities'], known: KnownPeople): Count {
  const refs = refsOf(plan);
  const held = new Set(known.identities.map(({ platform, person }) => `${platform}|${person}`));
  const there = identities.filter(({ platform, personKey }) =>
    held.has(`${platform}|${refs.get(personKey)}`),
  );
  return { fresh: identities.length - there.length, known: there.length, changed: 0 };
}

function refsOf(plan: RosterPlan): ReadonlyMap<string, string> {
  return new Map(
    [...plan.staff, ...plan.students, ...plan.guardians].flatMap(({ key, known }) =>
      known === undefined ? [] : [[key, known] as const],
    ),
  );
}

function tally(identities: RosterPlan['identities']): ReadonlyMap<Platform, number> {
  const counts = new Map<Platform, number>();
  for (const { platform } of identities) counts.set(platform, (counts.get(platform) ?? 0) + 1);
  return counts;
}
