/**
 * The platform's side of signing and sealing, written from the vendor's pages with nothing but `node:crypto`, so
 * that a fault in the adapter cannot hide behind the same fault here.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';

export interface EventSecrets {
  readonly token: string;
  readonly aesKey: string;
}

export interface SealedEvent {
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypt: string;
}

const blockBytes = 32;

/** Page `receive-message`. */
export function signRobotRequest(secret: string, timestamp: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

export function signEvent(token: string, sealed: Omit<SealedEvent, 'signature'>): string {
  const parts = [token, sealed.timestamp, sealed.nonce, sealed.encrypt].map((part) => Buffer.from(part));
  return createHash('sha1')
    .update(Buffer.concat(parts.sort((left, right) => left.compare(right))))
    .digest('hex');
}

/** `random16` are the 16 bytes in front; the page `callback-event-message-body-encryption-and-decryption`. */
export function sealText(secrets: EventSecrets, text: string, owner: string, random16: Buffer): string {
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([random16, length, message, Buffer.from(owner)]);
  const padLength = blockBytes - (plain.length % blockBytes);
  const key = keyBytes(secrets.aesKey);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(padLength, padLength)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

export function openText(secrets: EventSecrets, encrypted: string): { text: string; owner: string } {
  const key = keyBytes(secrets.aesKey);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
  const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const end = 20 + plain.readUInt32BE(16);
  return { text: plain.subarray(20, end).toString(), owner: plain.subarray(end).toString() };
}

function keyBytes(aesKey: string): Buffer {
  return Buffer.from(`${aesKey}=`, 'base64');
}
