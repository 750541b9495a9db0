/** The people a school has, as a roster is checked against them. Ended people are left out. */
import type { KnownPeople } from '../domain/roster/roster-plan.ts';
import { personKinds, platforms } from '../domain/vocabulary.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export async function loadKnownPeople(rows: Rows, schoolId: string): Promise<KnownPeople> {
  const people = await rows.person.findMany({
    where: { schoolId, endedOn: null },
    select: { id: true, kind: true, name: true, number: true, phone: true, classId: true },
    orderBy: { id: 'asc' },
  });
  const classes = await rows.schoolClass.findMany({ where: { schoolId } });
  const classById = new Map(classes.map((row) => [row.id, row]));
  const kinds = new Map(people.map(({ id, kind }) => [id, readWord(personKinds, kind)]));
  const named = ({ id, name, number }: (typeof people)[number]) => ({
    ref: id,
    name,
    ...(number === null ? {} : { number }),
  });
  const of = (kind: string) => people.filter((person) => person.kind === kind);
  const children = await childrenOf(rows, schoolId);
  return {
    staff: of('staff').map(named),
    students: of('student').flatMap((student) => {
      const its = student.classId === null ? undefined : classById.get(student.classId);
      return its === undefined ? [] : [{ ...named(student), grade: its.grade, classNumber: its.number }];
    }),
    guardians: of('guardian').map(({ id, name, phone }) => ({
      ref: id,
      name,
      ...(phone === null ? {} : { phone }),
      children: children.get(id) ?? [],
    })),
    identities: (await identitiesOf(rows, schoolId)).flatMap(({ personId, userId, platform }) => {
      const personKind = kinds.get(personId);
      return personKind === undefined ? [] : [{ personKind, person: personId, platform, platformId: userId }];
    }),
  };
}

async function childrenOf(rows: Rows, schoolId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const links = await rows.guardianship.findMany({ where: { schoolId }, orderBy: { id: 'asc' } });
  const children = new Map<string, string[]>();
  for (const { guardianId, studentId } of links) {
    const known = children.get(guardianId);
    if (known === undefined) children.set(guardianId, [studentId]);
    else known.push(studentId);
  }
  return children;
}

async function identitiesOf(rows: Rows, schoolId: string) {
  const accounts = await rows.platformAccount.findMany({ where: { schoolId } });
  const identities = [];
  for (const account of accounts) {
    const platform = readWord(platforms, account.platform);
    const found = await rows.platformIdentity.findMany({ where: { accountId: account.id } });
    identities.push(...found.map(({ personId, userId }) => ({ personId, userId, platform })));
  }
  return identities;
}
