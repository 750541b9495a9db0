/** Writes the school of a scenario. People keep the ids the scenario gives them. */
import { addDays, type Day, instantOf } from '../domain/day.ts';
import { writeClass } from '../domain/roster/class-name.ts';
import type { Platform } from '../domain/vocabulary.ts';
import { platforms } from '../domain/vocabulary.ts';
import { dingtalkAccount, wecomAccount } from '../sandbox/sandbox-accounts.ts';
import type { School } from '../storage/schools.ts';
import type { Storage, Tables } from '../storage/storage.ts';
import { ensureSchool } from '../usecases/school/ensure-school.ts';
import { scenarioCalendarId } from './empty-database.ts';
import type { Scenario } from './scenario-schema.ts';
import { userIdOf } from './user-id.ts';

export interface SeedDeps {
  readonly storage: Storage;
  readonly newId: () => string;
}

/** A school of 5,000 students is some 30,000 rows. */
const seedTimeoutMs = 180_000;

export async function seedSchool(deps: SeedDeps, scenario: Scenario, now: Date): Promise<School> {
  const school = await ensureSchool(deps, {
    name: scenario.name,
    schemeId: scenario.scheme.preset,
    calendarId: scenarioCalendarId,
    calendar: scenario.calendar,
    startOn: startDay(scenario),
    isDemo: true,
    askWhom: '德育处',
    accounts: [
      { platform: 'wecom', key: wecomAccount.accountKey },
      { platform: 'dingtalk', key: dingtalkAccount.accountKey },
    ],
    now,
  });
  await deps.storage.transaction(async (tables) => {
    await followChanges(deps, tables, scenario, school.id);
    await addPeople(deps, tables, scenario, school.id);
    await addTies(deps, tables, scenario, school.id);
    const on = startDay(scenario);
    await tables.enrolments.followClasses(school.id, { enteredOn: on, on }, deps.newId);
    await tables.schools.rosterChanged(school.id);
  }, seedTimeoutMs);
  return deps.storage.schools.get(school.id);
}

/** A school's own changes hold from before the first term on, like the preset itself. */
async function followChanges(
  { newId }: SeedDeps,
  tables: Tables,
  { scheme: { preset, changes }, calendar }: Scenario,
  schoolId: string,
): Promise<void> {
  const [term] = calendar.terms;
  if (term === undefined || Object.keys(changes).length === 0) return;
  const effectiveFrom = addDays(term.firstOn, -1);
  const createdAt = instantOf(effectiveFrom, 0);
  await tables.schemeVersions.put({
    id: newId(),
    schoolId,
    presetId: preset,
    changes,
    effectiveFrom,
    createdAt,
  });
}

function startDay({ start, calendar }: Scenario): Day {
  const [term] = calendar.terms;
  if (term === undefined) throw new RangeError('a calendar has at least one term');
  return start ?? term.firstOn;
}

async function addPeople(
  { newId }: SeedDeps,
  { rosterWriter }: Tables,
  { people: { staff, students } }: Scenario,
  schoolId: string,
): Promise<void> {
  const keys = [...new Set(students.map((student) => student.class))].sort();
  const classes = keys.map((key) => {
    const [grade = 0, number = 0] = key.split('.').map(Number);
    return { id: newId(), key, grade, number, name: writeClass({ grade, number }) };
  });
  await rosterWriter.addClasses(schoolId, classes);
  const classIds = new Map(classes.map(({ key, id }) => [key, id]));
  const guardians = new Map(
    students.flatMap((student) => student.guardians.map((guardian) => [guardian.id, guardian] as const)),
  );
  await rosterWriter.addPeople(schoolId, [
    ...staff.map(({ id, name }) => ({ id, name, kind: 'staff' as const })),
    ...students.map(({ id, name, gender, class: key }) => {
      const classId = classIds.get(key);
      return {
        id,
        name,
        kind: 'student' as const,
        ...(gender === undefined ? {} : { gender }),
        ...(classId === undefined ? {} : { classId }),
      };
    }),
    ...[...guardians.values()].map(({ id, name }) => ({ id, name, kind: 'guardian' as const })),
  ]);
}

async function addTies(
  { newId }: SeedDeps,
  { rosterWriter, schools }: Tables,
  scenario: Scenario,
  schoolId: string,
): Promise<void> {
  const { staff, students } = scenario.people;
  // What the file begins with has begun before the school does: a daily duty starts on the day after its flag (CV-05).
  const fromOn = addDays(startDay(scenario), -1);
  const accounts = await schools.accounts();
  const identities = new Map(
    [...staff, ...students, ...students.flatMap(({ guardians }) => guardians)].flatMap((person) =>
      (person.platforms ?? scenario.platforms ?? platforms).map((platform) => [
        `${platform}|${person.id}`,
        { platform, personId: person.id, userId: userIdOf(person.id) },
      ]),
    ),
  );
  const accountOf = (platform: Platform): string =>
    accounts.find((account) => account.platform === platform)?.id ?? '';
  await rosterWriter.addIdentities(
    [...identities.values()].map((identity) => ({
      ...identity,
      id: newId(),
      accountId: accountOf(identity.platform),
    })),
  );
  await rosterWriter.addGuardianships(
    schoolId,
    students.flatMap((student) =>
      student.guardians.map(({ id, relation }) => ({
        id: newId(),
        studentId: student.id,
        guardianId: id,
        relation,
      })),
    ),
  );
  await rosterWriter.addRoles(
    schoolId,
    staff.flatMap(({ id, roles }) =>
      roles.map(({ role, scope }) => ({ id: newId(), personId: id, role, scope, fromOn })),
    ),
  );
  await rosterWriter.addFlags(
    schoolId,
    students.flatMap(({ id, categories }) =>
      categories.map((category) => ({ id: newId(), studentId: id, category, fromOn })),
    ),
  );
  await addPairings(newId, rosterWriter, scenario, schoolId);
}

async function addPairings(
  newId: () => string,
  rosterWriter: Tables['rosterWriter'],
  { pairings }: Scenario,
  schoolId: string,
): Promise<void> {
  const rows = pairings.flatMap(({ mentor, student, students, from, signed, until, joint }) =>
    [...(student ?? []), ...(students ?? [])].map((studentId) => ({
      id: newId(),
      mentorId: mentor,
      studentId,
      fromOn: from,
      isJoint: joint,
      ...(signed === undefined ? {} : { signedOn: signed }),
      ...(until === undefined ? {} : { until }),
    })),
  );
  await rosterWriter.addPairings(
    schoolId,
    rows.map(({ until: _until, ...row }) => row),
  );
  for (const { id, until } of rows) if (until !== undefined) await rosterWriter.endPairing(id, until);
}
