/** WeCom's side of the encrypted envelope (doc 90968), written apart from the adapter so that each proves the other. */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

export interface WecomEnvelopeKeys {
  readonly corpId: string;
  readonly token: string;
  readonly aesKey: string;
}

export interface SealedEnvelope {
  readonly encrypt: string;
  readonly signature: string;
}

export interface EnvelopeStamp {
  /** Seconds. */
  readonly timestamp: string;
  readonly nonce: string;
}

function signEnvelope(token: string, { timestamp, nonce }: EnvelopeStamp, encrypt: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypt].sort().join('')).digest('hex');
}

/** `random` is 16 bytes that stand in front of the message. */
export function sealEnvelope(
  keys: WecomEnvelopeKeys,
  stamp: EnvelopeStamp,
  message: string,
  random: Buffer,
): SealedEnvelope {
  const key = Buffer.from(`${keys.aesKey}=`, 'base64');
  const body = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const plain = Buffer.concat([random.subarray(0, 16), length, body, Buffer.from(keys.corpId)]);
  const pad = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const encrypt = Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])),
    cipher.final(),
  ]).toString('base64');
  return { encrypt, signature: signEnvelope(keys.token, stamp, encrypt) };
}

/** Throws with what is wrong, for the developer whose reply WeCom would silently ignore. */
export function openEnvelope(keys: WecomEnvelopeKeys, stamp: EnvelopeStamp, sealed: SealedEnvelope): string {
  if (signEnvelope(keys.token, stamp, sealed.encrypt) !== sealed.signature)
    throw new Error('wrong signature');
  const key = Buffer.from(`${keys.aesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(sealed.encrypt, 'base64'), decipher.final()]);
  const pad = padded.at(-1) ?? 0;
  if (pad < 1 || pad > 32 || padded.length % 32 !== 0) throw new Error('wrong padding');
  const plain = padded.subarray(0, padded.length - pad);
  const end = 20 + plain.readUInt32BE(16);
  if (plain.subarray(end).toString() !== keys.corpId) throw new Error('wrong receiver');
  return plain.subarray(20, end).toString();
}
