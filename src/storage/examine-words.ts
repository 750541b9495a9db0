/** Opens sealed words one by one, for the doctor: words that were changed, moved or taken out do not open. */

import { type DataKey, type KeyWrapper, openWords, WrongKeyError } from './private-words.ts';
import type { Rows } from './rows.ts';
import { emptiedWords, nextSealedWords, placeOfWords, sealedColumns } from './sealed-columns.ts';

export interface WordsReport {
  readonly opened: number;
  readonly broken: number;
  /** Table, column and row of the first that does not open. */
  readonly first?: string;
}

const rowsAtATime = 500;

/** Whoever forgets words seals blank ones under a new key: words without a key, and rows without words, are broken. */
export async function examineWords(rows: Rows, wrapper: KeyWrapper): Promise<WordsReport> {
  let opened = 0;
  let broken = 0;
  let first: string | undefined;
  for (const column of sealedColumns) {
    let after = '';
    for (;;) {
      const found = await nextSealedWords(rows, column, { after, limit: rowsAtATime });
      const keys = await keysOf(
        rows,
        wrapper,
        found.map(({ subjectId }) => subjectId),
      );
      for (const words of found) {
        const key = keys.get(words.subjectId);
        if (
          key !== undefined &&
          key !== 'wrong' &&
          opens(key, placeOfWords(column, words.row), words.sealed)
        ) {
          opened += 1;
          continue;
        }
        broken += 1;
        first ??= `${column.table}.${column.column} ${words.row}`;
      }
      if (found.length < rowsAtATime) break;
      after = found.at(-1)?.row ?? after;
    }
    const emptied = await emptiedWords(rows, column);
    broken += emptied.count;
    if (emptied.first !== undefined) first ??= `${column.table}.${column.column} ${emptied.first}`;
  }
  return { opened, broken, ...(first !== undefined && { first }) };
}

async function keysOf(
  rows: Rows,
  wrapper: KeyWrapper,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, DataKey | 'wrong'>> {
  const wrapped = await rows.dataKey.findMany({ where: { subjectId: { in: [...new Set(subjectIds)] } } });
  return new Map(
    wrapped.map((row): readonly [string, DataKey | 'wrong'] => {
      try {
        return [row.subjectId, wrapper.unwrap(row.subjectId, row.keyVersion, row.wrapped)];
      } catch (error) {
        if (error instanceof WrongKeyError) return [row.subjectId, 'wrong'];
        throw error;
      }
    }),
  );
}

function opens(...[key, place, sealed]: Parameters<typeof openWords>): boolean {
  try {
    openWords(key, place, sealed);
    return true;
  } catch (error) {
    if (error instanceof WrongKeyError) return false;
    throw error;
  }
}
