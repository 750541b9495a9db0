/** Files the results of an exam: from that day mentors owe an analysis where the scheme asks for one (HUAQIAO-10). */
import type { Day } from '../../domain/day.ts';
import type { ExamResult } from '../../domain/results/check-results.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import type { Storage } from '../../storage/storage.ts';

export interface ImportResults {
  readonly schoolId: string;
  /** The day the results came out; a second table of that day and these grades belongs to the same exam. */
  readonly resultsOn: Day;
  /** Empty for the whole school. */
  readonly grades: readonly string[];
  readonly results: readonly ExamResult[];
  readonly actorId?: string;
  readonly now: Date;
}

/** 5,000 students with ten subjects. */
const resultsTimeoutMs = 180_000;

export function importResults(
  { storage, newId }: { readonly storage: Storage; readonly newId: () => string },
  { schoolId, resultsOn, grades, results, actorId, now }: ImportResults,
): Promise<{ readonly examId: string; readonly isNew: boolean }> {
  return storage.transaction(async (tables) => {
    const known = (await tables.meetings.exams(schoolId, resultsOn)).find(
      (exam) => exam.resultsOn === resultsOn && isSame(exam.grades ?? [], grades),
    );
    const examId = known?.id ?? newId();
    if (known === undefined) await tables.meetings.addExam({ id: examId, schoolId, resultsOn, grades });
    await tables.examScores.put(
      schoolId,
      results.map((result) => ({ ...result, examId })),
      newId,
    );
    await tables.audit.add([
      {
        id: newId(),
        schoolId,
        at: now,
        ...(actorId === undefined ? {} : { actorId }),
        verb: 'results_imported',
        subjectId: examId,
        detail: { on: resultsOn, scores: results.length },
      },
    ]);
    return { examId, isNew: known === undefined };
  }, resultsTimeoutMs);
}

/** off for primary and junior stages unless the school has said otherwise; on where all are in senior school. */
export function ranksAllowed(
  { followed, facts }: Pick<SchoolRoster, 'followed' | 'facts'>,
  on: Day,
): boolean {
  const said = followed.findLast(({ effectiveFrom }) => effectiveFrom <= on)?.changes['exam_ranks'];
  if (typeof said === 'boolean') return said;
  return facts.students.length > 0 && facts.students.every(({ grade }) => Number(grade) >= firstSeniorGrade);
}

const firstSeniorGrade = 10;

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}
