/**
 * New keys for old ones, beside the running program. APP_KEY wraps the data keys: they are wrapped anew a few at a time,
 * and both keys are accepted meanwhile. A subject's own data key changes with every word it seals, in one transaction.
 */
import { markHeadAnew } from './audit-chain.ts';
import { batches } from './batches.ts';
import type { KeyRing } from './data-keys.ts';
import { type DataKey, openWords, sealWords } from './private-words.ts';
import type { Rows } from './rows.ts';
import {
  placeOfWords,
  replaceSealedWords,
  type SealedColumn,
  type SealedWords,
  sealedColumns,
  sealedWordsOf,
} from './sealed-columns.ts';
import { settingsTable } from './settings.ts';

export interface WrappedBatch {
  readonly looked: number;
  readonly wrapped: number;
  /** Where to go on. */
  readonly last: string;
}

export interface Keys {
  /** Puts data keys under the current APP_KEY, those after `after`. Inside a transaction only. */
  wrapNext(batch: { readonly after: string; readonly limit: number }): Promise<WrappedBatch>;
  /** The ends of the chains of audit lines are marked under APP_KEY too. */
  markAnew(schoolId: string): Promise<void>;
  /** A new key for a subject, its words sealed anew; how many they were. Inside a transaction only. */
  renew(subjectId: string): Promise<number>;
  /** A new key, and none of the words: nobody opens them again. Inside a transaction only. */
  forgetWords(subjectId: string): Promise<number>;
  /** Tells the other processes that what they remember is old. */
  announce(): Promise<void>;
  /** Forgets remembered keys where another process has announced new ones. */
  refresh(): Promise<void>;
}

const announced = 'keys-changed';

export function keysOf(rows: Rows, ring: KeyRing): Keys {
  const settings = settingsTable(rows);

  async function change(
    subjectId: string,
    rewrite: (column: SealedColumn, words: SealedWords, keys: { old: DataKey; fresh: DataKey }) => string,
  ): Promise<number> {
    const row = await rows.dataKey.findUniqueOrThrow({ where: { subjectId } });
    const old = ring.wrapper.unwrap(subjectId, row.keyVersion, row.wrapped);
    const { dataKey: fresh, wrapped } = ring.wrapper.create(subjectId, row.keyVersion + 1);
    // First: waits for those who seal under the old key, and lets nobody begin.
    await rows.dataKey.update({
      where: { subjectId, keyVersion: row.keyVersion },
      data: { wrapped, keyVersion: fresh.version },
    });
    let count = 0;
    for (const column of sealedColumns) {
      for (const words of await sealedWordsOf(rows, subjectId, column)) {
        const sealed = rewrite(column, words, { old, fresh });
        await replaceSealedWords(rows, column, { row: words.row, sealed });
        count += 1;
      }
    }
    ring.forget(subjectId);
    return count;
  }

  return {
    async wrapNext({ after, limit }) {
      const found = await rows.dataKey.findMany({
        where: { subjectId: { gt: after } },
        orderBy: { subjectId: 'asc' },
        take: limit,
      });
      let wrapped = 0;
      for (const row of found) {
        if (ring.wrapper.isCurrent(row.subjectId, row.keyVersion, row.wrapped)) continue;
        const anew = ring.wrapper.wrap(ring.wrapper.unwrap(row.subjectId, row.keyVersion, row.wrapped));
        // Somebody who changed it meanwhile wrapped it under the current key.
        const { count } = await rows.dataKey.updateMany({
          where: { subjectId: row.subjectId, wrapped: row.wrapped },
          data: { wrapped: anew },
        });
        wrapped += count;
      }
      return { looked: found.length, wrapped, last: found.at(-1)?.subjectId ?? after };
    },
    markAnew: (schoolId) => markHeadAnew(rows, ring.wrapper, schoolId),
    renew: (subjectId) =>
      change(subjectId, (column, { row, sealed }, { old, fresh }) => {
        const place = placeOfWords(column, row);
        return sealWords(fresh, place, openWords(old, place, sealed));
      }),
    async forgetWords(subjectId) {
      const shared = await forgetSharedPictures(rows, subjectId);
      const words = await change(subjectId, (column, { row }, { fresh }) =>
        column.blank === undefined ? '' : sealWords(fresh, placeOfWords(column, row), column.blank),
      );
      return words + shared;
    },
    async announce() {
      const count = Number((await settings.get(announced)) ?? 0);
      await settings.set(announced, String(count + 1));
    },
    async refresh() {
      const now = await settings.get(announced);
      if (now === ring.announced) return;
      ring.announced = now;
      ring.forgetAll();
      ring.wrapper.refresh();
    },
  };
}

/** What was taken with several students is sealed for the school: it may show this one all the same. */
async function forgetSharedPictures(rows: Rows, studentId: string): Promise<number> {
  const contacts = await rows.contact.findMany({
    where: { studentId, inboxId: { not: null } },
    select: { inboxId: true },
  });
  const recordIds = [...new Set(contacts.flatMap(({ inboxId }) => inboxId ?? []))];
  let count = 0;
  for (const some of batches(recordIds)) {
    const forgotten = await rows.attachment.updateMany({
      where: { recordId: { in: [...some] }, NOT: { sealedFor: studentId } },
      data: { state: 'lost', sourceSealed: '', contentSealed: null, nextTryAt: null, lastError: 'forgotten' },
    });
    count += forgotten.count;
  }
  return count;
}
