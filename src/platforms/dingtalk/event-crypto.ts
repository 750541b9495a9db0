/**
 * Cipher of HTTP event callbacks (page `callback-event-message-body-encryption-and-decryption`). The package knows
 * the cipher; signature, padding, length field and owner are checked here because it checks none of them.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';

export interface EventKeys {
  readonly token: string;
  /** 43 letters or digits. */
  readonly aesKey: string;
}

export interface SignedText {
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypted: string;
}

export interface OpenedText {
  readonly text: string;
  readonly owner: string;
}

export function assertAesKey(aesKey: string): void {
  if (!/^[A-Za-z0-9]{43}$/u.test(aesKey)) throw new TypeError('aesKey must be 43 letters or digits');
}

/** Only lower-case hex: a second spelling of a right signature would be a second request with the same effect. */
export function hasValidSignature(keys: EventKeys, signed: SignedText): boolean {
  if (!/^[0-9a-f]{40}$/u.test(signed.signature)) return false;
  const expected = getSignature(keys.token, signed.timestamp, signed.nonce, signed.encrypted);
  return timingSafeEqual(Buffer.from(signed.signature, 'hex'), Buffer.from(expected, 'hex'));
}

/** `undefined` unless the text is exactly what an honest sender would have produced. Check the signature first. */
export function openEventText(keys: EventKeys, encrypted: string): OpenedText | undefined {
  if (encrypted.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/u.test(encrypted)) return undefined;
  try {
    const { message, id, random } = decrypt(keys.aesKey, encrypted);
    // Sealing again gives the same bytes only if padding, length field, UTF-8 and Base64 were all in order.
    return encrypt(keys.aesKey, message, id, random) === encrypted ? { text: message, owner: id } : undefined;
  } catch {
    return undefined;
  }
}

export function sealEventText(keys: EventKeys, opened: OpenedText, at: Date): SignedText {
  const encrypted = encrypt(keys.aesKey, opened.text, opened.owner);
  const timestamp = String(at.getTime());
  const nonce = randomBytes(8).toString('hex');
  return { encrypted, timestamp, nonce, signature: getSignature(keys.token, timestamp, nonce, encrypted) };
}
