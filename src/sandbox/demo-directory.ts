/** The demo school as the doubles' directories hold it: the same people, with the accounts of one platform. */
import type { RosterPlan } from '../domain/roster/roster-plan.ts';
import type { Platform } from '../domain/vocabulary.ts';
import type { DirectoryClassUnit, SchoolDirectory } from './school-directory.ts';

const gradeDigits = '一二三四五六';
const gradeId = (grade: number): number => 10 + grade;
const officeId = 200;
const groupId = (grade: number): number => 100 + grade;

export function demoDirectory(plan: RosterPlan, platform: Platform): SchoolDirectory {
  const accounts = new Map(
    plan.identities
      .filter((identity) => identity.platform === platform)
      .map(({ personKey, platformId }) => [personKey, platformId]),
  );
  const account = (key: string): string => accounts.get(key) ?? '';
  // Students have no accounts of their own in the demo: the directory knows them by their numbers.
  const studentId = new Map(plan.students.map(({ key, number = key }) => [key, number]));
  const headOf = new Map(
    plan.roles.flatMap((role) => ('grade' in role ? [[role.grade, account(role.staffKey)] as const] : [])),
  );
  const adviserOf = new Map(
    plan.roles.flatMap((role) =>
      'classKey' in role && role.role === 'homeroom_teacher'
        ? [[role.classKey, account(role.staffKey)] as const]
        : [],
    ),
  );
  const grades = [...new Set(plan.classes.map(({ grade }) => grade))].sort((one, other) => one - other);
  const name = (grade: number): string => `${gradeDigits.charAt(grade - 1)}年级`;
  const classId = new Map(plan.classes.map(({ key }, index) => [key, 1000 + index]));
  return {
    departments: [
      { id: 1, name: '清溪小学', parentId: 0, leaders: [] },
      { id: officeId, name: '学校办公室', parentId: 1, leaders: [] },
      ...grades.map((grade) => ({
        id: groupId(grade),
        name: `${name(grade)}组`,
        parentId: 1,
        leaders: [headOf.get(grade)].filter((head) => head !== undefined),
      })),
    ],
    staff: plan.staff.map(({ key, name, number }) => ({
      userId: account(key),
      name,
      ...(number === undefined ? {} : { number }),
      departments: [departmentOf(plan, key)],
    })),
    grades: grades.map((grade) => ({ id: gradeId(grade), grade, name: name(grade) })),
    classes: plan.classes.map(({ key, grade, number }): DirectoryClassUnit => {
      const adviser = adviserOf.get(key);
      return {
        id: classId.get(key) ?? 0,
        gradeId: gradeId(grade),
        number,
        name: `${name(grade)}${number}班`,
        ...(adviser === undefined ? {} : { adviser }),
        teachers: [],
      };
    }),
    students: plan.students.map(({ key, name, number, classKey }) => ({
      userId: studentId.get(key) ?? key,
      name,
      ...(number === undefined ? {} : { number }),
      classId: classId.get(classKey) ?? 0,
    })),
    guardians: plan.guardians.map(({ key, children }) => ({
      userId: account(key),
      isSubscribed: true,
      children: children.map((child) => ({
        userId: studentId.get(child.studentKey) ?? child.studentKey,
        relation: child.relation,
      })),
    })),
  };
}

function departmentOf({ roles }: RosterPlan, staffKey: string): number {
  for (const role of roles) {
    if (role.staffKey !== staffKey) continue;
    if ('grade' in role) return groupId(role.grade);
    if ('classKey' in role) return groupId(Number(role.classKey.split('.')[0]));
  }
  return officeId;
}
