import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FilledCard } from '../../../../src/domain/message.ts';
import { createWecomCallback } from '../../../../src/platforms/wecom/callback.ts';
import {
  aBody,
  aCallback,
  account,
  aDecoder,
  aRequest,
  decode,
  decodeInner,
  receivedAt,
  signedQuery,
} from './signed-request.ts';
import { callbackVectors, signedAt } from './vectors.ts';

const refusal = { status: 401, contentType: 'text/plain; charset=utf-8', body: '' };
const refused = (reason: string) => ({ kind: 'refused', reason, answer: refusal });
const text =
  '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hello]]></Content><MsgId>0012345678901234567</MsgId>';
const genuine = aCallback(aBody(text));

const textCard = (line: string): FilledCard => ({
  card: 'c',
  form: 'text',
  title: '',
  lines: [line],
  buttons: [],
});

describe('published vectors through the whole decoder', () => {
  test.each(callbackVectors.decrypt.filter(({ kind }) => kind.startsWith('URL')))(
    '$id is echoed exactly',
    (vector) => {
      const decoder = createWecomCallback({
        ...account,
        corpId: vector.expected.receiveId,
        token: vector.token,
        aesKey: vector.encodingAESKey,
      });
      const query = new URLSearchParams({
        msg_signature: vector.signature,
        timestamp: vector.timestamp,
        nonce: vector.nonce,
        echostr: vector.encrypt,
      });
      const request = aRequest({ method: 'GET', query, receivedAt: signedAt(vector.timestamp) });
      expect(decoder.decode(request)).toEqual({
        kind: 'handshake',
        answer: { status: 200, contentType: 'text/plain; charset=utf-8', body: vector.expected.message },
      });
    },
  );

  test.each([
    ['V1-official-post', 'mycreate', 'm:4561255354251345929', { kind: 'text', text: 'hello' }],
    ['V2c-wechatpy-post', 'messense', 'm:4363689963896700987', { kind: 'text', text: 'test' }],
    ['V4-goworkwx-post', 'foobar', 'm:2018405441', { kind: 'text', text: 'x123' }],
    [
      'V9-fastwego-view-event',
      'ceelog',
      expect.stringMatching(/^e:[0-9a-f]{64}$/),
      { kind: 'menu', key: 'https://roadmapedu.com' },
    ],
  ])('%s becomes one message', (id, senderId, dedupeKey, content) => {
    const vector = callbackVectors.decrypt.find((one) => one.id === id);
    const decoder = createWecomCallback({
      ...account,
      corpId: vector?.expected.receiveId ?? '',
      token: vector?.token ?? '',
      aesKey: vector?.encodingAESKey ?? '',
    });
    const sentAt = signedAt(vector?.timestamp ?? '');
    const query = new URLSearchParams({
      msg_signature: vector?.signature ?? '',
      timestamp: vector?.timestamp ?? '',
      nonce: vector?.nonce ?? '',
    });
    const body = Buffer.from(`<xml><Encrypt>\n ${vector?.encrypt}\n</Encrypt></xml>`);
    expect(decoder.decode(aRequest({ query, body, receivedAt: sentAt }))).toMatchObject({
      kind: 'message',
      message: {
        platform: 'wecom',
        accountKey: 'main',
        senderId,
        dedupeKey,
        sentAt,
        chat: 'private',
        content,
      },
    });
  });

  test('V8a: a genuine body that is broken JSON is refused', () => {
    const vector = callbackVectors.decrypt.find(({ id }) => id === 'V8a-json-inner-body');
    const decoder = createWecomCallback({
      ...account,
      corpId: vector?.expected.receiveId ?? '',
      token: vector?.token ?? '',
      aesKey: vector?.encodingAESKey ?? '',
    });
    const query = new URLSearchParams({
      msg_signature: vector?.signature ?? '',
      timestamp: vector?.timestamp ?? '',
      nonce: vector?.nonce ?? '',
    });
    const body = Buffer.from(JSON.stringify({ encrypt: vector?.encrypt }));
    const request = aRequest({ query, body, receivedAt: signedAt(vector?.timestamp ?? '') });
    expect(decoder.decode(request)).toEqual(refused('malformed'));
  });
});

describe('refusals, all with the same answer', () => {
  const withQuery = (change: (query: URLSearchParams) => void) => {
    const query = new URLSearchParams(genuine.query);
    change(query);
    return { ...genuine, query };
  };

  test.each([
    ['a wrong signature', withQuery((query) => query.set('msg_signature', '0'.repeat(40))), 'signature'],
    ['another timestamp', withQuery((query) => query.set('timestamp', '1700000001')), 'signature'],
    ['another nonce', withQuery((query) => query.set('nonce', 'other')), 'signature'],
    ['no signature', withQuery((query) => query.delete('msg_signature')), 'malformed'],
    ['a repeated nonce', withQuery((query) => query.append('nonce', 'theirNonce1')), 'malformed'],
    [
      'a repeated name of no concern',
      withQuery((query) => (query.append('a', '1'), query.append('a', '2'))),
      'malformed',
    ],
    ['an old callback', { ...genuine, receivedAt: new Date(receivedAt.getTime() + 300_001) }, 'stale'],
    [
      'a callback of the future',
      { ...genuine, receivedAt: new Date(receivedAt.getTime() - 300_001) },
      'stale',
    ],
    ['an empty body', { ...genuine, body: Buffer.alloc(0) }, 'malformed'],
    ['a GET without an echo', { ...genuine, method: 'GET' as const }, 'malformed'],
    ['bytes that are no UTF-8', { ...genuine, body: Buffer.from([0xff, 0xfe, 0x3c]) }, 'malformed'],
    ['65,537 bytes', { ...genuine, body: Buffer.alloc(65_537, 0x20) }, 'too_large'],
    [
      'two cipher texts',
      aCallback(aBody(text), (c) => `<xml><Encrypt>${c}</Encrypt><Encrypt>${c}</Encrypt></xml>`),
      'malformed',
    ],
    [
      'two cipher texts in JSON',
      aCallback(aBody(text), (c) => `{"encrypt":"${c}","Encrypt":"${c}"}`),
      'malformed',
    ],
    [
      'two roots',
      aCallback(aBody(text), (c) => `<xml><Encrypt>${c}</Encrypt></xml><xml></xml>`),
      'malformed',
    ],
    [
      'a document type',
      aCallback(aBody(text), (c) => `<!DOCTYPE xml><xml><Encrypt>${c}</Encrypt></xml>`),
      'malformed',
    ],
    [
      'an entity',
      aCallback(aBody(text), (c) => `<!entity a "b"><xml><Encrypt>${c}</Encrypt></xml>`),
      'malformed',
    ],
    [
      'a document type inside',
      aCallback(`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${aBody(text)}`),
      'malformed',
    ],
    ['no kind inside', aCallback(aBody('')), 'malformed'],
    ['no time inside', aCallback(aBody(text, { from: 'zhang', createTime: '' })), 'malformed'],
    ['nothing inside', aCallback(''), 'malformed'],
    ['a JSON list', aCallback(aBody(text), (c) => `[{"encrypt":"${c}"}]`), 'malformed'],
    ['deep nesting', { ...genuine, body: Buffer.from('<a>'.repeat(20_000)) }, 'malformed'],
    [
      'deep JSON',
      { ...genuine, body: Buffer.from(`${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`) },
      'malformed',
    ],
    [
      'a reserved name',
      { ...genuine, body: Buffer.from('<__proto__><Encrypt>a</Encrypt></__proto__>') },
      'malformed',
    ],
  ])('%s', (_name, request, reason) => {
    expect(decode(request)).toEqual(refused(reason));
  });

  test('a genuine callback for another corporation', () => {
    const cipher = encrypt(account.aesKey, aBody(text), 'ww0000000000000000');
    const body = Buffer.from(`<xml><Encrypt>${cipher}</Encrypt></xml>`);
    expect(decode(aRequest({ query: signedQuery(cipher), body }))).toEqual(refused('receiver'));
  });

  test('an echo with a wrong signature', () => {
    const cipher = encrypt(account.aesKey, '1616140317555161061', account.corpId);
    const query = signedQuery(`${cipher}x`);
    query.set('echostr', cipher);
    expect(decode(aRequest({ method: 'GET', query }))).toEqual(refused('signature'));
  });
});

test('64 KiB exactly is read', () => {
  const request = aCallback(aBody(text), (c) => `<xml><Encrypt>${c}</Encrypt></xml>`.padEnd(65_536, ' '));
  expect(decode(request).kind).toBe('message');
});

test('one flipped bit anywhere in a request is refused with that answer, or changes nothing', () => {
  const decoder = aDecoder();
  const original = decoder.decode(genuine);
  const message = original.kind === 'message' ? original.message : undefined;
  const check = (request: typeof genuine) => {
    const decision = decoder.decode(request);
    if (decision.kind === 'message') expect(decision.message).toEqual(message);
    else expect(decision.answer).toEqual(refusal);
    return decision.kind;
  };
  for (let bit = 0; bit < genuine.body.length * 8; bit += 1) {
    const body = Buffer.from(genuine.body);
    body.writeUInt8(body.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    check({ ...genuine, body });
  }
  const query = Buffer.from(genuine.query.toString());
  let accepted = 0;
  for (let bit = 0; bit < query.length * 8; bit += 1) {
    const flipped = Buffer.from(query);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    if (check({ ...genuine, query: new URLSearchParams(flipped.toString('latin1')) }) !== 'refused')
      accepted += 1;
  }
  expect(accepted).toBe(0);
});

describe('mutated requests', () => {
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc
      .string({ unit: 'binary', maxLength: 200 })
      .map((junk) => Buffer.from(`<xml><Encrypt>${junk}</Encrypt></xml>`)),
    fc.json().map((json) => Buffer.from(json)),
    fc
      .tuple(fc.nat(genuine.body.length), fc.nat(40), fc.uint8Array({ maxLength: 20 }))
      .map(([from, length, insert]) =>
        Buffer.concat([
          genuine.body.subarray(0, from),
          Buffer.from(insert),
          genuine.body.subarray(from + length),
        ]),
      ),
  );

  test('an outer body of any kind never throws and never answers 5xx', () => {
    const decoder = aDecoder();
    fc.assert(
      fc.property(bodies, fc.constantFrom('GET' as const, 'POST' as const), (body, method) => {
        const decision = decoder.decode({ ...genuine, body, method });
        const { status } = decision.kind === 'message' ? decision.answer(textCard('ok')) : decision.answer;
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 3_000 },
    );
  });

  test('a rightly signed inner body of any kind never throws and never answers 5xx', () => {
    const decoder = aDecoder();
    const names = fc.constantFrom(
      'MsgType',
      'Event',
      'EventKey',
      'CreateTime',
      'FromUserName',
      'MsgId',
      'Location_X',
      'SelectedItems',
      'SelectedItem',
      'OptionIds',
      'OpitonId',
      'ChangeType',
      'QuestionKey',
      '__proto__',
      'constructor',
    );
    const values = fc.oneof(
      fc.constantFrom(
        'event',
        'text',
        'location',
        'template_card_event',
        'change_contact',
        '1700000000',
        '-1',
        '',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const fields = fc.array(fc.tuple(names, values), { maxLength: 12 });
    const inner = fc.oneof(
      fields.map((all) => `<xml>${all.map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</xml>`),
      fields.map((all) => JSON.stringify(Object.fromEntries(all))),
      fields.map((all) =>
        aBody(all.map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`).join('')),
      ),
      fc.string({ unit: 'binary', maxLength: 200 }),
    );
    fc.assert(
      fc.property(inner, (body) => {
        const decision = decoder.decode(aCallback(body));
        const { status } = decision.kind === 'message' ? decision.answer(textCard('ok')) : decision.answer;
        expect(status).toBeLessThan(500);
        if (decision.kind === 'message') expect(decision.message.dedupeKey.length).toBeLessThanOrEqual(128);
      }),
      { numRuns: 3_000 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('the answer to a message', () => {
  test('without a card it is empty', () => {
    expect(decodeInner(aBody(text)).answer(undefined)).toEqual({
      status: 200,
      contentType: 'text/plain; charset=utf-8',
      body: '',
    });
  });

  test('with a card it is a signed envelope for the one who spoke', () => {
    const answer = decodeInner(aBody(text)).answer(textCard('a ]]> b & <c>'));
    expect(answer).toMatchObject({ status: 200, contentType: 'application/xml; charset=utf-8' });
    const [, cipher = '', signature, timestamp = '', nonce = ''] =
      /^<xml><Encrypt><!\[CDATA\[(.+)\]\]><\/Encrypt><MsgSignature><!\[CDATA\[(.+)\]\]><\/MsgSignature><TimeStamp>(\d+)<\/TimeStamp><Nonce><!\[CDATA\[(.+)\]\]><\/Nonce><\/xml>$/.exec(
        answer.body,
      ) ?? [];
    expect({ timestamp, nonce }).toEqual({ timestamp: '1700000000', nonce: 'ourNonce1' });
    expect(signature).toBe(getSignature(account.token, timestamp, nonce, cipher));
    expect(decrypt(account.aesKey, cipher)).toMatchObject({
      id: account.corpId,
      message: [
        '<xml><ToUserName><![CDATA[zhang]]></ToUserName>',
        `<FromUserName><![CDATA[${account.corpId}]]></FromUserName>`,
        '<CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType>',
        '<Content><![CDATA[a ]]]]><![CDATA[> b & <c>]]></Content></xml>',
      ].join(''),
    });
  });

  test('a JSON callback is answered in JSON, inside and outside', () => {
    const inner = JSON.stringify({
      FROMUSERNAME: 'zhang',
      createtime: 1700000000,
      MsgType: 'text',
      Content: 'hi',
      MsgId: 'x1',
    });
    const decision = decode(
      aCallback(inner, (cipher) => JSON.stringify({ tousername: 'x', ENCRYPT: cipher })),
    );
    const answer = decision.kind === 'message' ? decision.answer(textCard('ok')) : refusal;
    expect(answer.contentType).toBe('application/json; charset=utf-8');
    const outer: unknown = JSON.parse(answer.body);
    expect(outer).toEqual({
      encrypt: expect.any(String),
      msgsignature: expect.stringMatching(/^[0-9a-f]{40}$/),
      timestamp: '1700000000',
      nonce: 'ourNonce1',
    });
    const [, cipher = ''] = /"encrypt":"([^"]+)"/.exec(answer.body) ?? [];
    expect(JSON.parse(decrypt(account.aesKey, cipher).message)).toEqual({
      ToUserName: 'zhang',
      FromUserName: account.corpId,
      CreateTime: 1700000000,
      MsgType: 'text',
      Content: 'ok',
    });
  });

  test.each([
    ['enter_agent', true],
    ['click', true],
    ['view', true],
    ['subscribe', true],
    ['template_card_menu_event', true],
    ['template_card_event', false],
    ['unsubscribe', false],
    ['change_contact', false],
    ['anything_new', false],
  ])('the event %s carries a text: %s', (event, carried) => {
    const decision = decodeInner(aBody(`<MsgType>event</MsgType><Event>${event}</Event>`));
    expect({ said: decision.carriesReply, body: decision.answer(textCard('hi')).body !== '' }).toEqual({
      said: carried,
      body: carried,
    });
  });

  test('a pressed button is answered with the words that take its place', () => {
    const pressed = aBody('<MsgType>event</MsgType><Event>template_card_event</Event>');
    const { body } = decodeInner(pressed).answer({ ...textCard('收回了'), done: '已收回' });
    const [, cipher = ''] = /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(body) ?? [];
    expect(decrypt(account.aesKey, cipher).message).toBe(
      [
        '<xml><ToUserName><![CDATA[zhang]]></ToUserName>',
        `<FromUserName><![CDATA[${account.corpId}]]></FromUserName>`,
        '<CreateTime>1700000000</CreateTime><MsgType><![CDATA[update_button]]></MsgType>',
        '<Button><ReplaceName><![CDATA[已收回]]></ReplaceName></Button></xml>',
      ].join(''),
    );
  });
});
