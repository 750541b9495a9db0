/** Exam scores, each sealed under the student's key (V-03). */
import { z } from 'zod';
import { batches } from './batches.ts';
import type { Words } from './data-keys.ts';
import type { Rows } from './rows.ts';

export interface ExamScore {
  readonly examId: string;
  readonly studentId: string;
  readonly subject: string;
  readonly score?: string;
  readonly rank?: string;
}

export interface ExamScores {
  /** Takes the place of what was entered before for the same exam, student and subject. */
  put(schoolId: string, scores: readonly ExamScore[], newId: () => string): Promise<void>;
  ofStudent(studentId: string): Promise<readonly ExamScore[]>;
}

const kept = z.object({ score: z.string().exactOptional(), rank: z.string().exactOptional() });

export function examScoresTable(rows: Rows, words: Words): ExamScores {
  const place = (row: string) => ({ table: 'ExamScore', column: 'sealed', row });
  return {
    async put(schoolId, scores, newId) {
      const examIds = [...new Set(scores.map(({ examId }) => examId))];
      const before = await rows.examScore.findMany({
        where: { examId: { in: examIds } },
        select: { id: true, examId: true, studentId: true, subject: true },
      });
      const replaced = new Set(scores.map(keyOf));
      for (const some of batches(before.filter((row) => replaced.has(keyOf(row)))))
        await rows.examScore.deleteMany({ where: { id: { in: some.map(({ id }) => id) } } });
      for (const some of batches(scores)) {
        const data = [];
        for (const { examId, studentId, subject, ...values } of some) {
          const id = newId();
          const sealed = await words.seal(studentId, place(id), JSON.stringify(values));
          data.push({ id, schoolId, examId, studentId, subject, sealed });
        }
        await rows.examScore.createMany({ data });
      }
    },
    async ofStudent(studentId) {
      const found = await rows.examScore.findMany({ where: { studentId }, orderBy: { id: 'asc' } });
      const scores: ExamScore[] = [];
      for (const { id, examId, subject, sealed } of found)
        scores.push({
          examId,
          studentId,
          subject,
          ...kept.parse(JSON.parse(await words.open(studentId, place(id), sealed))),
        });
      return scores;
    },
  };
}

function keyOf({ examId, studentId, subject }: Pick<ExamScore, 'examId' | 'studentId' | 'subject'>): string {
  return `${examId}|${studentId}|${subject}`;
}
