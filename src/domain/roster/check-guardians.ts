/** Rows of a sheet of guardians: each names a student of the same file or of the school, and who cares for that one. */
import { addClass } from './check-staff.ts';
import { type ClassName, classKey, readClass, writeClass } from './class-name.ts';
import { foldCode } from './fold-text.ts';
import { addGuardian, type GuardianEntry, readGuardians } from './guardian-cells.ts';
import { cleanName } from './person-name.ts';
import { type RosterDraft, tryRow } from './roster-draft.ts';
import type { RosterGuardian, RosterStudent } from './roster-plan.ts';
import { RowRefused } from './roster-reason.ts';
import type { GuardianRow } from './roster-tables.ts';

type KnownStudent = RosterDraft['known']['students'][number];

/** After the rows of students. */
export function checkGuardians(draft: RosterDraft, rows: readonly GuardianRow[]): void {
  const students = studentIndex(draft);
  const guardiansOf = new Map<string, RosterGuardian[]>();
  for (const guardian of draft.guardians.values())
    for (const { studentKey } of guardian.children) remember(guardiansOf, studentKey, guardian);
  for (const row of rows) {
    tryRow(draft, row, () => {
      const student = students.find(row);
      const [entry] = readGuardians(draft, [{ cells: row.cells }], student.known);
      if (entry === undefined) return;
      const before = guardiansOf.get(student.key)?.find((guardian) => isSame(guardian, entry));
      const relation = before?.children.find(({ studentKey }) => studentKey === student.key)?.relation;
      if (relation !== undefined && relation !== entry.relation)
        throw new RowRefused({ code: 'guardian_repeated', found: entry.name });
      const person = entry.person ?? before?.key;
      const guardian = addGuardian(draft, { ...entry, person }, student.key);
      remember(guardiansOf, student.key, guardian);
    });
  }
}

/** Of one student two guardians with one name are one, unless their phones say otherwise. */
function isSame({ name, phone, key, known }: RosterGuardian, entry: GuardianEntry): boolean {
  if (entry.person !== undefined) return entry.person === key || entry.person === known;
  return name === entry.name && (phone === undefined || entry.phone === undefined || phone === entry.phone);
}

function remember(map: Map<string, RosterGuardian[]>, studentKey: string, guardian: RosterGuardian): void {
  const others = (map.get(studentKey) ?? []).filter(({ key }) => key !== guardian.key);
  map.set(studentKey, [...others, guardian]);
}

interface Candidate {
  readonly name: string;
  readonly number?: string;
  readonly classKey: string;
  readonly inPlan?: RosterStudent;
  readonly atSchool?: KnownStudent;
}

/** The students of this file first, then those of the school whom no row of it is about. */
function studentIndex(draft: RosterDraft) {
  const planned = new Set(draft.students.map(({ known }) => known));
  const byNumber = new Map<string, Candidate>();
  const byName = new Map<string, Candidate[]>();
  const add = (candidate: Candidate): void => {
    if (candidate.number !== undefined && !byNumber.has(candidate.number))
      byNumber.set(candidate.number, candidate);
    byName.set(candidate.name, [...(byName.get(candidate.name) ?? []), candidate]);
  };
  for (const student of draft.students) add({ ...student, inPlan: student });
  for (const student of draft.known.students) {
    if (planned.has(student.ref)) continue;
    const key = classKey({ grade: student.grade, number: student.classNumber });
    add({ ...student, classKey: key, atSchool: student });
  }
  const taken = new Map<string, RosterStudent>();

  /** Takes a student who is at the school and not in the file into the plan, as he is. */
  function inPlan({ inPlan: student, atSchool }: Candidate): RosterStudent {
    if (student !== undefined) return student;
    if (atSchool === undefined) throw new Error('a candidate is of the file or of the school');
    const before = taken.get(atSchool.ref);
    if (before !== undefined) return before;
    const schoolClass: ClassName = { grade: atSchool.grade, number: atSchool.classNumber };
    addClass(draft, schoolClass);
    const added: RosterStudent = {
      key: `s${draft.students.length + 1}`,
      name: atSchool.name,
      classKey: classKey(schoolClass),
      known: atSchool.ref,
      ...(atSchool.number === undefined ? {} : { number: atSchool.number }),
    };
    draft.students.push(added);
    taken.set(atSchool.ref, added);
    return added;
  }

  return {
    /** Throws RowRefused where it is nobody or may be several. */
    find({ cells }: GuardianRow): RosterStudent {
      const name = cells.student === undefined ? undefined : cleanName(cells.student);
      const number = cells.studentNumber === undefined ? undefined : foldCode(cells.studentNumber);
      if (name === undefined && number === undefined) throw new RowRefused({ code: 'student_missing' });
      const numbered = number === undefined ? undefined : byNumber.get(number);
      if (numbered !== undefined) {
        if (name !== undefined && numbered.name !== name)
          throw new RowRefused({ code: 'number_of_other', found: number ?? '', allowed: [numbered.name] });
        return inPlan(numbered);
      }
      const inClass = cells.class === undefined ? undefined : classKey(readClass(cells.grade, cells.class));
      const namesakes = (name === undefined ? [] : (byName.get(name) ?? [])).filter(
        (student) =>
          (inClass === undefined || student.classKey === inClass) &&
          (number === undefined || student.number === undefined),
      );
      const [found, another] = namesakes;
      if (found === undefined) throw new RowRefused({ code: 'student_unknown', found: name ?? number ?? '' });
      if (another !== undefined)
        throw new RowRefused({
          code: 'same_name_student',
          found: found.name,
          allowed: [...new Set(namesakes.map((student) => shownClass(student.classKey)))],
        });
      return inPlan(found);
    },
  };
}

function shownClass(key: string): string {
  const [grade, number] = key.split('.').map(Number);
  return writeClass({ grade: grade ?? 0, number: number ?? 0 });
}
