/** The sender on the real wire shape: what it sends, and what it makes of each family of answers. */
import nock from 'nock';
import { describe, expect, test } from 'vitest';
import type { FilledCard } from '../../../../src/domain/message.ts';
import type { OutboundCall } from '../../../../src/platforms/contract.ts';
import { createWecomSender } from '../../../../src/platforms/wecom/sender.ts';
import { onlyMockedNetwork, refusalOf } from '../../../support/mocked-network.ts';
import { givesWecomToken, wecomHost as host, ok, wecomApp } from '../../../support/wecom-app.ts';

const secretToken = 'SECRET-TOKEN-1';

const card: FilledCard = { card: 'c', form: 'text', title: '', lines: ['周报已更新'], buttons: [] };
const aCall = (parts: Partial<OutboundCall> = {}): OutboundCall => ({
  channel: 'app',
  to: ['zhang', 'Li'],
  card,
  messageId: 'm-1',
  ...parts,
});

const sendPath = '/cgi-bin/message/send';
const noticePath = '/cgi-bin/externalcontact/message/send';

const givesToken = (value = secretToken) => givesWecomToken(value);

/** Answers one send and keeps its body. */
function takesSend(answer: nock.ReplyBody, path = sendPath, token = secretToken): { body?: unknown } {
  const taken: { body?: unknown } = {};
  host()
    .post(path)
    .query({ access_token: token })
    .reply(200, (_uri, body) => {
      taken.body = body;
      return answer;
    });
  return taken;
}

onlyMockedNetwork();

const sender = () => createWecomSender(wecomApp);

describe('what goes out', () => {
  test('text to members', async () => {
    givesToken();
    const taken = takesSend({ ...ok, msgid: 'msg-1', invaliduser: '', response_code: '' });
    const receipt = await sender().send(aCall());
    expect(taken.body).toEqual({
      touser: 'zhang|Li',
      agentid: 1000002,
      msgtype: 'text',
      text: { content: expect.stringMatching(/^周报已更新\s{4}$/) },
      enable_duplicate_check: 1,
      duplicate_check_interval: 1800,
    });
    expect(receipt).toEqual({
      platformRef: 'msg-1',
      outcomes: new Map([
        ['zhang', { outcome: 'sent' }],
        ['Li', { outcome: 'sent' }],
      ]),
      fateKnownLater: false,
    });
  });

  test('a repeat of one message is the same to the byte; another message of the same words is not', async () => {
    givesToken();
    const taken = [takesSend(ok), takesSend(ok), takesSend(ok)];
    const one = sender();
    await one.send(aCall());
    await one.send(aCall());
    await one.send(aCall({ messageId: 'm-2' }));
    expect(taken[1]?.body).toEqual(taken[0]?.body);
    expect(taken[2]?.body).not.toEqual(taken[0]?.body);
  });

  test('a card with buttons, its task id being ours, and the code to update it', async () => {
    givesToken();
    const taken = takesSend({ ...ok, msgid: 'msg-2', response_code: 'rc-1' });
    const buttons = [{ key: 'undo:1', text: '撤销', say: '撤销' }];
    const receipt = await sender().send(aCall({ card: { ...card, form: 'card', title: '记好了', buttons } }));
    expect(taken.body).toMatchObject({
      msgtype: 'template_card',
      template_card: { card_type: 'button_interaction', task_id: 'm-1', main_title: { title: '记好了' } },
    });
    expect(receipt.responseCode).toBe('rc-1');
  });

  test('a card that does not fit goes as text, with the words to answer', async () => {
    givesToken();
    const taken = takesSend(ok);
    const buttons = [{ key: 'undo:1', text: '撤销', say: '撤销' }];
    await sender().send(aCall({ card: { ...card, form: 'card', title: '师'.repeat(40), buttons } }));
    expect(taken.body).toMatchObject({
      msgtype: 'text',
      text: { content: expect.stringMatching(/^师{40}\n周报已更新\n可回复：撤销\s{4}$/) },
    });
  });

  test.each([
    [
      'markdown',
      {
        msgtype: 'markdown',
        markdown: { content: expect.stringMatching(/^\*\*记好了\*\*\n周报已更新\n> 可回复：撤销\s{4}$/) },
      },
    ],
    ['text', { msgtype: 'text' }],
  ] as const)('the style %s, where the school asks for it', async (appStyle, expected) => {
    givesToken();
    const taken = takesSend(ok);
    const buttons = [{ key: 'undo:1', text: '撤销', say: '撤销' }];
    const styled = createWecomSender({ ...wecomApp, appStyle });
    await styled.send(aCall({ card: { ...card, form: 'card', title: '记好了', buttons } }));
    expect(taken.body).toMatchObject(expected);
  });

  test('no text exceeds 2048 bytes', async () => {
    givesToken();
    const taken = takesSend(ok);
    await sender().send(aCall({ card: { ...card, lines: ['师'.repeat(2000)] } }));
    const [, content = ''] = /"content":"([^"]*)"/.exec(JSON.stringify(taken.body)) ?? [];
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2048);
    expect(content).toMatch(/师…\s{4}$/);
  });

  test('a school notice with a link is an article, recipients in an array', async () => {
    givesToken();
    const taken = takesSend({ ...ok, invalid_parent_userid: ['P2'] }, noticePath);
    const receipt = await sender().send(
      aCall({ channel: 'school_notice', to: ['p1', 'p2'], linkUrl: 'https://school.example/f/abc' }),
    );
    expect(taken.body).toEqual({
      recv_scope: 0,
      to_parent_userid: ['p1', 'p2'],
      agentid: 1000002,
      msgtype: 'news',
      news: {
        articles: [{ title: '周报已更新', description: '', url: 'https://school.example/f/abc', picurl: '' }],
      },
      enable_duplicate_check: 1,
      duplicate_check_interval: 1800,
    });
    expect([...receipt.outcomes.values()].map(({ outcome }) => outcome)).toEqual(['sent', 'refused']);
  });

  test('a school notice too long for an article is text with the link', async () => {
    givesToken();
    const taken = takesSend(ok, noticePath);
    const long = { ...card, lines: ['通知', '师'.repeat(200)] };
    await sender().send(
      aCall({ channel: 'school_notice', card: long, linkUrl: 'https://school.example/f/abc' }),
    );
    expect(taken.body).toMatchObject({
      msgtype: 'text',
      text: { content: expect.stringContaining('\n<a href="https://school.example/f/abc">点击查看</a>') },
    });
  });
});

describe('who was reached', () => {
  test('lower-cased lists are matched in any case', async () => {
    givesToken();
    takesSend({ ...ok, invaliduser: 'li|wang', unlicenseduser: 'zhao', msgid: 'm' });
    const { outcomes } = await sender().send(aCall({ to: ['Zhang', 'Li', 'WANG', 'Zhao'] }));
    expect(
      [...outcomes].map(([id, result]) => [id, result.outcome, 'code' in result ? result.code : '']),
    ).toEqual([
      ['Zhang', 'sent', ''],
      ['Li', 'refused', '81013'],
      ['WANG', 'refused', '81013'],
      ['Zhao', 'refused', 'unlicensed'],
    ]);
  });

  test('81013 refuses everybody', async () => {
    givesToken();
    takesSend({ errcode: 81013, errmsg: 'user & party & tag all invalid', invaliduser: 'zhang|li' });
    const { outcomes } = await sender().send(aCall());
    expect([...outcomes.values()].map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
  });

  test('a number about a person refuses that one person', async () => {
    givesToken();
    takesSend({ errcode: 60111, errmsg: 'userid not found' });
    const { outcomes } = await sender().send(aCall({ to: ['zhang'] }));
    expect(outcomes.get('zhang')).toEqual({ outcome: 'refused', code: '60111', reason: expect.any(String) });
  });

  test('a number about a person among several says nothing about the others', async () => {
    givesToken();
    takesSend({ errcode: 301021, errmsg: 'some userid not found' });
    const error = await refusalOf(sender().send(aCall()));
    expect(error).toMatchObject({ code: '301021', reaction: { do: 'drop_recipient' } });
  });

  test.each(['@all', 'a|b', '', 'x'.repeat(65), '张三'])(
    'the id %j never reaches the platform',
    async (id) => {
      const { outcomes } = await sender().send(aCall({ to: [id] }));
      expect(outcomes.get(id)).toMatchObject({ outcome: 'refused', code: '40003' });
    },
  );
});

describe('refusals of the platform', () => {
  test.each([
    [45009, { do: 'retry', retryAfterMs: 60_000 }],
    [40201, { do: 'give_up' }],
    [42045, { do: 'give_up' }],
    [48002, { do: 'stop_account', remedy: expect.any(String) }],
    [301002, { do: 'stop_account', remedy: expect.any(String) }],
  ])('%d', async (errcode, reaction) => {
    givesToken();
    takesSend({ errcode, errmsg: 'words that vary, hint: [1589012345], from ip: 203.0.113.9' });
    const error = await refusalOf(sender().send(aCall()));
    expect(error).toMatchObject({
      platform: 'wecom',
      code: String(errcode),
      reaction,
      outcomeUnknown: false,
    });
    expect(error.message).toBe(`${sendPath} refused: errcode ${errcode}, hint 1589012345`);
  });

  test('60020 names the address to trust', async () => {
    givesToken();
    takesSend({
      errcode: 60020,
      errmsg: 'not allow to access from your ip, from ip: 203.0.113.9, more info',
    });
    const { reaction } = await refusalOf(sender().send(aCall()));
    expect(reaction).toEqual({ do: 'stop_account', remedy: expect.stringContaining('203.0.113.9') });
  });

  test('a wrong secret stops the account before anything is sent', async () => {
    host().get('/cgi-bin/gettoken').query(true).reply(200, { errcode: 40001, errmsg: 'invalid credential' });
    expect(await refusalOf(sender().send(aCall()))).toMatchObject({
      code: '40001',
      outcomeUnknown: false,
      reaction: { do: 'stop_account' },
    });
  });
});

describe('tokens', () => {
  test.each([40014, 42001])('%d is met with one new token and one repeat', async (errcode) => {
    givesToken();
    takesSend({ errcode, errmsg: 'invalid access_token' });
    givesToken('SECRET-TOKEN-2');
    takesSend({ ...ok, msgid: 'm' }, sendPath, 'SECRET-TOKEN-2');
    const { outcomes } = await sender().send(aCall({ to: ['zhang'] }));
    expect(outcomes.get('zhang')).toEqual({ outcome: 'sent' });
  });

  test('a second refusal of the token is raised', async () => {
    givesToken();
    takesSend({ errcode: 40014, errmsg: 'invalid access_token' });
    givesToken('SECRET-TOKEN-2');
    takesSend({ errcode: 40014, errmsg: 'invalid access_token' }, sendPath, 'SECRET-TOKEN-2');
    expect(await refusalOf(sender().send(aCall()))).toMatchObject({
      code: '40014',
      reaction: { do: 'refresh_token' },
    });
  });

  test('fifty senders at once fetch one token, and one more when all are refused', async () => {
    givesToken();
    host()
      .post(sendPath)
      .query({ access_token: secretToken })
      .times(50)
      .reply(200, { errcode: 40014, errmsg: '' });
    givesToken('SECRET-TOKEN-2');
    host().post(sendPath).query({ access_token: 'SECRET-TOKEN-2' }).times(50).reply(200, ok);
    const one = sender();
    const calls = Array.from({ length: 50 }, (_, index) => one.send(aCall({ messageId: `m-${index}` })));
    expect(await Promise.all(calls)).toHaveLength(50);
  });

  test('checking the credentials is a real call, whatever is cached', async () => {
    givesToken();
    givesToken();
    const one = sender();
    await one.checkCredentials();
    await one.checkCredentials();
  });
});

describe('no usable answer', () => {
  const unreachable = async () => refusalOf(sender().send(aCall()));

  test.each([
    [
      'a broken connection',
      (scope: nock.Interceptor) =>
        scope.replyWithError(Object.assign(new Error('x'), { code: 'ECONNRESET' })),
      'network',
    ],
    ['502', (scope: nock.Interceptor) => scope.reply(502, 'Bad Gateway'), 'http_502'],
    ['a page instead of JSON', (scope: nock.Interceptor) => scope.reply(200, '<html></html>'), 'bad_answer'],
    ['JSON without a number', (scope: nock.Interceptor) => scope.reply(200, { errmsg: 'ok' }), 'bad_answer'],
    [
      'a redirect',
      (scope: nock.Interceptor) => scope.reply(302, '', { location: 'https://elsewhere.example/' }),
      'network',
    ],
  ])('%s leaves the outcome of a send unknown', async (_name, reply, code) => {
    givesToken();
    reply(host().post(sendPath).query({ access_token: secretToken }));
    expect(await unreachable()).toMatchObject({ code, outcomeUnknown: true, reaction: { do: 'retry' } });
  });

  test('an answer later than the time limit leaves it unknown too', async () => {
    givesToken();
    host().post(sendPath).query({ access_token: secretToken }).delay(1_000).reply(200, ok);
    const hasty = createWecomSender({ ...wecomApp, timeoutMs: 500 });
    expect(await refusalOf(hasty.send(aCall()))).toMatchObject({ code: 'timeout', outcomeUnknown: true });
    nock.abortPendingRequests();
  });

  test('without a token nothing was sent: the outcome is known', async () => {
    host().get('/cgi-bin/gettoken').query(true).reply(503, '');
    expect(await unreachable()).toMatchObject({ code: 'http_503', outcomeUnknown: false });
  });

  test('a token answer without a token is tried again later', async () => {
    host()
      .get('/cgi-bin/gettoken')
      .query(true)
      .reply(200, { ...ok, expires_in: 7200 });
    expect(await unreachable()).toMatchObject({
      code: 'bad_answer',
      outcomeUnknown: false,
      reaction: { do: 'retry' },
    });
  });

  test('an unknown path is given up', async () => {
    givesToken();
    host().post(sendPath).query({ access_token: secretToken }).reply(404, '');
    expect(await unreachable()).toMatchObject({ code: 'http_404', reaction: { do: 'give_up' } });
  });

  test('no failure shows an address, a token or content, down to its last cause', async () => {
    const failures = [await unreachable()];
    givesToken();
    failures.push(await unreachable());
    givesToken();
    takesSend({ errcode: 40058, errmsg: `bad ${secretToken} 周报已更新` });
    failures.push(await unreachable());
    for (const failure of failures) {
      let text = '';
      for (let error: unknown = failure; error instanceof Error; error = error.cause) {
        text += `${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`;
      }
      expect(text).not.toMatch(/SECRET|access_token|corpsecret|qyapi|周报/);
    }
  });
});

test('busy does not say whether the message was sent', async () => {
  givesToken();
  takesSend({ errcode: -1, errmsg: 'system busy' });
  expect(await refusalOf(sender().send(aCall()))).toMatchObject({
    code: '-1',
    reaction: { do: 'retry' },
    outcomeUnknown: true,
  });
});

test('an id that was used before is no failure: the card is there', async () => {
  givesToken();
  takesSend({ errcode: 42014, errmsg: 'task_id is used' });
  const receipt = await sender().send(aCall());
  expect([...receipt.outcomes]).toMatchObject([
    ['zhang', { outcome: 'had_before', code: '42014' }],
    ['Li', { outcome: 'had_before', code: '42014' }],
  ]);
});

describe('calls that are never made', () => {
  test.each([
    ['too many recipients', aCall({ to: Array.from({ length: 1001 }, (_, index) => `u${index}`) }), '40032'],
    ['a link without http', aCall({ linkUrl: 'javascript:alert(1)' }), '45034'],
    ['a link of 1025 bytes', aCall({ linkUrl: `https://a/${'x'.repeat(1015)}` }), '40039'],
    ['a message id of wrong form', aCall({ messageId: 'with space' }), '42014'],
  ])('%s', async (_name, call, code) => {
    expect(await refusalOf(sender().send(call))).toMatchObject({ code, reaction: { do: 'give_up' } });
  });

  test('limits and repeats are as the platform has them', () => {
    const one = sender();
    expect([
      one.recipientLimit('app'),
      one.recipientLimit('school_notice'),
      one.recipientLimit('reply'),
    ]).toEqual([1000, 1000, 1]);
    expect(one.absorbsRepeatsForMs('app')).toBe(1_800_000);
  });
});
