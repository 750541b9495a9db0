/**
 * Words about a child, encrypted at rest: AES-256-GCM under a data key of the student (or of the school, for words
 * about several), the data key wrapped by APP_KEY. Deleting a student's data key makes every copy of the words
 * unreadable; a full backup holds the wrapped key too, until its APP_KEY is destroyed. Associated data bind a ciphertext to its place: moved elsewhere it is refused.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** Where a ciphertext stands. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** One subject's key, ready to use. */
export interface DataKey {
  readonly subjectId: string;
  readonly version: number;
  readonly key: Buffer;
}

export class WrongKeyError extends Error {
  override readonly name = 'WrongKeyError';
}

/** APP_KEY, and those before it that are still accepted. */
export interface AppKeys {
  readonly key: Buffer;
  readonly previous: readonly Buffer[];
}

interface DerivedKeys {
  readonly wrapping: Buffer;
  readonly marking: Buffer;
}

/** Wraps and unwraps data keys; holds the only copy of the keys derived from APP_KEY. */
export class KeyWrapper {
  #current: DerivedKeys;
  #previous: readonly DerivedKeys[];
  readonly #reload: (() => AppKeys) | undefined;

  /**
   * `appKey`: 32 bytes. `previous`: keys that were in use before, still accepted. `reload`: asked again where none of
   * them opens, since a command beside the running program may have changed the key file.
   */
  constructor(appKey: Buffer, previous: readonly Buffer[] = [], reload?: () => AppKeys) {
    this.#current = derive(appKey);
    this.#previous = previous.map(derive);
    this.#reload = reload;
  }

  refresh(): void {
    const keys = this.#reload?.();
    if (keys === undefined) return;
    this.#current = derive(keys.key);
    this.#previous = keys.previous.map(derive);
  }

  create(subjectId: string, version = 1): { dataKey: DataKey; wrapped: string } {
    const dataKey = { subjectId, version, key: randomBytes(keyBytes) };
    return { dataKey, wrapped: this.wrap(dataKey) };
  }

  wrap({ subjectId, version, key }: DataKey): string {
    return seal(this.#current.wrapping, key, wrapContext(subjectId, version));
  }

  /** Throws WrongKeyError where APP_KEY is none of those that wrapped it. */
  unwrap(subjectId: string, version: number, wrapped: string): DataKey {
    const context = wrapContext(subjectId, version);
    let key = this.#tryUnwrap(wrapped, context);
    if (key === undefined && this.#reload !== undefined) {
      this.refresh();
      key = this.#tryUnwrap(wrapped, context);
    }
    if (key !== undefined) return { subjectId, version, key };
    throw new WrongKeyError('this data key was wrapped under another APP_KEY');
  }

  #tryUnwrap(wrapped: string, context: string): Buffer | undefined {
    for (const { wrapping } of [this.#current, ...this.#previous]) {
      const key = tryOpen(wrapping, wrapped, context);
      if (key !== undefined) return key;
    }
    return undefined;
  }

  /** Whether the current key wrapped it. */
  isCurrent(subjectId: string, version: number, wrapped: string): boolean {
    return tryOpen(this.#current.wrapping, wrapped, wrapContext(subjectId, version)) !== undefined;
  }

  /** Says under the key: this program wrote these words. */
  mark(words: string): string {
    return markUnder(this.#current, words);
  }

  hasMarked(mark: string, words: string): boolean {
    return [this.#current, ...this.#previous].some((keys) => {
      const [given, expected] = [Buffer.from(mark), Buffer.from(markUnder(keys, words))];
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  }
}

function derive(appKey: Buffer): DerivedKeys {
  if (appKey.length !== keyBytes) throw new RangeError('APP_KEY has 32 bytes');
  const under = (purpose: string) => Buffer.from(hkdfSync('sha256', appKey, '', purpose, keyBytes));
  return { wrapping: under('daoshi data keys'), marking: under('daoshi marks') };
}

function markUnder({ marking }: DerivedKeys, words: string): string {
  return createHmac('sha256', marking).update(words).digest('base64url');
}

function tryOpen(key: Buffer, sealed: string, context: string): Buffer | undefined {
  try {
    return open(key, sealed, context);
  } catch (error) {
    if (error instanceof WrongKeyError) return undefined;
    throw error;
  }
}

export function sealWords(dataKey: DataKey, place: Place, words: string): string {
  return seal(dataKey.key, Buffer.from(words, 'utf8'), placeContext(dataKey, place));
}

/** Throws WrongKeyError where key, place or bytes are not the ones that were sealed. */
export function openWords(dataKey: DataKey, place: Place, sealed: string): string {
  return open(dataKey.key, sealed, placeContext(dataKey, place)).toString('utf8');
}

function wrapContext(subjectId: string, version: number): string {
  return `DataKey|wrapped|${subjectId}|${version}`;
}

function placeContext(dataKey: DataKey, place: Place): string {
  return `${place.table}|${place.column}|${place.row}|${dataKey.subjectId}|${dataKey.version}`;
}

function seal(key: Buffer, plain: Buffer, context: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

function open(key: Buffer, sealed: string, context: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < nonceBytes + tagBytes) throw new WrongKeyError('too short to be sealed words');
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  try {
    const body = bytes.subarray(nonceBytes, bytes.length - tagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (error) {
    throw new WrongKeyError('these words were sealed with another key or for another place', {
      cause: error,
    });
  }
}
