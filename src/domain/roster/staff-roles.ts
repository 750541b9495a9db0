/** What the columns 角色 and 班级 of a staff row make of a person. */
import { type ClassName, readClass, readGrade } from './class-name.ts';
import { filled, foldText, splitList } from './fold-text.ts';
import type { SchoolRole } from './roster-plan.ts';
import { RowRefused } from './roster-reason.ts';
import type { StaffRow } from './roster-tables.ts';
import { plainStaffWords, schoolRoleWords, scopedRoleWords } from './roster-words.ts';
import { meaningOf, shownWords } from './word-meaning.ts';

export type StaffDuty =
  | { readonly role: SchoolRole }
  | { readonly role: 'grade_head'; readonly grade: number }
  | { readonly role: 'homeroom_teacher' | 'subject_teacher'; readonly schoolClass: ClassName };

/** A class without a role is the class whose homeroom teacher somebody is. */
export function readDuties(cells: StaffRow['cells']): readonly StaffDuty[] {
  const classes = splitClasses(cells);
  const roles = splitList(cells.roles);
  if (roles.length === 0) return classes.map((schoolClass) => ({ role: 'homeroom_teacher', schoolClass }));
  return roles.flatMap((written) => readDuty(foldText(written), written, cells, classes));
}

function splitClasses(cells: StaffRow['cells']): readonly ClassName[] {
  return splitList(cells.class).map((written) => readClass(cells.grade, written));
}

function readDuty(
  folded: string,
  written: string,
  cells: StaffRow['cells'],
  classes: readonly ClassName[],
): readonly StaffDuty[] {
  const schoolRole = meaningOf(schoolRoleWords, folded);
  if (schoolRole) return [{ role: schoolRole }];
  const scoped = scopedRole(folded);
  if (!scoped) return plainStaff(folded, written);
  if (scoped.role === 'grade_head')
    return [{ role: scoped.role, grade: gradeOf(scoped.scope, cells, classes, written) }];
  const { role } = scoped;
  const ownClasses = scoped.scope === '' ? classes : [readClass(cells.grade, scoped.scope)];
  if (ownClasses.length === 0 && role === 'homeroom_teacher')
    throw new RowRefused({ code: 'role_needs_class', found: written });
  return ownClasses.map((schoolClass) => ({ role, schoolClass }));
}

/** 班主任, or 五(2)班班主任 with the class in front. */
function scopedRole(
  folded: string,
): { readonly role: keyof typeof scopedRoleWords; readonly scope: string } | undefined {
  for (const role of ['homeroom_teacher', 'grade_head', 'subject_teacher'] as const) {
    const word = scopedRoleWords[role].find((ending) => folded.endsWith(ending));
    if (word !== undefined) return { role, scope: folded.slice(0, -word.length) };
  }
  return undefined;
}

function gradeOf(
  scope: string,
  cells: StaffRow['cells'],
  classes: readonly ClassName[],
  written: string,
): number {
  if (scope !== '') return readGrade(scope);
  const column = filled(cells.grade);
  if (column !== undefined) return readGrade(column);
  const grades = new Set(classes.map((schoolClass) => schoolClass.grade));
  const [grade] = grades;
  if (grade === undefined || grades.size > 1)
    throw new RowRefused({ code: 'role_needs_grade', found: written });
  return grade;
}

function plainStaff(folded: string, written: string): readonly StaffDuty[] {
  if (plainStaffWords.includes(folded)) return [];
  throw new RowRefused({
    code: 'role_unknown',
    found: written,
    allowed: [...shownWords(schoolRoleWords), ...shownWords(scopedRoleWords)],
  });
}
