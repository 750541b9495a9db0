/** Who everybody that was read is: known, new, or to be asked. Staff first, then students, then those who care for them. */
import type { PersonKind } from '../vocabulary.ts';
import type { DirectoryPerson } from './directory-people.ts';
import type {
  DirectoryPlan,
  DirectoryRead,
  KnownDirectory,
  NewDirectoryPerson,
  PersonRef,
} from './directory-plan.ts';
import { matchPeople } from './match-people.ts';

export interface Who {
  readonly newPeople: readonly NewDirectoryPerson[];
  readonly proposals: DirectoryPlan['proposals'];
  readonly clashes: readonly string[];
  /** Absent while nobody has said who it is. */
  refOf(person: Pick<DirectoryPerson, 'kind' | 'id'>): PersonRef | undefined;
  /** By account, where the kind is not told: members of staff and nobody else. */
  staffRef(userId: string): PersonRef | undefined;
  studentRef(userId: string): PersonRef | undefined;
  wasProposed(userId: string, personId: string): boolean;
}

export function settleWho(
  people: readonly DirectoryPerson[],
  { known, read }: { readonly known: KnownDirectory; readonly read: DirectoryRead },
  vanished: readonly string[],
): Who {
  const gone = new Set(vanished);
  const refs = new Map<string, PersonRef>();
  const kindOf = new Map(known.people.map((person) => [person.id, person.kind]));
  const linked = new Map(
    known.links
      .filter((link) => !link.isEnded && !gone.has(link.userId))
      .map((link) => [link.userId, link.personId]),
  );
  const proposed = new Set(known.proposals.map(({ userId, personId }) => `${userId}|${personId}`));
  const newPeople: NewDirectoryPerson[] = [];
  const proposals: DirectoryPlan['proposals'][number][] = [];
  const clashes: string[] = [];

  const linkedAs = (kind: PersonKind, userId: string): PersonRef | undefined => {
    const personId = linked.get(userId);
    return personId !== undefined && kindOf.get(personId) === kind ? personId : undefined;
  };
  const staffRef = (userId: string) => refs.get(`staff ${userId}`) ?? linkedAs('staff', userId);
  const studentRef = (userId: string) => refs.get(`student ${userId}`) ?? linkedAs('student', userId);

  function settle(kind: PersonKind, some: readonly DirectoryPerson[]): void {
    const matches = matchPeople(some, { known, studentRef });
    for (const person of some) {
      const match = matches.get(person.id);
      const key = `${kind} ${person.id}`;
      if (match?.kind === 'known') refs.set(key, match.personId);
      if (match?.kind === 'asked') {
        for (const { personId, reason } of match.candidates) {
          if (proposed.has(`${person.id}|${personId}`)) continue;
          proposals.push({ userId: person.userId, personId, reason, name: person.name });
        }
      }
      if (match?.kind !== 'new' || !canBeMade(person)) continue;
      refs.set(key, `new ${key}`);
      newPeople.push(newPerson(`new ${key}`, person));
    }
  }

  /** A student without a class, and a guardian of nobody who is settled, wait. */
  function canBeMade(person: DirectoryPerson): boolean {
    if (person.kind === 'student') return person.classKey !== undefined;
    if (person.kind === 'staff') return true;
    return [...person.children.keys()].some((child) => studentRef(child) !== undefined);
  }

  settle(
    'staff',
    people.filter(({ kind }) => kind === 'staff'),
  );
  for (const kind of ['student', 'guardian'] as const) {
    const some = people.filter((person) => person.kind === kind);
    const others = some.filter((person) => staffRef(person.id) !== undefined);
    if (read.platform === 'wecom') clashes.push(...others.map(({ userId }) => userId));
    else if (kind === 'guardian') {
      // In DingTalk a teacher whose child is at the school has one account for both.
      for (const person of others) refs.set(`guardian ${person.id}`, staffRef(person.id) ?? '');
    }
    settle(
      kind,
      some.filter((person) => !others.includes(person)),
    );
  }

  return {
    newPeople,
    proposals,
    clashes,
    refOf: ({ kind, id }) => refs.get(`${kind} ${id}`),
    staffRef,
    studentRef,
    wasProposed: (userId, personId) => proposed.has(`${userId}|${personId}`),
  };
}

function newPerson(
  key: PersonRef,
  { kind, name, number, phone, classKey }: DirectoryPerson,
): NewDirectoryPerson {
  return {
    key,
    kind,
    name,
    ...(number === undefined ? {} : { number }),
    ...(phone === undefined ? {} : { phone }),
    ...(classKey === undefined || kind !== 'student' ? {} : { classKey }),
  };
}
