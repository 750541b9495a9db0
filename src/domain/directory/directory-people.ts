/** One reading as a list of people: each once, in an order that does not depend on the platform's. */
import { classKey } from '../roster/class-name.ts';
import { cleanName } from '../roster/person-name.ts';
import type { GuardianRelation, PersonKind, Platform } from '../vocabulary.ts';
import type { DirectoryRead } from './directory-plan.ts';
import type {
  DirectoryClass,
  DirectoryGuardian,
  DirectoryStaff,
  DirectoryStudent,
} from './directory-read.ts';
import { foldUserId } from './fold-user-id.ts';

export interface DirectoryPerson {
  readonly kind: PersonKind;
  /** Folded. */
  readonly id: string;
  readonly userId: string;
  readonly unionId?: string;
  /** Empty where the directory has none. */
  readonly name: string;
  readonly number?: string;
  readonly phone?: string;
  /** Class of a student, first class of a guardian. */
  readonly classId?: string;
  readonly classKey?: string;
  readonly isSubscribed?: boolean;
  /** Folded user id of the student to relation. */
  readonly children: ReadonlyMap<string, GuardianRelation>;
}

export function peopleRead(read: DirectoryRead): readonly DirectoryPerson[] {
  const { platform, staff, school } = read;
  const people = new Map<string, DirectoryPerson>();
  const add = (person: DirectoryPerson): void => {
    const key = `${person.kind} ${person.id}`;
    const before = people.get(key);
    people.set(key, before === undefined ? person : merged(before, person));
  };
  for (const member of inOrder(staff?.staff ?? [], platform)) add(staffPerson(platform, member));
  for (const { unit, roll } of rollsInOrder(school)) {
    for (const student of inOrder(roll.students, platform)) add(studentPerson(platform, student, unit));
    for (const guardian of inOrder(roll.guardians, platform)) add(guardianPerson(platform, guardian, unit));
  }
  return [...people.values()].sort((one, other) =>
    compare(`${one.kind} ${one.id}`, `${other.kind} ${other.id}`),
  );
}

export function rollsInOrder(school: DirectoryRead['school']) {
  const classes = [...(school?.list.classes ?? [])].sort((one, other) => compare(one.id, other.id));
  return classes.flatMap((unit) => {
    const roll = school?.rolls.get(unit.id);
    return roll === undefined ? [] : [{ unit, roll }];
  });
}

export function keyOfClass({ grade, number }: DirectoryClass): string | undefined {
  return grade === undefined || number === undefined ? undefined : classKey({ grade, number });
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function inOrder<Entry extends { readonly userId: string }>(
  entries: readonly Entry[],
  platform: Platform,
): readonly Entry[] {
  return [...entries].sort(
    (one, other) =>
      compare(foldUserId(platform, one.userId), foldUserId(platform, other.userId)) ||
      compare(JSON.stringify(one), JSON.stringify(other)),
  );
}

/** The first place counts; what it leaves open is taken from the others. */
function merged(first: DirectoryPerson, later: DirectoryPerson): DirectoryPerson {
  const name = first.name === '' ? later.name : first.name;
  return { ...later, ...first, name, children: new Map([...later.children, ...first.children]) };
}

const childless: DirectoryPerson['children'] = new Map();

function base(
  platform: Platform,
  person: { userId: string; unionId?: string; number?: string; phone?: string },
) {
  const { userId, unionId, number, phone } = person;
  return {
    id: foldUserId(platform, userId),
    userId: userId.trim(),
    ...(unionId === undefined ? {} : { unionId }),
    ...(number === undefined ? {} : { number }),
    ...(phone === undefined ? {} : { phone }),
  };
}

function staffPerson(platform: Platform, member: DirectoryStaff): DirectoryPerson {
  return { kind: 'staff', ...base(platform, member), name: cleanName(member.name), children: childless };
}

function studentPerson(platform: Platform, student: DirectoryStudent, unit: DirectoryClass): DirectoryPerson {
  const key = keyOfClass(unit);
  return {
    kind: 'student',
    ...base(platform, student),
    name: cleanName(student.name),
    classId: unit.id,
    ...(key === undefined ? {} : { classKey: key }),
    children: childless,
  };
}

function guardianPerson(
  platform: Platform,
  guardian: DirectoryGuardian,
  unit: DirectoryClass,
): DirectoryPerson {
  const { isSubscribed } = guardian;
  const children = guardian.children
    .map(({ studentUserId, relation }): [string, GuardianRelation] => [
      foldUserId(platform, studentUserId),
      relation,
    ])
    .sort(([one], [other]) => compare(one, other));
  return {
    kind: 'guardian',
    ...base(platform, guardian),
    name: cleanName(guardian.name ?? ''),
    classId: unit.id,
    ...(isSubscribed === undefined ? {} : { isSubscribed }),
    children: new Map(children),
  };
}
