/** The double against the adapter, over loopback: each is written from the vendor's pages, neither from the other. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FilledCard, InboundMessage } from '../../../src/domain/message.ts';
import type {
  CallbackDecoder,
  CallbackRequest,
  Channel,
  WireAnswer,
} from '../../../src/platforms/contract.ts';
import {
  createDingtalkEventCallback,
  createDingtalkRobotCallback,
} from '../../../src/platforms/dingtalk/callback.ts';
import { createDingtalkSender } from '../../../src/platforms/dingtalk/sender.ts';
import { createDingtalkDouble, type DingtalkDouble } from '../../../src/sandbox/dingtalk-double.ts';

const account = {
  accountKey: 'main',
  corpId: 'dingcorp',
  clientId: 'dingappkey',
  clientSecret: 'app-secret',
  robotCode: 'dingappkey',
  agentId: '123',
  token: 'padtoken',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};
const people = [
  { userId: 'wang', name: '王老师', kind: 'staff', subscribed: true },
  { userId: 'li', name: '李老师', kind: 'staff', subscribed: true },
  { userId: 'mum', name: '小明妈妈', kind: 'guardian', subscribed: true },
] as const;
const card: FilledCard = { card: 'due', form: 'text', title: '本周谈话', lines: ['还差两位'], buttons: [] };

let now: Date;
let waits: number[];
let double: DingtalkDouble;
let program: Server;
let programUrl: string;
let received: InboundMessage[];
/** What the program does instead of answering, for the next requests. */
let mischief: ('silence' | 'error' | 'wrong')[];

beforeEach(async () => {
  now = new Date('2026-09-07T08:00:00Z');
  waits = [];
  received = [];
  mischief = [];
  let lastId = 0;
  double = await createDingtalkDouble(
    {
      clock: { now: () => now },
      newId: () => `id${(lastId += 1)}`,
      // Short only where nothing is going to answer: a busy machine must not be taken for silence.
      get answerTimeoutMs() {
        return mischief.includes('silence') ? 500 : 20_000;
      },
      wait: async (ms) => {
        waits.push(ms);
        now = new Date(now.getTime() + ms);
      },
    },
    account,
    { workNoticeDelayMs: 5000, slowMs: 60_000 },
  );
  double.setPeople(people);
  await startProgram();
  double.setCallbackUrl(`${programUrl}/callbacks/dingtalk/main`);
});

afterEach(async () => {
  program.closeAllConnections();
  program.close();
  await double.close();
});

async function startProgram(): Promise<void> {
  const bases = { apiBase: double.baseUrl, oapiBase: double.baseUrl };
  const robot = createDingtalkRobotCallback({ ...account, ...bases });
  const events = createDingtalkEventCallback(account);
  program = createServer((request, response) => {
    void (async () => {
      const callback = await rawRequest(request);
      const doing = mischief.shift();
      if (doing === 'silence') return;
      const decoder = request.url?.includes('/events') ? events : robot;
      const answer =
        doing === 'error' ? { status: 503, contentType: 'text/plain', body: '' } : take(decoder, callback);
      response.writeHead(answer.status, { 'content-type': answer.contentType });
      response.end(doing === 'wrong' ? '{"msgtype":"empty"}' : answer.body);
    })();
  });
  await new Promise<void>((resolve) => {
    program.listen(0, '127.0.0.1', resolve);
  });
  const address = program.address();
  programUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

async function rawRequest(request: IncomingMessage): Promise<CallbackRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return {
    method: 'POST',
    query: new URL(request.url ?? '/', 'http://x').searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
    receivedAt: now,
  };
}

function take(decoder: CallbackDecoder, request: CallbackRequest): WireAnswer {
  const decision = decoder.decode(request);
  if (decision.kind !== 'message') return decision.answer;
  received.push(decision.message);
  return decision.answer(undefined);
}

function aSender(timeoutMs = 20_000) {
  return createDingtalkSender({
    ...account,
    apiBase: double.baseUrl,
    oapiBase: double.baseUrl,
    timeoutMs,
    clock: { now: () => now },
  });
}

const send = (
  channel: Channel,
  to: readonly string[],
  sent: FilledCard = card,
  messageId = 'm-1',
  replyUrl = '',
) => aSender().send({ channel, to, card: sent, messageId, replyUrl });

describe('what people say', () => {
  test('a private message arrives signed and can be answered', async () => {
    const delivered = await double.say('wang', '和小明谈了话');
    expect(delivered).toEqual({ statuses: [200], acknowledged: true });
    const [message] = received;
    expect(message).toMatchObject({
      senderId: 'wang',
      chat: 'private',
      sentAt: now,
      content: { kind: 'text', text: '和小明谈了话' },
      replyAddress: { expiresAt: new Date(now.getTime() + 90 * 60_000) },
    });
    await send('reply', ['wang'], card, 'm-1', message?.replyAddress?.url);
    expect(double.messages('wang')).toMatchObject([
      { number: 1, from: 'person', text: '和小明谈了话' },
      { number: 2, from: 'program', via: 'reply', form: 'text', text: '本周谈话\n还差两位' },
    ]);
  });

  test('in a group only what mentions the robot arrives', async () => {
    expect(await double.say('wang', '大家好', { group: true })).toEqual({ statuses: [], acknowledged: true });
    await double.say('wang', '帮助', { group: true, mentionsBot: true });
    expect(received).toMatchObject([{ chat: 'group', content: { kind: 'text', text: '帮助' } }]);
  });

  test('a voice message arrives with its transcript', async () => {
    await double.speak('wang', '谈了作业');
    expect(received).toMatchObject([{ content: { kind: 'voice', recognisedText: '谈了作业' } }]);
  });

  test('a stranger has no id', async () => {
    await double.say('nobody', '你好');
    expect(received).toMatchObject([{ senderId: '' }]);
  });

  test('any other kind of message', async () => {
    await double.sendRobotMessage('wang', { msgtype: 'picture', content: { downloadCode: 'c' } });
    expect(received).toMatchObject([{ content: { kind: 'image', mediaId: 'c' } }]);
  });

  test.each([
    ['silence', 0],
    ['error', 503],
  ] as const)('after %s the same message comes again a minute later', async (doing, status) => {
    mischief = [doing];
    expect(await double.say('wang', '你好')).toEqual({ statuses: [status, 200], acknowledged: true });
    expect(waits).toEqual([60_000]);
    await double.deliverAgain();
    expect(new Set(received.map(({ dedupeKey }) => dedupeKey)).size).toBe(1);
    expect(received).toHaveLength(2);
  });

  test('after two failures it is given up', async () => {
    mischief = ['error', 'error'];
    expect(await double.say('wang', '你好')).toEqual({ statuses: [503, 503], acknowledged: false });
  });

  test('with the month used up the message comes without words', async () => {
    double.setQuota({ webhookAndStream: 1 });
    await double.say('wang', '一');
    await double.say('wang', '二');
    expect(received.map(({ content }) => content)).toEqual([
      { kind: 'text', text: '一' },
      { kind: 'quota_exhausted' },
    ]);
    now = new Date('2026-10-01T00:00:00+08:00');
    await double.say('wang', '三');
    expect(received.at(-1)?.content).toEqual({ kind: 'text', text: '三' });
  });

  test('without a callback address nothing is delivered and nothing is waited for', async () => {
    double.setCallbackUrl('');
    expect(await double.say('wang', '你好')).toEqual({ statuses: [], acknowledged: false });
    expect(waits).toEqual([]);
  });

  test('nothing happens on entering a chat', async () => {
    expect(await double.enter('wang')).toEqual({ statuses: [], acknowledged: true });
  });
});

describe('events', () => {
  test('the check of the address is answered as it demands', async () => {
    expect(await double.checkUrl()).toEqual({ statuses: [200], acknowledged: true });
    expect(received).toEqual([]);
  });

  test('an event arrives', async () => {
    await double.sendEvent({ EventType: 'user_leave_org', userId: ['li'] });
    expect(received).toMatchObject([
      { content: { kind: 'directory_changed', name: 'user_leave_org', ids: ['li'] }, sentAt: now },
    ]);
  });

  test('anything but the sealed word success counts as failure: again after 10 s and 30 s', async () => {
    mischief = ['wrong', 'error'];
    const delivered = await double.sendEvent({ EventType: 'org_change' });
    expect(delivered).toEqual({ statuses: [200, 503, 200], acknowledged: true });
    expect(waits).toEqual([10_000, 30_000]);
    expect(new Set(received.map(({ dedupeKey }) => dedupeKey)).size).toBe(1);
  });
});

describe('robot sends', () => {
  test('reach staff; guardians and strangers come back as invalid, some are held back', async () => {
    double.holdBack(['li']);
    const { outcomes } = await send('app', ['wang', 'li', 'mum', 'nobody']);
    expect([...outcomes].map(([id, { outcome }]) => [id, outcome])).toEqual([
      ['wang', 'sent'],
      ['li', 'later'],
      ['mum', 'refused'],
      ['nobody', 'refused'],
    ]);
    expect(double.messages('wang')).toMatchObject([{ via: 'push', from: 'program' }]);
    expect(double.messages('li')).toEqual([]);
  });

  test('pressing a button says its words', async () => {
    const buttons = [
      { key: 'a', text: '记下', say: '记 小明（谈话）' },
      { key: 'b', text: '稍后', say: '稍后' },
    ];
    await send('app', ['wang'], { ...card, form: 'card', buttons });
    const [bubble] = double.messages('wang');
    expect(bubble).toMatchObject({
      form: 'card',
      title: '本周谈话',
      text: '本周谈话\n还差两位',
      buttons: [
        { key: '记 小明（谈话）', text: '记下' },
        { key: '稍后', text: '稍后' },
      ],
    });
    await double.press('wang', bubble?.number ?? 0, '记 小明（谈话）');
    expect(received).toMatchObject([
      { senderId: 'wang', content: { kind: 'text', text: '记 小明（谈话）' } },
    ]);
    await expect(double.press('wang', 1, 'nothing')).rejects.toThrow('no such button');
  });

  test('more than twenty ids, a foreign robot and a broken parameter are refused', async () => {
    const token = await newToken();
    const batch = (body: object) =>
      post('/v1.0/robot/oToMessages/batchSend', { robotCode: 'dingappkey', ...body }, token);
    const message = { msgKey: 'sampleText', msgParam: '{"content":"x"}' };
    const userIds = Array.from({ length: 21 }, () => 'wang');
    expect(await batch({ userIds, ...message })).toMatchObject({ code: 'invalidParameter.userIds.overMax' });
    expect(await batch({ userIds: [], ...message })).toMatchObject({
      code: 'invalidParameter.userIds.empty',
    });
    expect(await batch({ userIds: ['wang'], ...message, robotCode: 'x' })).toMatchObject({
      code: 'invalidParameter.robotCode.notExsit',
    });
    expect(await batch({ userIds: ['wang'], ...message, msgParam: { content: 'x' } })).toMatchObject({
      code: 'invalidParameter.msgParam.invalid',
    });
    expect(await batch({ userIds: ['wang'], ...message, msgKey: 'sampleTicket' })).toMatchObject({
      code: 'invalidParameter.msgKey.invalid',
    });
    expect(double.messages('wang')).toEqual([]);
  });

  test('a set answer is given once', async () => {
    double.answerNext({ status: 400, body: { code: 'send.too.fast', message: 'x' } });
    await expect(send('app', ['wang'])).rejects.toMatchObject({ code: 'send.too.fast' });
    await send('app', ['wang']);
    expect(double.messages('wang')).toHaveLength(1);
  });
});

describe('work notifications', () => {
  const notice = { ...card, link: { text: '去填写', url: 'https://school.example/f/abc' } };

  test('a guardian gets a card with the link', async () => {
    const receipt = await send('school_notice', ['mum', 'nobody'], notice);
    expect(receipt.fateKnownLater).toBe(true);
    expect(double.messages('mum')).toMatchObject([
      { form: 'card', link: { text: '去填写', url: 'https://school.example/f/abc' }, buttons: [] },
    ]);
    const sender = aSender();
    expect(await sender.fate?.(receipt.platformRef ?? '')).toBeUndefined();
    now = new Date(now.getTime() + 5000);
    const fate = await sender.fate?.(receipt.platformRef ?? '');
    expect(fate?.get('mum')).toEqual({ outcome: 'sent' });
    expect(fate?.get('nobody')).toMatchObject({ outcome: 'refused' });
  });

  test('the same content on the same day is swallowed; only the result shows it', async () => {
    await send('school_notice', ['mum'], notice);
    const again = await send('school_notice', ['mum'], notice);
    expect(again.outcomes.get('mum')).toEqual({ outcome: 'sent' });
    now = new Date(now.getTime() + 5000);
    const fate = await aSender().fate?.(again.platformRef ?? '');
    expect(fate?.get('mum')).toMatchObject({ outcome: 'had_before', code: '143106' });
    expect(double.messages('mum')).toHaveLength(1);
    await send('school_notice', ['mum'], notice, 'm-2');
    now = new Date('2026-09-08T00:00:00+08:00');
    await send('school_notice', ['mum'], notice);
    expect(double.messages('mum')).toHaveLength(3);
  });

  test('a hundred and one ids, nobody known, a foreign agent and too long a message are errors', async () => {
    const token = await newToken();
    const asyncSend = (body: object) =>
      post(`/topapi/message/corpconversation/asyncsend_v2?access_token=${token}`, {
        agent_id: 123,
        userid_list: 'mum',
        msg: { msgtype: 'text', text: { content: 'x' } },
        ...body,
      });
    const ids = Array.from({ length: 101 }, () => 'mum').join(',');
    expect(await asyncSend({ userid_list: ids })).toMatchObject({ errcode: 40035 });
    expect(await asyncSend({ userid_list: 'nobody' })).toMatchObject({ errcode: 33012 });
    expect(await asyncSend({ agent_id: 5 })).toMatchObject({ errcode: 40056 });
    const content = 'x'.repeat(2048);
    expect(await asyncSend({ msg: { msgtype: 'text', text: { content } } })).toMatchObject({
      errcode: 40035,
    });
  });
});

describe('session addresses', () => {
  const replyUrlOf = async (userId: string) => {
    await double.say(userId, '你好');
    return received.at(-1)?.replyAddress?.url;
  };

  test('end after ninety minutes', async () => {
    const url = await replyUrlOf('wang');
    now = new Date(now.getTime() + 90 * 60_000);
    await expect(send('reply', ['wang'], card, 'm-1', url)).rejects.toMatchObject({
      code: 'session.expired',
    });
  });

  test('must exist', async () => {
    const url = `${double.baseUrl}/robot/sendBySession?session=made-up`;
    await expect(send('reply', ['wang'], card, 'm-1', url)).rejects.toMatchObject({
      code: 'session.notExisted',
    });
  });

  test('drop a repeat with the same msgUuid', async () => {
    const url = await replyUrlOf('wang');
    await send('reply', ['wang'], card, 'm-1', url);
    await send('reply', ['wang'], card, 'm-1', url);
    await send('reply', ['wang'], card, 'm-2', url);
    expect(double.messages('wang').filter(({ from }) => from === 'program')).toHaveLength(2);
  });
});

describe('tokens', () => {
  test('stay the same while they live and change after their end', async () => {
    const first = await newToken();
    now = new Date(now.getTime() + 7199 * 1000);
    expect(await newToken()).toBe(first);
    now = new Date(now.getTime() + 7200 * 1000);
    expect(await newToken()).not.toBe(first);
  });

  test('wrong credentials, no JSON', async () => {
    const path = '/v1.0/oauth2/accessToken';
    expect(await post(path, { appKey: 'dingappkey', appSecret: 'x' })).toMatchObject({
      code: 'invalidClientIdOrSecret',
    });
    expect(await post(path, 'appKey=dingappkey')).toMatchObject({ code: 'Missingbody' });
    const old = await fetch(`${double.baseUrl}/gettoken?appkey=dingappkey&appsecret=app-secret`);
    expect(await old.json()).toMatchObject({ errcode: 0, access_token: await newToken() });
    const refused = await fetch(`${double.baseUrl}/gettoken?appkey=dingappkey&appsecret=x`);
    expect(await refused.json()).toMatchObject({ errcode: 40089 });
  });
});

describe('faults', () => {
  test('a killed token is replaced without anybody noticing', async () => {
    const sender = aSender();
    const call = { to: ['wang'], card, messageId: 'm-1' };
    await sender.send({ channel: 'app', ...call });
    double.setFault({ kind: 'token_killed' });
    await sender.send({ channel: 'app', ...call });
    double.setFault({ kind: 'token_killed' });
    await sender.send({ channel: 'school_notice', ...call });
    expect(double.messages('wang')).toHaveLength(3);
  });

  test.each([
    ['outage', 'network', true],
    ['busy', 'systemBusy', false],
    ['rate_limited', 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', false],
    ['accept_then_drop_connection', 'network', true],
  ] as const)('%s', async (kind, code, outcomeUnknown) => {
    const sender = aSender();
    await sender.send({ channel: 'app', to: ['li'], card, messageId: 'm-0' });
    double.setFault({ kind });
    const call = sender.send({ channel: 'app', to: ['wang'], card, messageId: 'm-1' });
    await expect(call).rejects.toMatchObject({ code, outcomeUnknown });
    expect(double.messages('wang')).toHaveLength(kind === 'accept_then_drop_connection' ? 1 : 0);
    double.setFault(undefined);
    await sender.send({ channel: 'app', to: ['wang'], card, messageId: 'm-1' });
  });

  test('busy and rate limits in the old error style', async () => {
    double.setFault({ kind: 'busy' });
    await expect(send('school_notice', ['mum'])).rejects.toMatchObject({ code: '-1' });
    double.setFault({ kind: 'rate_limited', until: new Date(now.getTime() + 1000) });
    await expect(send('school_notice', ['mum'])).rejects.toMatchObject({ code: '90018' });
    now = new Date(now.getTime() + 1000);
    await send('school_notice', ['mum']);
  });

  test('a slow answer comes after the message', async () => {
    double.setFault({ kind: 'slow' });
    await send('app', ['wang']);
    expect(waits).toContain(60_000);
    expect(double.messages('wang')).toHaveLength(1);
  });

  test('a silent loss shows only in the fate of a work notification', async () => {
    double.setFault({ kind: 'silent_drop' });
    const receipt = await send('school_notice', ['mum']);
    await send('app', ['wang']);
    double.setFault(undefined);
    now = new Date(now.getTime() + 5000);
    expect((await aSender().fate?.(receipt.platformRef ?? ''))?.get('mum')).toMatchObject({ code: 'failed' });
    expect([...double.messages('mum'), ...double.messages('wang')]).toEqual([]);
  });

  test('with the month used up every call is refused', async () => {
    double.setQuota({ api: 1 });
    await send('app', ['wang']);
    await expect(send('app', ['wang'])).rejects.toMatchObject({
      code: 'Forbidden.AccessDenied.ApiCountLimitForOrg',
      reaction: { do: 'stop_account' },
    });
    await expect(send('school_notice', ['mum'])).rejects.toMatchObject({ code: '90020' });
  });
});

test('calls are counted by bucket and month, tokens are free', async () => {
  await double.say('wang', '你好');
  await send('reply', ['wang'], card, 'm-1', received.at(-1)?.replyAddress?.url);
  await send('app', ['wang']);
  expect(double.counted()).toEqual({ api: 1, webhookAndStream: 2 });
  now = new Date('2026-10-01T00:00:00+08:00');
  expect(double.counted()).toEqual({ api: 0, webhookAndStream: 0 });
});

test('the record shows calls without tokens, sessions and secrets', async () => {
  await double.say('wang', '你好');
  await send('reply', ['wang'], card, 'm-1', received.at(-1)?.replyAddress?.url);
  await send('school_notice', ['mum']);
  expect(double.calls().map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
    'POST /robot/sendBySession?session=*** 200',
    'POST /v1.0/oauth2/accessToken 200',
    'POST /topapi/message/corpconversation/asyncsend_v2?access_token=*** 200',
  ]);
  expect(JSON.stringify(double.calls())).not.toMatch(/app-secret|token-id|sessionid/u);
});

test('listeners hear of every bubble', async () => {
  const heard: string[] = [];
  double.onMessage((userId, message) => heard.push(`${userId} ${message.from} ${message.number}`));
  await double.say('wang', '你好');
  await send('app', ['wang', 'li']);
  expect(heard).toEqual(['wang person 1', 'wang program 2', 'li program 3']);
});

async function post(path: string, body: unknown, token = ''): Promise<unknown> {
  const response = await fetch(`${double.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'x-acs-dingtalk-access-token': token },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return response.json();
}

async function newToken(): Promise<string> {
  const answer = await post('/v1.0/oauth2/accessToken', { appKey: 'dingappkey', appSecret: 'app-secret' });
  return typeof answer === 'object' && answer !== null && 'accessToken' in answer
    ? String(answer.accessToken)
    : '';
}
