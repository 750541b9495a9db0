/** The data keys of students and schools: made with their owner, unwrapped on first use, remembered for a while. */

import type { DatabaseKind } from './database-url.ts';
import {
  type DataKey,
  type KeyWrapper,
  openWords,
  type Place,
  sealWords,
  WrongKeyError,
} from './private-words.ts';
import type { Rows } from './rows.ts';
import { holdKey } from './sealed-columns.ts';

const rememberedKeys = 20_000;

/** Unwrapped keys by subject; one per process. Forgets the oldest. */
export class KeyRing {
  readonly wrapper: KeyWrapper;
  /** The last change of keys by another process that this one took notice of. */
  announced: string | undefined;
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

  forgetAll(): void {
    this.#keys.clear();
  }
}

export interface Words {
  /** Makes the subject's key; call it in the transaction that makes the subject. */
  createKeys(subjectIds: readonly string[]): Promise<void>;
  /** Call it in the transaction that writes the words: it holds the key as it is. */
  seal(subjectId: string, place: Place, words: string): Promise<string>;
  /** The same for many words of one subject: the key is held once. */
  sealEach(
    subjectId: string,
    all: readonly { readonly place: Place; readonly words: string }[],
  ): Promise<readonly string[]>;
  open(subjectId: string, place: Place, sealed: string): Promise<string>;
}

export function wordsOf(rows: Rows, ring: KeyRing, kind: DatabaseKind): Words {
  async function readKey(subjectId: string): Promise<DataKey> {
    const row = await rows.dataKey.findUniqueOrThrow({ where: { subjectId } });
    const dataKey = ring.wrapper.unwrap(subjectId, row.keyVersion, row.wrapped);
    ring.remember(dataKey);
    return dataKey;
  }
  async function heldKey(subjectId: string): Promise<DataKey> {
    const version = await holdKey(rows, kind, subjectId);
    const known = ring.get(subjectId);
    return known !== undefined && known.version === version ? known : readKey(subjectId);
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
    seal: async (subjectId, place, words) => sealWords(await heldKey(subjectId), place, words),
    async sealEach(subjectId, all) {
      const key = await heldKey(subjectId);
      return all.map(({ place, words }) => sealWords(key, place, words));
    },
    async open(subjectId, place, sealed) {
      const known = ring.get(subjectId);
      if (known === undefined) return openWords(await readKey(subjectId), place, sealed);
      try {
        return openWords(known, place, sealed);
      } catch (error) {
        if (!(error instanceof WrongKeyError)) throw error;
        // The key may have been changed beside this process.
        const fresh = await readKey(subjectId);
        if (fresh.version === known.version) throw error;
        return openWords(fresh, place, sealed);
      }
    },
  };
}
