/** The signed and encrypted envelope of callbacks and passive replies (doc 90968: signature, AES-256-CBC, PKCS#7 over 32 bytes). */
import { createDecipheriv, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';
import type { CallbackRefusal } from '../contract.ts';

export interface EnvelopeKeys {
  readonly token: string;
  /** EncodingAESKey: 43 characters. */
  readonly aesKey: string;
  /** What must stand at the end of every plaintext: the corp id for an app of the corporation itself. */
  readonly receiverId: string;
}

/** The query values and the cipher text, exactly as they came. */
export interface SignedCipher {
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly cipher: string;
}

type Opened =
  | { readonly ok: true; readonly message: string }
  | { readonly ok: false; readonly reason: CallbackRefusal };

export interface Envelope {
  open(signed: SignedCipher, receivedAt: Date): Opened;
  seal(message: string, timestamp: string, nonce: string): SignedCipher;
}

/** Redeliveries of one message come within about 20 s; five minutes leave room for a clock that is off. */
const freshWithinMs = 5 * 60_000;
const blockBytes = 32;
const randomBytes = 16;
const lengthBytes = 4;

export function createEnvelope(keys: EnvelopeKeys): Envelope {
  const key = readAesKey(keys.aesKey);
  const iv = key.export().subarray(0, 16);
  const receiver = Buffer.from(keys.receiverId);

  return {
    open(signed, receivedAt) {
      if (!isWellFormed(signed)) return { ok: false, reason: 'malformed' };
      const expected = getSignature(keys.token, signed.timestamp, signed.nonce, signed.cipher);
      if (!isSameBytes(Buffer.from(expected), Buffer.from(signed.signature))) {
        return { ok: false, reason: 'signature' };
      }
      if (!isFresh(signed.timestamp, receivedAt)) return { ok: false, reason: 'stale' };
      return openPlain(decipher(signed.cipher, key, iv), receiver);
    },
    seal(message, timestamp, nonce) {
      const cipher = encrypt(keys.aesKey, message, keys.receiverId);
      return { signature: getSignature(keys.token, timestamp, nonce, cipher), timestamp, nonce, cipher };
    },
  };
}

function readAesKey(aesKey: string): KeyObject {
  const bytes = Buffer.from(`${aesKey}=`, 'base64');
  if (!/^[0-9A-Za-z+/]{43}$/.test(aesKey) || bytes.length !== 32) {
    throw new TypeError('The WeCom EncodingAESKey must be 43 characters of base64');
  }
  return createSecretKey(bytes);
}

/**
 * The four signed values are hashed in sorted order without a border between them, so that a nonce could pose as a
 * timestamp: strict forms close that.
 */
function isWellFormed({ signature, timestamp, nonce, cipher }: SignedCipher): boolean {
  return (
    /^[0-9a-f]{40}$/.test(signature) &&
    /^\d{10}$/.test(timestamp) &&
    /^[0-9A-Za-z]{1,64}$/.test(nonce) &&
    cipher.length > 0
  );
}

function isFresh(timestamp: string, receivedAt: Date): boolean {
  return Math.abs(receivedAt.getTime() - Number(timestamp) * 1000) <= freshWithinMs;
}

function isSameBytes(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Empty when the cipher text is not canonical base64 of whole 32-byte blocks. */
function decipher(cipher: string, key: KeyObject, iv: Buffer): Buffer {
  const bytes = Buffer.from(cipher, 'base64');
  if (bytes.length === 0 || bytes.length % blockBytes !== 0 || bytes.toString('base64') !== cipher) {
    return Buffer.alloc(0);
  }
  // Node would check for blocks of 16 bytes and refuse valid pads of 17 to 32.
  const opener = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([opener.update(bytes), opener.final()]);
}

/** random[16] ‖ length of the message, big-endian ‖ message ‖ receiver id ‖ pad */
function openPlain(padded: Buffer, receiver: Buffer): Opened {
  const malformed = { ok: false, reason: 'malformed' } as const;
  const padBytes = padded.at(-1) ?? 0;
  if (padBytes < 1 || padBytes > blockBytes) return malformed;
  if (!padded.subarray(-padBytes).equals(Buffer.alloc(padBytes, padBytes))) return malformed;
  const plain = padded.subarray(0, -padBytes);
  const headBytes = randomBytes + lengthBytes;
  if (plain.length < headBytes) return malformed;
  const messageEnd = headBytes + plain.readUInt32BE(randomBytes);
  if (messageEnd > plain.length) return malformed;
  const message = readUtf8(plain.subarray(headBytes, messageEnd));
  if (message === undefined) return malformed;
  if (!isSameBytes(plain.subarray(messageEnd), receiver)) return { ok: false, reason: 'receiver' };
  return { ok: true, message };
}

/** `undefined` where the bytes are not valid UTF-8. A byte order mark is kept: an echo must be answered exactly. */
export function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
