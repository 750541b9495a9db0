/** The published callback vectors, read once and typed. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const opened = z.object({ message: z.string(), receiveId: z.string(), padLength: z.number() });
const signed = { token: z.string(), timestamp: z.string(), nonce: z.string(), signature: z.string() };

const vectors = z.object({
  decrypt: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      ...signed,
      encodingAESKey: z.string(),
      encrypt: z.string(),
      expected: opened,
    }),
  ),
  encryptDeterministic: z.array(
    z.object({
      id: z.string(),
      token: z.string().optional(),
      encodingAESKey: z.string(),
      receiveId: z.string(),
      message: z.string(),
      encrypt: z.string(),
    }),
  ),
  signatureOnly: z.array(z.object({ id: z.string(), ...signed, encrypt: z.string() })),
  negative: z.array(
    z.object({
      id: z.string(),
      expect: z.string(),
      nonce: z.string().optional(),
      signature: z.string().optional(),
      encryptOf: z.string().optional(),
      encrypt: z.string().optional(),
      encodingAESKey: z.string().optional(),
      configuredReceiveId: z.string().optional(),
    }),
  ),
  invalidKeys: z.array(z.object({ encodingAESKey: z.string() })),
  generated: z.array(
    z.object({
      id: z.string(),
      ...signed,
      encodingAESKey: z.string(),
      receiveId: z.string(),
      message: z.string(),
      encrypt: z.string(),
    }),
  ),
});

export const callbackVectors = vectors.parse(
  JSON.parse(readFileSync(new URL('../../../fixtures/wecom/callback-vectors.json', import.meta.url), 'utf8')),
);

export type DecryptVector = z.infer<typeof vectors>['decrypt'][number];

export function decryptVector(id: string): DecryptVector {
  const found = callbackVectors.decrypt.find((vector) => vector.id === id);
  if (found === undefined) throw new Error(`No vector ${id}`);
  return found;
}

/** The moment a vector was signed. */
export function signedAt(timestamp: string): Date {
  return new Date(Number(timestamp) * 1000);
}
