/** Signing in by the platforms' own pages, on a real database: who gets in, who does not, and what a replay gets. */
import { beforeEach, describe, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { aPhoneBrowser, hiddenFields, type PhoneBrowser } from '../../support/phone-browser.ts';
import { aRunningProgram, type RunningProgram } from '../../support/running-program.ts';
import { hour, minute } from '../../support/test-clock.ts';

const day = 24 * hour;

onEachDatabase('signing in', (database) => {
  let running: RunningProgram;
  let browser: PhoneBrowser;
  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
    browser = aPhoneBrowser();
  });

  const me = () => `${running.url}/me`;
  const openAs = (platform: 'wecom' | 'dingtalk', userId: string, path = '/me') =>
    browser.openAs(running[platform], userId, running.url + path);
  /** Goes as far as the address that the platform sends the browser back to. */
  async function returnAddress(platform: 'wecom' | 'dingtalk', userId: string): Promise<string> {
    await browser.get(running[platform].opening(userId, me()), { follow: false });
    const begun = await browser.get(`${running.url}/sign-in/${platform}`, { follow: false });
    const asked = await browser.get(begun.headers.get('location') ?? '', { follow: false });
    return asked.headers.get('location') ?? '';
  }

  describe.each(['wecom', 'dingtalk'] as const)('on %s', (platform) => {
    const initial = platform.slice(0, 1);

    test('shows a mentor the own students', async () => {
      const page = await openAs(platform, `${initial}lin`);
      expect([page.status, page.url, page.text.includes('张宇轩')]).toEqual([200, me(), true]);
    });

    test('keeps the hash of the token only', async () => {
      await openAs(platform, `${initial}lin`);
      const token = browser.setCookies.flatMap((line) => /daoshi_session=([^;]+);/.exec(line)?.[1] ?? []);
      const rows = await database().client.webSession.findMany();
      expect(token[0]).toHaveLength(43);
      expect(JSON.stringify(rows)).not.toContain(token[0]);
      expect(rows).toMatchObject([{ personId: await running.personId('林晓燕'), endedAt: null }]);
    });

    test('sets cookies that no script, no other site and no other host can touch', async () => {
      await openAs(platform, `${initial}lin`);
      const ours = browser.setCookies.filter((line) => line.includes('daoshi_'));
      expect(ours.length).toBeGreaterThan(1);
      for (const line of ours)
        expect(line).toMatch(/^__Host-daoshi_\w+=.*; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
    });

    test('leads a guardian to a page of their own', async () => {
      const page = await openAs(platform, `${initial}ma`);
      expect([page.status, page.text.includes('张宇轩'), page.text.includes('您好')]).toEqual([
        200,
        false,
        true,
      ]);
    });

    test('tells somebody whom the school does not know whom to ask', async () => {
      const page = await openAs(platform, 'nobody');
      expect([page.status, page.text.includes('德育处')]).toEqual([403, true]);
      expect(await database().client.webSession.count()).toBe(0);
    });

    test('turns away somebody who has left the school', async () => {
      const id = await running.personId('林晓燕');
      await database().client.person.update({ where: { id }, data: { endedOn: '2026-11-01' } });
      expect((await openAs(platform, `${initial}lin`)).status).toBe(403);
    });

    test('goes to the page that was asked for', async () => {
      const page = await openAs(platform, `${initial}lin`, '/me/contact');
      expect(page.url).toBe(`${running.url}/me/contact`);
    });

    test('refuses a replay of the whole address, and opens nothing by it', async () => {
      const address = await returnAddress(platform, `${initial}lin`);
      expect((await browser.get(address)).url).toBe(me());
      const again = await browser.get(address);
      expect([again.status, again.text.includes('再来一次')]).toEqual([403, true]);
      expect(await database().client.webSession.count()).toBe(1);
    });

    test('refuses the state of one browser in another', async () => {
      const address = await returnAddress(platform, `${initial}lin`);
      const other = await aPhoneBrowser().get(address);
      expect([other.status, await database().client.webSession.count()]).toEqual([403, 0]);
    });

    test('refuses a code that was used before, with a state of its own', async () => {
      const first = new URL(await returnAddress(platform, `${initial}lin`));
      await browser.get(first.href);
      const second = new URL(await returnAddress(platform, `${initial}zhou`));
      for (const name of ['code', 'authCode']) {
        const used = first.searchParams.get(name);
        if (used !== null) second.searchParams.set(name, used);
      }
      const page = await browser.get(second.href);
      expect([page.status, page.text.includes('再来一次')]).toEqual([403, true]);
    });

    test('refuses a state after ten minutes', async () => {
      const address = await returnAddress(platform, `${initial}lin`);
      running.clock.advance(10 * minute);
      expect((await browser.get(address)).status).toBe(403);
    });

    test('refuses a code after five minutes', async () => {
      const address = await returnAddress(platform, `${initial}lin`);
      running.clock.advance(6 * minute);
      expect((await browser.get(address)).status).toBe(403);
    });

    test('says kindly that the platform does not answer', async () => {
      const address = await returnAddress(platform, `${initial}lin`);
      running[platform].setFault({ kind: 'outage' });
      const page = await browser.get(address);
      expect([page.status, page.text.includes('没有回应')]).toEqual([503, true]);
    });

    test('says kindly that the person did not agree', async () => {
      const address = new URL(await returnAddress(platform, `${initial}lin`));
      address.searchParams.delete('code');
      address.searchParams.delete('authCode');
      const page = await browser.get(address.href);
      expect([page.status, page.text.includes('没有同意')]).toEqual([403, true]);
    });
  });

  test('without a session leads from the page to the choice of platforms', async () => {
    const page = await browser.get(me());
    expect(new URL(page.url).pathname).toBe('/sign-in');
    expect(['企业微信', '钉钉'].map((name) => page.text.includes(`用${name}登录`))).toEqual([true, true]);
  });

  test.each([
    ['Mozilla/5.0 wxwork/4.1.36 MicroMessenger/7.0.1', '/connect/oauth2/authorize'],
    ['Mozilla/5.0 AliApp(DingTalk/7.6.0)', '/oauth2/auth'],
  ])('in the app of %s goes straight to its page', async (userAgent, path) => {
    const chosen = await browser.get(`${running.url}/sign-in`, {
      follow: false,
      headers: { 'user-agent': userAgent },
    });
    const begun = await browser.get(new URL(chosen.headers.get('location') ?? '', running.url).href, {
      follow: false,
    });
    expect(new URL(begun.headers.get('location') ?? '').pathname).toBe(path);
  });

  test.each(['https://evil.example/', '//evil.example/me', '/me/../console', '/me\\..\\x', '/sandbox'])(
    'never leads to %s',
    async (to) => {
      const signIn = `${running.url}/sign-in/wecom?to=${encodeURIComponent(to)}`;
      const page = await browser.get(running.wecom.opening('wlin', signIn));
      expect(page.url).toBe(me());
    },
  );

  test('refuses a cookie that somebody has written', async () => {
    const address = new URL(await returnAddress('wecom', 'wlin'));
    const begun = { state: 'a'.repeat(64), platform: 'wecom', to: '/me', until: Date.now() * 2 };
    const forged = `${Buffer.from(JSON.stringify(begun)).toString('base64url')}.${'A'.repeat(43)}`;
    address.searchParams.set('state', begun.state);
    const response = await fetch(address, {
      headers: { cookie: `__Host-daoshi_sign_in=${forged}` },
      redirect: 'manual',
    });
    expect([response.status, await database().client.webSession.count()]).toEqual([403, 0]);
  });

  test('refuses the wrong platform for a state', async () => {
    const address = (await returnAddress('wecom', 'wlin')).replace('/sign-in/wecom/', '/sign-in/dingtalk/');
    expect((await browser.get(address)).status).toBe(403);
  });

  describe('the session', () => {
    const isIn = async (): Promise<boolean> => (await browser.get(me())).url === me();

    test('ends twelve hours after the last visit', async () => {
      await openAs('wecom', 'wlin');
      running.clock.advance(11 * hour);
      expect(await isIn()).toBe(true);
      running.clock.advance(11 * hour);
      expect(await isIn()).toBe(true);
      running.clock.advance(12 * hour);
      expect(await isIn()).toBe(false);
    });

    test('ends after seven days in any case', async () => {
      await openAs('wecom', 'wlin');
      for (let passed = 0; passed < 7 * day - 11 * hour; passed += 11 * hour) {
        running.clock.advance(11 * hour);
        await isIn();
      }
      running.clock.advance(11 * hour);
      expect(await isIn()).toBe(false);
    });

    test('ends with the person', async () => {
      await openAs('wecom', 'wlin');
      const id = await running.personId('林晓燕');
      await database().client.person.update({ where: { id }, data: { endedOn: '2026-11-18' } });
      expect(await isIn()).toBe(false);
    });

    test('shows nobody of a pairing that has ended', async () => {
      await openAs('wecom', 'wlin');
      await database().client.pairing.updateMany({ data: { untilOn: '2026-11-17' } });
      await running.program.storage.schools.rosterChanged(running.school.id);
      const page = await browser.get(me());
      expect([page.text.includes('张宇轩'), page.text.includes('现在还没有学生')]).toEqual([false, true]);
    });

    test('ends by signing out, also for a copy of the cookie', async () => {
      const page = await openAs('wecom', 'wlin');
      const token = browser.setCookies.flatMap((line) => /daoshi_session=([^;]+);/.exec(line)?.[1] ?? []);
      await browser.post(`${me()}/sign-out`, hiddenFields(page.text, '/me/sign-out'));
      const copy = await fetch(me(), {
        headers: { cookie: `__Host-daoshi_session=${token[0]}` },
        redirect: 'manual',
      });
      expect([copy.status, await isIn()]).toEqual([302, false]);
    });

    test.each([
      ['empty', ''],
      ['short', 'x'],
      ['of the right length', 'A'.repeat(43)],
      ['endless', 'A'.repeat(5_000)],
      ['escaped', '%00'],
      ['a path', '../../me'],
    ])('is nobody’s for a made-up cookie, %s', async (_what, cookie) => {
      const response = await fetch(me(), {
        headers: { cookie: `__Host-daoshi_session=${cookie}` },
        redirect: 'manual',
      });
      expect(response.status).toBe(302);
    });
  });
});
