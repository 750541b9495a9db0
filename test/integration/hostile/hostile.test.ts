/** Requests of people who mean harm, against every address there is: all refused, none a fault of ours, no name in the log. */
import { createHash } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../../../src/log.ts';
import { wecomAccount } from '../../../src/sandbox/sandbox-accounts.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { dingtalkHeaders } from '../../support/dingtalk-signer.mjs';
import { aPhoneBrowser, hiddenFields, type PhoneBrowser } from '../../support/phone-browser.ts';
import { aRunningProgram, type RunningProgram, saying } from '../../support/running-program.ts';
import { mentees, othersMentees } from '../../support/schools.ts';
import { hour } from '../../support/test-clock.ts';
import { createWecomSigner } from '../../support/wecom-signer.mjs';
import { giveRole } from '../web/console-visits.ts';
import { type Answer, cross, type Knock, knock } from './knock.ts';

const children = [...Object.values(mentees), ...Object.values(othersMentees)];
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const evil = 'https://evil.example';

let tried = 0;

onEachDatabase('a hostile request', (database) => {
  let running: RunningProgram;
  let logged: string[];

  beforeEach(async () => {
    await database().empty();
    logged = [];
    const logger = createLogger('info', { write: (line) => void logged.push(line) });
    running = await aRunningProgram({ database: database(), logger });
    await saying(running.wecom, 'wlin', '今天和张宇轩谈了二十分钟，妈妈在外地打工');
    await saying(running.wecom, 'wzhou', '今天和陈嘉怡谈了十分钟，她想爸爸');
  });

  afterAll(() => expect(tried).toBeGreaterThanOrEqual(200));

  /** What a request could have changed. Sessions apart: reading a page is written into its session. */
  async function everything(): Promise<string> {
    const { client } = database();
    const rows = [
      await client.contact.findMany(),
      await client.auditLine.findMany(),
      await client.inboxMessage.count(),
      await client.outboxNotice.count(),
      await client.person.findMany(),
      await client.pairing.findMany(),
      await client.roleAssignment.findMany(),
      await client.setting.count(),
      await client.webSession.count(),
    ];
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  }

  function isRefused({ status, location }: Answer): boolean {
    if (status === 0) return true;
    if (status >= 300 && status < 400) return /^\/sign-in(\?|$)/.test(location);
    return status >= 400 && status < 500;
  }

  /** Refused, no name in answer or log, and nothing has changed. */
  async function allRefused(knocks: readonly Knock[], names = children): Promise<void> {
    const before = await everything();
    const bad: string[] = [];
    for (const each of knocks) {
      const answer = await knock(running.url, each);
      tried += 1;
      const told = names.filter((name) => answer.text.includes(name));
      if (!isRefused(answer)) bad.push(`${each.name} → ${answer.status} ${answer.location}`);
      if (told.length > 0) bad.push(`${each.name} → tells ${told.join()}`);
    }
    expect(bad).toEqual([]);
    expect(await everything()).toBe(before);
    const log = logged.join('\n');
    expect(children.filter((name) => log.includes(name))).toEqual([]);
    expect((await knock(running.url, { name: 'alive', path: '/healthz' })).status).toBeLessThan(500);
  }

  async function signedIn(userId: string): Promise<{ browser: PhoneBrowser; cookie: string }> {
    const browser = aPhoneBrowser();
    await browser.openAs(running.wecom, userId, `${running.url}/me`);
    const line = browser.setCookies.findLast((set) => /daoshi_session=[^;]{43}/.test(set)) ?? '';
    const cookie = line.slice(0, line.indexOf(';'));
    // What is refused below is refused for its own reason: the session itself is good.
    expect((await knock(running.url, { name: 'me', path: '/me', headers: { cookie } })).status).toBe(200);
    return { browser, cookie };
  }

  test('at the callbacks is turned away', async () => {
    const addresses = [
      ['wecom', '/callbacks/wecom/main'],
      ['wecom events', '/callbacks/wecom/main/contacts'],
      ['dingtalk', '/callbacks/dingtalk/main'],
      ['dingtalk events', '/callbacks/dingtalk/main/events'],
    ] as const;
    const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c "${'&b;'.repeat(100)}">]><xml><Encrypt>&c;</Encrypt></xml>`;
    const bodies: readonly (readonly [string, string | Buffer])[] = [
      ['nothing', ''],
      ['an empty object', '{}'],
      ['an empty element', '<xml/>'],
      ['a child', `{"senderStaffId":"dlin","text":{"content":"${mentees.zhang}"}}`],
      ['broken XML', '<xml><Encrypt>'],
      ['broken JSON', '{"encrypt":'],
      ['a bomb of entities', laughs],
      [
        'a file entity',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Encrypt>&e;</Encrypt></xml>',
      ],
      ['deep XML', deep('<a>', '</a>', 8_000)],
      ['deep JSON', deep('[', ']', 30_000)],
      ['attributes', `<xml ${Array.from({ length: 5_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`],
      ['a prototype', '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},"encrypt":"x"}'],
      ['two ciphers', '<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>'],
      ['a list for a cipher', '{"encrypt":["a"]}'],
      ['no UTF-8', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28])],
      ['too much', 'x'.repeat(70_000)],
      ['far too much', 'x'.repeat(5_000_000)],
    ];
    const at = String(Math.floor(running.clock.now().getTime() / 1_000));
    await allRefused([
      ...cross(addresses, bodies, (path, body) => ({
        path: `${path}?msg_signature=${'0'.repeat(40)}&signature=${'0'.repeat(40)}&timestamp=${at}&nonce=abc`,
        method: 'POST',
        body,
      })),
      ...cross(
        addresses,
        [
          ['get', 'GET'],
          ['put', 'PUT'],
          ['delete', 'DELETE'],
          ['patch', 'PATCH'],
        ],
        (path, method) => ({ path, method }),
      ),
      ...[
        '/callbacks/wecom/nobody',
        '/callbacks/wecom/..%2fmain',
        '/callbacks/wecom/%00',
        '/callbacks/evil/main',
        '/callbacks/wecom/main/../../console',
        '/callbacks',
      ].map((path) => ({ name: path, path, method: 'POST', body: 'x' })),
    ]);
  });

  test('with a message that was signed by the wrong one, at another time or for another corporation is turned away', async () => {
    const now = running.clock.now();
    const message = {
      from: 'wlin',
      text: `${mentees.zhang}今天来了`,
      msgId: '7001',
      at: now,
      agentId: wecomAccount.agentId,
    };
    const signed = (account: Partial<typeof wecomAccount> | Record<string, string>, more = {}) =>
      createWecomSigner({ ...wecomAccount, ...account }).textMessage({ ...message, ...more });
    const asKnock = (name: string, { query, body }: { query: string; body: string }): Knock => ({
      name,
      path: `/callbacks/wecom/main?${query}`,
      method: 'POST',
      body,
    });
    const good = signed({});
    const swapped = new URLSearchParams(good.query);
    const [timestamp, nonce] = [swapped.get('timestamp') ?? '', swapped.get('nonce') ?? ''];
    swapped.set('timestamp', nonce);
    swapped.set('nonce', timestamp);
    const robot = (headers: Record<string, string>, body: unknown, name: string): Knock => ({
      name,
      path: '/callbacks/dingtalk/main',
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const sign = (clientSecret: string, at = now) => dingtalkHeaders({ clientSecret, at });
    const talk = {
      msgtype: 'text',
      text: { content: `${mentees.zhang}今天来了` },
      msgId: 'm1',
      senderStaffId: 'dlin',
      conversationType: '1',
    };
    const flipped = Array.from({ length: 24 }, (_, index): Knock => {
      const at = good.body.indexOf('CDATA[', good.body.indexOf('Encrypt')) + 8 + index * 9;
      const body = good.body.slice(0, at) + (good.body[at] === 'A' ? 'B' : 'A') + good.body.slice(at + 1);
      return asKnock(`one sign changed at ${at}`, { query: good.query, body });
    });
    await allRefused([
      asKnock('another token', signed({ token: 'anotherToken' })),
      asKnock('another key', signed({ aesKey: 'Z'.repeat(42) + 'Y' })),
      asKnock('another corporation', signed({ corpId: 'wwelsewhere0000001' })),
      asKnock('an hour old', signed({}, { signedAt: new Date(now.getTime() - hour) })),
      asKnock('an hour ahead', signed({}, { signedAt: new Date(now.getTime() + hour) })),
      asKnock('swapped', { query: swapped.toString(), body: good.body }),
      asKnock('two nonces', { query: `${good.query}&nonce=x`, body: good.body }),
      asKnock('no signature', { query: good.query.replace(/msg_signature=[^&]*&/, ''), body: good.body }),
      ...flipped,
      robot(sign('another secret'), talk, 'a robot of another secret'),
      robot(
        sign('sandbox-dingtalk-secret', new Date(now.getTime() - 2 * hour)),
        talk,
        'a robot two hours old',
      ),
      robot({}, talk, 'a robot without a signature'),
      robot({ timestamp: String(now.getTime()), sign: '' }, talk, 'a robot with an empty signature'),
      robot({ timestamp: '1e99', sign: 'x' }, talk, 'a robot with an odd time'),
    ]);
  });

  test('with a forged, stolen or ended session sees no page', async () => {
    const [lin, qin] = [await signedIn('wlin'), await signedIn('wqin')];
    await giveRole(database(), running, { name: '秦望舒', role: 'moral_office', untilOn: '2026-11-17' });
    const { client } = database();
    const [row] = await client.webSession.findMany({ where: { personId: await running.personId('林晓燕') } });
    await client.webSession.updateMany({
      where: { tokenHash: row?.tokenHash ?? '' },
      data: { endedAt: running.clock.now() },
    });
    const name = lin.cookie.slice(0, lin.cookie.indexOf('='));
    const zhang = await running.personId(mentees.zhang);
    const pages = [
      '/me',
      '/me/contact',
      `/me/students/${zhang}`,
      '/console',
      '/console/people',
      '/console/classes',
      '/console/classes/5.1',
      `/console/students/${zhang}`,
    ].map((path) => [path, path] as const);
    await allRefused([
      ...cross(
        pages,
        [
          ['no cookie', ''],
          ['an ended session', lin.cookie],
          ['the hash from the database', `${name}=${row?.tokenHash ?? ''}`],
          ['zeros', `${name}=${'0'.repeat(43)}`],
          ['far too long', `${name}=${'a'.repeat(6_000)}`],
          ['a query', `${name}=' OR '1'='1`],
          ['two sessions', `${name}=x; ${lin.cookie}`],
          ['a name without the prefix', lin.cookie.replace('__Host-', '')],
        ],
        (path, cookie) => ({ path, headers: cookie === '' ? {} : { cookie } }),
      ),
      ...cross(pages.slice(3), [['a role of yesterday', qin.cookie]], (path, cookie) => ({
        path,
        headers: { cookie },
      })),
      ...cross(
        pages.slice(2),
        [
          [
            'a user named in a header',
            { 'x-user-id': zhang, 'x-forwarded-user': 'wlin', 'x-remote-user': 'wlin' },
          ],
          ['a forwarded host', { 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '127.0.0.1' }],
          ['another address in a header', { 'x-original-url': '/console', 'x-rewrite-url': '/console' }],
        ] as const,
        (path, headers) => ({ path, headers }),
      ),
    ]);
  });

  test("of a mentor gets no other mentor's student, by no spelling of the address", async () => {
    const { cookie } = await signedIn('wlin');
    const others = await Promise.all(Object.values(othersMentees).map((name) => running.personId(name)));
    const zhang = await running.personId(mentees.zhang);
    const ids = [
      ...others,
      await running.personId('周建国'),
      await running.personId('马秀英'),
      running.school.id,
      `${others[0]}%00`,
      `${zhang}/../${others[0]}`,
      `..%2f${others[0]}`,
      '%2e%2e',
      "'%20OR%201=1--",
      '%F0%9F%92%A9',
      'x'.repeat(3_000),
      '__proto__',
      'constructor',
      '-1',
      '%',
    ];
    const asLin = { cookie };
    const own = await knock(running.url, { name: 'own', path: `/me/students/${zhang}`, headers: asLin });
    expect([own.status, own.text.includes(mentees.zhang)]).toEqual([200, true]);
    await allRefused(
      [
        ...ids.map((id) => ({ name: `/me ${id.slice(0, 40)}`, path: `/me/students/${id}`, headers: asLin })),
        ...ids.map((id) => ({
          name: `/console ${id.slice(0, 40)}`,
          path: `/console/students/${id}`,
          headers: asLin,
        })),
        ...['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'].map((method) => ({
          name: method,
          path: `/me/students/${others[0]}`,
          method,
          headers: asLin,
        })),
        {
          name: 'overridden method',
          path: '/me/undo',
          method: 'GET',
          headers: { ...asLin, 'x-http-method-override': 'POST' },
        },
      ],
      Object.values(othersMentees),
    );
  });

  test('of a guardian gets nothing about a child from the pages of the staff', async () => {
    const { cookie } = await signedIn('wma');
    const ids = await Promise.all(children.map((name) => running.personId(name)));
    await allRefused([
      ...cross(
        [
          ['/me', '/me/students/'],
          ['/console', '/console/students/'],
        ],
        ids.map((id, i) => [`child ${i}`, id] as const),
        (path, id) => ({ path: path + id, headers: { cookie } }),
      ),
      ...['/me/contact', '/console', '/console/people', '/console/classes', '/console/classes/5.1'].map(
        (path) => ({ name: path, path, headers: { cookie } }),
      ),
    ]);
  });

  test('with a form that is not the own one, of another person or broken changes nothing', async () => {
    const [lin, zhou] = [await signedIn('wlin'), await signedIn('wzhou')];
    const marksOf = async ({ browser }: { browser: PhoneBrowser }) =>
      hiddenFields((await browser.get(`${running.url}/me/contact`)).text, '/me/contact');
    const [own, foreign] = [await marksOf(lin), await marksOf(zhou)];
    expect(own['token']).not.toBe('');
    const [zhang, chen] = [await running.personId(mentees.zhang), await running.personId(othersMentees.chen)];
    const contact = {
      student: zhang,
      kind: 'talk',
      on: '2026-11-18',
      outcome: 'done',
      minutes: '10',
      note: '好',
    };
    const [zhousMessage] = await database().client.inboxMessage.findMany({
      where: { personId: await running.personId('周建国') },
    });
    const sent = (
      name: string,
      path: string,
      fields: Record<string, string>,
      headers: Record<string, string> = {},
    ): Knock => ({
      name,
      path,
      method: 'POST',
      headers: { cookie: lin.cookie, ...form, ...headers },
      body: new URLSearchParams(fields).toString(),
    });
    const raw = (name: string, body: string | Buffer, type = form['content-type']): Knock => ({
      name,
      path: '/me/contact',
      method: 'POST',
      headers: { cookie: lin.cookie, 'content-type': type },
      body,
    });
    const forms = ['/me/contact', '/me/seen', '/me/undo', '/console/people', '/console/notes'].map(
      (path) => [path, path] as const,
    );
    await allRefused(
      [
        ...cross(
          forms,
          [
            ['no token', {}],
            ["another's token", { token: foreign['token'] ?? '' }],
            ['a made up token', { token: 'a'.repeat(43) }],
          ] as const,
          (path, marks) =>
            sent('', path, {
              ...contact,
              seen: zhang,
              filed: zhousMessage?.id ?? '',
              contact: 'x',
              nonce: own['nonce'] ?? '',
              ...marks,
            }),
        ),
        ...cross(
          forms,
          [
            ['another origin', { origin: evil }],
            ['another site', { 'sec-fetch-site': 'cross-site' }],
          ] as const,
          (path, headers) => sent('', path, { ...contact, ...own, seen: zhang }, headers),
        ),
        ...cross(forms, [['no session', { cookie: '' }]] as const, (path, headers) =>
          sent('', path, { ...contact, ...own, seen: zhang }, headers),
        ),
        sent("another's student", '/me/contact', { ...contact, ...own, student: chen }),
        sent('nobody', '/me/contact', { ...contact, ...own, student: 'nobody' }),
        sent("another's student seen", '/me/seen', { ...own, seen: chen }),
        sent('a kind that is none', '/me/contact', { ...contact, ...own, kind: 'constructor' }),
        sent('a day that is none', '/me/contact', { ...contact, ...own, on: '2026-02-31' }),
        sent('tomorrow', '/me/contact', { ...contact, ...own, on: '2026-11-19' }),
        sent('odd minutes', '/me/contact', { ...contact, ...own, minutes: '1e9' }),
        sent('a nonce that is none', '/me/contact', { ...contact, token: own['token'] ?? '', nonce: 'x' }),
        raw('JSON', JSON.stringify({ ...contact, ...own }), 'application/json'),
        raw('several parts', 'x', 'multipart/form-data; boundary=x'),
        raw('no UTF-8', Buffer.from([0x6e, 0x3d, 0xff, 0xfe])),
        raw('too much', `note=${'x'.repeat(40_000)}`),
        raw('far too much', `note=${'x'.repeat(3_000_000)}`),
        raw('many fields', Array.from({ length: 4_000 }, (_, i) => `a${i}=1`).join('&')),
      ],
      Object.values(othersMentees),
    );
    const good = await knock(running.url, sent('the own form', '/me/contact', { ...contact, ...own }));
    expect([good.status, good.location]).toEqual([303, expect.stringMatching(/^\/me\?filed=/)]);
  });

  test('to sign in with what was used, made up or meant for another browser gets no session', async () => {
    const browser = aPhoneBrowser();
    const me = `${running.url}/me`;
    await browser.get(running.wecom.opening('wlin', me), { follow: false });
    const begun = await browser.get(`${running.url}/sign-in/wecom`, { follow: false });
    const asked = await browser.get(begun.headers.get('location') ?? '', { follow: false });
    const back = new URL(asked.headers.get('location') ?? '');
    const path = back.pathname + back.search;
    await browser.get(back.href);
    const cookies = browser.setCookies.map((line) => line.slice(0, line.indexOf(';'))).join('; ');
    const state = back.searchParams.get('state') ?? '';
    const code = back.searchParams.get('code') ?? '';
    const to = back.pathname;
    await allRefused([
      { name: 'the same again', path, headers: { cookie: cookies } },
      { name: 'from another browser', path },
      { name: 'no state', path: `${to}?code=${code}`, headers: { cookie: cookies } },
      { name: 'no code', path: `${to}?state=${state}`, headers: { cookie: cookies } },
      {
        name: 'another state',
        path: `${to}?code=${code}&state=${'a'.repeat(state.length)}`,
        headers: { cookie: cookies },
      },
      { name: 'two states', path: `${to}?code=${code}&state=${state}&state=x`, headers: { cookie: cookies } },
      { name: 'a made up code', path: `${to}?code=made-up&state=${state}`, headers: { cookie: cookies } },
      {
        name: 'a long code',
        path: `${to}?code=${'c'.repeat(8_000)}&state=${state}`,
        headers: { cookie: cookies },
      },
      { name: 'by post', path, method: 'POST', headers: { cookie: cookies, ...form }, body: 'x=1' },
      { name: 'another platform', path: path.replace('/wecom/', '/dingtalk/'), headers: { cookie: cookies } },
      { name: 'no such platform', path: '/sign-in/evil' },
    ]);
  });

  test('for the way back after signing in leads nowhere else', async () => {
    for (const to of [
      evil,
      '//evil.example',
      '/\\evil.example',
      '/%09/evil.example',
      '\\\\evil',
      'javascript:alert(1)',
      '/me\r\nSet-Cookie: a=b',
      `${evil}/me`,
      '@evil.example',
      '/sign-in/wecom?to=//evil.example',
    ]) {
      const browser = aPhoneBrowser();
      const page = await browser.openAs(running.wecom, 'wlin', `${running.url}/me`);
      expect(page.status).toBe(200);
      const signIn = `${running.url}/sign-in/wecom?to=${encodeURIComponent(to)}`;
      const landed = await aPhoneBrowser().get(running.wecom.opening('wlin', signIn));
      tried += 1;
      expect(new URL(landed.url).origin).toBe(running.url);
      expect(landed.headers.getSetCookie().join()).not.toContain('a=b');
    }
  });

  test('outlet: error-page: for files, the sandbox or anything else that is not there finds nothing', async () => {
    const paths = [
      '/web/../package.json',
      '/web/%2e%2e/package.json',
      '/web/..%2f..%2fetc/passwd',
      '/web/....//etc/passwd',
      '/web/style.css/../../../../etc/passwd',
      '//etc/passwd',
      '/.env',
      '/.git/config',
      '/data/daoshi.db',
      '/data/daoshi.db.key',
      '/sandbox',
      '/sandbox/phones',
      '/sandbox/../console',
      '/admin',
      '/console/../me/contact',
      '/CONSOLE',
      '/Me',
      '/me;x=1',
      '/me%2fcontact',
      '/me/%2e%2e/console',
      '/%',
      '/%ff',
      '/a'.repeat(3_000),
      '/WW_verify_x.txt',
    ];
    await allRefused([
      ...paths.map((path) => ({ name: path.slice(0, 60), path })),
      ...['POST', 'PUT', 'DELETE'].map((method) => ({ name: `${method} /`, path: '/', method })),
      { name: 'a host of another', path: '/console', headers: { host: 'evil.example' } },
      {
        name: 'many headers',
        path: '/console',
        headers: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`x-${i}`, 'y'])),
      },
      { name: 'a long header', path: '/console', headers: { 'x-long': 'y'.repeat(20_000) } },
    ]);
  });
});
