import nock from 'nock';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FilledCard } from '../../../../src/domain/message.ts';
import type { OutboundCall, PlatformError, Sender } from '../../../../src/platforms/contract.ts';
import { createDingtalkSender } from '../../../../src/platforms/dingtalk/sender.ts';
import { onlyMockedNetwork, refusalOf } from '../../../support/mocked-network.ts';
import { sessionWebhookTricks } from '../../../unit/platforms/dingtalk/session-webhook-tricks.ts';

const apiBase = 'https://api.dingtalk.com';
const oapiBase = 'https://oapi.dingtalk.com';
const batchSend = '/v1.0/robot/oToMessages/batchSend';
const asyncSend = '/topapi/message/corpconversation/asyncsend_v2';
const progress = '/topapi/message/corpconversation/getsendprogress';
const result = '/topapi/message/corpconversation/getsendresult';
const replyUrl = `${oapiBase}/robot/sendBySession?session=secret-session`;
const badToken = {
  errcode: 88,
  errmsg: 'ding talk error[subcode=40014,submsg=不合法的access_token]',
  sub_code: '40014',
};

let now: Date;
let sender: Sender;
/** Calls that left for an address nobody mocked. */
let strays = 0;
const countStray = () => {
  strays += 1;
};

onlyMockedNetwork();
beforeAll(() => {
  nock.emitter.on('no match', countStray);
});
afterAll(() => {
  nock.emitter.off('no match', countStray);
});
beforeEach(() => {
  strays = 0;
  now = new Date('2026-09-07T08:00:00Z');
  sender = createDingtalkSender({
    clientId: 'dingappkey',
    clientSecret: 'app-secret',
    robotCode: 'dingappkey',
    agentId: '123',
    apiBase,
    oapiBase,
    timeoutMs: 5000,
    clock: { now: () => now },
  });
});

const card: FilledCard = { card: 'due', form: 'text', title: '本周谈话', lines: ['还差两位'], buttons: [] };

function aCall(overrides: Partial<OutboundCall> = {}): OutboundCall {
  return { channel: 'app', to: ['user1'], card, messageId: 'm-1', ...overrides };
}

function tokenCall(token = 'token-1') {
  return nock(apiBase)
    .post('/v1.0/oauth2/accessToken', { appKey: 'dingappkey', appSecret: 'app-secret' })
    .reply(200, { accessToken: token, expireIn: 7200 });
}

const failureOf = (call: OutboundCall) => refusalOf(sender.send(call));

describe('robot chats', () => {
  test('a message to two people, with the token in a header', async () => {
    tokenCall();
    nock(apiBase, { reqheaders: { 'x-acs-dingtalk-access-token': 'token-1', 'content-type': /json/u } })
      .post(batchSend, {
        robotCode: 'dingappkey',
        userIds: ['user1', 'user2'],
        msgKey: 'sampleText',
        msgParam: '{"content":"本周谈话\\n还差两位"}',
      })
      .reply(200, { processQueryKey: 'pqk', invalidStaffIdList: [], flowControlledStaffIdList: [] });
    expect(await sender.send(aCall({ to: ['user1', 'user2'] }))).toEqual({
      platformRef: 'pqk',
      outcomes: new Map([
        ['user1', { outcome: 'sent' }],
        ['user2', { outcome: 'sent' }],
      ]),
      fateKnownLater: false,
    });
  });

  test('some invalid, some held back', async () => {
    tokenCall();
    nock(apiBase)
      .post(batchSend)
      .reply(200, {
        processQueryKey: 'pqk',
        invalidStaffIdList: ['gone'],
        flowControlledStaffIdList: ['busy'],
      });
    const { outcomes } = await sender.send(aCall({ to: ['user1', 'gone', 'busy'] }));
    expect(outcomes.get('user1')).toEqual({ outcome: 'sent' });
    expect(outcomes.get('gone')).toMatchObject({ outcome: 'refused', code: 'invalidStaffId' });
    expect(outcomes.get('busy')).toEqual({ outcome: 'later', code: 'flowControlled', retryAfterMs: 60_000 });
  });

  test.each([
    [400, { code: 'InvalidAuthentication', message: 'x' }],
    [401, { code: 'whatever' }],
    [401, {}],
  ])('a token refused with %i is fetched anew and the call repeated once', async (status, body) => {
    tokenCall();
    nock(apiBase).post(batchSend).reply(status, body);
    tokenCall('token-2');
    nock(apiBase, { reqheaders: { 'x-acs-dingtalk-access-token': 'token-2' } })
      .post(batchSend)
      .reply(200, { processQueryKey: 'pqk' });
    expect((await sender.send(aCall())).platformRef).toBe('pqk');
  });

  test('a token refused twice is the end', async () => {
    tokenCall();
    tokenCall();
    nock(apiBase).post(batchSend).twice().reply(400, { code: 'InvalidAuthentication' });
    expect(await failureOf(aCall())).toMatchObject({
      code: 'InvalidAuthentication',
      reaction: { do: 'refresh_token' },
      outcomeUnknown: false,
    });
  });

  test.each([
    [
      400,
      { code: 'send.too.fast' },
      { code: 'send.too.fast', outcomeUnknown: false, reaction: { do: 'retry' } },
    ],
    [
      500,
      { code: 'system.error' },
      { code: 'system.error', outcomeUnknown: true, reaction: { do: 'retry' } },
    ],
    [504, '<html>time-out</html>', { code: 'http_504', outcomeUnknown: true, reaction: { do: 'retry' } }],
    [400, { code: 'unknown.send.result' }, { outcomeUnknown: true }],
    [400, { code: 'staffId.notExisted' }, { reaction: { do: 'drop_recipient' } }],
    [400, { code: 'contain.unsafe.url' }, { reaction: { do: 'give_up' } }],
    [400, { code: 'bot.stopped' }, { reaction: { do: 'stop_account' } }],
    [
      403,
      { code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi' },
      { reaction: { do: 'retry', retryAfterMs: 60_000 }, outcomeUnknown: false },
    ],
    [403, '<html>blocked</html>', { code: 'not_json', reaction: { do: 'retry', retryAfterMs: 300_000 } }],
    [
      200,
      { status: 1111, wait: 5, source: 'x5', punish: 'deny' },
      { code: 'punished', reaction: { do: 'retry', retryAfterMs: 300_000 } },
    ],
  ])('%i %j', async (status, body, expected) => {
    tokenCall();
    nock(apiBase).post(batchSend).reply(status, body);
    expect(await failureOf(aCall())).toMatchObject(expected);
  });

  test.each([0, 21])('%i recipients are our own fault and nothing is called', async (count) => {
    const to = Array.from({ length: count }, (_, n) => `user${n}`);
    expect(await failureOf(aCall({ to }))).toMatchObject({
      reaction: { do: 'give_up' },
      outcomeUnknown: false,
    });
    expect(strays).toBe(0);
  });
});

describe('the token', () => {
  test('fifty calls at once fetch it once', async () => {
    tokenCall();
    nock(apiBase).post(batchSend).times(50).reply(200, { processQueryKey: 'pqk' });
    await Promise.all(Array.from({ length: 50 }, () => sender.send(aCall())));
    expect(strays).toBe(0);
  });

  test('fifty refusals at once fetch the next one once', async () => {
    tokenCall();
    nock(apiBase, { reqheaders: { 'x-acs-dingtalk-access-token': 'token-1' } })
      .post(batchSend)
      .times(50)
      .reply(400, { code: 'InvalidAuthentication' });
    tokenCall('token-2');
    nock(apiBase, { reqheaders: { 'x-acs-dingtalk-access-token': 'token-2' } })
      .post(batchSend)
      .times(50)
      .reply(200, { processQueryKey: 'pqk' });
    await Promise.all(Array.from({ length: 50 }, () => sender.send(aCall())));
    expect(strays).toBe(0);
  });

  test('is renewed five minutes before its end, not before', async () => {
    tokenCall();
    nock(apiBase).post(batchSend).twice().reply(200, {});
    await sender.send(aCall());
    now = new Date(now.getTime() + (7200 - 301) * 1000);
    await sender.send(aCall());
    now = new Date(now.getTime() + 2000);
    tokenCall('token-2');
    nock(apiBase, { reqheaders: { 'x-acs-dingtalk-access-token': 'token-2' } })
      .post(batchSend)
      .reply(200, {});
    await sender.send(aCall());
  });

  test('a failed renewal does not stop the sending while the old one lives', async () => {
    tokenCall();
    nock(apiBase).post(batchSend).twice().reply(200, {});
    await sender.send(aCall());
    now = new Date(now.getTime() + 7000 * 1000);
    nock(apiBase).post('/v1.0/oauth2/accessToken').reply(500, { code: 'server.error' });
    await sender.send(aCall());
    now = new Date(now.getTime() + 300 * 1000);
    nock(apiBase).post('/v1.0/oauth2/accessToken').reply(500, { code: 'server.error' });
    expect(await failureOf(aCall())).toMatchObject({ code: 'server.error', outcomeUnknown: false });
  });

  test('a failure is not remembered', async () => {
    nock(apiBase).post('/v1.0/oauth2/accessToken').reply(500, { code: 'server.error' });
    await failureOf(aCall());
    tokenCall();
    nock(apiBase).post(batchSend).reply(200, {});
    await sender.send(aCall());
  });

  test.each([
    [400, { code: 'invalidClientIdOrSecret' }, { reaction: { do: 'stop_account' } }],
    [401, { code: 'unauthorized.client' }, { reaction: { do: 'stop_account' } }],
    [200, { accessToken: '' }, { code: 'unreadable', reaction: { do: 'retry' } }],
    [200, '<html>', { code: 'not_json', outcomeUnknown: false }],
  ])('checking the credentials: %i %j', async (status, body, expected) => {
    nock(apiBase).post('/v1.0/oauth2/accessToken').reply(status, body);
    await expect(sender.checkCredentials()).rejects.toMatchObject(expected);
  });

  test('checking the credentials is a real call each time', async () => {
    tokenCall();
    await sender.checkCredentials();
    tokenCall();
    await sender.checkCredentials();
  });
});

describe('work notifications', () => {
  const toGuardian = (overrides: Partial<OutboundCall> = {}) =>
    aCall({ channel: 'school_notice', linkUrl: 'https://school.example/f/abc', ...overrides });

  test('a notice with a link, the token in the address', async () => {
    tokenCall();
    let body: unknown;
    nock(oapiBase)
      .post(asyncSend, (sent) => {
        body = sent;
        return true;
      })
      .query({ access_token: 'token-1' })
      .reply(200, { errcode: 0, errmsg: 'ok', task_id: 256271667526, request_id: 'r' });
    const receipt = await sender.send(toGuardian({ to: ['p1', 'p2'] }));
    expect(receipt).toMatchObject({ platformRef: '256271667526', fateKnownLater: true });
    expect([...receipt.outcomes.keys()]).toEqual(['p1', 'p2']);
    expect(body).toMatchObject({
      agent_id: 123,
      userid_list: 'p1,p2',
      to_all_user: false,
      msg: { msgtype: 'action_card', action_card: { single_url: 'https://school.example/f/abc' } },
    });
  });

  test.each([badToken, { errcode: 40014 }, { errcode: '42001' }, { errcode: 40001 }, { errcode: 41001 }])(
    'the token refused with %j is fetched anew',
    async (refusal) => {
      tokenCall();
      nock(oapiBase).post(asyncSend).query({ access_token: 'token-1' }).reply(200, refusal);
      tokenCall('token-2');
      nock(oapiBase)
        .post(asyncSend)
        .query({ access_token: 'token-2' })
        .reply(200, { errcode: '0', task_id: '7' });
      expect((await sender.send(toGuardian())).platformRef).toBe('7');
    },
  );

  test.each([
    [{ errcode: 90018 }, { reaction: { do: 'retry', retryAfterMs: 1000 }, outcomeUnknown: false }],
    [{ errcode: 90002 }, { reaction: { do: 'retry', retryAfterMs: 1000 } }],
    [{ errcode: 90020 }, { reaction: { do: 'stop_account' } }],
    [{ errcode: 143104 }, { reaction: { do: 'retry', retryAfterMs: 60_000 } }],
    [{ errcode: 33012 }, { reaction: { do: 'drop_recipient' } }],
    [{ errcode: 15 }, { outcomeUnknown: true }],
    [{ errcode: 88, errmsg: 'x', sub_code: '' }, { outcomeUnknown: true }],
    [{ errcode: -1 }, { reaction: { do: 'retry' }, outcomeUnknown: false }],
  ])('%j', async (body, expected) => {
    tokenCall();
    nock(oapiBase).post(asyncSend).query(true).reply(200, body);
    expect(await failureOf(toGuardian())).toMatchObject(expected);
  });

  test('an address longer than a whole notice is our own fault', async () => {
    const linkUrl = `https://school.example/${'x'.repeat(2100)}`;
    expect(await failureOf(toGuardian({ linkUrl }))).toMatchObject({
      code: 'too_long',
      reaction: { do: 'give_up' },
    });
  });

  describe('their fate', () => {
    function progressIs(status: unknown) {
      nock(oapiBase)
        .post(progress, { agent_id: 123, task_id: 7 })
        .query({ access_token: 'token-1' })
        .reply(200, { errcode: 0, progress: { progress_in_percent: 50, status } });
    }

    test.each([0, 1, '1'])('is unknown while the progress is %s', async (status) => {
      tokenCall();
      progressIs(status);
      expect(await sender.fate?.('7')).toBeUndefined();
    });

    test.each([2, '2'])('is read once the progress is %j', async (status) => {
      tokenCall();
      progressIs(status);
      nock(oapiBase)
        .post(result, { agent_id: 123, task_id: 7 })
        .query(true)
        .reply(200, {
          errcode: 0,
          send_result: {
            invalid_user_id_list: ['gone'],
            forbidden_user_id_list: ['dup', 'minute', 'mute'],
            failed_user_id_list: ['lost'],
            read_user_id_list: ['seen'],
            unread_user_id_list: 'unseen',
            invalid_dept_id_list: null,
            forbidden_list: [
              { code: '143106', count: 1, userid: 'dup' },
              { code: 143104, count: 1, userid: 'minute' },
            ],
          },
        });
      const fate = await sender.fate?.('7');
      expect(Object.fromEntries(fate ?? [])).toMatchObject({
        seen: { outcome: 'sent' },
        unseen: { outcome: 'sent' },
        gone: { outcome: 'refused', code: 'invalid_user' },
        dup: { outcome: 'had_before', code: '143106' },
        minute: { outcome: 'later', code: '143104', retryAfterMs: 60_000 },
        mute: { outcome: 'refused', code: 'forbidden' },
        lost: { outcome: 'later', code: 'failed' },
      });
    });

    test('an answer without a result is tried again', async () => {
      tokenCall();
      progressIs(2);
      nock(oapiBase).post(result).query(true).reply(200, { errcode: 0 });
      await expect(sender.fate?.('7')).rejects.toMatchObject({ code: 'unreadable', outcomeUnknown: false });
    });

    test('of something that is no notice is nobody’s to ask', async () => {
      await expect(sender.fate?.('pqk')).rejects.toMatchObject({ reaction: { do: 'give_up' } });
      expect(strays).toBe(0);
    });
  });
});

describe('replies', () => {
  const reply = (overrides: Partial<OutboundCall> = {}) =>
    aCall({ channel: 'reply', replyUrl, ...overrides });

  test('go to the session address, without a token', async () => {
    nock(oapiBase)
      .post('/robot/sendBySession', {
        msgtype: 'text',
        text: { content: '本周谈话\n还差两位' },
        msgUuid: 'm-1',
      })
      .query({ session: 'secret-session' })
      .reply(200, { errcode: 0, errmsg: 'ok' });
    expect(await sender.send(reply())).toEqual({
      outcomes: new Map([['user1', { outcome: 'sent' }]]),
      fateKnownLater: false,
    });
  });

  test.each([
    [400, { code: 'session.expired' }, 'session.expired'],
    [400, { code: 'session.notExisted' }, 'session.notExisted'],
    [200, { errcode: 400105 }, '400105'],
  ])('refused: %i %j', async (status, body, code) => {
    nock(oapiBase).post('/robot/sendBySession').query(true).reply(status, body);
    expect(await failureOf(reply())).toMatchObject({ code, reaction: { do: 'give_up' } });
  });

  test.each(sessionWebhookTricks)('%j is never called', async (trick) => {
    expect(await failureOf(reply({ replyUrl: trick }))).toMatchObject({
      code: 'reply_address',
      reaction: { do: 'give_up' },
      outcomeUnknown: false,
    });
    expect(strays).toBe(0);
  });

  test('without an address nothing is called', async () => {
    const { replyUrl: _, ...rest } = reply();
    expect(await failureOf(rest)).toMatchObject({ code: 'reply_address' });
  });
});

test('no error shows a token, a session, a secret or the words of the message', async () => {
  const errors: PlatformError[] = [];
  tokenCall('secret-token');
  nock(oapiBase).post(asyncSend).query(true).replyWithError('GET https://h/?access_token=secret-token');
  errors.push(await failureOf(aCall({ channel: 'school_notice' })));
  nock(oapiBase)
    .post('/robot/sendBySession')
    .query(true)
    .reply(400, { code: 'https://h/?session=secret-session' });
  errors.push(await failureOf(aCall({ channel: 'reply', replyUrl })));
  // Nothing answers here: the mock's own complaint quotes the whole address.
  errors.push(await failureOf(aCall({ channel: 'reply', replyUrl })));
  for (const error of errors) {
    const shown = [error.message, error.stack, String(error.cause), JSON.stringify(error)].join(' ');
    expect(shown).not.toMatch(/secret|session=|access_token|还差两位|app-secret/u);
    expect(error.cause instanceof Error ? String(error.cause.stack) : '').not.toMatch(/secret-/u);
  }
});

test('limits and guards per channel', () => {
  expect([
    sender.recipientLimit('app'),
    sender.recipientLimit('school_notice'),
    sender.recipientLimit('reply'),
  ]).toEqual([20, 100, 1]);
  expect(sender.absorbsRepeatsForMs('app')).toBe(0);
  expect(sender.absorbsRepeatsForMs('reply')).toBe(0);
  expect(sender.absorbsRepeatsForMs('school_notice')).toBe(86_400_000);
});
