/** Which child a row is about, and when that cannot be told without a number. */

import { groupBy } from '../group-by.ts';
import { type ClassName, classKey, readClass, writeClass } from './class-name.ts';
import { foldCode } from './fold-text.ts';
import { cleanName } from './person-name.ts';
import type { RosterDraft } from './roster-draft.ts';
import { RowRefused } from './roster-reason.ts';
import type { StudentRow } from './roster-tables.ts';

export interface StudentIdentity {
  readonly name: string;
  readonly schoolClass: ClassName;
  readonly number: string | undefined;
}

type KnownStudent = RosterDraft['known']['students'][number];

/** What all rows together say about names, before the first row is taken. */
export interface StudentNames {
  /** Name in class to the number of rows. */
  readonly counts: ReadonlyMap<string, number>;
  /** Number to the first row that has it. */
  readonly numberRows: ReadonlyMap<string, StudentRow>;
  readonly knownByNumber: ReadonlyMap<string, KnownStudent>;
  readonly knownByName: ReadonlyMap<string, readonly KnownStudent[]>;
  /** Refs of known students whom some row is plainly about. */
  readonly accountedFor: ReadonlySet<string>;
  /** Refs already given to a row. */
  readonly given: Set<string>;
}

export function expectedStudents(draft: RosterDraft, rows: readonly StudentRow[]): StudentNames {
  const counts = new Map<string, number>();
  const numberRows = new Map<string, StudentRow>();
  for (const row of rows) {
    const key = nameInClass(row);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
    const number = foldCode(row.cells.number ?? '');
    if (number !== '' && !numberRows.has(number)) numberRows.set(number, row);
  }
  const accountedFor = draft.known.students.filter(
    (student) =>
      counts.has(identityKey(student.name, { grade: student.grade, number: student.classNumber })) ||
      (student.number !== undefined && numberRows.has(student.number)),
  );
  return {
    counts,
    numberRows,
    knownByNumber: new Map(
      // Of two with one number the first is meant.
      draft.known.students
        .toReversed()
        .flatMap((student) => (student.number === undefined ? [] : [[student.number, student] as const])),
    ),
    knownByName: groupBy(draft.known.students, ({ name }) => name),
    accountedFor: new Set(accountedFor.map((student) => student.ref)),
    given: new Set(),
  };
}

/** Throws RowRefused where two rows cannot be told apart. */
export function refuseTwin(identity: StudentIdentity, row: StudentRow, names: StudentNames): void {
  const { name, schoolClass, number } = identity;
  if (number === undefined) {
    if ((names.counts.get(identityKey(name, schoolClass)) ?? 0) > 1) throw sameName(identity);
    return;
  }
  const first = names.numberRows.get(number);
  if (first && first !== row) throw new RowRefused({ code: 'number_twice', found: number, row: first.row });
}

/** The ref of the known student a row is about; absent for a new one. Throws RowRefused where it cannot be told. */
export function knownStudent(identity: StudentIdentity, names: StudentNames): string | undefined {
  const { name, schoolClass, number } = identity;
  const numbered = number === undefined ? undefined : names.knownByNumber.get(number);
  if (numbered && numbered.name !== name)
    throw new RowRefused({ code: 'number_of_other', found: number ?? '', allowed: [numbered.name] });
  const namesakes = (names.knownByName.get(name) ?? []).filter(
    (student) => number === undefined || student.number === undefined,
  );
  const classmates = namesakes.filter(
    (student) => student.grade === schoolClass.grade && student.classNumber === schoolClass.number,
  );
  const candidates = numbered ? [numbered] : classmates;
  if (candidates.length > 1 || candidates.some((student) => names.given.has(student.ref)))
    throw sameName(identity);
  const [found] = candidates;
  if (!found && number === undefined) refusePossibleMove(identity, namesakes, names);
  if (found) names.given.add(found.ref);
  return found?.ref;
}

/** A name that vanished from one class and turned up in another may be one child or two. */
function refusePossibleMove(
  { name }: StudentIdentity,
  namesakes: readonly KnownStudent[],
  names: StudentNames,
): void {
  const vanished = namesakes.find((student) => !names.accountedFor.has(student.ref));
  if (!vanished) return;
  const before = writeClass({ grade: vanished.grade, number: vanished.classNumber });
  throw new RowRefused({ code: 'may_have_moved', found: name, allowed: [before] });
}

function sameName({ name, schoolClass }: StudentIdentity): RowRefused {
  return new RowRefused({ code: 'same_name_student', found: name, allowed: [writeClass(schoolClass)] });
}

function identityKey(name: string, schoolClass: ClassName): string {
  return `${classKey(schoolClass)} ${name}`;
}

/** Absent where the class cannot be read: such a row fails for that. */
function nameInClass({ cells }: StudentRow): string | undefined {
  try {
    return identityKey(cleanName(cells.name ?? ''), readClass(cells.grade, cells.class));
  } catch (cause) {
    if (cause instanceof RowRefused) return undefined;
    throw cause;
  }
}
