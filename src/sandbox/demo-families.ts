/** The invented guardians: many children live with grandparents, some share their guardians with a sibling. */
import type { RosterGuardian } from '../domain/roster/roster-plan.ts';
import type { GuardianRelation } from '../domain/vocabulary.ts';
import { fatherNames, grandfatherNames, grandmotherNames, motherNames, surnames } from './demo-names.ts';
import type { SeededRandom } from './demo-random.ts';
import type { DemoStudent } from './demo-students.ts';

type Household = readonly GuardianRelation[];
type Named = { readonly name: string; readonly relation: GuardianRelation };

const withParents: readonly [Household, ...Household[]] = [
  ['mother', 'father'],
  ['mother', 'father'],
  ['mother', 'father'],
  ['mother'],
  ['father'],
  ['mother', 'grandmother_paternal'],
  ['grandmother_paternal', 'grandfather_paternal'],
];
const leftBehind: readonly [Household, ...Household[]] = [
  ['grandmother_paternal', 'grandfather_paternal'],
  ['grandmother_paternal'],
  ['grandfather_paternal', 'mother'],
  ['grandmother_maternal', 'grandfather_maternal'],
  ['grandmother_maternal'],
  ['other'],
];
const singleParent: readonly [Household, ...Household[]] = [['mother'], ['father']];
const givenNames = {
  mother: motherNames,
  father: fatherNames,
  grandmother_paternal: grandmotherNames,
  grandfather_paternal: grandfatherNames,
  grandmother_maternal: grandmotherNames,
  grandfather_maternal: grandfatherNames,
  other: motherNames,
} as const;
/** One in nine children has a brother or sister in an earlier class, where one of the same surname is found. */
const siblingEvery = 9;

export function demoGuardians(
  random: SeededRandom,
  students: readonly (DemoStudent & { readonly key: string })[],
): readonly RosterGuardian[] {
  const guardians: Omit<RosterGuardian, 'key'>[] = [];
  const ofStudent = new Map<string, readonly number[]>();
  const hasSibling = new Set<string>();

  for (const [index, student] of students.entries()) {
    const sibling = index % siblingEvery === 0 ? findSibling(students, student, hasSibling) : undefined;
    if (sibling) {
      hasSibling.add(student.key).add(sibling.key);
      const shared = ofStudent.get(sibling.key) ?? [];
      for (const place of shared) addChild(guardians, place, student.key);
      ofStudent.set(student.key, shared);
      continue;
    }
    const family = [...(student.guardians ?? inventFamily(random, student))];
    ofStudent.set(
      student.key,
      family.map(
        ({ name, relation }) =>
          guardians.push({ name, children: [{ studentKey: student.key, relation }] }) - 1,
      ),
    );
  }
  return guardians.map((guardian, index) => ({ key: `g${String(index + 1).padStart(3, '0')}`, ...guardian }));
}

function addChild(guardians: Omit<RosterGuardian, 'key'>[], place: number, studentKey: string): void {
  const guardian = guardians[place];
  const relation = guardian?.children[0]?.relation;
  if (!guardian || !relation) return;
  guardians[place] = { ...guardian, children: [...guardian.children, { studentKey, relation }] };
}

function surnameOf(student: DemoStudent): string {
  return Array.from(student.name).slice(0, student.surnameLength).join('');
}

function findSibling<T extends DemoStudent & { readonly key: string }>(
  students: readonly T[],
  younger: T,
  hasSibling: ReadonlySet<string>,
): T | undefined {
  if (younger.surnameLength === 0 || younger.categories.length > 0) return undefined;
  return students
    .slice(0, students.indexOf(younger))
    .find(
      (other) =>
        other.surnameLength > 0 &&
        other.categories.length === 0 &&
        other.classKey[0] !== younger.classKey[0] &&
        surnameOf(other) === surnameOf(younger) &&
        !hasSibling.has(other.key),
    );
}

function inventFamily(random: SeededRandom, student: DemoStudent): readonly Named[] {
  const households = student.categories.includes('left_behind')
    ? leftBehind
    : student.categories.includes('single_parent')
      ? singleParent
      : withParents;
  return random
    .pick(households)
    .map((relation) => ({ relation, name: inventGuardian(random, surnameOf(student), relation) }));
}

/** A father and a father's father bear the child's surname; everyone else married in. */
function inventGuardian(random: SeededRandom, surname: string, relation: GuardianRelation): string {
  const bearsSurname = relation === 'father' || relation === 'grandfather_paternal';
  return (bearsSurname ? surname : random.pick(surnames)) + random.pick(givenNames[relation]);
}
