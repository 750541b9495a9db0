/** What the office sets on the console, the trace of it, and the way in for the first administrator. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { inviteExpiry } from '../../../src/usecases/sign-in/accept-invite.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aPhoneBrowser, hiddenFields, type PhoneBrowser } from '../../support/phone-browser.ts';
import {
  aProgram,
  aRunningProgram,
  listening,
  pushes,
  type RunningProgram,
  saying,
  storageBeside,
  thursdayReminders,
} from '../../support/running-program.ts';
import { mentees } from '../../support/schools.ts';
import { hour, minute } from '../../support/test-clock.ts';
import { giveRole, sendForm } from './console-visits.ts';

onEachDatabase('settings on the console', (database) => {
  let running: RunningProgram;
  let browser: PhoneBrowser;

  async function begin(parts: Partial<Parameters<typeof aRunningProgram>[0]> = {}): Promise<void> {
    await database().empty();
    running = await aRunningProgram({ database: database(), ...parts });
    browser = aPhoneBrowser();
    await giveRole(database(), running, { name: '秦望舒', role: 'administrator' });
  }
  beforeEach(() => begin());

  const at = (path: string) => running.url + path;
  const open = (path: string, userId = 'wqin') => browser.openAs(running.wecom, userId, at(path));
  const send = async (path: string, action: string, fields: Record<string, string>) =>
    sendForm(browser, await open(path), action, fields);
  const lines = (verb: string) => database().client.auditLine.findMany({ where: { verb } });

  describe('limits', () => {
    const limits = {
      quietFrom: '21:00',
      quietUntil: '6:30',
      promiseHour: '7:00',
      reminderHour: '17:10',
      staffPushesPerDay: '2',
      guardianPushesPerDay: '1',
      guardianPushesPerWeek: '2',
    };

    test('hold at once, also for another instance', async () => {
      const other = aProgram({ config: running.config, database: database(), clock: running.clock });
      await listening(other);
      const page = await send('/console/settings', '/console/settings/limits', limits);
      expect(page.text).toContain('value="17:10"');
      running.clock.setTo(thursdayReminders);
      await other.tick();
      expect(await database().client.outboxNotice.count({ where: { card: 'reminder' } })).toBe(0);
      running.clock.advance(70 * minute);
      await other.tick();
      expect(pushes(running.wecom, 'wlin').length + pushes(running.dingtalk, 'dlin').length).toBe(1);
      expect(await lines('limits_changed')).toMatchObject([{ actorId: await running.personId('秦望舒') }]);
    });

    test.each([
      ['no time', { reminderHour: '下午' }, '时间写成'],
      ['a reminder by night', { reminderHour: '22:00' }, '不能在安静时间里'],
      ['quiet by day', { quietFrom: '05:00' }, '安静时间要从晚上'],
      ['too often', { staffPushesPerDay: '99' }, '次数写'],
    ])('with %s are given back as they were written', async (_what, wrong, words) => {
      const page = await send('/console/settings', '/console/settings/limits', { ...limits, ...wrong });
      expect([page.status, page.text.includes(words)]).toEqual([422, true]);
      for (const value of Object.values(wrong)) expect(page.text).toContain(`value="${value}"`);
      expect(await lines('limits_changed')).toEqual([]);
    });
  });

  describe('times of chat', () => {
    const set = (questionMinutes: string, repeatMinutes: string) =>
      send('/console/settings', '/console/settings/chat', { questionMinutes, repeatMinutes });
    const say = (text: string) => saying(running.wecom, 'wlin', text);

    test('hold at once, also for another instance, and leave a line', async () => {
      const other = aProgram({ config: running.config, database: database(), clock: running.clock });
      await listening(other);
      const page = await set('10', '2');
      expect([page.text.includes('value="10"'), page.text.includes('value="2"')]).toEqual([true, true]);
      await say('今天和梓萱谈了座位');
      running.clock.advance(9 * minute);
      await other.tick();
      expect(await database().client.openQuestion.count()).toBe(1);
      running.clock.advance(minute);
      await other.tick();
      expect(await database().client.openQuestion.count()).toBe(0);
      expect(await lines('chat_times_changed')).toMatchObject([
        {
          actorId: await running.personId('秦望舒'),
          detail: JSON.stringify({ questionMinutes: 10, repeatMinutes: 2 }),
        },
      ]);
    });

    test('decide whether the same words are the same contact', async () => {
      await set('30', '2');
      const talk = '今天和张宇轩谈了十分钟';
      await say(talk);
      running.clock.advance(minute);
      expect(await say(talk)).toContain('没有再记');
      await say('不用了');
      running.clock.advance(2 * minute);
      expect(await say(talk)).toContain('记好了');
    });

    test.each([
      ['4', '5'],
      ['241', '5'],
      ['30', '0'],
      ['30', '61'],
      ['半小时', '5'],
    ])('of %s and %s minutes are given back, and nothing changes', async (question, repeat) => {
      const page = await set(question, repeat);
      expect([page.status, page.text.includes('5 到 240 分钟')]).toEqual([422, true]);
      for (const value of [question, repeat]) expect(page.text).toContain(`value="${value}"`);
      expect(await lines('chat_times_changed')).toEqual([]);
    });
  });

  test('the school begins by a button, not before it can', async () => {
    await begin({ isStarted: false });
    const started = async () => (await database().client.school.findFirstOrThrow()).startedAt !== null;
    await send('/console/settings', '/console/settings/school', {
      name: '新校名',
      ask: '李老师',
      start: '2036-01-01',
    });
    const refused = await send('/console/settings', '/console/settings/begin', {});
    expect([refused.status, await started()]).toEqual([422, false]);
    await send('/console/settings', '/console/settings/school', {
      name: '新校名',
      ask: '李老师',
      start: '2026-11-16',
    });
    await send('/console/settings', '/console/settings/begin', {});
    const school = await database().client.school.findFirstOrThrow();
    expect([school.name, school.askWhom, school.startOn, await started()]).toEqual([
      '新校名',
      '李老师',
      '2026-11-16',
      true,
    ]);
  });

  describe('the calendar', () => {
    const path = '/console/settings/calendar';

    test('takes a sudden closing day and gives it back', async () => {
      const page = await send(path, path, { verb: 'close', on: '2026-11-18' });
      expect(page.text).toContain('2026-11-18，停课');
      expect((await aPhoneBrowser().openAs(running.wecom, 'wlin', at('/me'))).text).toContain('今天不上课');
      await sendForm(browser, page, path, { verb: 'ordinary', on: '2026-11-18' });
      expect((await aPhoneBrowser().openAs(running.wecom, 'wlin', at('/me'))).text).not.toContain(
        '今天不上课',
      );
      expect(await lines('calendar_changed')).toHaveLength(2);
    });

    test('takes a term that overlaps none, and keeps the last one', async () => {
      await send(path, path, { verb: 'add_term', first: '2027-09-01', last: '2028-01-20' });
      const wrong = await send(path, path, { verb: 'add_term', first: '2027-12-01', last: '2028-02-20' });
      expect(wrong.status).toBe(422);
      const terms = await database().client.term.findMany({ orderBy: { firstOn: 'asc' } });
      expect(terms.at(-1)?.firstOn).toBe('2027-09-01');
      const answers = [];
      for (const { id } of terms) answers.push(await send(path, path, { verb: 'remove_term', term: id }));
      expect(answers.map(({ status }) => status).at(-1)).toBe(422);
      expect(await database().client.term.count()).toBe(1);
    });
  });

  describe('the scheme', () => {
    const path = '/console/settings/scheme';
    const wish = {
      rule: 'SHEWOBO-32',
      how: 'times',
      times: '2',
      window: 'week',
      preset: 'shewobo',
      from: '2026-11-23',
    };
    const versions = () => database().client.schemeVersion.findMany();

    test('is changed only after the difference was shown', async () => {
      const trial = await send(path, path, wish);
      expect([trial.text.includes('SHEWOBO-32 的次数'), await versions()]).toEqual([true, []]);
      await sendForm(browser, trial, path, {});
      expect(await versions()).toMatchObject([{ presetId: 'shewobo', effectiveFrom: '2026-11-23' }]);
      running.clock.advance(6 * 24 * hour);
      expect((await open(path)).text).toContain('SHEWOBO-32 的次数');
      const off = await send(path, path, { ...wish, how: 'off', from: '2026-11-30' });
      expect(off.text).toContain('不执行 SHEWOBO-32');
      expect(await lines('scheme_followed')).toHaveLength(1);
    });

    test.each([
      ['a day that is past', { from: '2026-11-01' }],
      ['a rule of another preset', { rule: 'WEIFANG-28' }],
      ['no number', { times: 'x' }],
      ['no preset', { preset: '../x' }],
    ])('is not changed from %s', async (_what, wrong) => {
      const page = await send(path, path, { ...wish, ...wrong, verb: 'follow' });
      expect([page.status, await versions()]).toEqual([422, []]);
    });
  });

  describe('wording', () => {
    const path = '/console/settings/wording/unknown_person';
    const own = 'form: text\ntitle: 还不认识您\nlines:\n  - 去找{who_to_ask}喝杯茶，顺便加个名字。\n';

    test('holds at once for whoever writes next, and can be put back', async () => {
      const page = await send(path, path, { yaml: own });
      expect(page.text).toContain('学校自己的说法');
      expect(await saying(running.wecom, 'wnobody', '你好')).toContain('喝杯茶');
      await sendForm(browser, page, path, { verb: 'reset' });
      expect(await saying(running.wecom, 'wnobody', '你好啊')).not.toContain('喝杯茶');
      expect(await lines('wording_changed')).toHaveLength(2);
    });

    test('that forgets a field is given back with the reason, and not stored', async () => {
      const page = await send(path, path, { yaml: own.replace('{who_to_ask}', '德育处') });
      expect([page.status, page.text.includes('请加上 {who_to_ask}')]).toEqual([422, true]);
      expect(page.text).toContain('喝杯茶');
      expect(await database().client.cardWording.count()).toBe(0);
    });

    test.each([': : :', 'form: text', 'a: &x [*x, *x]', 'x'.repeat(9_000)])(
      '%s is refused kindly',
      async (yaml) => {
        expect((await send(path, path, { yaml })).status).toBe(422);
      },
    );

    test('that no longer fits the program is passed over', async () => {
      await storageBeside(database()).cardWordings.put({
        id: 'w1',
        schoolId: running.school.id,
        card: 'unknown_person',
        yaml: 'title: x',
        changedAt: running.clock.now(),
        changedBy: 'x',
      });
      await running.program.storage.schools.rosterChanged(running.school.id);
      expect(await saying(running.wecom, 'wnobody', '你好')).toContain('德育处');
    });
  });

  describe('the mentors of a student', () => {
    test('are changed by the homeroom teacher of the class, with a trace', async () => {
      await giveRole(database(), running, { name: '周建国', role: 'homeroom_teacher', scope: '5.1' });
      const id = await running.personId(mentees.li);
      const path = `/console/students/${id}/mentors`;
      const page = await open(path, 'wzhou');
      const after = await sendForm(browser, page, path, {
        verb: 'change',
        former: await running.personId('林晓燕'),
        mentor: await running.personId('秦望舒'),
        from: '2026-11-18',
        reason: '换班',
      });
      expect(after.url).toBe(at(`/console/students/${id}`));
      expect(after.text).toContain('秦望舒，2026-11-18 起');
      expect(await lines('pairing_changed')).toMatchObject([
        { actorId: await running.personId('周建国'), subjectId: id },
      ]);
    });

    test('are covered, signed and ended from the same page', async () => {
      const id = await running.personId(mentees.li);
      const path = `/console/students/${id}/mentors`;
      const lin = await running.personId('林晓燕');
      const covered = await send(path, path, {
        verb: 'cover',
        former: lin,
        mentor: await running.personId('周建国'),
        from: '2026-11-18',
        until: '2026-11-20',
      });
      expect([covered.url, covered.text.includes('周建国，2026-11-18 起')]).toEqual([
        at(`/console/students/${id}`),
        true,
      ]);
      const wrong = await send(path, path, { verb: 'cover', former: lin, mentor: '', from: '', until: '' });
      expect(wrong.status).toBe(422);
      const ended = await send(path, path, { verb: 'end', former: lin, until: '2026-11-30' });
      expect(ended.text).toContain('到 2026-11-30');
    });

    test('look like no page to the homeroom teacher of another class', async () => {
      await giveRole(database(), running, { name: '周建国', role: 'homeroom_teacher', scope: '5.2' });
      const path = `/console/students/${await running.personId(mentees.li)}/mentors`;
      await open('/console', 'wzhou');
      expect((await browser.get(at(path))).status).toBe(404);
    });
  });

  describe('the trace', () => {
    test('is listed by day, person and kind, in words', async () => {
      await send('/console/settings/calendar', '/console/settings/calendar', {
        verb: 'close',
        on: '2026-11-20',
      });
      const all = await open('/console/audit');
      expect([all.text.includes('秦望舒 改了校历'), all.text.includes('导入了名单')]).toEqual([true, true]);
      const actor = await running.personId('秦望舒');
      const some = await browser.get(at(`/console/audit?on=2026-11-18&actor=${actor}&verb=calendar_changed`));
      expect([some.text.includes('秦望舒 改了校历'), some.text.includes('<p>2026')]).toEqual([true, true]);
      expect(some.text).not.toContain('<li class="line">程序');
      const none = await browser.get(at('/console/audit?on=2026-11-17'));
      expect(none.text).toContain('没有这样的记录');
    });

    test('is paged', async () => {
      const { storage, newId } = running.program;
      const schoolId = running.school.id;
      await storage.audit.add(
        Array.from({ length: 60 }, () => ({
          id: newId(),
          schoolId,
          at: running.clock.now(),
          verb: 'school_changed' as const,
          subjectId: schoolId,
          detail: {},
        })),
      );
      const first = await open('/console/audit');
      expect(first.text).toContain('下一页');
      const second = await browser.get(at('/console/audit?page=2'));
      expect([second.text.includes('下一页'), second.text.includes('上一页')]).toEqual([false, true]);
    });

    test('outlet: audit-page: is closed to others, and takes no nonsense', async () => {
      await open('/console/audit');
      for (const query of ['page=-1', 'page=1e9', "actor='x'", 'verb=%00', 'on=tomorrow'])
        expect((await browser.get(at(`/console/audit?${query}`))).status).toBe(200);
      await giveRole(database(), running, { name: '周建国', role: 'steering_group' });
      await open('/console', 'wzhou');
      for (const path of ['audit', 'settings', 'settings/calendar', 'settings/wording'])
        expect((await browser.get(at(`/console/${path}`))).status).toBe(403);
    });
  });

  describe('an invitation', () => {
    const token = 'ab'.repeat(32);
    const invite = (schoolId = running.school.id) =>
      running.program.storage.adminInvites.add({
        tokenHash: createHash('sha256').update(token).digest('hex'),
        schoolId,
        createdAt: running.clock.now(),
        expiresAt: inviteExpiry(running.clock.now()),
      });
    const administrators = () => database().client.roleAssignment.count({ where: { role: 'administrator' } });

    test('makes one teacher an administrator, once', async () => {
      await invite();
      const page = await open(`/console/invite/${token}`, 'wzhou');
      expect([page.url, await administrators()]).toEqual([at(`/console/invite/${token}`), 1]);
      const after = await sendForm(browser, page, '/console/invite', {});
      expect([after.url, await administrators()]).toEqual([at('/console'), 2]);
      const again = await sendForm(browser, page, '/console/invite', {});
      expect([again.status, await administrators()]).toEqual([403, 2]);
      expect((await lines('role_given')).length).toBe(1);
    });

    test.each([
      ['a guardian', 'wma'],
      ['a stranger', 'wnobody'],
    ])('makes nothing of %s', async (_who, userId) => {
      await invite();
      const page = await open(`/console/invite/${token}`, userId);
      if (page.status === 200) await sendForm(browser, page, '/console/invite', {});
      expect(await administrators()).toBe(1);
    });

    test('runs out after a day, and is worth nothing guessed, forged or for another school', async () => {
      await invite('another-school');
      const own = await open('/me', 'wzhou');
      const marks = hiddenFields(own.text, '/me/sign-out');
      for (const wrong of [token, 'cd'.repeat(32), '', '../me'])
        expect((await browser.post(at('/console/invite'), { ...marks, invite: wrong })).status).toBe(403);
      expect((await browser.get(at(`/console/invite/${token}`))).status).toBe(403);
      await database().client.adminInvite.deleteMany();
      await invite();
      expect((await browser.post(at('/console/invite'), { token: 'x', invite: token })).status).toBe(403);
      running.clock.advance(25 * hour);
      expect((await open(`/console/invite/${token}`, 'wzhou')).status).toBe(403);
      expect(await administrators()).toBe(1);
    });
  });
});
