/** Writes a checked roster in one transaction, or nothing at all. Repeating the same roster changes nothing. */
import { type Day, dayOf } from '../../domain/day.ts';
import type { CalendarPlan } from '../../domain/roster/calendar-rows.ts';
import type { RosterPerson, RosterPlan, RosterStudent } from '../../domain/roster/roster-plan.ts';
import type { Platform } from '../../domain/vocabulary.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import type { KnownPersonRow, NewPerson } from '../../storage/write-roster.ts';
import { enterCalendar } from './enter-calendar.ts';

export interface ImportRosterDeps {
  readonly storage: Storage;
  readonly newId: () => string;
}

export interface ImportRoster {
  readonly schoolId: string;
  readonly plan: RosterPlan;
  readonly calendar?: CalendarPlan;
  /** Accounts by platform; identities of a platform without one are left out. */
  readonly accountIds: Partial<Readonly<Record<Platform, string>>>;
  /** First day of what the roster dates nowhere: pairings, roles, flags. */
  readonly fromOn: Day;
  readonly classNameOf: (grade: number, number: number) => string;
  readonly now: Date;
  readonly actorId?: string;
}

export interface ImportedRoster {
  readonly added: {
    readonly staff: number;
    readonly students: number;
    readonly guardians: number;
    readonly pairings: number;
  };
}

/** A school of 5,000 students on a slow machine. */
const importTimeoutMs = 180_000;

export async function importRoster(deps: ImportRosterDeps, input: ImportRoster): Promise<ImportedRoster> {
  return deps.storage.transaction(async (tables) => {
    const ids = new Map<string, string>();
    const classIds = await addClasses(deps, tables, input);
    const added = await addPeople(deps, tables, input, { ids, classIds });
    const pairings = await addTies(deps, tables, input, ids);
    if (input.calendar !== undefined)
      await enterCalendar(deps, tables, { ...input, calendar: input.calendar });
    await tables.enrolments.followClasses(
      input.schoolId,
      { enteredOn: input.fromOn, on: dayOf(input.now) },
      deps.newId,
    );
    await tables.schools.rosterChanged(input.schoolId);
    await tables.audit.add([
      {
        id: deps.newId(),
        schoolId: input.schoolId,
        at: input.now,
        ...(input.actorId === undefined ? {} : { actorId: input.actorId }),
        verb: 'roster_imported',
        subjectId: input.schoolId,
        detail: { ...added, pairings },
      },
    ]);
    return { added: { ...added, pairings } };
  }, importTimeoutMs);
}

async function addClasses(
  { newId }: ImportRosterDeps,
  tables: Tables,
  { schoolId, plan, classNameOf }: ImportRoster,
): Promise<ReadonlyMap<string, string>> {
  const classIds = new Map((await tables.rosterWriter.classes(schoolId)).map(({ id, key }) => [key, id]));
  const fresh = plan.classes
    .filter(({ key }) => !classIds.has(key))
    .map(({ key, grade, number }) => ({ id: newId(), key, grade, number, name: classNameOf(grade, number) }));
  await tables.rosterWriter.addClasses(schoolId, fresh);
  for (const { id, key } of fresh) classIds.set(key, id);
  return classIds;
}

interface Known {
  /** Plan key to database id. */
  readonly ids: Map<string, string>;
  readonly classIds: ReadonlyMap<string, string>;
}

async function addPeople(
  { newId }: ImportRosterDeps,
  tables: Tables,
  { schoolId, plan }: ImportRoster,
  { ids, classIds }: Known,
): Promise<{ staff: number; students: number; guardians: number }> {
  const fresh: NewPerson[] = [];
  const before = new Map((await tables.rosterWriter.people(schoolId)).map((row) => [row.id, row]));
  const place = async (person: RosterPerson, details: Omit<NewPerson, 'id' | 'name'>): Promise<void> => {
    if (person.known === undefined) {
      const id = newId();
      ids.set(person.key, id);
      fresh.push({ id, name: person.name, ...details });
      return;
    }
    ids.set(person.key, person.known);
    const { kind: _kind, ...rest } = details;
    const change = { name: person.name, ...rest };
    // A whole school imported again is a handful of changes, and others wait while it is written.
    if (isChange(before.get(person.known), change))
      await tables.rosterWriter.updatePerson(person.known, change);
  };
  for (const staff of plan.staff) await place(staff, { kind: 'staff', ...numbered(staff) });
  for (const student of plan.students) await place(student, studentDetails(student, classIds));
  for (const guardian of plan.guardians) {
    await place(guardian, {
      kind: 'guardian',
      ...(guardian.phone === undefined ? {} : { phone: guardian.phone }),
    });
  }
  await tables.rosterWriter.addPeople(schoolId, fresh);
  const count = (kind: NewPerson['kind']): number => fresh.filter((person) => person.kind === kind).length;
  return { staff: count('staff'), students: count('student'), guardians: count('guardian') };
}

function isChange(
  before: KnownPersonRow | undefined,
  { name, gender, number, phone, classId }: Omit<NewPerson, 'id' | 'kind'>,
): boolean {
  if (before === undefined) return true;
  const differs = (now: string | undefined, then: string | null): boolean =>
    now !== undefined && now !== then;
  return (
    differs(name, before.name) ||
    differs(gender, before.gender) ||
    differs(number, before.number) ||
    differs(phone, before.phone) ||
    differs(classId, before.classId)
  );
}

function numbered({ number }: { readonly number?: string }): { number?: string } {
  return number === undefined ? {} : { number };
}

function studentDetails(
  student: RosterStudent,
  classIds: ReadonlyMap<string, string>,
): Omit<NewPerson, 'id' | 'name'> {
  const classId = classIds.get(student.classKey);
  return {
    kind: 'student',
    ...numbered(student),
    ...(student.sex === undefined ? {} : { gender: student.sex }),
    ...(classId === undefined ? {} : { classId }),
  };
}

/** Guardianships, identities, roles, flags and pairings that are not there yet; how many pairings were new. */
async function addTies(
  { newId }: ImportRosterDeps,
  tables: Tables,
  input: ImportRoster,
  ids: ReadonlyMap<string, string>,
): Promise<number> {
  const { schoolId, plan, fromOn } = input;
  const id = (key: string): string => {
    const found = ids.get(key);
    if (found === undefined) throw new RangeError(`the roster plan names nobody by ${key}`);
    return found;
  };
  const writer = tables.rosterWriter;
  const there = await writer.ties(schoolId);

  await writer.addGuardianships(
    schoolId,
    plan.guardians.flatMap((guardian) =>
      guardian.children
        .map(({ studentKey, relation }) => ({
          id: newId(),
          studentId: id(studentKey),
          guardianId: id(guardian.key),
          relation,
        }))
        .filter((link) => !there.has(`guardian|${link.studentId}|${link.guardianId}`)),
    ),
  );
  await writer.addIdentities(
    plan.identities.flatMap(({ personKey, platform, platformId }) => {
      const accountId = input.accountIds[platform];
      if (accountId === undefined || there.has(`identity|${accountId}|${id(personKey)}`)) return [];
      return [{ id: newId(), accountId, platform, personId: id(personKey), userId: platformId }];
    }),
  );
  await writer.addRoles(
    schoolId,
    plan.roles
      .map((role) => ({
        id: newId(),
        personId: id(role.staffKey),
        role: role.role,
        scope: scopeOf(role),
        fromOn,
      }))
      .filter((role) => !there.has(`role|${role.personId}|${role.role}|${role.scope}`)),
  );
  await writer.addFlags(
    schoolId,
    plan.students.flatMap((student) =>
      (student.categories ?? [])
        .map((category) => ({ id: newId(), studentId: id(student.key), category, fromOn }))
        .filter((flag) => !there.has(`flag|${flag.studentId}|${flag.category}`)),
    ),
  );
  const pairings = plan.pairings
    .map(({ mentorKey, studentKey, from }) => ({
      id: newId(),
      mentorId: id(mentorKey),
      studentId: id(studentKey),
      fromOn: from ?? fromOn,
      // A roster lists pairs that are agreed already.
      signedOn: from ?? fromOn,
    }))
    .filter((pairing) => !there.has(`pairing|${pairing.mentorId}|${pairing.studentId}`));
  await writer.addPairings(schoolId, pairings);
  return pairings.length;
}

function scopeOf(role: RosterPlan['roles'][number]): string {
  if ('classKey' in role) return role.classKey;
  return 'grade' in role ? String(role.grade) : 'school';
}
