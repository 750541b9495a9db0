import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dueAt, type SandboxServer, startAt, startSandboxServer } from './sandbox-server.ts';

let server: SandboxServer;

beforeEach(async () => {
  server = await startSandboxServer();
});
afterEach(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: { text?: string; error?: { text: string } };
}

async function post(
  act: string,
  body: unknown,
  headers: Record<string, string> = { Origin: server.url },
): Promise<Answer> {
  const response = await fetch(`${server.url}/sandbox/api/${act}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: JSON.parse(text) };
}

async function state(query = 'phone=wecom:p1&since=-1'): Promise<Record<string, unknown>> {
  const response = await fetch(`${server.url}/sandbox/api/state?${query}`);
  expect(response.status).toBe(200);
  return JSON.parse(await response.text());
}

describe('outlet: sandbox: the border', () => {
  test.each(['/sandbox', '/sandbox/people', '/sandbox/app.js', '/sandbox/style.css', '/sandbox/api/state'])(
    '%s carries the security headers',
    async (path) => {
      const { headers, status } = await fetch(server.url + path);
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );

  const say = { phone: 'wecom:p1', text: '待办' };

  test.each([
    ['nothing that says where it comes from', {}],
    ['another origin', { Origin: 'https://evil.example' }],
    ['the same host on another port', { Origin: 'http://127.0.0.1:1' }],
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['an opaque origin', { Origin: 'null' }],
    ['an address typed by hand', { 'Sec-Fetch-Site': 'none' }],
  ])('refuses an act with %s and does nothing', async (_, headers: Record<string, string>) => {
    const answer = await post('say', say, headers);
    expect(answer.status).toBe(403);
    expect(answer.json.error?.text).toContain('没有执行');
    expect(server.doubles.wecom.done).toEqual([]);
  });

  test('refuses a same-origin claim together with a foreign origin', async () => {
    const headers = { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' };
    expect((await post('say', say, headers)).status).toBe(403);
  });

  test('never lets another origin read an answer', async () => {
    const response = await fetch(`${server.url}/sandbox/api/state`, {
      headers: { Origin: 'https://evil.example' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:80', '10.0.0.1'])(
    'refuses the host name %j',
    async (host) => {
      expect(await statusWith({ Host: host }, '/sandbox')).toBe(403);
    },
  );

  test.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000'])('serves %s', async (host) => {
    expect(await statusWith({ Host: host }, '/sandbox')).toBe(200);
  });

  test.each([
    ['a broken body', '{', 400],
    ['no phone', { text: '待办' }, 400],
    ['an empty sentence', { phone: 'wecom:p1', text: ' ' }, 400],
    ['a sentence that is no text', { phone: 'wecom:p1', text: 7 }, 400],
    ['a sentence that is too long', { phone: 'wecom:p1', text: '长'.repeat(2001) }, 400],
    ['a body over 64 KiB', { phone: 'wecom:p1', text: '长'.repeat(30_000) }, 413],
    ['an unknown person', { phone: 'wecom:nobody', text: '待办' }, 404],
    ['a student in WeCom, who is no member there', { phone: 'wecom:s1', text: '待办' }, 409],
    ['a person who is not on that platform', { phone: 'dingtalk:p3', text: '待办' }, 404],
  ])('refuses %s with words', async (_, body, status) => {
    const answer = await post('say', body);
    expect(answer.status).toBe(status);
    expect(answer.json.error?.text).toMatch(/[\u4e00-\u9fff]/);
    expect(server.doubles.wecom.done).toEqual([]);
  });

  test('refuses another type of content', async () => {
    const answer = await post('say', say, { Origin: server.url, 'Content-Type': 'text/plain' });
    expect(answer.status).toBe(415);
  });
});

describe('acts', () => {
  test('a sentence reaches the double and the reply is on the phone', async () => {
    const answer = await post('say', { phone: 'wecom:p1', text: ' 中午和沈一诺谈了 ' });
    expect(answer.status).toBe(200);
    expect(server.doubles.wecom.done).toEqual([
      { act: 'say', userId: 'linxiaoyan', text: '中午和沈一诺谈了', options: {} },
    ]);
    expect(await state()).toMatchObject({
      changes: 2,
      phones: [
        {
          phone: 'wecom:p1',
          bubbles: [{ number: 1, html: expect.stringContaining('中午和沈一诺谈了') }, { number: 2 }],
        },
      ],
    });
  });

  test('in a group the bot is mentioned', async () => {
    await post('say', { phone: 'dingtalk:p1', text: '待办', group: true });
    expect(server.doubles.dingtalk.done).toEqual([
      { act: 'say', userId: 'ding-lin', text: '待办', options: { group: true, mentionsBot: true } },
    ]);
  });

  test('a voice message and an opened chat reach the double', async () => {
    await post('speak', { phone: 'dingtalk:p1', text: '谈过了' });
    await post('enter', { phone: 'wecom:p1' });
    expect(server.doubles.dingtalk.done).toEqual([{ act: 'speak', userId: 'ding-lin', text: '谈过了' }]);
    expect(server.doubles.wecom.done).toEqual([{ act: 'enter', userId: 'linxiaoyan' }]);
  });

  test('a button is pressed once it is there, and not afterwards', async () => {
    await post('say', { phone: 'wecom:p1', text: '谈过了' });
    const press = { phone: 'wecom:p1', number: 2, key: 'undo' };
    expect((await post('press', press)).status).toBe(200);
    expect(server.doubles.wecom.done.at(-1)).toMatchObject({ act: 'press', number: 2, key: 'undo' });
    const again = await post('press', press);
    expect([again.status, again.json.error?.text]).toEqual([404, '这个按钮已经不在了。']);
  });

  test('what the platform keeps to itself is said', async () => {
    server.doubles.wecom.answerWith({ statuses: [], acknowledged: true });
    const answer = await post('say', { phone: 'wecom:p1', text: '待办', group: true });
    expect([answer.status, answer.json.text]).toEqual([200, '平台没有把它转给程序。']);
  });

  test('what the program does not take is said, with what it answered', async () => {
    server.doubles.wecom.answerWith({ statuses: [503, 0], acknowledged: false });
    const answer = await post('say', { phone: 'wecom:p1', text: '待办' });
    expect(answer.status).toBe(502);
    expect(answer.json.error?.text).toBe('程序没有收下（503、没有回应）。');
  });
});

describe('the clock', () => {
  test('goes to the next reminder and tells what was pushed', async () => {
    const answer = await post('clock', { to: 'next' });
    expect(answer.json.text).toBe('到了 9月3日 周四 16:00，其间推送 2 条。');
    expect(server.clock.now()).toEqual(dueAt);
    expect(await state()).toMatchObject({ pushCount: 2, feedHtml: expect.stringContaining('欧阳文博') });
  });

  test.each([
    ['one hour', { to: 'hour' }, '2026-09-03T13:40:00+08:00'],
    ['the next morning', { to: 'morning' }, '2026-09-04T07:00:00+08:00'],
    ['a moment', { at: '2026-09-10T16:30' }, '2026-09-10T16:30:00+08:00'],
  ])('goes forward by %s', async (_, body, reached) => {
    expect((await post('clock', body)).status).toBe(200);
    expect(server.clock.now()).toEqual(new Date(reached));
  });

  test.each([
    ['backwards', { at: '2026-09-03T12:00' }, '时间只能往前走，请选一个更晚的时刻。'],
    ['too far', { at: '2028-01-01T12:00' }, '一次最多往前走 400 天。'],
    ['to no moment', { at: '2026-02-30T12:00' }, '请选一个日期和时刻。'],
    ['to an empty field', { at: '' }, '请选一个日期和时刻。'],
    ['to an unknown jump', { to: 'yesterday' }, '请求看不懂，请刷新页面再试。'],
  ])('does not go %s', async (_, body, text) => {
    const answer = await post('clock', body);
    expect([answer.status, answer.json.error?.text]).toEqual([400, text]);
    expect(server.clock.now()).toEqual(startAt);
  });

  test('says so where no reminder is waiting', async () => {
    await post('clock', { to: 'next' });
    const answer = await post('clock', { to: 'next' });
    expect([answer.status, answer.json.error?.text]).toEqual([409, '眼下没有等着发的提醒。']);
  });

  test('makes one move at a time, and the page shows where it goes', async () => {
    server.clock.moveLastsMs = 300;
    const first = post('clock', { to: 'hour' });
    await expect
      .poll(() => state())
      .toMatchObject({
        isMoving: true,
        clockHtml: expect.stringContaining('时间正在走到 9月3日 周四 13:40'),
      });
    expect((await post('clock', { to: 'hour' })).status).toBe(409);
    expect((await first).status).toBe(200);
    expect(await state()).toMatchObject({ isMoving: false });
  });
});

describe('looking', () => {
  test('the feed comes only when something has happened', async () => {
    const { changes } = await state();
    expect(await state(`phone=wecom:p1&since=${String(changes)}`)).not.toHaveProperty('feedHtml');
    await post('say', { phone: 'wecom:p1', text: '待办' });
    expect(await state(`phone=wecom:p1&since=${String(changes)}`)).toHaveProperty('feedHtml');
  });

  test('the files may be kept for ever under their version and are asked for again without', async () => {
    const page = await (await fetch(`${server.url}/sandbox`)).text();
    const address = /\/sandbox\/app\.js\?v=[\w-]+/.exec(page)?.[0] ?? '';
    expect((await fetch(server.url + address)).headers.get('cache-control')).toContain('immutable');
    const plain = await fetch(`${server.url}/sandbox/app.js`);
    expect(plain.headers.get('cache-control')).toBe('no-cache');
    const known = { 'If-None-Match': plain.headers.get('etag') ?? '' };
    expect(await statusWith(known, '/sandbox/app.js')).toBe(304);
  });

  test('people are found by name, kind and class', async () => {
    const find = async (query: string): Promise<string> =>
      (await fetch(`${server.url}/sandbox/people?${query}`)).text();
    expect(await find('q=欧阳')).toContain('六年级1班 数学 · 导师');
    expect(await find('q=欧阳')).not.toContain('周建国');
    expect(await find('kind=guardian')).toContain('只在钉钉');
    expect(await find('kind=student')).toContain('还有 20 人');
    expect(await find('q=没有的人')).toContain('没有找到');
    expect(await find('slot=x&platform=sms&kind=ghost')).toContain('林晓燕');
  });
});

describe('without script', () => {
  async function submit(act: string, fields: Record<string, string>): Promise<Response> {
    return fetch(`${server.url}/sandbox/form/${act}`, {
      method: 'POST',
      redirect: 'manual',
      // As browsers send it from a page with Referrer-Policy: no-referrer.
      headers: { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams({ pinned: 'wecom:p1', ...fields }),
    });
  }

  test('a form sends a sentence and comes back to the same phones', async () => {
    const response = await submit('say', { phone: 'wecom:p1', text: '待办', way: 'group' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sandbox?phone=wecom%3Ap1']);
    expect(server.doubles.wecom.done).toMatchObject([{ text: '待办', options: { group: true } }]);
    const page = await (await fetch(server.url + (response.headers.get('location') ?? ''))).text();
    expect(page).toContain('学生的事不在群里说，请私聊我。');
  });

  test('an example, a spoken word, a button and the clock work by form', async () => {
    await submit('say', { phone: 'wecom:p1', text: '', example: '谈过了', way: 'text' });
    await submit('press', { phone: 'wecom:p1', number: '2', key: 'undo' });
    await submit('say', { phone: 'wecom:p1', text: '说', way: 'voice' });
    await submit('enter', { phone: 'wecom:p1' });
    await submit('clock', { to: 'hour' });
    expect(server.doubles.wecom.done.map((act) => (act as { act: string }).act)).toEqual([
      'say',
      'press',
      'speak',
      'enter',
    ]);
    expect(server.clock.now()).toEqual(new Date('2026-09-03T13:40:00+08:00'));
  });

  test('a refusal is a page with the way back', async () => {
    const response = await submit('say', { phone: 'wecom:p1', text: '', way: 'text' });
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain('请先写一句话。');
    expect(page).toContain('href="/sandbox?phone=wecom%3Ap1"');
  });

  test('a form on another site does nothing', async () => {
    const response = await fetch(`${server.url}/sandbox/form/clock`, {
      method: 'POST',
      headers: { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
      body: new URLSearchParams({ to: 'hour' }),
    });
    expect(response.status).toBe(403);
    expect(server.clock.now()).toEqual(startAt);
  });
});

/** Not `fetch`, which keeps `Host` and `Cache-Control` for itself. */
function statusWith(headers: Record<string, string>, path: string): Promise<number> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
