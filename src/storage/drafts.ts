/** Sentences whose question went unanswered: kept until they are filed or dropped. */
import { type AskedPoint, askedPoints } from '../domain/drafts/asked-points.ts';
import type { Words } from './data-keys.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';
import { readCandidates, readSettled, type Settled, writeSettled } from './settled.ts';

export interface Draft extends Settled {
  readonly id: string;
  readonly schoolId: string;
  readonly personId: string;
  /** Of the question that nobody answered. */
  readonly inboxId: string;
  readonly about: AskedPoint;
  /** As they were asked; of a missing field the contact that it is missing in. */
  readonly candidates: readonly string[];
  readonly sealedFor: string;
  readonly text: string;
  /** When it was put here. */
  readonly writtenAt: Date;
  /** Whether its author was told that it was put here. */
  readonly isTold: boolean;
}

export interface Drafts {
  add(draft: Omit<Draft, 'isTold'>): Promise<void>;
  /** Oldest first. */
  open(personId: string): Promise<readonly Draft[]>;
  /** Its author knows now that they wait. */
  tell(ids: readonly string[], at: Date): Promise<void>;
  close(id: string, at: Date): Promise<void>;
}

export function draftsTable(rows: Rows, words: Words): Drafts {
  const place = (row: string) => ({ table: 'Draft', column: 'textSealed', row });
  return {
    async add({ candidates, settled, saidAt, text, ...draft }) {
      await rows.draft.create({
        data: {
          ...draft,
          candidates: JSON.stringify(candidates),
          settled: writeSettled({ settled, saidAt }),
          textSealed: await words.seal(draft.sealedFor, place(draft.id), text),
        },
        select: { id: true },
      });
    },
    async open(personId) {
      const found = await rows.draft.findMany({
        where: { personId, closedAt: null },
        orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }],
      });
      return Promise.all(
        found.map(async (row) => ({
          id: row.id,
          schoolId: row.schoolId,
          personId,
          inboxId: row.inboxId,
          about: readWord(askedPoints, row.about),
          candidates: readCandidates(row.candidates),
          ...readSettled(row.settled, row.writtenAt),
          sealedFor: row.sealedFor,
          text: await words.open(row.sealedFor, place(row.id), row.textSealed),
          writtenAt: row.writtenAt,
          isTold: row.toldAt !== null,
        })),
      );
    },
    async tell(ids, at) {
      await rows.draft.updateMany({ where: { id: { in: [...ids] }, toldAt: null }, data: { toldAt: at } });
    },
    async close(id, at) {
      await rows.draft.updateMany({ where: { id, closedAt: null }, data: { closedAt: at } });
    },
  };
}
