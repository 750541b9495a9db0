import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  assertAesKey,
  hasValidSignature,
  openEventText,
  sealEventText,
} from '../../../../src/platforms/dingtalk/event-crypto.ts';
import { openText, sealText, signEvent } from '../../../../src/sandbox/dingtalk-crypto.ts';
import { anAccount, fixture } from './dingtalk-requests.ts';

const vectors = z
  .array(
    z.object({
      id: z.string(),
      token: z.string(),
      aesKey: z.string(),
      key: z.string(),
      timestamp: z.string(),
      nonce: z.string(),
      signature: z.string(),
      encrypt: z.string(),
      plaintext: z.string(),
      random16: z.string(),
    }),
  )
  .parse(fixture('event-vectors'));

describe.each(vectors)('vector $id', (vector) => {
  const signed = { ...vector, encrypted: vector.encrypt };

  test('its signature is valid', () => {
    expect(hasValidSignature(vector, signed)).toBe(true);
    expect(signEvent(vector.token, vector)).toBe(vector.signature);
  });

  test('it opens to the printed text and owner', () => {
    expect(openEventText(vector, vector.encrypt)).toEqual({ text: vector.plaintext, owner: vector.key });
    expect(openText(vector, vector.encrypt)).toEqual({ text: vector.plaintext, owner: vector.key });
  });

  test('sealing with the same random prefix gives the printed bytes', () => {
    expect(sealText(vector, vector.plaintext, vector.key, Buffer.from(vector.random16))).toBe(vector.encrypt);
  });

  test.each(['signature', 'timestamp', 'nonce', 'encrypted'] as const)('a changed %s is refused', (field) => {
    const value = signed[field];
    const changed = (value.startsWith('1') ? '2' : '1') + value.slice(1);
    expect(hasValidSignature(vector, { ...signed, [field]: changed })).toBe(false);
  });

  test('an upper-case signature is refused', () => {
    expect(hasValidSignature(vector, { ...signed, signature: vector.signature.toUpperCase() })).toBe(false);
  });
});

test.each([42, 44])('an aesKey of %i characters is refused at start', (length) => {
  expect(() => assertAesKey('a'.repeat(length))).toThrow(TypeError);
});

const keys = { token: anAccount.token, aesKey: anAccount.aesKey };
const text = fc.string({ unit: 'grapheme', maxLength: 200 });

test('what is sealed opens again, on both sides', () => {
  fc.assert(
    fc.property(
      text,
      fc.string({ minLength: 1, maxLength: 40 }),
      fc.date({ noInvalidDate: true }),
      (plain, owner, at) => {
        const sealed = sealEventText(keys, { text: plain, owner }, at);
        expect(hasValidSignature(keys, sealed)).toBe(true);
        expect(openEventText(keys, sealed.encrypted)).toEqual({ text: plain, owner });
        expect(openText(keys, sealed.encrypted)).toEqual({ text: plain, owner });
      },
    ),
  );
});

test('no bit of a sealed text can be flipped in its first, length or last block without notice of the wrong text', () => {
  const sealed = sealText(keys, 'hello', 'dingappkey', Buffer.from('0123456789abcdef'));
  const bytes = Buffer.from(sealed, 'base64');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    const opened = openEventText(keys, changed.toString('base64'));
    expect(opened?.text === 'hello' && opened.owner === 'dingappkey' && bit >= 128).toBe(false);
  }
});

test.each([
  ['empty', ''],
  ['not Base64', '*'.repeat(64)],
  ['junk inside', 'AAAA\nAAAA'],
  ['a length that is no multiple of four', 'AAAAA'],
  ['a part of a block', Buffer.alloc(17).toString('base64')],
  ['sixteen zero bytes', Buffer.alloc(16).toString('base64')],
  ['64 zero bytes', Buffer.alloc(64).toString('base64')],
  [
    'spare bits set in the last Base64 character',
    `${sealText(keys, 'x', 'y', Buffer.alloc(16)).slice(0, -2)}B=`,
  ],
])('%s does not open', (_, encrypted) => {
  expect(openEventText(keys, encrypted)).toBeUndefined();
});
