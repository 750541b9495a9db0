/** The demo school of the sandbox: invented, and the same on every start. */
import { type Day, readDay } from '../domain/day.ts';
import type {
  RosterClass,
  RosterIdentity,
  RosterPairing,
  RosterPlan,
  RosterRole,
} from '../domain/roster/roster-plan.ts';
import { type PersonKind, platforms } from '../domain/vocabulary.ts';
import { demoGuardians } from './demo-families.ts';
import { seededRandom } from './demo-random.ts';
import { type DemoStaff, demoStaff } from './demo-staff.ts';
import { demoStudents } from './demo-students.ts';

export const demoSchoolName = '清溪小学';
/** Also in the moral-education office. */
export const demoAdministrator = '黎若兰';
export const demoCalendarId = 'cn-2026-27';
export const demoStartDay: Day = readDay('2026-09-01');
export const demoPairingDay: Day = readDay('2026-09-07');

const seed = 20260901;
/** SHEWOBO-14 */
const maxCaseload = 8;
/** 416 places for 396 students: these mentors have room left. */
const smallCaseloads: ReadonlyMap<number, number> = new Map([
  [18, 5],
  [21, 5],
  [22, 6],
  [30, 6],
  [38, 6],
  [46, 6],
  [26, 7],
  [28, 7],
  [33, 7],
  [36, 7],
  [41, 7],
  [51, 7],
]);

export function demoSchool(): RosterPlan {
  const random = seededRandom(seed);
  const classes = demoClasses();
  const staff = demoStaff.map((member, index) => ({ ...member, key: personKey('t', index, 2) }));
  const students = demoStudents(
    random,
    classes.map((schoolClass) => schoolClass.key),
  ).map((student, index) => ({ ...student, key: personKey('s', index, 3) }));
  const guardians = demoGuardians(random, students);

  return {
    staff: staff.map(({ key, name }) => ({ key, name, number: `QX${key.slice(1).padStart(3, '0')}` })),
    classes,
    students: students.map(({ key, name, classKey, sex, categories }) => ({
      key,
      name,
      classKey,
      number: `2026${key.slice(1)}`,
      sex,
      categories,
    })),
    guardians,
    pairings: demoPairings(staff, students),
    identities: [
      ...staff.flatMap(({ key }) => identitiesOf('staff', key)),
      ...guardians.flatMap(({ key }) => identitiesOf('guardian', key)),
    ],
    roles: staff.flatMap(rolesOf),
  };
}

function personKey(letter: string, index: number, digits: number): string {
  return letter + String(index + 1).padStart(digits, '0');
}

function demoClasses(): readonly RosterClass[] {
  return [1, 2, 3, 4, 5, 6].flatMap((grade) =>
    [1, 2].map((number) => ({ key: `${grade}.${number}`, grade, number })),
  );
}

/** `wt01` on WeCom, `dt01` on DingTalk: an id that turns up on the wrong platform is seen at once. */
function identitiesOf(personKind: PersonKind, personKey: string): readonly RosterIdentity[] {
  return platforms.map((platform) => ({
    personKind,
    personKey,
    platform,
    platformId: platform.slice(0, 1) + personKey,
  }));
}

function rolesOf(member: DemoStaff & { readonly key: string }): readonly RosterRole[] {
  const staffKey = member.key;
  const roles: RosterRole[] = member.schoolRoles.map((role) => ({ staffKey, role }));
  if (member.mentor) roles.push({ staffKey, role: 'mentor' });
  if (member.grade !== undefined) roles.push({ staffKey, role: 'grade_head', grade: member.grade });
  if (member.homeroomOf !== undefined)
    roles.push({ staffKey, role: 'homeroom_teacher', classKey: member.homeroomOf });
  return roles;
}

/** A homeroom teacher takes the first eight of the own class, the other mentors the rest, class by class. */
function demoPairings(
  staff: readonly (DemoStaff & { readonly key: string })[],
  students: readonly { readonly key: string; readonly classKey: string }[],
): readonly RosterPairing[] {
  const mentors = staff.filter((member) => member.mentor);
  const free = new Set(students);
  return [...mentors.entries()].flatMap(([place, mentor]) => {
    const mentees = [...free]
      .filter((student) => mentor.homeroomOf === undefined || student.classKey === mentor.homeroomOf)
      .slice(0, smallCaseloads.get(place) ?? maxCaseload);
    return mentees.map((student) => {
      free.delete(student);
      return { mentorKey: mentor.key, studentKey: student.key, from: demoPairingDay };
    });
  });
}
