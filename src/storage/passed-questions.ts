/** What families asked and who is to answer it. The words, the days of a leave and the answer are sealed together. */
import { z } from 'zod';
import { readDay } from '../domain/day.ts';
import type { Words } from './data-keys.ts';
import type { Rows } from './rows.ts';

const day = z.string().transform(readDay);
const contentSchema = z.object({
  text: z.string(),
  /** Leave that is asked for: both days included. */
  leave: z.object({ fromOn: day, untilOn: day }).exactOptional(),
  answer: z.string().exactOptional(),
});
export type PassedContent = z.output<typeof contentSchema>;

export interface PassedQuestion {
  readonly id: string;
  readonly schoolId: string;
  readonly askedById: string;
  readonly studentId: string;
  /** Who is to answer: the mentor, for leave the homeroom teacher. */
  readonly mentorId: string;
  readonly inboxId: string;
  readonly askedAt: Date;
  readonly content: PassedContent;
}

export interface PassedQuestions {
  add(question: PassedQuestion): Promise<void>;
  find(id: string): Promise<PassedQuestion | undefined>;
  /** What waits for this person's answer, oldest first. */
  openFor(mentorId: string): Promise<readonly PassedQuestion[]>;
  /** False where it was answered before. */
  answer(question: PassedQuestion, answer: string | undefined, at: Date): Promise<boolean>;
}

const mostOpen = 20;

export function passedQuestionsTable(rows: Rows, words: Words): PassedQuestions {
  const place = (row: string) => ({ table: 'PassedQuestion', column: 'textSealed', row });
  type Row = Awaited<ReturnType<typeof rows.passedQuestion.findUniqueOrThrow>>;
  const read = async (row: Row): Promise<PassedQuestion> => ({
    id: row.id,
    schoolId: row.schoolId,
    askedById: row.askedById,
    studentId: row.studentId,
    mentorId: row.mentorId,
    inboxId: row.inboxId ?? '',
    askedAt: row.askedAt,
    content: contentSchema.parse(JSON.parse(await words.open(row.sealedFor, place(row.id), row.textSealed))),
  });
  return {
    async add({ content, ...question }) {
      const textSealed = await words.seal(question.studentId, place(question.id), JSON.stringify(content));
      await rows.passedQuestion.create({
        data: { ...question, sealedFor: question.studentId, textSealed },
        select: { id: true },
      });
    },
    async find(id) {
      const row = await rows.passedQuestion.findUnique({ where: { id } });
      return row === null ? undefined : read(row);
    },
    async openFor(mentorId) {
      const found = await rows.passedQuestion.findMany({
        where: { mentorId, answeredAt: null },
        orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
        take: mostOpen,
      });
      return Promise.all(found.map(read));
    },
    async answer({ id, studentId, content }, answer, at) {
      const told = answer === undefined ? content : { ...content, answer };
      const textSealed = await words.seal(studentId, place(id), JSON.stringify(told));
      const { count } = await rows.passedQuestion.updateMany({
        where: { id, answeredAt: null },
        data: { answeredAt: at, textSealed },
      });
      return count === 1;
    },
  };
}
