import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createDingtalkRobotCallback } from '../../../../src/platforms/dingtalk/callback.ts';
import { signRobotRequest } from '../../../../src/sandbox/dingtalk-crypto.ts';
import {
  anAccount,
  aPost,
  aRobotRequest,
  fixture,
  messageOf,
  plainRefusal,
  receivedAt,
} from './dingtalk-requests.ts';

const decoder = createDingtalkRobotCallback(anAccount);
const recorded = z.record(z.string(), z.unknown()).parse(fixture('robot-text-private'));
const hour = 60 * 60 * 1000;

function decoded(fields: Readonly<Record<string, unknown>>) {
  return messageOf(decoder.decode(aRobotRequest({ ...recorded, ...fields })));
}

describe('signature', () => {
  const vectors = z
    .array(z.object({ id: z.string(), timestamp: z.string(), secret: z.string(), sign: z.string() }))
    .parse(fixture('robot-sign-vectors'));

  test.each(vectors)('vector $id is accepted', ({ timestamp, secret, sign }) => {
    const decoder = createDingtalkRobotCallback({ ...anAccount, clientSecret: secret });
    const request = aRobotRequest(recorded, {
      headers: { timestamp, sign },
      receivedAt: new Date(Number(timestamp)),
    });
    expect(decoder.decode(request).kind).toBe('message');
    expect(signRobotRequest(secret, timestamp)).toBe(sign);
  });

  const timestamp = String(receivedAt.getTime());
  const sign = signRobotRequest(anAccount.clientSecret, timestamp);

  test('every flipped bit of either header is refused with the one plain answer', () => {
    for (const name of ['timestamp', 'sign'] as const) {
      const value = Buffer.from({ timestamp, sign }[name]);
      for (let bit = 0; bit < value.length * 8; bit += 1) {
        const changed = Buffer.from(value);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        const headers = { timestamp, sign, [name]: changed.toString('latin1') };
        expect(decoder.decode(aRobotRequest(recorded, { headers }))).toMatchObject({
          kind: 'refused',
          answer: plainRefusal,
        });
      }
    }
  });

  test.each([
    ['no headers', {}, 'malformed'],
    ['no sign', { timestamp }, 'malformed'],
    ['no timestamp', { sign }, 'malformed'],
    ['two signs', { timestamp, sign: [sign, sign] }, 'malformed'],
    ['two spellings of one header', { timestamp, sign, Sign: sign }, 'malformed'],
    ['two signs joined by the server', { timestamp, sign: `${sign}, ${sign}` }, 'signature'],
    ['two timestamps', { timestamp: [timestamp, timestamp], sign }, 'malformed'],
    ['a timestamp in seconds', { timestamp: timestamp.slice(0, 10), sign }, 'malformed'],
    ['a timestamp with a blank', { timestamp: ` ${timestamp}`, sign }, 'malformed'],
    ['another secret', { timestamp, sign: signRobotRequest('other', timestamp) }, 'signature'],
    ['a URL-encoded sign', { timestamp, sign: encodeURIComponent(sign) }, 'signature'],
    ['a sign without padding', { timestamp, sign: sign.slice(0, -1) }, 'signature'],
  ])('%s is refused', (_, headers, reason) => {
    const decision = decoder.decode(aRobotRequest(recorded, { headers }));
    expect(decision).toEqual({ kind: 'refused', reason, answer: plainRefusal });
  });

  test.each([
    [hour, 'message'],
    [hour + 1, 'refused'],
    [-hour, 'message'],
    [-hour - 1, 'refused'],
  ])('%i ms between clocks: %s', (apart, kind) => {
    const late = new Date(receivedAt.getTime() + apart);
    expect(decoder.decode(aRobotRequest(recorded, { receivedAt: late })).kind).toBe(kind);
  });

  test('a header in capitals is found', () => {
    const headers = { Timestamp: timestamp, SIGN: sign };
    expect(decoder.decode(aRobotRequest(recorded, { headers })).kind).toBe('message');
  });
});

describe('refusals of a signed request', () => {
  test.each([
    ['another robot', { robotCode: 'dingother' }],
    ['no robot', { robotCode: undefined }],
    ['another organisation', { chatbotCorpId: 'dingother' }],
  ])('%s', (_, fields) => {
    const decision = decoder.decode(aRobotRequest({ ...recorded, ...fields }));
    expect(decision).toEqual({ kind: 'refused', reason: 'receiver', answer: plainRefusal });
  });

  test.each([
    ['no msgId', JSON.stringify({ ...recorded, msgId: undefined })],
    ['an empty msgId', JSON.stringify({ ...recorded, msgId: '' })],
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['null', 'null'],
    ['nothing', ''],
    ['deep nesting', '['.repeat(60_000)],
  ])('%s', (_, body) => {
    expect(decoder.decode(aRobotRequest(Buffer.from(body)))).toMatchObject({ reason: 'malformed' });
  });

  test('bytes that are no UTF-8', () => {
    const body = Buffer.concat([Buffer.from('{"msgId":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(decoder.decode(aRobotRequest(body))).toMatchObject({ reason: 'malformed' });
  });

  test('a body over 64 KiB', () => {
    const body = Buffer.from(JSON.stringify({ ...recorded, x: 'x'.repeat(65_536) }));
    expect(decoder.decode(aRobotRequest(body))).toEqual({
      kind: 'refused',
      reason: 'too_large',
      answer: plainRefusal,
    });
  });

  test('a GET', () => {
    expect(decoder.decode(aPost({ method: 'GET' }))).toEqual({
      kind: 'refused',
      reason: 'unsupported',
      answer: plainRefusal,
    });
  });
});

describe('content', () => {
  test('the recorded private message', () => {
    expect(decoded({})).toEqual({
      platform: 'dingtalk',
      accountKey: 'main',
      dedupeKey: 'm:msgxxxx==',
      senderId: 'user123',
      sentAt: new Date(1_613_630_252_678),
      chat: 'private',
      content: { kind: 'text', text: '你好' },
      replyAddress: {
        url: 'https://oapi.dingtalk.com/robot/sendBySession?session=xxxx',
        expiresAt: new Date(1_613_635_652_738),
      },
    });
  });

  test('the recorded group message, its leading blank gone', () => {
    const message = messageOf(decoder.decode(aRobotRequest(fixture('robot-text-group'))));
    expect(message).toMatchObject({ chat: 'group', content: { kind: 'text', text: '测试数据' } });
  });

  test.each([
    [
      'audio with a transcript',
      { msgtype: 'audio', content: { duration: 3000, downloadCode: 'c', recognition: ' 谈了 ' } },
      { kind: 'voice', mediaId: 'c', recognisedText: '谈了' },
    ],
    [
      'audio without one',
      { msgtype: 'audio', content: { downloadCode: 'c', recognition: '' } },
      { kind: 'voice', mediaId: 'c' },
    ],
    ['a picture', { msgtype: 'picture', content: { downloadCode: 'p' } }, { kind: 'image', mediaId: 'p' }],
    [
      'content given as JSON text',
      { msgtype: 'picture', content: '{"pictureDownloadCode":"p"}' },
      { kind: 'image', mediaId: 'p' },
    ],
    ['a picture without a code', { msgtype: 'picture', content: {} }, { kind: 'unknown', name: 'picture' }],
    [
      'rich text, pieces joined',
      {
        msgtype: 'richText',
        content: {
          richText: [
            { type: 'at', atName: '导师', atUserId: 'x' },
            { text: '和小明' },
            { text: '谈了话' },
            { type: 'picture', downloadCode: 'p' },
            { text: '很好' },
          ],
        },
      },
      { kind: 'text', text: '和小明谈了话\n很好', pictureIds: ['p'] },
    ],
    [
      'rich text of a picture alone',
      { msgtype: 'richText', content: { richText: [{ type: 'picture', downloadCode: 'p' }] } },
      { kind: 'image', mediaId: 'p' },
    ],
    ['empty rich text', { msgtype: 'richText', content: {} }, { kind: 'unknown', name: 'richText' }],
    ['a video', { msgtype: 'video', content: { duration: '3' } }, { kind: 'unknown', name: 'video' }],
    ['a file', { msgtype: 'file', content: { fileName: 'a.pdf' } }, { kind: 'unknown', name: 'file' }],
    ['a type never heard of', { msgtype: 'chatRecord' }, { kind: 'unknown', name: 'chatRecord' }],
    ['text without content', { text: undefined }, { kind: 'text', text: '' }],
    ['the quota used up', { text: undefined, errorCode: 20001 }, { kind: 'quota_exhausted' }],
    ['the same in words', { text: undefined, errorCode: '20001' }, { kind: 'quota_exhausted' }],
    ['the same as in Stream mode', { text: undefined, errCode: 20001 }, { kind: 'quota_exhausted' }],
    ['NUL and half a pair', { text: { content: 'a\u0000b\ud800' } }, { kind: 'text', text: 'ab\ufffd' }],
  ])('%s', (_, fields, content) => {
    expect(decoded(fields).content).toEqual(content);
  });

  test.each([
    ['no sender', { senderStaffId: undefined }, ''],
    ['an empty sender', { senderStaffId: '' }, ''],
    ['a sender of null', { senderStaffId: null }, ''],
    ['a sender in digits', { senderStaffId: 16650000698 }, '16650000698'],
    ['an impossible sender', { senderStaffId: 'x'.repeat(65) }, ''],
  ])('%s', (_, fields, senderId) => {
    expect(decoded(fields).senderId).toBe(senderId);
  });

  test.each([
    ['digits in a string', '1613630252678', 1_613_630_252_678],
    ['nothing', undefined, receivedAt.getTime()],
    ['nonsense', 'soon', receivedAt.getTime()],
    ['seconds', 1_613_630_252, receivedAt.getTime()],
    ['beyond all dates', 9e18, receivedAt.getTime()],
  ])('createAt as %s', (_, createAt, expected) => {
    expect(decoded({ createAt }).sentAt.getTime()).toBe(expected);
  });

  test('keys with a TAB are read', () => {
    const { senderStaffId, ...rest } = recorded;
    const message = messageOf(decoder.decode(aRobotRequest({ ...rest, 'senderStaffId\t': senderStaffId })));
    expect(message.senderId).toBe('user123');
  });

  test('a missing chatbotCorpId is forgiven', () => {
    expect(decoded({ chatbotCorpId: undefined }).senderId).toBe('user123');
  });

  test.each([undefined, '3', 7])('conversation type %s counts as a group', (conversationType) => {
    expect(decoded({ conversationType }).chat).toBe('group');
  });

  test('a conversation type given as number is read', () => {
    expect(decoded({ conversationType: 1 }).chat).toBe('private');
  });
});

describe('answer and keys', () => {
  test('the answer is empty and carries nothing', () => {
    const decision = decoder.decode(aRobotRequest(recorded));
    const card = { card: 'filed', form: 'text', title: '已记', lines: [], buttons: [] } as const;
    const answers = decision.kind === 'message' ? [decision.answer(undefined), decision.answer(card)] : [];
    const empty = {
      status: 200,
      contentType: 'application/json; charset=utf-8',
      body: '{"msgtype":"empty"}',
    };
    expect(answers).toEqual([empty, empty]);
  });

  test('a redelivery has the same key, whatever else changed', () => {
    expect(decoded({ createAt: 1_613_630_252_999 }).dedupeKey).toBe(decoded({}).dedupeKey);
  });

  test('different ids have different keys of at most 128 characters', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 400 }),
        fc.string({ minLength: 1, maxLength: 400 }),
        (a, b) => {
          const [left, right] = [decoded({ msgId: a }).dedupeKey, decoded({ msgId: b }).dedupeKey];
          expect(left === right).toBe(a.replaceAll('\0', '') === b.replaceAll('\0', ''));
          expect(left.length).toBeLessThanOrEqual(128);
        },
      ),
    );
  });
});

describe('reply address', () => {
  test.each([
    ['expired this moment', { sessionWebhookExpiredTime: receivedAt.getTime() }],
    ['without an end', { sessionWebhookExpiredTime: undefined }],
    ['with an end in words', { sessionWebhookExpiredTime: 'never' }],
    [
      'of another host',
      { sessionWebhook: 'https://oapi.dingtalk.com.evil.example/robot/sendBySession?session=x' },
    ],
    ['missing', { sessionWebhook: undefined }],
    ['no text', { sessionWebhook: { toString: 'x' } }],
  ])('%s: the message stays, the address is left out', (_, fields) => {
    expect(decoded(fields)).not.toHaveProperty('replyAddress');
  });

  test('an end given in a string is read', () => {
    expect(decoded({ sessionWebhookExpiredTime: '1613635652738' }).replyAddress?.expiresAt).toEqual(
      new Date(1_613_635_652_738),
    );
  });
});

describe('mutated bodies', () => {
  test('no signed body makes the decoder throw or answer with 500', () => {
    const source = Buffer.from(JSON.stringify(recorded));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(source.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const body = Buffer.from(source);
          for (const [index, value] of changes) body.writeUInt8(value, index);
          expect(statusOf(body)).toBeLessThan(500);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('no field of any JSON type makes it throw', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(recorded), 'content', 'errorCode'),
        fc.jsonValue(),
        (key, value) => {
          expect(statusOf(Buffer.from(JSON.stringify({ ...recorded, [key]: value })))).toBeLessThan(500);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('pollution does not pollute', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const body = JSON.stringify(recorded).replace(
        '{',
        `{"${key}":{"polluted":true,"prototype":{"polluted":true}},`,
      );
      expect(statusOf(Buffer.from(body))).toBe(200);
    }
    expect({}).not.toHaveProperty('polluted');
  });

  function statusOf(body: Buffer): number {
    const decision = decoder.decode(aRobotRequest(body));
    return decision.kind === 'message' ? decision.answer(undefined).status : decision.answer.status;
  }
});
