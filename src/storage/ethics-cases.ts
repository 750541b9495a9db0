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

/** Without its words: they are opened one case at a time. */
export interface EthicsCase extends Omit<NewEthicsCase, 'words'> {
  readonly state: EthicsCaseState;
  readonly closedById?: string;
  readonly closedOn?: Day;
}

export interface EthicsCaseWords {
  readonly words: string;
  /** What was done about it; empty before. */
  readonly closing: string;
}

export interface EthicsCases {
  add(cases: readonly NewEthicsCase[]): Promise<void>;
  /** Those that may be shown on the day, the newest first. */
  list(schoolId: string, on: Day): Promise<readonly EthicsCase[]>;
  /** Not opened yet, of those that may be shown on the day. */
  countNew(schoolId: string, on: Day): Promise<number>;
  find(schoolId: string, id: string): Promise<EthicsCase | undefined>;
  words(found: Pick<EthicsCase, 'id' | 'schoolId'>): Promise<EthicsCaseWords>;
  /** False where it was seen before. */
  seen(schoolId: string, id: string): Promise<boolean>;
  /** False where it was closed before. */
  close(
    schoolId: string,
    id: string,
    closed: { readonly byId: string; readonly on: Day; readonly closing: string },
  ): Promise<boolean>;
}

export function ethicsCasesTable(rows: Rows, words: Words): EthicsCases {
  const place = (column: 'wordsSealed' | 'closingSealed', row: string) => ({
    table: 'EthicsCase',
    column,
    row,
  });
  return {
    async add(cases) {
      for (const { words: said, ...one } of cases) {
        const wordsSealed = await words.seal(one.schoolId, place('wordsSealed', one.id), said);
        await rows.ethicsCase.create({ data: { ...one, wordsSealed, state: 'new' }, select: { id: true } });
      }
    },
    async list(schoolId, on) {
      const found = await rows.ethicsCase.findMany({
        where: { schoolId, shownFrom: { lte: on } },
        orderBy: [{ shownFrom: 'desc' }, { id: 'asc' }],
      });
      return found.map(toEthicsCase);
    },
    countNew: (schoolId, on) =>
      rows.ethicsCase.count({ where: { schoolId, shownFrom: { lte: on }, state: 'new' } }),
    async find(schoolId, id) {
      const row = await rows.ethicsCase.findFirst({ where: { schoolId, id } });
      return row === null ? undefined : toEthicsCase(row);
    },
    async words({ id, schoolId }) {
      const { wordsSealed, closingSealed } = await rows.ethicsCase.findUniqueOrThrow({
        where: { id },
        select: { wordsSealed: true, closingSealed: true },
      });
      return {
        words: await words.open(schoolId, place('wordsSealed', id), wordsSealed),
        closing:
          closingSealed === '' ? '' : await words.open(schoolId, place('closingSealed', id), closingSealed),
      };
    },
    async seen(schoolId, id) {
      const unseen = { where: { schoolId, id, state: 'new' }, data: { state: 'seen' } };
      return (await rows.ethicsCase.updateMany(unseen)).count > 0;
    },
    async close(schoolId, id, { byId, on, closing }) {
      const closingSealed = await words.seal(schoolId, place('closingSealed', id), closing);
      const open = { schoolId, id, state: { not: 'closed' } };
      const closed = { state: 'closed', closedById: byId, closedOn: on, closingSealed };
      return (await rows.ethicsCase.updateMany({ where: open, data: closed })).count > 0;
    },
  };
}

interface EthicsCaseRow {
  readonly id: string;
  readonly schoolId: string;
  readonly questionnaireId: string;
  readonly mentorId: string;
  readonly itemKey: string;
  readonly state: string;
  readonly shownFrom: string;
  readonly closedById: string | null;
  readonly closedOn: string | null;
}

function toEthicsCase(row: EthicsCaseRow): EthicsCase {
  const { id, schoolId, questionnaireId, mentorId, itemKey, closedById, closedOn } = row;
  return {
    id,
    schoolId,
    questionnaireId,
    mentorId,
    itemKey,
    state: readWord(ethicsCaseStates, row.state),
    shownFrom: readDay(row.shownFrom),
    ...(closedById === null ? {} : { closedById }),
    ...(closedOn === null ? {} : { closedOn: readDay(closedOn) }),
  };
}
