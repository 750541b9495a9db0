/** The one question that waits for a person's answer. */
import { z } from 'zod';
import { readDay } from '../domain/day.ts';
import {
  type QuestionReason,
  questionReasons,
  type SettledPoints,
} from '../domain/understanding/understanding.ts';
import { contactKinds } from '../domain/vocabulary.ts';
import type { Words } from './data-keys.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export interface OpenQuestion {
  readonly personId: string;
  readonly inboxId: string;
  readonly about: QuestionReason;
  readonly candidates: readonly string[];
  /** The message it was asked about. */
  readonly text: string;
  /** Whose data key seals the text: the school, since the student is not known yet. */
  readonly sealedFor: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  /** What was answered before about the same message: ids, days and kinds. */
  readonly settled: SettledPoints;
}

export interface Questions {
  get(personId: string): Promise<OpenQuestion | undefined>;
  /** Takes the place of one that waited before. */
  put(question: OpenQuestion): Promise<void>;
  close(personId: string): Promise<void>;
}

const candidatesSchema = z.array(z.string());
const settledSchema = z.object({
  studentIds: z.array(z.string()).exactOptional(),
  on: z.string().transform(readDay).exactOptional(),
  kind: z.enum(contactKinds).exactOptional(),
  happened: z.literal(true).exactOptional(),
});

export function questionsTable(rows: Rows, words: Words): Questions {
  const place = (row: string) => ({ table: 'OpenQuestion', column: 'textSealed', row });
  return {
    async get(personId) {
      const row = await rows.openQuestion.findUnique({ where: { personId } });
      if (row === null) return undefined;
      return {
        personId,
        inboxId: row.inboxId,
        about: readWord(questionReasons, row.about),
        candidates: candidatesSchema.parse(JSON.parse(row.candidates)),
        text: await words.open(row.sealedFor, place(personId), row.textSealed),
        sealedFor: row.sealedFor,
        askedAt: row.askedAt,
        expiresAt: row.expiresAt,
        settled: settledSchema.parse(JSON.parse(row.settled)),
      };
    },
    async put({ personId, candidates, text, settled, ...question }) {
      const data = {
        ...question,
        candidates: JSON.stringify(candidates),
        settled: JSON.stringify(settled),
        textSealed: await words.seal(question.sealedFor, place(personId), text),
      };
      await rows.openQuestion.upsert({ where: { personId }, create: { personId, ...data }, update: data });
    },
    async close(personId) {
      await rows.openQuestion.deleteMany({ where: { personId } });
    },
  };
}
