/** Student rows: each brings its guardians, its pairings and its homeroom teacher, all together or not at all. */
import type { Day } from '../day.ts';
import { type Account, addAccounts, readAccounts, refuseShared, refuseTaken } from './accounts.ts';
import { addClass } from './check-staff.ts';
import { type ClassName, classKey, readClass } from './class-name.ts';
import { filled, foldCode, splitList } from './fold-text.ts';
import { addGuardian, type GuardianEntry, readGuardians } from './guardian-cells.ts';
import { type OneStaff, readHomeroomTeacher, readMentors } from './mentor-cell.ts';
import { cleanName, readName } from './person-name.ts';
import { readRosterDay } from './roster-day.ts';
import { addRole, type RosterDraft, tryRow } from './roster-draft.ts';
import type { RosterCategory, RosterStudent } from './roster-plan.ts';
import { RowRefused } from './roster-reason.ts';
import type { StudentRow } from './roster-tables.ts';
import { categoryWords, sexWords } from './roster-words.ts';
import { expectedStudents, knownStudent, refuseTwin, type StudentNames } from './student-identity.ts';
import { meaningOf, shownWords } from './word-meaning.ts';

interface StudentEntry {
  readonly student: RosterStudent;
  readonly schoolClass: ClassName;
  readonly accounts: readonly Account[];
  readonly guardians: readonly GuardianEntry[];
  readonly mentors: readonly OneStaff[];
  readonly homeroomTeacher: OneStaff | undefined;
  readonly pairedOn: Day | undefined;
}

export function checkStudents(draft: RosterDraft, rows: readonly StudentRow[]): void {
  const names = expectedStudents(draft, rows);
  for (const row of rows) {
    tryRow(draft, row, () => acceptStudent(draft, readEntry(draft, row, names)));
  }
}

function readEntry(draft: RosterDraft, row: StudentRow, names: StudentNames): StudentEntry {
  const { cells } = row;
  const name = readName(cells.name ?? '');
  const schoolClass = readClass(cells.grade, cells.class);
  const number = cells.number === undefined ? undefined : foldCode(cells.number);
  const identity = { name, schoolClass, number };
  refuseTwin(identity, row, names);
  const known = knownStudent(identity, names);
  const sex = readSex(cells.sex);
  const categories = readCategories(cells.categories);
  const accounts = readAccounts(cells);
  refuseTaken(draft, accounts, known);
  const guardians = readGuardians(draft, row.guardians, known);
  for (const guardian of guardians) refuseShared(accounts, guardian);
  const pairedOn = cells.pairedOn === undefined ? undefined : readRosterDay(cells.pairedOn);
  return {
    student: {
      key: `s${draft.students.length + 1}`,
      name,
      classKey: classKey(schoolClass),
      ...(number === undefined ? {} : { number }),
      ...(sex === undefined ? {} : { sex }),
      ...(categories === undefined ? {} : { categories }),
      ...(known === undefined ? {} : { known }),
    },
    schoolClass,
    accounts,
    guardians,
    mentors: readMentors(draft, cells.mentors),
    homeroomTeacher: readHomeroomTeacher(draft, schoolClass, cells.homeroomTeacher),
    pairedOn,
  };
}

function acceptStudent(draft: RosterDraft, entry: StudentEntry): void {
  const { student, homeroomTeacher, pairedOn } = entry;
  addClass(draft, entry.schoolClass);
  draft.students.push(student);
  addAccounts(draft, entry.accounts, student, 'student');
  for (const guardian of entry.guardians) addGuardian(draft, guardian, student.key);
  const taken = new Map<string, string>();
  for (const mentor of entry.mentors) {
    const mentorKey = mentor.take().key;
    taken.set(mentor.id, mentorKey);
    addRole(draft, { staffKey: mentorKey, role: 'mentor' });
    draft.pairings.push({
      mentorKey,
      studentKey: student.key,
      ...(pairedOn === undefined ? {} : { from: pairedOn }),
    });
  }
  if (!homeroomTeacher) return;
  const staffKey = taken.get(homeroomTeacher.id) ?? homeroomTeacher.take().key;
  draft.homeroomTeachers.set(student.classKey, staffKey);
  addRole(draft, { staffKey, role: 'homeroom_teacher', classKey: student.classKey });
}

function readSex(written: string | undefined): 'female' | 'male' | undefined {
  if (written === undefined) return undefined;
  const sex = meaningOf(sexWords, written);
  if (!sex) throw new RowRefused({ code: 'sex_unknown', found: written, allowed: shownWords(sexWords) });
  return sex;
}

function readCategories(written: string | undefined): readonly RosterCategory[] | undefined {
  if (written === undefined) return undefined;
  if (filled(written) === undefined) return [];
  const categories = new Set<RosterCategory>();
  for (const word of splitList(written)) {
    const category = meaningOf(categoryWords, word);
    if (!category)
      throw new RowRefused({
        code: 'category_unknown',
        found: cleanName(word),
        allowed: shownWords(categoryWords),
      });
    categories.add(category);
  }
  return [...categories];
}
