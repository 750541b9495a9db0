/**
 * 升班: every class goes up a grade and keeps its number, its students, their mentors and its teachers; the top grade
 * graduates. Pure: what would move, for a look before anything is written.
 */
import type { RoleAssignment } from '../duties/facts.ts';

export interface ClassOfSchool {
  readonly key: string;
  readonly grade: number;
  readonly number: number;
}

export interface PromotionInput {
  readonly classes: readonly ClassOfSchool[];
  /** Those who are at the school. */
  readonly students: readonly { readonly id: string; readonly classKey: string }[];
  /** In force on the day before. */
  readonly roles: readonly RoleAssignment[];
  /** Grades that leave the school; absent for the last grades of primary, junior and senior school. */
  readonly graduating?: readonly number[];
}

export interface Promotion {
  readonly graduatingGrades: readonly number[];
  readonly moves: readonly { readonly studentId: string; readonly fromKey: string; readonly toKey: string }[];
  readonly graduates: readonly { readonly studentId: string; readonly classKey: string }[];
  /** Classes that are entered, also those that exist. */
  readonly classes: readonly ClassOfSchool[];
  /** Class teachers go along; `toScope` is absent where the class leaves. */
  readonly roles: readonly {
    readonly personId: string;
    readonly role: RoleAssignment['role'];
    readonly fromScope: string;
    readonly toScope?: string;
  }[];
}

const primaryEnd = 6;
const stageEnds: readonly number[] = [9, 12];
const lastGrade = 12;
const rolesOfClass: ReadonlySet<string> = new Set(['homeroom_teacher', 'subject_teacher']);

export function planPromotion({ classes, students, roles, graduating }: PromotionInput): Promotion {
  const sat = new Set(students.map(({ classKey }) => classKey));
  const used = classes.filter(({ key }) => sat.has(key));
  const graduatingGrades = graduating ?? defaultGraduating(used);
  const byKey = new Map(used.map((one) => [one.key, one]));
  const targetOf = (key: string): ClassOfSchool | undefined => {
    const from = byKey.get(key);
    if (from === undefined || graduatingGrades.includes(from.grade) || from.grade >= lastGrade)
      return undefined;
    const grade = from.grade + 1;
    return { key: `${grade}.${from.number}`, grade, number: from.number };
  };
  const targets = used.flatMap(({ key }) => targetOf(key) ?? []);
  return {
    graduatingGrades,
    moves: students.flatMap(({ id, classKey }) => {
      const to = targetOf(classKey);
      return to === undefined ? [] : [{ studentId: id, fromKey: classKey, toKey: to.key }];
    }),
    graduates: students
      .filter(({ classKey }) => targetOf(classKey) === undefined)
      .map(({ id, classKey }) => ({ studentId: id, classKey })),
    classes: targets,
    roles: roles
      .filter(({ role, scope }) => rolesOfClass.has(role) && byKey.has(scope))
      .map(({ personId, role, scope }) => {
        const to = targetOf(scope)?.key;
        return { personId, role, fromScope: scope, ...(to === undefined ? {} : { toScope: to }) };
      }),
  };
}

/** The sixth grade stays where the school has a seventh; after the ninth the children go to other schools. */
function defaultGraduating(classes: readonly ClassOfSchool[]): readonly number[] {
  const grades = new Set(classes.map(({ grade }) => grade));
  const ends = grades.has(primaryEnd) && !grades.has(primaryEnd + 1) ? [primaryEnd, ...stageEnds] : stageEnds;
  return ends.filter((grade) => grades.has(grade));
}
