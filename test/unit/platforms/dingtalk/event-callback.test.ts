import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { WireAnswer } from '../../../../src/platforms/contract.ts';
import { createDingtalkEventCallback } from '../../../../src/platforms/dingtalk/callback.ts';
import { openText, signEvent } from '../../../../src/sandbox/dingtalk-crypto.ts';
import {
  anAccount,
  anEventRequest,
  aPost,
  fixture,
  messageOf,
  plainRefusal,
  receivedAt,
} from './dingtalk-requests.ts';

const decoder = createDingtalkEventCallback(anAccount);
const anEvent = {
  EventType: 'user_add_org',
  EventTime: 1_613_630_252_678,
  CorpId: 'dingcorp',
  BizId: '1663**35567',
  eventId: 'c7c7120f2c07419',
  userId: ['015xxxx227'],
};
const envelope = z.object({
  msg_signature: z.string(),
  timeStamp: z.string().regex(/^\d{13}$/u),
  nonce: z.string().min(1),
  encrypt: z.string(),
});

function expectSuccess(answer: WireAnswer | undefined, owner = anAccount.clientId) {
  expect(answer).toMatchObject({ status: 200, contentType: 'application/json; charset=utf-8' });
  const fields = envelope.parse(JSON.parse(answer?.body ?? '{}'));
  expect(openText(anAccount, fields.encrypt)).toEqual({ text: 'success', owner });
  expect(fields.msg_signature).toBe(signEvent(anAccount.token, { ...fields, timestamp: fields.timeStamp }));
}

describe('answers', () => {
  test('check_url is a handshake answered with the sealed word success', () => {
    const decision = decoder.decode(anEventRequest({ EventType: 'check_url' }));
    expect(decision.kind).toBe('handshake');
    expectSuccess(decision.kind === 'handshake' ? decision.answer : undefined);
  });

  test('an event is answered in the same way and carries no card', () => {
    const decision = decoder.decode(anEventRequest(anEvent));
    const sent = decision.kind === 'message' ? decision.answer(undefined) : undefined;
    expect(decision.kind === 'message' && decision.carriesReply).toBe(false);
    expectSuccess(sent);
  });

  test('a subscription sealed for the organisation is answered for the organisation', () => {
    const decision = decoder.decode(anEventRequest({ EventType: 'check_url' }, { owner: anAccount.corpId }));
    expectSuccess(decision.kind === 'handshake' ? decision.answer : undefined, anAccount.corpId);
  });

  test.each([
    ['signature', 'timestamp'],
    ['msg_signature', 'timeStamp'],
    ['signature', 'timeStamp'],
  ])('query names %s and %s are accepted', (signature, timestamp) => {
    const request = anEventRequest(anEvent, {}, { signature, timestamp });
    expect(decoder.decode(request).kind).toBe('message');
  });

  test('a timestamp in seconds is accepted', () => {
    expect(decoder.decode(anEventRequest(anEvent, { timestamp: '1613630253' })).kind).toBe('message');
  });
});

describe('content', () => {
  test('a change of the directory', () => {
    expect(messageOf(decoder.decode(anEventRequest(anEvent)))).toEqual({
      platform: 'dingtalk',
      accountKey: 'main',
      dedupeKey: 'e:c7c7120f2c07419',
      senderId: '',
      sentAt: new Date(1_613_630_252_678),
      chat: 'private',
      content: { kind: 'directory_changed', name: 'user_add_org', ids: ['015xxxx227'] },
    });
  });

  test('vector G, the documented change of a family relation', () => {
    const [vector] = z
      .array(
        z.looseObject({ id: z.string(), encrypt: z.string(), signature: z.string(), timestamp: z.string() }),
      )
      .parse(fixture('event-vectors'))
      .filter(({ id }) => id === 'G-edu-relation-event');
    const decoder = createDingtalkEventCallback({
      ...anAccount,
      clientId: 'dingappkeyexample001',
      corpId: 'ding9f50b15bxxxx16741',
    });
    const decision = decoder.decode(
      aPost({
        query: new URLSearchParams({
          msg_signature: vector?.signature ?? '',
          timestamp: vector?.timestamp ?? '',
          nonce: 'Zx12Cv34',
        }),
        body: Buffer.from(JSON.stringify({ encrypt: vector?.encrypt })),
        receivedAt: new Date(1_663_143_336_100),
      }),
    );
    expect(messageOf(decision)).toMatchObject({
      dedupeKey: 'e:c7c7120f2c07419**ebdba0318c8',
      content: {
        kind: 'directory_changed',
        name: 'edu_user_relation_insert',
        ids: ['4240006', '1591928760', '1592301514-87630'],
      },
    });
  });

  test.each([
    ['snake case', { dept_id: 7, dept_type: 'class' }, ['7']],
    ['camel case', { deptId: ['7', 8] }, ['7', '8']],
    ['capitals', { UserId: ['a'] }, ['a']],
    ['a TAB behind the key', { 'toUserid\t': 'b' }, ['b']],
    ['the same id twice', { userid: 'a', fromUserid: 'a' }, ['a']],
    ['no ids', {}, []],
  ])('ids in %s', (_, fields, ids) => {
    const message = messageOf(decoder.decode(anEventRequest({ EventType: 'edu_dept_update', ...fields })));
    expect(message.content).toEqual({ kind: 'directory_changed', name: 'edu_dept_update', ids });
  });

  test.each(['robot_msg_read', 'suite_ticket', '', 'constructor'])('event "%s" is unknown', (name) => {
    const message = messageOf(decoder.decode(anEventRequest({ EventType: name })));
    expect(message.content).toEqual({ kind: 'unknown', name });
  });

  test('without eventId the business id is the key, without both a hash of the text', () => {
    const keyOf = (fields: object) => messageOf(decoder.decode(anEventRequest(fields))).dedupeKey;
    expect(keyOf({ EventType: 'org_change', BizId: 'b-1' })).toBe('e:b-1');
    expect(keyOf({ EventType: 'org_change', TimeStamp: '1' })).toMatch(/^e:sha256-[0-9a-f]{64}$/u);
    expect(keyOf({ EventType: 'org_change', TimeStamp: '1' })).not.toBe(
      keyOf({ EventType: 'org_change', TimeStamp: '2' }),
    );
  });
});

describe('refusals', () => {
  const genuine = anEventRequest(anEvent);

  test('every flipped bit of a request is refused with the one plain answer', () => {
    for (const name of ['msg_signature', 'timestamp', 'nonce']) {
      for (const changed of flips(genuine.query.get(name) ?? '')) {
        const query = new URLSearchParams(genuine.query);
        query.set(name, changed);
        expectRefused({ ...genuine, query });
      }
    }
    const source = genuine.body.toString();
    const encrypt = z.object({ encrypt: z.string() }).parse(JSON.parse(source)).encrypt;
    for (const changed of flips(encrypt)) {
      expectRefused({ ...genuine, body: Buffer.from(JSON.stringify({ encrypt: changed })) });
    }
  });

  test('timestamp and nonce may change places, and nothing happens twice', () => {
    const request = anEventRequest(anEvent, { nonce: '1613630252000' });
    const query = new URLSearchParams(request.query);
    query.set('timestamp', '1613630252000');
    query.set('nonce', request.query.get('timestamp') ?? '');
    const decision = decoder.decode({ ...request, query });
    // The platform's own weakness: it signs no order. The event keeps its key, so nothing happens twice.
    expect(messageOf(decision).dedupeKey).toBe('e:c7c7120f2c07419');
  });

  test.each(['msg_signature', 'timestamp', 'nonce'])('%s given twice', (name) => {
    const query = new URLSearchParams(genuine.query);
    query.append(name, query.get(name) ?? '');
    expectRefused({ ...genuine, query }, 'malformed');
  });

  test.each(['msg_signature', 'timestamp', 'nonce'])('no %s', (name) => {
    const query = new URLSearchParams(genuine.query);
    query.delete(name);
    expectRefused({ ...genuine, query }, 'malformed');
  });

  test.each([
    ['another owner', anEventRequest(anEvent, { owner: 'dingother' }), 'receiver'],
    ['no owner', anEventRequest(anEvent, { owner: '' }), 'receiver'],
    ['another organisation inside', anEventRequest({ ...anEvent, CorpId: 'dingother' }), 'receiver'],
    ['no JSON inside', anEventRequest(anEvent, { plain: 'success' }), 'malformed'],
    ['an hour and more old', { ...genuine, receivedAt: new Date(receivedAt.getTime() + 3_600_001) }, 'stale'],
    [
      'an hour and more ahead',
      { ...genuine, receivedAt: new Date(receivedAt.getTime() - 3_600_001) },
      'stale',
    ],
    ['a GET', { ...genuine, method: 'GET' as const }, 'unsupported'],
    ['a body too large', { ...genuine, body: Buffer.alloc(65_537, 32) }, 'too_large'],
    ['encrypt as a list', { ...genuine, body: Buffer.from('{"encrypt":["a"]}') }, 'malformed'],
    ['no encrypt', { ...genuine, body: Buffer.from('{}') }, 'malformed'],
    ['no JSON', { ...genuine, body: Buffer.from('<xml/>') }, 'malformed'],
  ])('%s', (_, request, reason) => {
    expectRefused(request, reason);
  });

  test('a signed ciphertext that is no honest one', () => {
    for (const encrypt of [
      'AAAA',
      Buffer.alloc(64).toString('base64'),
      Buffer.alloc(17).toString('base64'),
    ]) {
      const parts = { timestamp: String(receivedAt.getTime()), nonce: 'n', encrypt };
      const query = new URLSearchParams({ ...parts, signature: signEvent(anAccount.token, parts) });
      query.delete('encrypt');
      expectRefused(aPost({ query, body: Buffer.from(JSON.stringify({ encrypt })) }), 'malformed');
    }
  });

  function expectRefused(request: Parameters<typeof decoder.decode>[0], reason?: string) {
    expect(decoder.decode(request)).toEqual({
      kind: 'refused',
      reason: reason ?? expect.any(String),
      answer: plainRefusal,
    });
  }
});

function* flips(text: string): Generator<string> {
  const bytes = Buffer.from(text);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    yield changed.toString('latin1');
  }
}

test('a wrong aesKey stops the program, not a request', () => {
  expect(() => createDingtalkEventCallback({ ...anAccount, aesKey: 'short' })).toThrow(TypeError);
});

test('no signed payload makes the decoder throw or answer with 500', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.dictionary(fc.string(), fc.jsonValue()).map((v) => JSON.stringify({ ...anEvent, ...v })),
      ),
      (plain) => {
        const decision = decoder.decode(anEventRequest(undefined, { plain }));
        const answer = decision.kind === 'message' ? decision.answer(undefined) : decision.answer;
        expect(answer.status).toBeLessThan(500);
      },
    ),
    { numRuns: 1000 },
  );
});

test('no raw body makes the decoder throw or answer with 500', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.webQueryParameters(), (bytes, query) => {
      const request = aPost({ query: new URLSearchParams(query), body: Buffer.from(bytes) });
      expect(decoder.decode(request)).toMatchObject({ kind: 'refused', answer: plainRefusal });
    }),
  );
});
