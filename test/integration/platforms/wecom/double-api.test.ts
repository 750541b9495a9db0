/** The double's API as any client would meet it: raw requests, HTTP 200 to nearly everything. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createWecomDouble, type WecomDouble } from '../../../../src/sandbox/wecom-double.ts';

const account = {
  corpId: 'ww0123456789abcdef',
  agentId: 1000002,
  secret: 'app-secret',
  token: 'callbacktoken',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};

let now: Date;
let double: WecomDouble;

const advance = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

beforeEach(async () => {
  now = new Date('2026-03-02T08:00:00Z');
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id${ids}`;
  };
  const wait = () => Promise.resolve();
  double = await createWecomDouble(
    { clock: { now: () => now }, newId, answerTimeoutMs: 20_000, wait },
    account,
  );
  double.setPeople([
    { userId: 'zhang', name: 'Z', kind: 'staff', subscribed: true },
    { userId: 'li', name: 'L', kind: 'staff', subscribed: true },
    { userId: 'parent1', name: 'P', kind: 'guardian', subscribed: true },
  ]);
});

afterEach(() => double.close());

const answer = z.looseObject({ errcode: z.int(), errmsg: z.string() });

async function get(path: string): Promise<z.infer<typeof answer>> {
  return answer.parse(await (await fetch(`${double.baseUrl}${path}`)).json());
}

async function post(path: string, body: unknown, query?: string): Promise<z.infer<typeof answer>> {
  const token = query ?? `access_token=${await accessToken()}`;
  const response = await fetch(`${double.baseUrl}${path}?${token}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return answer.parse(await response.json());
}

const tokenPath = `/cgi-bin/gettoken?corpid=${account.corpId}&corpsecret=${account.secret}`;
async function accessToken(): Promise<string> {
  return z.object({ access_token: z.string() }).parse(await get(tokenPath)).access_token;
}

const text = (content: string, rest: object = {}) => ({
  touser: 'zhang',
  agentid: account.agentId,
  msgtype: 'text',
  text: { content },
  ...rest,
});
const send = (body: unknown) => post('/cgi-bin/message/send', body);
const card = {
  touser: 'zhang|li',
  agentid: account.agentId,
  msgtype: 'template_card',
  template_card: {
    card_type: 'button_interaction',
    task_id: 'task-1',
    main_title: { title: '问' },
    button_list: [{ text: '好', key: 'yes' }],
  },
};

describe('tokens', () => {
  test.each([
    ['/cgi-bin/gettoken', 41002],
    [`/cgi-bin/gettoken?corpid=${account.corpId}`, 41004],
    ['/cgi-bin/gettoken?corpid=other&corpsecret=x', 40013],
    [`/cgi-bin/gettoken?corpid=${account.corpId}&corpsecret=x`, 40001],
  ])('%s', async (path, errcode) => {
    expect(await get(path)).toMatchObject({ errcode });
  });

  test('the same token is given while it is valid, a new one afterwards', async () => {
    const first = await accessToken();
    advance(7_199);
    expect(await accessToken()).toBe(first);
    advance(1);
    expect(await accessToken()).not.toBe(first);
    expect(await post('/cgi-bin/message/send', text('a'), `access_token=${first}`)).toMatchObject({
      errcode: 42001,
    });
  });

  test('the lifetime is adjustable', async () => {
    double.setTokenLifetime(60);
    expect(await get(tokenPath)).toMatchObject({ expires_in: 60 });
  });

  test('a token is read from the query only', async () => {
    expect(
      await post('/cgi-bin/message/send', { ...text('a'), access_token: await accessToken() }, ''),
    ).toMatchObject({
      errcode: 41001,
    });
    expect(await post('/cgi-bin/message/send', text('a'), 'access_token=made-up')).toMatchObject({
      errcode: 40014,
    });
  });

  test('an unknown path is a plain 404', async () => {
    expect((await fetch(`${double.baseUrl}/cgi-bin/nothing`)).status).toBe(404);
  });
});

describe('limits of the host', () => {
  test('busy for the next calls only', async () => {
    double.beBusyFor(2);
    expect([await get(tokenPath), await get(tokenPath), await get(tokenPath)]).toMatchObject([
      { errcode: -1 },
      { errcode: -1 },
      { errcode: 0 },
    ]);
  });

  test('45009 beyond so many calls within the window', async () => {
    double.limitCalls({ calls: 2, windowMs: 60_000 });
    expect([await get(tokenPath), await get(tokenPath), await get(tokenPath)]).toMatchObject([
      { errcode: 0 },
      { errcode: 0 },
      { errcode: 45009 },
    ]);
    advance(60);
    expect(await get(tokenPath)).toMatchObject({ errcode: 0 });
  });

  test('an address that is not trusted is named', async () => {
    double.distrustAddress('203.0.113.7');
    expect(await get(tokenPath)).toMatchObject({
      errcode: 60020,
      errmsg: expect.stringContaining('from ip: 203.0.113.7'),
    });
  });
});

describe('message/send', () => {
  test.each([
    [text('a', { agentid: 7 }), 301002],
    [text('a', { agentid: undefined }), 41011],
    [text('a', { touser: '' }), 82001],
    [text('a', { touser: Array.from({ length: 1001 }, () => 'zhang').join('|') }), 40032],
    [text('a', { touser: 'nobody|parent1' }), 81013],
    [text(''), 44004],
    [text('a', { msgtype: 'poem' }), 40008],
    [text('a', { msgtype: 'news', news: { articles: [] } }), 45008],
    [text('a', { msgtype: 'news', news: { articles: [{ title: 't', url: 'a.example' }] } }), 45034],
    [text('a', { msgtype: 'textcard', textcard: { title: 't', description: 'd' } }), 45034],
    ['no object', 41011],
    [card, 43012],
  ])('%j', async (body, errcode) => {
    expect(await send(body)).toMatchObject({ errcode });
    expect(double.messages('zhang')).toEqual([]);
  });

  test('those left out are named in lower case', async () => {
    expect(await send(text('a', { touser: 'ZHANG|Nobody|PARENT1' }))).toMatchObject({
      errcode: 0,
      invaliduser: 'nobody|parent1',
    });
    expect(double.messages('zhang')).toHaveLength(1);
  });

  test('@all reaches every member', async () => {
    await send(text('a', { touser: '@all' }));
    expect([
      double.messages('zhang').length,
      double.messages('li').length,
      double.messages('parent1').length,
    ]).toEqual([1, 1, 0]);
  });

  test('a text beyond 2048 bytes is cut without a sign', async () => {
    await send(text('师'.repeat(700)));
    expect(double.messages('zhang')[0]?.text).toBe('师'.repeat(682));
  });

  test('a link on a line of its own becomes the bubble’s link', async () => {
    await send(text('看这里\n<a href="https://a.example/x">打开</a>'));
    expect(double.messages('zhang')[0]).toMatchObject({
      text: '看这里',
      link: { text: '打开', url: 'https://a.example/x' },
    });
  });

  test('a repeat is dropped within its interval, in whatever order its fields come', async () => {
    const check = { enable_duplicate_check: 1, duplicate_check_interval: 60 };
    await send(text('a', check));
    await send({
      ...check,
      text: { content: 'a' },
      msgtype: 'text',
      agentid: account.agentId,
      touser: 'zhang',
    });
    expect(double.messages('zhang')).toHaveLength(1);
    advance(60);
    await send(text('a', check));
    await send(text('a'));
    await send(text('a'));
    expect(double.messages('zhang')).toHaveLength(4);
  });

  test('a task id serves one message only', async () => {
    double.setCallbackUrl('http://127.0.0.1:9/');
    expect(await send(card)).toMatchObject({ errcode: 0, response_code: expect.any(String) });
    expect(await send({ ...card, touser: 'zhang' })).toMatchObject({ errcode: 42014 });
  });
});

describe('school notices', () => {
  const notice = (rest: object) =>
    post('/cgi-bin/externalcontact/message/send', {
      recv_scope: 0,
      to_parent_userid: ['parent1', 'zhang'],
      agentid: account.agentId,
      msgtype: 'text',
      text: { content: 'a' },
      ...rest,
    });

  test('those left out come in an array', async () => {
    expect(await notice({})).toMatchObject({ errcode: 0, invalid_parent_userid: ['zhang'] });
    expect(double.messages('parent1')).toHaveLength(1);
  });

  test.each([
    [{ to_parent_userid: ['zhang'] }, 81013],
    [{ to_parent_userid: 'parent1' }, 82001],
    [{ msgtype: 'markdown', markdown: { content: 'a' } }, 40008],
    [{ msgtype: 'template_card', template_card: card.template_card }, 40008],
  ])('%j', async (rest, errcode) => {
    expect(await notice(rest)).toMatchObject({ errcode });
  });
});

describe('updating a card', () => {
  const update = (rest: object) =>
    post('/cgi-bin/message/update_template_card', {
      userids: ['zhang', 'Gone'],
      agentid: account.agentId,
      ...rest,
    });

  async function sentCode(): Promise<string> {
    double.setCallbackUrl('http://127.0.0.1:9/');
    return z.object({ response_code: z.string() }).parse(await send(card)).response_code;
  }

  test('buttons become a label for those named; the code is used up', async () => {
    const code = await sentCode();
    expect(await update({ response_code: code, button: { replace_name: '已处理' } })).toMatchObject({
      errcode: 0,
      invaliduser: ['Gone'],
    });
    expect(double.messages('zhang')[0]).toMatchObject({ buttons: [], text: '［已处理］' });
    expect(double.messages('li')[0]?.buttons).toHaveLength(1);
    expect(await update({ response_code: code, button: { replace_name: '再来' } })).toMatchObject({
      errcode: 60140,
    });
  });

  test('a code serves for 72 hours', async () => {
    const code = await sentCode();
    advance(72 * 3_600 + 1);
    expect(await update({ response_code: code, button: { replace_name: 'x' } })).toMatchObject({
      errcode: 60140,
    });
  });

  test('a whole new card may take its place', async () => {
    const code = await sentCode();
    await update({
      response_code: code,
      template_card: { ...card.template_card, main_title: { title: '新' }, replace_text: '已选好' },
    });
    expect(double.messages('zhang')[0]).toMatchObject({ title: '新', buttons: [], number: 1 });
  });
});

describe('callbacks', () => {
  test('without an address nothing is delivered', async () => {
    expect(await double.say('zhang', 'hi')).toEqual({ statuses: [], acknowledged: false });
    expect(await double.checkCallbackUrl()).toBe(false);
    expect(await double.deliverAgain()).toMatchObject({ acknowledged: false });
  });

  test('an address that does not answer is tried three times', async () => {
    double.setCallbackUrl('http://127.0.0.1:9/callbacks');
    expect(await double.say('zhang', 'hi')).toEqual({ statuses: [0, 0, 0], acknowledged: false });
  });

  test('a button that is not on the phone cannot be pressed', async () => {
    await expect(double.press('zhang', 1, 'yes')).rejects.toThrow('No button');
  });

  test('listeners see every bubble with its number', async () => {
    const seen: string[] = [];
    double.onMessage((userId, message) => seen.push(`${userId} ${message.number} ${message.from}`));
    await double.say('zhang', 'hi');
    await send(text('a', { touser: 'LI' }));
    expect(seen).toEqual(['zhang 1 person', 'li 2 program']);
  });
});
