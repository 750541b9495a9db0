/**
 * Exam results from a table: a row per student, a column per subject. Pure, so that a dry run is the same run. Ranks are
 * left out unless the school has turned them on.
 */
import { classKey, readClass } from '../roster/class-name.ts';
import { filled, foldCode, foldHeading } from '../roster/fold-text.ts';
import { cleanName } from '../roster/person-name.ts';
import { reasonText } from '../roster/reasons.ts';
import { silentHeadings, studentHeadings } from '../roster/roster-headings.ts';
import type { KnownPeople } from '../roster/roster-plan.ts';
import { RowRefused } from '../roster/roster-reason.ts';
import { exampleWord } from '../roster/roster-words.ts';
import type { SheetText } from '../roster/sheet-text.ts';
import { absentWords, gradeWords, rankHeading, resultReasons } from './result-words.ts';

export interface ExamResult {
  readonly studentId: string;
  readonly subject: string;
  /** As written: 92.5, A, 优. Absent in a row that only says the rank. */
  readonly score?: string;
  readonly rank?: string;
}

export interface ResultFailure {
  readonly sheet: string;
  readonly row: number;
  readonly reason: string;
}

export interface ResultsCheck {
  readonly results: readonly ExamResult[];
  readonly subjects: readonly string[];
  /** Grades of the students who have results. */
  readonly grades: readonly string[];
  readonly skippedRanks: readonly string[];
  readonly failures: readonly ResultFailure[];
}

type KnownStudents = KnownPeople['students'];
type Identifying = 'name' | 'number' | 'class' | 'grade';
const identifying: readonly Identifying[] = ['name', 'number', 'class', 'grade'];

interface Columns {
  readonly identity: Partial<Readonly<Record<Identifying, number>>>;
  readonly subjects: readonly { readonly at: number; readonly subject: string; readonly isRank: boolean }[];
  readonly skippedRanks: readonly string[];
}

const headingsWithin = 15;
const longestSubject = 12;
const fullMarks = 1_000;

export function checkResults(
  sheets: readonly SheetText[],
  known: KnownStudents,
  { ranks }: { readonly ranks: boolean },
): ResultsCheck {
  const results: ExamResult[] = [];
  const failures: ResultFailure[] = [];
  const skipped = new Set<string>();
  const grades = new Set<string>();
  let tables = 0;
  for (const sheet of sheets) {
    const head = sheet.rows.slice(0, headingsWithin).findIndex(({ cells }) => isHead(cells));
    if (head === -1) continue;
    tables += 1;
    const columns = columnsOf(sheet.rows[head]?.cells ?? [], ranks);
    for (const heading of columns.skippedRanks) skipped.add(heading);
    const seen = new Map<string, number>();
    for (const { row, cells } of sheet.rows.slice(head + 1)) {
      if (isBlank(cells, columns)) continue;
      try {
        const student = findStudent(cells, columns, known);
        const before = seen.get(student.ref);
        if (before !== undefined) throw new Refused(resultReasons.twice.replace('{row}', String(before)));
        const own = resultsOf(cells, columns, student.ref);
        seen.set(student.ref, row);
        grades.add(String(student.grade));
        results.push(...own);
      } catch (cause) {
        if (cause instanceof RowRefused)
          failures.push({ sheet: sheet.name, row, reason: reasonText(cause.reason) });
        else if (cause instanceof Refused) failures.push({ sheet: sheet.name, row, reason: cause.message });
        else throw cause;
      }
    }
  }
  if (tables === 0) failures.push({ sheet: sheets[0]?.name ?? '', row: 1, reason: resultReasons.noHead });
  return {
    results,
    subjects: [...new Set(results.map(({ subject }) => subject))],
    grades: [...grades].sort(),
    skippedRanks: [...skipped],
    failures,
  };
}

class Refused extends Error {
  override readonly name = 'Refused';
}

function isHead(cells: readonly string[]): boolean {
  const fields = cells.map(fieldOf);
  const names = fields.some((field) => field === 'name' || field === 'number');
  return names && cells.some((cell, at) => fields[at] === undefined && isSubject(cell));
}

function fieldOf(heading: string): Identifying | undefined {
  const text = foldHeading(heading);
  return identifying.find((field) => studentHeadings[field].includes(text));
}

function isSubject(heading: string): boolean {
  const text = foldHeading(heading);
  return text !== '' && !silentHeadings.includes(text) && text.length <= longestSubject;
}

function columnsOf(cells: readonly string[], ranks: boolean): Columns {
  const identity: Partial<Record<Identifying, number>> = {};
  const subjects: { at: number; subject: string; isRank: boolean }[] = [];
  const skippedRanks: string[] = [];
  for (const [at, heading] of cells.entries()) {
    const field = fieldOf(heading);
    if (field !== undefined) identity[field] ??= at;
    else if (isSubject(heading)) {
      const isRank = rankHeading.test(foldHeading(heading));
      if (isRank && !ranks) skippedRanks.push(heading.trim());
      else subjects.push({ at, subject: subjectOf(heading), isRank });
    }
  }
  return { identity, subjects, skippedRanks };
}

function subjectOf(heading: string): string {
  const text = foldHeading(heading);
  return text.replace(rankHeading, '').replace(/(?:成绩|得分|分数)$/u, '') || text;
}

function isBlank(cells: readonly string[], { identity, subjects }: Columns): boolean {
  const number = cells[identity.number ?? -1]?.trim();
  if (number === exampleWord) return true;
  const read = [identity.name, identity.number, ...subjects.map(({ at }) => at)];
  return read.every((at) => filled(cells[at ?? -1]) === undefined);
}

function findStudent(
  cells: readonly string[],
  { identity }: Columns,
  known: KnownStudents,
): KnownStudents[number] {
  const cell = (field: Identifying): string | undefined => filled(cells[identity[field] ?? -1]);
  const name = cell('name') === undefined ? undefined : cleanName(cell('name') ?? '');
  const number = cell('number') === undefined ? undefined : foldCode(cell('number') ?? '');
  const numbered = number === undefined ? [] : known.filter((student) => student.number === number);
  if (numbered.length === 1 && numbered[0] !== undefined) {
    if (name !== undefined && numbered[0].name !== name)
      throw new RowRefused({ code: 'number_of_other', found: number ?? '', allowed: [numbered[0].name] });
    return numbered[0];
  }
  if (name === undefined)
    throw new Refused(number === undefined ? resultReasons.noName : resultReasons.unknown);
  const inClass = cell('class') === undefined ? undefined : classKey(readClass(cell('grade'), cell('class')));
  const named = known.filter(
    (student) =>
      student.name === name &&
      (inClass === undefined || inClass === `${student.grade}.${student.classNumber}`),
  );
  if (named.length > 1) throw new Refused(resultReasons.several);
  const [found] = named;
  if (found === undefined) throw new Refused(resultReasons.unknown);
  return found;
}

function resultsOf(
  cells: readonly string[],
  { subjects }: Columns,
  studentId: string,
): readonly ExamResult[] {
  const bySubject = new Map<string, ExamResult>();
  for (const { at, subject, isRank } of subjects) {
    const text = filled(cells[at])?.normalize('NFKC');
    if (text === undefined || absentWords.includes(text)) continue;
    if (!(isRank ? /^\d{1,5}$/u.test(text) : isScore(text)))
      throw new Refused(
        resultReasons.score.replace('{subject}', subject).replace('{found}', text.slice(0, 20)),
      );
    const before = bySubject.get(subject) ?? { studentId, subject };
    bySubject.set(subject, { ...before, ...(isRank ? { rank: text } : { score: text }) });
  }
  return [...bySubject.values()];
}

function isScore(text: string): boolean {
  if (/^\d{1,4}(?:\.\d{1,2})?$/u.test(text)) return Number(text) <= fullMarks;
  return gradeWords.test(text);
}
