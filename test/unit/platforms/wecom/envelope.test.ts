import { createCipheriv } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEnvelope, type SignedCipher } from '../../../../src/platforms/wecom/envelope.ts';
import { callbackVectors, decryptVector, signedAt } from './vectors.ts';

const token = 'token1';
const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const receiverId = 'ww0123456789abcdef';
const now = signedAt('1700000000');

function sign(cipher: string, timestamp = '1700000000', nonce = 'nonce1'): SignedCipher {
  return { cipher, timestamp, nonce, signature: getSignature(token, timestamp, nonce, cipher) };
}

/** Encrypts exactly these bytes, pad and all. */
function cipherOf(padded: Buffer): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

function plainBytes(message: Buffer, declared = message.length, receiver = receiverId): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(declared);
  return Buffer.concat([Buffer.from('0123456789abcdef'), length, message, Buffer.from(receiver)]);
}

function padded(plain: Buffer): Buffer {
  const pad = 32 - (plain.length % 32);
  return Buffer.concat([plain, Buffer.alloc(pad, pad)]);
}

const open = (signed: SignedCipher, at = now) =>
  createEnvelope({ token, aesKey, receiverId }).open(signed, at);

describe('published vectors', () => {
  test.each(callbackVectors.decrypt)('$id opens to the published message', (vector) => {
    const envelope = createEnvelope({
      token: vector.token,
      aesKey: vector.encodingAESKey,
      receiverId: vector.expected.receiveId,
    });
    const opened = envelope.open(
      {
        signature: vector.signature,
        timestamp: vector.timestamp,
        nonce: vector.nonce,
        cipher: vector.encrypt,
      },
      signedAt(vector.timestamp),
    );
    expect(opened).toEqual({ ok: true, message: vector.expected.message });
  });

  test.each(callbackVectors.generated)('$id opens to its message', (vector) => {
    const envelope = createEnvelope({
      token: vector.token,
      aesKey: vector.encodingAESKey,
      receiverId: vector.receiveId,
    });
    const opened = envelope.open(
      {
        signature: vector.signature,
        timestamp: vector.timestamp,
        nonce: vector.nonce,
        cipher: vector.encrypt,
      },
      signedAt(vector.timestamp),
    );
    expect(opened).toEqual({ ok: true, message: vector.message });
  });

  test.each(callbackVectors.encryptDeterministic)(
    '$id, a published reply, opens once it is signed',
    (vector) => {
      const envelope = createEnvelope({ token, aesKey: vector.encodingAESKey, receiverId: vector.receiveId });
      expect(envelope.open(sign(vector.encrypt), now)).toEqual({ ok: true, message: vector.message });
    },
  );

  test.each(callbackVectors.signatureOnly)(
    '$id: the signature matches, its unknown key does not',
    (vector) => {
      const envelope = createEnvelope({ token: vector.token, aesKey, receiverId });
      const signed = { ...vector, cipher: vector.encrypt };
      expect(envelope.open(signed, signedAt(vector.timestamp))).toEqual({ ok: false, reason: 'malformed' });
    },
  );
});

describe('negative vectors', () => {
  test('N1: a nonce that was not signed is refused', () => {
    const vector = decryptVector('V2a-wechatpy-echostr');
    const { nonce = '', signature = '' } =
      callbackVectors.negative.find(({ id }) => id === 'N1-wrong-nonce') ?? {};
    const envelope = createEnvelope({
      token: vector.token,
      aesKey: vector.encodingAESKey,
      receiverId: vector.expected.receiveId,
    });
    const opened = envelope.open(
      { signature, nonce, timestamp: vector.timestamp, cipher: vector.encrypt },
      signedAt(vector.timestamp),
    );
    expect(opened).toEqual({ ok: false, reason: 'signature' });
  });

  test('N2: a cipher text of a foreign key is refused though the package opens it to garbage', () => {
    const { encrypt: cipher = '', encodingAESKey = '' } =
      callbackVectors.negative.find(({ id }) => id === 'N2-foreign-key') ?? {};
    expect(decrypt(encodingAESKey, cipher).id).toBe('');
    const envelope = createEnvelope({ token, aesKey: encodingAESKey, receiverId: '' });
    expect(envelope.open(sign(cipher), now)).toEqual({ ok: false, reason: 'malformed' });
  });

  test('N3: a genuine message for another receiver is refused', () => {
    const vector = decryptVector('V1-official-post');
    const { configuredReceiveId = '' } = callbackVectors.negative.find(({ id }) => id.startsWith('N3')) ?? {};
    const envelope = createEnvelope({
      token: vector.token,
      aesKey: vector.encodingAESKey,
      receiverId: configuredReceiveId,
    });
    const opened = envelope.open({ ...vector, cipher: vector.encrypt }, signedAt(vector.timestamp));
    expect(opened).toEqual({ ok: false, reason: 'receiver' });
  });

  test('N4: a signature wrong in its last digit is refused', () => {
    const vector = decryptVector('V3-goworkwx-echostr');
    const { signature = '' } = callbackVectors.negative.find(({ id }) => id.startsWith('N4')) ?? {};
    const envelope = createEnvelope({
      token: vector.token,
      aesKey: vector.encodingAESKey,
      receiverId: vector.expected.receiveId,
    });
    const opened = envelope.open(
      { ...vector, signature, cipher: vector.encrypt },
      signedAt(vector.timestamp),
    );
    expect(opened).toEqual({ ok: false, reason: 'signature' });
  });

  test.each(callbackVectors.invalidKeys)(
    'the key "$encodingAESKey" is refused at configuration time',
    (vector) => {
      expect(() => createEnvelope({ token, aesKey: vector.encodingAESKey, receiverId })).toThrow(TypeError);
    },
  );
});

describe('strict decoding of what is rightly signed', () => {
  const message = Buffer.from('<xml/>');

  test('a well-formed plaintext opens', () => {
    expect(open(sign(cipherOf(padded(plainBytes(message)))))).toEqual({ ok: true, message: '<xml/>' });
  });

  const malformed: Record<string, string> = {
    'an empty cipher text': '',
    'a cipher text that is no base64': '!!!!',
    'white space inside the base64': encrypt(aesKey, 'hello', receiverId).replace(/^(.{8})/, '$1 '),
    'base64 of the url-safe alphabet': `${encrypt(aesKey, 'hello', receiverId).slice(0, -4)}-_==`,
    'half a block': Buffer.alloc(16).toString('base64'),
    'a pad of zero': cipherOf(Buffer.alloc(64)),
    'a pad of 33': cipherOf(Buffer.concat([plainBytes(message), Buffer.alloc(64 - 44, 33)])),
    'a pad with one differing byte': cipherOf(
      Buffer.concat([plainBytes(message), Buffer.from([1]), Buffer.alloc(19, 20)]),
    ),
    'nothing but a pad': cipherOf(Buffer.alloc(32, 32)),
    'less than the head': cipherOf(padded(Buffer.alloc(19))),
    'a length beyond the end': cipherOf(padded(plainBytes(message, 99_999))),
    'a length one beyond the end': cipherOf(
      padded(plainBytes(message, message.length + receiverId.length + 1)),
    ),
    'bytes that are no UTF-8': cipherOf(padded(plainBytes(Buffer.from([0xc3, 0x28])))),
  };
  test.each(Object.entries(malformed))('%s is refused', (_name, cipher) => {
    expect(open(sign(cipher))).toEqual({ ok: false, reason: 'malformed' });
  });

  const foreign: Record<string, Buffer> = {
    'a length that swallows the receiver': plainBytes(message, message.length + receiverId.length),
    'a length one too short': plainBytes(message, message.length - 1),
    'no receiver': plainBytes(message, message.length, ''),
    'a receiver in other case': plainBytes(message, message.length, receiverId.toUpperCase()),
    'a receiver with one more byte': plainBytes(message, message.length, `${receiverId}0`),
  };
  test.each(Object.entries(foreign))('%s is refused as another receiver', (_name, plain) => {
    expect(open(sign(cipherOf(padded(plain))))).toEqual({ ok: false, reason: 'receiver' });
  });
});

describe('signed values', () => {
  const good = sign(encrypt(aesKey, 'hello', receiverId));

  test('timestamp and nonce cannot change places', () => {
    const swapped = sign(good.cipher, '1700000000', '1699999999');
    expect(
      open({ ...swapped, timestamp: swapped.nonce, nonce: swapped.timestamp }, signedAt('1700009999')),
    ).toEqual({
      ok: false,
      reason: 'stale',
    });
  });

  test.each([
    { ...good, timestamp: '170000000' },
    { ...good, timestamp: '1700000000 ' },
    { ...good, timestamp: '+700000000' },
    { ...good, nonce: '' },
    { ...good, nonce: 'with-dash' },
    { ...good, nonce: 'x'.repeat(65) },
    { ...good, signature: '' },
    { ...good, signature: good.signature.toUpperCase().replace(/^[^A-F]*$/, 'A'.repeat(40)) },
    { ...good, signature: `${good.signature}0` },
  ])('a value of wrong form is refused before anything is computed', (signed) => {
    expect(open(signed)).toEqual({ ok: false, reason: 'malformed' });
  });

  test.each([
    [-300_000, true],
    [300_000, true],
    [-300_001, false],
    [300_001, false],
  ])('a callback received %d ms off its timestamp: accepted %s', (offMs, ok) => {
    expect(open(good, new Date(now.getTime() + offMs)).ok).toBe(ok);
  });

  test('a stale callback with a wrong signature is refused for the signature', () => {
    expect(open({ ...good, nonce: 'other' }, signedAt('1800000000'))).toEqual({
      ok: false,
      reason: 'signature',
    });
  });
});

test('every message opens to itself, and the package opens it too', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[0-9a-z]{0,40}$/),
      (message, receiver) => {
        const envelope = createEnvelope({ token, aesKey, receiverId: receiver });
        const sealed = envelope.seal(message, '1700000000', 'n1');
        expect(envelope.open(sealed, now)).toEqual({ ok: true, message });
        expect(decrypt(aesKey, sealed.cipher)).toMatchObject({ message, id: receiver });
      },
    ),
  );
});

test('one flipped bit of the cipher text is refused even when an attacker knew the token', () => {
  const bytes = Buffer.from(encrypt(aesKey, '<xml><A>1</A></xml>', receiverId), 'base64');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    const opened = open(sign(flipped.toString('base64')));
    // CBC has no seal of its own: a flip inside the random head stays unseen, which is why the signature comes first.
    if (opened.ok) expect(bit >> 3).toBeLessThan(48);
  }
});
