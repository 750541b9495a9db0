/** The data keys of students and schools: made with their owner, unwrapped on first use, remembered for a while. */

import { type DataKey, type KeyWrapper, openWords, type Place, sealWords } from './private-words.ts';
import type { Rows } from './rows.ts';

const rememberedKeys = 20_000;

/** Unwrapped keys by subject; one per process. Forgets the oldest. */
export class KeyRing {
  readonly wrapper: KeyWrapper;
  readonly #keys = new Map<string, DataKey>();

  constructor(wrapper: KeyWrapper) {
    this.wrapper = wrapper;
  }

  get(subjectId: string): DataKey | undefined {
    return this.#keys.get(subjectId);
  }

  remember(dataKey: DataKey): void {
    if (this.#keys.size >= rememberedKeys) {
      const oldest = this.#keys.keys().next();
      if (!oldest.done) this.#keys.delete(oldest.value);
    }
    this.#keys.set(dataKey.subjectId, dataKey);
  }

  forget(subjectId: string): void {
    this.#keys.delete(subjectId);
  }
}

export interface Words {
  /** Makes the subject's key; call it in the transaction that makes the subject. */
  createKeys(subjectIds: readonly string[]): Promise<void>;
  seal(subjectId: string, place: Place, words: string): Promise<string>;
  open(subjectId: string, place: Place, sealed: string): Promise<string>;
}

export function wordsOf(rows: Rows, ring: KeyRing): Words {
  async function keyOf(subjectId: string): Promise<DataKey> {
    const known = ring.get(subjectId);
    if (known) return known;
    const row = await rows.dataKey.findUniqueOrThrow({ where: { subjectId } });
    const dataKey = ring.wrapper.unwrap(subjectId, row.keyVersion, row.wrapped);
    ring.remember(dataKey);
    return dataKey;
  }
  return {
    async createKeys(subjectIds) {
      await rows.dataKey.createMany({
        data: subjectIds.map((subjectId) => {
          const { dataKey, wrapped } = ring.wrapper.create(subjectId);
          return { subjectId, wrapped, keyVersion: dataKey.version };
        }),
      });
    },
    seal: async (subjectId, place, words) => sealWords(await keyOf(subjectId), place, words),
    open: async (subjectId, place, sealed) => openWords(await keyOf(subjectId), place, sealed),
  };
}
