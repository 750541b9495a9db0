/**
 * Sheets handed in, and half-filled ones. While a round is open its answers lie in the order they came, without time
 * and without a way to whoever wrote them; at the closing they are written anew in random order (issue 6, anonymity).
 */
import { type Day, readDay } from '../domain/day.ts';
import type { Answers as SheetAnswers } from '../domain/questionnaires/read-answers.ts';
import type { Words } from './data-keys.ts';
import type { Rows } from './rows.ts';

export interface NewAnswer {
  /** Random: an id that sorts by time would tell the order. */
  readonly id: string;
  readonly schoolId: string;
  readonly questionnaireId: string;
  /** Whom it is about, else ''. */
  readonly mentorId: string;
  readonly grade: string;
  readonly isLate: boolean;
  /** Of a named questionnaire only. */
  readonly invitationId?: string;
  /** Of an anonymous one only after the closing. */
  readonly answeredOn?: Day;
  readonly answers: SheetAnswers;
}

export type Answer = NewAnswer;

export interface AnswerRows {
  add(answer: NewAnswer): Promise<void>;
  list(questionnaireId: string): Promise<readonly Answer[]>;
  /** Those about one mentor. */
  about(questionnaireId: string, mentorId: string): Promise<readonly Answer[]>;
  count(questionnaireId: string): Promise<number>;
  /** Takes away all answers of the questionnaire and writes these in their place. Inside a transaction only. */
  replace(questionnaireId: string, answers: readonly NewAnswer[]): Promise<void>;
  draft(invitation: { readonly id: string; readonly schoolId: string }): Promise<SheetAnswers | undefined>;
  saveDraft(draft: {
    readonly invitationId: string;
    readonly schoolId: string;
    readonly answers: SheetAnswers;
    readonly savedAt: Date;
  }): Promise<void>;
  dropDraft(invitationId: string): Promise<void>;
  dropDraftsOf(questionnaireId: string): Promise<void>;
}

const mostAtOnce = 500;

export function answersTable(rows: Rows, words: Words): AnswerRows {
  const place = (row: string) => ({ table: 'Answer', column: 'answersSealed', row });
  const draftPlace = (row: string) => ({ table: 'AnswerDraft', column: 'answersSealed', row });
  const read = async (
    schoolId: string,
    at: ReturnType<typeof place>,
    sealed: string,
  ): Promise<SheetAnswers> => JSON.parse(await words.open(schoolId, at, sealed)) as SheetAnswers;
  const sealed = async ({ answers, ...answer }: NewAnswer) => ({
    ...answer,
    answersSealed: await words.seal(answer.schoolId, place(answer.id), JSON.stringify(answers)),
  });
  const listed = async (where: { questionnaireId: string; mentorId?: string }): Promise<Answer[]> => {
    const found = await rows.answer.findMany({ where, orderBy: { id: 'asc' } });
    const answers = [];
    for (const { answersSealed, invitationId, answeredOn, ...row } of found) {
      answers.push({
        ...row,
        answers: await read(row.schoolId, place(row.id), answersSealed),
        ...(invitationId === null ? {} : { invitationId }),
        ...(answeredOn === null ? {} : { answeredOn: readDay(answeredOn) }),
      });
    }
    return answers;
  };
  return {
    async add(answer) {
      await rows.answer.create({ data: await sealed(answer), select: { id: true } });
    },
    list: (questionnaireId) => listed({ questionnaireId }),
    about: (questionnaireId, mentorId) => listed({ questionnaireId, mentorId }),
    count: (questionnaireId) => rows.answer.count({ where: { questionnaireId } }),
    async replace(questionnaireId, answers) {
      await rows.answer.deleteMany({ where: { questionnaireId } });
      const schoolId = answers[0]?.schoolId ?? '';
      for (let from = 0; from < answers.length; from += mostAtOnce) {
        const some = answers.slice(from, from + mostAtOnce);
        const plain = some.map(({ id, answers: said }) => ({
          place: place(id),
          words: JSON.stringify(said),
        }));
        const allSealed = await words.sealEach(schoolId, plain);
        await rows.answer.createMany({
          data: some.map(({ answers: _said, ...answer }, index) => ({
            ...answer,
            answersSealed: allSealed[index] ?? '',
          })),
        });
      }
    },
    async draft({ id, schoolId }) {
      const row = await rows.answerDraft.findUnique({ where: { invitationId: id } });
      return row === null ? undefined : read(schoolId, draftPlace(id), row.answersSealed);
    },
    async saveDraft({ invitationId, schoolId, answers, savedAt }) {
      const answersSealed = await words.seal(schoolId, draftPlace(invitationId), JSON.stringify(answers));
      await rows.answerDraft.upsert({
        where: { invitationId },
        create: { invitationId, schoolId, answersSealed, savedAt },
        update: { answersSealed, savedAt },
        select: { invitationId: true },
      });
    },
    async dropDraft(invitationId) {
      await rows.answerDraft.deleteMany({ where: { invitationId } });
    },
    async dropDraftsOf(questionnaireId) {
      const ofIt = await rows.invitation.findMany({ where: { questionnaireId }, select: { id: true } });
      for (let from = 0; from < ofIt.length; from += mostAtOnce) {
        const ids = ofIt.slice(from, from + mostAtOnce).map(({ id }) => id);
        await rows.answerDraft.deleteMany({ where: { invitationId: { in: ids } } });
      }
    },
  };
}
