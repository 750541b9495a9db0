/** The adapter against the double on loopback: each side has its own encryption, so each proves the other. */
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FilledCard } from '../../../../src/domain/message.ts';
import type { CallbackDecision, Channel, Sender } from '../../../../src/platforms/contract.ts';
import { PlatformError } from '../../../../src/platforms/contract.ts';
import { createWecomCallback } from '../../../../src/platforms/wecom/callback.ts';
import { createWecomSender } from '../../../../src/platforms/wecom/sender.ts';
import { createWecomDouble, type WecomDouble } from '../../../../src/sandbox/wecom-double.ts';

const account = {
  corpId: 'ww0123456789abcdef',
  agentId: 1000002,
  secret: 'app-secret',
  token: 'callbacktoken',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};

const start = new Date('2026-03-02T08:00:00Z');

let now: Date;
let double: WecomDouble;
let sender: Sender;
let program: Server;
let decisions: CallbackDecision[];
/** What the program answers; `undefined` answers with status 503. */
let answerWith: (decision: CallbackDecision) => { status: number; body: string } | undefined;

const clock = { now: () => now };
const advance = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

beforeEach(async () => {
  now = start;
  decisions = [];
  answerWith = (decision) => (decision.kind === 'message' ? decision.answer(undefined) : decision.answer);
  let ids = 0;
  double = await createWecomDouble(
    {
      clock,
      newId: () => {
        ids += 1;
        return `id${ids}`;
      },
      answerTimeoutMs: 20_000,
      wait: () => Promise.resolve(),
    },
    account,
  );
  double.setPeople([
    { userId: 'TeacherA', name: 'A', kind: 'staff', subscribed: true },
    { userId: 'teacherB', name: 'B', kind: 'staff', subscribed: true },
    { userId: 'parent1', name: 'P', kind: 'guardian', subscribed: true },
    { userId: 'parent2', name: 'Q', kind: 'guardian', subscribed: false },
  ]);
  const decoder = createWecomCallback({ ...account, accountKey: 'main', newNonce: () => 'ourNonce1' });
  program = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const decision = decoder.decode({
        method: request.method === 'GET' ? 'GET' : 'POST',
        query: new URL(request.url ?? '', 'http://localhost').searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks),
        receivedAt: now,
      });
      decisions.push(decision);
      const answer = answerWith(decision) ?? { status: 503, body: '' };
      response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => {
    program.listen(0, '127.0.0.1', resolve);
  });
  const address = program.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  double.setCallbackUrl(`http://127.0.0.1:${port}/callbacks/wecom/main`);
  sender = createWecomSender({ ...account, apiBase: double.baseUrl, clock, timeoutMs: 2_000 });
});

afterEach(async () => {
  await double.close();
  program.closeAllConnections();
  await new Promise((resolve) => {
    program.close(resolve);
  });
});

const textCard = (...lines: string[]): FilledCard => ({
  card: 'echo',
  form: 'text',
  title: '',
  lines,
  buttons: [],
});

const buttonCard: FilledCard = {
  card: 'filed',
  form: 'card',
  title: '记好了',
  lines: ['谈话已归档', '学生：某同学', '日期：3月2日'],
  buttons: [
    { key: 'undo:1', text: '撤销', say: '撤销' },
    { key: 'date:1', text: '改日期', say: '改日期' },
  ],
};

let messages = 0;
function send(to: readonly string[], card: FilledCard, channel: Channel = 'app', messageId?: string) {
  messages += 1;
  return sender.send({ channel, to, card, messageId: messageId ?? `m-${messages}` });
}

const lastDecision = () => decisions.at(-1);
function lastMessage() {
  const decision = lastDecision();
  if (decision?.kind !== 'message') throw new Error(`No message but ${decision?.kind}`);
  return decision.message;
}

describe('callbacks', () => {
  test('the check of the address passes', async () => {
    expect(await double.checkCallbackUrl()).toBe(true);
    expect(lastDecision()?.kind).toBe('handshake');
  });

  test.each(['xml', 'json'] as const)(
    'a sentence said in %s arrives, and its reply shows on the phone',
    async (form) => {
      double.setForm(form);
      answerWith = (decision) =>
        decision.kind === 'message' ? decision.answer(textCard('收到 ]]> & <b>')) : undefined;
      const delivered = await double.say('TeacherA', '和小同学谈了话 ]]> &lt;');
      expect(delivered).toEqual({ statuses: [200], acknowledged: true });
      expect(lastMessage()).toMatchObject({
        accountKey: 'main',
        senderId: 'TeacherA',
        sentAt: start,
        chat: 'private',
        content: { kind: 'text', text: '和小同学谈了话 ]]> &lt;' },
      });
      expect(double.badReplies()).toEqual([]);
      expect(double.messages('TeacherA')).toMatchObject([
        { from: 'person', text: '和小同学谈了话 ]]> &lt;' },
        { from: 'program', via: 'reply', text: '收到 ]]> & <b>' },
      ]);
    },
  );

  test('a card with buttons travels in the reply as text that names the words to answer', async () => {
    answerWith = (decision) => (decision.kind === 'message' ? decision.answer(buttonCard) : undefined);
    await double.say('TeacherA', '你好');
    expect(double.messages('TeacherA').at(-1)?.text).toBe(
      '记好了\n谈话已归档\n学生：某同学\n日期：3月2日\n可回复：撤销 · 改日期',
    );
  });

  test.each([
    ['no envelope at all', () => 'success'],
    ['a foreign signature', (body: string) => body.replace(/(?<=<MsgSignature><!\[CDATA\[)./, 'x')],
    ['another nonce', (body: string) => body.replace('ourNonce1', 'ourNonce2')],
  ])('the double ignores a reply with %s, as the platform does, and says why', async (_name, spoil) => {
    answerWith = (decision) =>
      decision.kind === 'message'
        ? { status: 200, body: spoil(decision.answer(textCard('ok')).body) }
        : undefined;
    expect(await double.say('TeacherA', 'hello')).toMatchObject({ acknowledged: true });
    expect(double.messages('TeacherA')).toHaveLength(1);
    expect(double.badReplies()).toHaveLength(1);
  });

  test('what is said in a group never reaches an app', async () => {
    await double.say('TeacherA', 'hello', { group: true });
    expect(decisions).toEqual([]);
  });

  test('a voice message comes without its words', async () => {
    await double.speak('TeacherA', '谈过了');
    expect(lastMessage().content).toEqual({ kind: 'voice', mediaId: expect.stringMatching(/^media-/) });
  });

  test('entering the chat, pictures and directory changes are told apart', async () => {
    await double.enter('TeacherA');
    expect(lastMessage().content).toEqual({ kind: 'entered' });
    await double.sendRaw('TeacherA', { MsgType: 'image', MediaId: 'm1', PicUrl: 'http://pic.example/1' });
    expect(lastMessage().content).toEqual({ kind: 'image', mediaId: 'm1' });
    await double.changeDirectory({
      Event: 'change_school_contact',
      ChangeType: 'create_deparmtment',
      Id: '7',
    });
    expect(lastMessage().content).toEqual({
      kind: 'directory_changed',
      name: 'change_school_contact.create_department',
      ids: ['7'],
    });
  });

  test('a delivery that is not answered with 200 comes three times, with one key', async () => {
    answerWith = () => undefined;
    expect(await double.say('TeacherA', 'hello')).toEqual({ statuses: [503, 503, 503], acknowledged: false });
    const keys = decisions.map((decision) => (decision.kind === 'message' ? decision.message.dedupeKey : ''));
    expect(keys[0]).toMatch(/^m:\d+$/);
    expect(new Set(keys).size).toBe(1);
  });

  test('a redelivery has the same key, another message another one', async () => {
    await double.say('TeacherA', 'hello');
    const first = lastMessage().dedupeKey;
    advance(5_000);
    await double.deliverAgain();
    expect(lastMessage().dedupeKey).toBe(first);
    await double.say('TeacherA', 'hello');
    expect(lastMessage().dedupeKey).not.toBe(first);
  });
});

describe('buttons', () => {
  test.each(['option', 'opiton'] as const)('a press arrives with its choices spelt %s', async (spelling) => {
    double.setOptionSpelling(spelling);
    await send(['TeacherA'], buttonCard, 'app', 'task-1');
    const [card] = double.messages('TeacherA');
    expect(card).toMatchObject({
      form: 'card',
      title: '记好了',
      text: '谈话已归档\n学生：某同学\n日期：3月2日',
      taskId: 'task-1',
    });
    await double.press('TeacherA', card?.number ?? 0, 'undo:1', { day: ['d1', 'd2'], kind: ['talk'] });
    expect(lastMessage()).toMatchObject({
      senderId: 'TeacherA',
      content: {
        kind: 'button',
        key: 'undo:1',
        taskId: 'task-1',
        selections: { day: ['d1', 'd2'], kind: ['talk'] },
        responseCode: expect.stringMatching(/^rc-/),
      },
    });
  });

  test('two presses within one second have two keys', async () => {
    await send(['TeacherA'], buttonCard);
    const number = double.messages('TeacherA')[0]?.number ?? 0;
    await double.press('TeacherA', number, 'undo:1');
    await double.press('TeacherA', number, 'undo:1');
    const keys = decisions.map((decision) => (decision.kind === 'message' ? decision.message.dedupeKey : ''));
    expect(new Set(keys).size).toBe(2);
  });

  test('a press is answered empty, because text would be ignored', async () => {
    await send(['TeacherA'], buttonCard);
    await double.press('TeacherA', double.messages('TeacherA')[0]?.number ?? 0, 'undo:1');
    const decision = lastDecision();
    expect(decision?.kind === 'message' && decision.answer(textCard('撤销了'))).toEqual({
      status: 200,
      contentType: 'text/plain; charset=utf-8',
      body: '',
    });
  });
});

describe('sending', () => {
  test('text reaches those whom the platform knows, in whatever case', async () => {
    const receipt = await send(['teachera', 'TEACHERB', 'Nobody'], textCard('周报已更新'));
    expect(receipt).toMatchObject({ platformRef: expect.stringMatching(/^msg-/), fateKnownLater: false });
    expect([...receipt.outcomes].map(([id, { outcome }]) => [id, outcome])).toEqual([
      ['teachera', 'sent'],
      ['TEACHERB', 'sent'],
      ['Nobody', 'refused'],
    ]);
    expect(double.messages('teacherB')).toMatchObject([{ via: 'push', form: 'text', text: '周报已更新' }]);
  });

  test('a call in which nobody is known refuses everybody', async () => {
    const { outcomes } = await send(['x1', 'x2'], textCard('hello'));
    expect([...outcomes.values()]).toMatchObject([
      { outcome: 'refused', code: '81013' },
      { outcome: 'refused', code: '81013' },
    ]);
  });

  test('a card with a link becomes a notice card', async () => {
    await send(['TeacherA'], {
      ...buttonCard,
      buttons: [],
      link: { text: '打开清单', url: 'https://school.example/me' },
    });
    expect(double.messages('TeacherA')[0]).toMatchObject({
      form: 'card',
      link: { text: '打开清单', url: 'https://school.example/me' },
    });
  });

  test('a school notice reaches subscribed guardians only', async () => {
    messages += 1;
    const { outcomes } = await sender.send({
      channel: 'school_notice',
      to: ['parent1', 'parent2', 'TeacherA'],
      card: textCard('请填写一份问卷', '大约两分钟'),
      messageId: 'm-notice',
      linkUrl: 'https://school.example/f/abc',
    });
    expect([...outcomes].map(([id, { outcome }]) => [id, outcome])).toEqual([
      ['parent1', 'sent'],
      ['parent2', 'refused'],
      ['TeacherA', 'refused'],
    ]);
    expect(double.messages('parent1')).toMatchObject([
      {
        form: 'news',
        title: '请填写一份问卷',
        text: '大约两分钟',
        link: { url: 'https://school.example/f/abc' },
      },
    ]);
  });

  test('a repeat of one message is absorbed; another message of the same words is not', async () => {
    await send(['TeacherA'], textCard('撤销了'), 'reply', 'm-one');
    await send(['TeacherA'], textCard('撤销了'), 'reply', 'm-one');
    expect(double.messages('TeacherA')).toHaveLength(1);
    await send(['TeacherA'], textCard('撤销了'), 'reply', 'm-two');
    expect(double.messages('TeacherA')).toHaveLength(2);
    advance(1_801_000);
    await send(['TeacherA'], textCard('撤销了'), 'reply', 'm-one');
    expect(double.messages('TeacherA')).toHaveLength(3);
  });

  test('the 31st message to one member within a minute is dropped without a word', async () => {
    for (let count = 0; count < 31; count += 1) await send(['TeacherA'], textCard(`第${count}条`));
    expect(double.messages('TeacherA')).toHaveLength(30);
    expect(double.dropped()).toMatchObject([{ userId: 'TeacherA', why: 'member_limit' }]);
    advance(60_000);
    await send(['TeacherA'], textCard('又一条'));
    expect(double.messages('TeacherA')).toHaveLength(31);
  });
});

describe('tokens', () => {
  const tokenCalls = () => double.calls().filter(({ path }) => path.startsWith('/cgi-bin/gettoken')).length;

  test('one token serves until five minutes before its end', async () => {
    await send(['TeacherA'], textCard('1'));
    advance(6_899_000);
    await send(['TeacherA'], textCard('2'));
    expect(tokenCalls()).toBe(1);
    advance(2_000);
    await send(['TeacherA'], textCard('3'));
    expect(tokenCalls()).toBe(2);
  });

  test.each(['killed', 'expired'])(
    'a token %s early is replaced, and the message arrives once',
    async (how) => {
      await send(['TeacherA'], textCard('1'));
      if (how === 'killed') double.setFault({ kind: 'token_killed' });
      else double.expireTokens();
      const receipt = await send(['TeacherA'], textCard('2'));
      expect([...receipt.outcomes.values()]).toEqual([{ outcome: 'sent' }]);
      expect(double.messages('TeacherA')).toHaveLength(2);
      expect(tokenCalls()).toBe(2);
    },
  );

  test('a wrong secret stops the account with a remedy', async () => {
    const wrong = createWecomSender({ ...account, secret: 'other', apiBase: double.baseUrl, clock });
    await expect(wrong.checkCredentials()).rejects.toMatchObject({
      code: '40001',
      reaction: { do: 'stop_account', remedy: expect.stringContaining('Secret') },
    });
    await expect(sender.checkCredentials()).resolves.toBeUndefined();
  });

  test('no recorded call holds a token or a secret', async () => {
    await send(['TeacherA'], textCard('1'));
    const paths = double.calls().map(({ path }) => path);
    expect(paths).toEqual([
      `/cgi-bin/gettoken?corpid=${account.corpId}&corpsecret=***`,
      '/cgi-bin/message/send?access_token=***',
    ]);
  });
});

describe('faults', () => {
  const failure = async (): Promise<PlatformError> => {
    const error: unknown = await send(['TeacherA'], textCard('hello'), 'app', 'm-fault').then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof PlatformError)) throw new Error('No PlatformError');
    return error;
  };

  beforeEach(async () => {
    await sender.checkCredentials();
  });

  test('an outage leaves the outcome unknown', async () => {
    double.setFault({ kind: 'outage' });
    expect(await failure()).toMatchObject({
      code: 'network',
      outcomeUnknown: true,
      reaction: { do: 'retry' },
    });
    expect(double.messages('TeacherA')).toHaveLength(0);
  });

  test('a message accepted before the connection broke is not doubled by the retry', async () => {
    double.setFault({ kind: 'accept_then_drop_connection' });
    expect(await failure()).toMatchObject({ outcomeUnknown: true });
    double.setFault(undefined);
    await send(['TeacherA'], textCard('hello'), 'app', 'm-fault');
    expect(double.messages('TeacherA')).toHaveLength(1);
  });

  test('an answer later than the time limit leaves the outcome unknown', async () => {
    double.setFault({ kind: 'slow' });
    expect(await failure()).toMatchObject({ code: 'timeout', outcomeUnknown: true });
  });

  test('a full rate limit asks for a minute', async () => {
    double.setFault({ kind: 'rate_limited' });
    expect(await failure()).toMatchObject({ code: '45009', reaction: { do: 'retry', retryAfterMs: 60_000 } });
  });

  test('a busy platform asks for another try', async () => {
    double.setFault({ kind: 'busy' });
    expect(await failure()).toMatchObject({ code: '-1', outcomeUnknown: true, reaction: { do: 'retry' } });
  });

  test('a silent drop looks like success', async () => {
    double.setFault({ kind: 'silent_drop' });
    await send(['TeacherA'], textCard('hello'));
    expect(double.messages('TeacherA')).toHaveLength(0);
    expect(double.dropped()).toMatchObject([{ why: 'silent_drop' }]);
  });

  test('a fault ends at its time', async () => {
    double.setFault({ kind: 'outage', until: new Date(start.getTime() + 60_000) });
    advance(60_000);
    await send(['TeacherA'], textCard('hello'));
    expect(double.messages('TeacherA')).toHaveLength(1);
  });

  test('an address that is not trusted is named in the remedy', async () => {
    double.distrustAddress('203.0.113.7');
    expect(await failure()).toMatchObject({
      code: '60020',
      reaction: { do: 'stop_account', remedy: expect.stringContaining('203.0.113.7') },
    });
  });
});
