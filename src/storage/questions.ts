/** The one question that waits for a person's answer. */
import { type AskedPoint, askedPoints } from '../domain/drafts/asked-points.ts';
import type { Words } from './data-keys.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';
import { readCandidates, readSettled, type Settled, writeSettled } from './settled.ts';

export interface OpenQuestion extends Settled {
  readonly personId: string;
  readonly inboxId: string;
  readonly about: AskedPoint;
  readonly candidates: readonly string[];
  /** The message it was asked about. */
  readonly text: string;
  /** Whose data key seals the text: the school, since the student is not known yet. */
  readonly sealedFor: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  /** What is stored already and asked about: a contact. */
  readonly targetId?: string;
}

export interface Questions {
  get(personId: string): Promise<OpenQuestion | undefined>;
  /** Takes the place of one that waited before. */
  put(question: OpenQuestion): Promise<void>;
  /** True for the one who closed this very question. */
  close(question: Pick<OpenQuestion, 'personId' | 'inboxId'>): Promise<boolean>;
  /** Whose question has waited too long. */
  expired(now: Date, limit: number): Promise<readonly string[]>;
}

export function questionsTable(rows: Rows, words: Words): Questions {
  const place = (row: string) => ({ table: 'OpenQuestion', column: 'textSealed', row });
  return {
    async get(personId) {
      const row = await rows.openQuestion.findUnique({ where: { personId } });
      if (row === null) return undefined;
      return {
        personId,
        inboxId: row.inboxId,
        about: readWord(askedPoints, row.about),
        candidates: readCandidates(row.candidates),
        text: await words.open(row.sealedFor, place(personId), row.textSealed),
        sealedFor: row.sealedFor,
        askedAt: row.askedAt,
        expiresAt: row.expiresAt,
        ...readSettled(row.settled, row.askedAt),
        ...(row.targetId === null ? {} : { targetId: row.targetId }),
      };
    },
    async put({ personId, candidates, text, settled, saidAt, targetId, ...question }) {
      const data = {
        ...question,
        candidates: JSON.stringify(candidates),
        settled: writeSettled({ settled, saidAt }),
        textSealed: await words.seal(question.sealedFor, place(personId), text),
        targetId: targetId ?? null,
      };
      await rows.openQuestion.upsert({ where: { personId }, create: { personId, ...data }, update: data });
    },
    async close({ personId, inboxId }) {
      const { count } = await rows.openQuestion.deleteMany({ where: { personId, inboxId } });
      return count === 1;
    },
    async expired(now, limit) {
      const found = await rows.openQuestion.findMany({
        where: { expiresAt: { lte: now } },
        select: { personId: true },
        orderBy: { expiresAt: 'asc' },
        take: limit,
      });
      return found.map(({ personId }) => personId);
    },
  };
}
