/** A "no" to a question of a teacher's conduct, kept for the school's contact alone. */
import { type Day, readDay } from '../domain/day.ts';
import type { Words } from './data-keys.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export const ethicsCaseStates = ['new', 'seen', 'closed'] as const;
export type EthicsCaseState = (typeof ethicsCaseStates)[number];

export interface NewEthicsCase {
  /** Random, as an answer's. */
  readonly id: string;
  readonly schoolId: string;
  readonly questionnaireId: string;
  readonly mentorId: string;
  readonly itemKey: string;
  readonly words: string;
  /** The school morning after, so that the hour tells nothing. */
  readonly shownFrom: Day;
}

export interface EthicsCase extends NewEthicsCase {
  readonly state: EthicsCaseState;
  readonly closedById?: string;
  readonly closedOn?: Day;
}

export interface EthicsCases {
  add(cases: readonly NewEthicsCase[]): Promise<void>;
  /** Those that may be shown on the day. */
  list(schoolId: string, on: Day): Promise<readonly EthicsCase[]>;
  seen(schoolId: string, id: string): Promise<boolean>;
  close(schoolId: string, id: string, closed: { readonly byId: string; readonly on: Day }): Promise<boolean>;
}

export function ethicsCasesTable(rows: Rows, words: Words): EthicsCases {
  const place = (row: string) => ({ table: 'EthicsCase', column: 'wordsSealed', row });
  return {
    async add(cases) {
      for (const { words: said, ...one } of cases) {
        const wordsSealed = await words.seal(one.schoolId, place(one.id), said);
        await rows.ethicsCase.create({ data: { ...one, wordsSealed, state: 'new' }, select: { id: true } });
      }
    },
    async list(schoolId, on) {
      const found = await rows.ethicsCase.findMany({
        where: { schoolId, shownFrom: { lte: on } },
        orderBy: [{ shownFrom: 'desc' }, { id: 'asc' }],
      });
      const cases = [];
      for (const { wordsSealed, closedById, closedOn, ...row } of found) {
        cases.push({
          ...row,
          words: await words.open(schoolId, place(row.id), wordsSealed),
          state: readWord(ethicsCaseStates, row.state),
          shownFrom: readDay(row.shownFrom),
          ...(closedById === null ? {} : { closedById }),
          ...(closedOn === null ? {} : { closedOn: readDay(closedOn) }),
        });
      }
      return cases;
    },
    async seen(schoolId, id) {
      const unseen = { where: { schoolId, id, state: 'new' }, data: { state: 'seen' } };
      return (await rows.ethicsCase.updateMany(unseen)).count > 0;
    },
    async close(schoolId, id, { byId, on }) {
      const open = { schoolId, id, state: { not: 'closed' } };
      const closed = { state: 'closed', closedById: byId, closedOn: on };
      return (await rows.ethicsCase.updateMany({ where: open, data: closed })).count > 0;
    },
  };
}
