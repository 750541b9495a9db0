/** Reads a school's people, pairings, flags, leave and calendar into one snapshot, remembered by its version. */
import type { SchoolCalendar } from '../domain/calendar/school-calendar.ts';
import { readDay } from '../domain/day.ts';
import type { PairingFact, RoleAssignment, StudentFact, StudentFlag } from '../domain/duties/facts.ts';
import { groupBy } from '../domain/group-by.ts';
import { coverReason } from '../domain/people/mentor-change.ts';
import type { Person, SchoolRoster } from '../domain/school-roster.ts';
import type { KnownGuardian, KnownStudent } from '../domain/understanding/understanding.ts';
import { guardianRelations, personKinds, staffRoles } from '../domain/vocabulary.ts';
import { type Enrolment, gradeOf } from '../domain/years/class-history.ts';
import { enrolmentsTable } from './enrolments.ts';
import { type InspectionGrant, inspectionsTable } from './inspections.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';
import { schemeVersionsTable } from './scheme-versions.ts';

/** Snapshots by school, the least recently used forgotten first. Safe over instances: the version is in the row. */
export class RosterShelf {
  readonly #capacity: number;
  readonly #snapshots = new Map<string, { version: number; roster: SchoolRoster }>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  async get(rows: Rows, schoolId: string, version: number): Promise<SchoolRoster> {
    const known = this.#snapshots.get(schoolId);
    this.#snapshots.delete(schoolId);
    const snapshot =
      known?.version === version ? known : { version, roster: await loadRoster(rows, schoolId) };
    this.#snapshots.set(schoolId, snapshot);
    if (this.#snapshots.size > this.#capacity) {
      const oldest = this.#snapshots.keys().next();
      if (!oldest.done) this.#snapshots.delete(oldest.value);
    }
    return snapshot.roster;
  }
}

async function loadRoster(rows: Rows, schoolId: string): Promise<SchoolRoster> {
  const [classes, persons, guardianships, flags, roles, pairings, leaves, calendar] = [
    await rows.schoolClass.findMany({ where: { schoolId }, orderBy: [{ grade: 'asc' }, { number: 'asc' }] }),
    await rows.person.findMany({ where: { schoolId }, orderBy: { id: 'asc' } }),
    await rows.guardianship.findMany({ where: { schoolId, endedOn: null }, orderBy: { id: 'asc' } }),
    await rows.studentFlag.findMany({ where: { schoolId }, orderBy: { fromOn: 'asc' } }),
    await rows.roleAssignment.findMany({ where: { schoolId }, orderBy: { id: 'asc' } }),
    await rows.pairing.findMany({ where: { schoolId }, orderBy: { id: 'asc' } }),
    await rows.leave.findMany({ where: { schoolId }, orderBy: { id: 'asc' } }),
    await loadCalendar(rows, schoolId),
  ];
  const classById = new Map(classes.map((row) => [row.id, row]));
  const people = new Map<string, Person>();
  for (const row of persons) {
    const classKey = row.classId === null ? undefined : classById.get(row.classId)?.key;
    people.set(row.id, {
      id: row.id,
      kind: readWord(personKinds, row.kind),
      name: row.name,
      ...(classKey === undefined ? {} : { classKey }),
      ...(row.endedOn === null ? {} : { endedOn: readDay(row.endedOn) }),
    });
  }

  const guardiansOf = grouped(
    guardianships.map(({ studentId, guardianId, relation }): [string, KnownGuardian] => {
      const guardian = { id: guardianId, relation: readWord(guardianRelations, relation) };
      const name = people.get(guardianId)?.name;
      return [studentId, name === undefined || name === '' ? guardian : { ...guardian, name }];
    }),
  );
  const pupils = persons.flatMap((row): KnownStudent[] => {
    const person = people.get(row.id);
    if (person?.kind !== 'student' || person.classKey === undefined || row.endedOn !== null) return [];
    const gender = row.gender === 'female' || row.gender === 'male' ? row.gender : undefined;
    const pupil = {
      id: row.id,
      name: row.name,
      className: person.classKey,
      guardians: guardiansOf.get(row.id) ?? [],
    };
    return [gender === undefined ? pupil : { ...pupil, gender }];
  });

  const flagsOf = grouped(
    flags.map((row): [string, StudentFlag] => [row.studentId, dated(row, { category: row.category })]),
  );
  const enrolments = await enrolmentsTable(rows).list(schoolId);
  const historyOf = groupBy(enrolments, ({ studentId }) => studentId);
  const students = persons.flatMap((row): StudentFact[] => {
    const schoolClass = row.classId === null ? undefined : classById.get(row.classId);
    if (row.kind !== 'student' || schoolClass === undefined) return [];
    return [
      {
        id: row.id,
        classKey: schoolClass.key,
        grade: String(schoolClass.grade),
        flags: flagsOf.get(row.id) ?? [],
        ...placesOf(historyOf.get(row.id) ?? []),
        ...(row.endedOn === null ? {} : { leftOn: readDay(row.endedOn) }),
      },
    ];
  });
  const pairingFacts = pairings.filter(wasInForce).map((row): PairingFact => {
    const fact = dated(row, {
      id: row.id,
      mentorId: row.mentorId,
      studentId: row.studentId,
      ...(row.isJoint ? { jointFollowup: true } : {}),
      ...(row.reason === coverReason ? { isCover: true } : {}),
    });
    return row.signedOn === null ? fact : { ...fact, signedOn: readDay(row.signedOn) };
  });
  return {
    people,
    classNames: new Map(classes.map((row) => [row.key, row.name])),
    pupils,
    pupilById: new Map(pupils.map((pupil) => [pupil.id, pupil])),
    pairingsOf: grouped(pairingFacts.map((fact): [string, PairingFact] => [fact.mentorId, fact])),
    facts: {
      staff: roles.map(
        (row): RoleAssignment =>
          dated(row, {
            personId: row.personId,
            role: readWord(staffRoles, row.role),
            scope: row.scope,
          }),
      ),
      students,
      pairings: pairingFacts,
    },
    inspectionsOf: grouped(
      (await inspectionsTable(rows).list(schoolId))
        .filter(({ revokedAt }) => revokedAt === undefined)
        .map((grant): [string, InspectionGrant] => [grant.granteeId, grant]),
    ),
    wording: await rows.cardWording.findMany({
      where: { schoolId },
      select: { card: true, yaml: true },
      orderBy: { card: 'asc' },
    }),
    followed: await schemeVersionsTable(rows).list(schoolId),
    leaves: leaves.map((row) => ({
      personId: row.personId,
      fromOn: readDay(row.fromOn),
      untilOn: readDay(row.untilOn),
    })),
    calendar,
  };
}

/** A pairing that was changed on its very first day never held. */
function wasInForce({
  fromOn,
  untilOn,
}: {
  readonly fromOn: string;
  readonly untilOn: string | null;
}): boolean {
  return untilOn === null || fromOn <= untilOn;
}

function placesOf(history: readonly Enrolment[]): Pick<StudentFact, 'places'> {
  if (history.length < 2) return {};
  return {
    places: history.map(({ classKey, fromOn, untilOn }) => ({
      classKey,
      grade: gradeOf(classKey),
      fromOn,
      ...(untilOn === undefined ? {} : { untilOn }),
    })),
  };
}

async function loadCalendar(rows: Rows, schoolId: string): Promise<SchoolCalendar> {
  const terms = await rows.term.findMany({ where: { schoolId }, orderBy: { firstOn: 'asc' } });
  const days = await rows.calendarDay.findMany({ where: { schoolId }, orderBy: { on: 'asc' } });
  return {
    terms: terms.map((term) => ({ firstOn: readDay(term.firstOn), lastOn: readDay(term.lastOn) })),
    // A day on which the school closes suddenly counts like a holiday.
    holidays: days.filter((day) => day.kind !== 'make_up').map((day) => readDay(day.on)),
    makeUpDays: days.filter((day) => day.kind === 'make_up').map((day) => readDay(day.on)),
  };
}

function dated<Fact extends object>(row: { fromOn: string; untilOn: string | null }, fact: Fact) {
  const begun = { ...fact, fromOn: readDay(row.fromOn) };
  return row.untilOn === null ? begun : { ...begun, untilOn: readDay(row.untilOn) };
}

function grouped<Value>(entries: readonly [string, Value][]): Map<string, Value[]> {
  const groups = groupBy(entries, ([key]) => key);
  return new Map([...groups].map(([key, members]) => [key, members.map(([, value]) => value)]));
}
