/**
 * Words about a child, encrypted at rest: AES-256-GCM under a data key of the student (or of the school, for words
 * about several), the data key wrapped by APP_KEY. Deleting a student's data key makes every copy of the words
 * unreadable, old backups included. Associated data bind a ciphertext to its place: moved elsewhere it is refused.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

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

/** Wraps and unwraps data keys; holds the only copy of the key derived from APP_KEY. */
export class KeyWrapper {
  readonly #key: Buffer;

  /** `appKey`: 32 bytes. */
  constructor(appKey: Buffer) {
    if (appKey.length !== keyBytes) throw new RangeError('APP_KEY has 32 bytes');
    this.#key = Buffer.from(hkdfSync('sha256', appKey, '', 'daoshi data keys', keyBytes));
  }

  create(subjectId: string): { dataKey: DataKey; wrapped: string } {
    const dataKey = { subjectId, version: 1, key: randomBytes(keyBytes) };
    return { dataKey, wrapped: seal(this.#key, dataKey.key, wrapContext(subjectId, 1)) };
  }

  /** Throws WrongKeyError where APP_KEY is not the one that wrapped it. */
  unwrap(subjectId: string, version: number, wrapped: string): DataKey {
    return { subjectId, version, key: open(this.#key, wrapped, wrapContext(subjectId, version)) };
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
