/** The console through HTTP on a real database: per role what it shows, and what it does not let through. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readDay } from '../../../src/domain/day.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aPhoneBrowser, hiddenFields, type PhoneBrowser } from '../../support/phone-browser.ts';
import {
  aRunningProgram,
  type RunningProgram,
  saying,
  storageBeside,
} from '../../support/running-program.ts';
import { mentees } from '../../support/schools.ts';
import { minute } from '../../support/test-clock.ts';
import { giveRole, sendForm } from './console-visits.ts';

onEachDatabase('the console', (database) => {
  let running: RunningProgram;
  let browser: PhoneBrowser;

  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
    browser = aPhoneBrowser();
  });

  const at = (path: string) => running.url + path;
  const open = (path: string, userId = 'wqin') => browser.openAs(running.wecom, userId, at(path));
  const role = (given: Omit<Parameters<typeof giveRole>[2], 'name'> & { name?: string }) =>
    giveRole(database(), running, { name: '秦望舒', ...given });
  const opened = () => database().client.auditLine.findMany({ where: { verb: 'note_opened' } });
  const homeroomOf = (scope: string) => role({ role: 'homeroom_teacher', scope });

  async function studentPage(name: string, userId = 'wqin') {
    return open(`/console/students/${await running.personId(name)}`, userId);
  }

  describe('lets in', () => {
    test.each([
      'homeroom_teacher',
      'grade_head',
      'moral_office',
      'steering_group',
      'psych_teacher',
      'academic_office',
      'principal',
      'administrator',
    ] as const)('a %s of today', async (held) => {
      await role({ role: held, scope: '5.1' });
      const page = await open('/console');
      expect([page.status, page.url]).toEqual([200, at('/console')]);
    });

    test.each(['mentor', 'logistics_office', 'subject_teacher'] as const)('no %s', async (held) => {
      await role({ role: held });
      expect((await open('/console')).status).toBe(403);
    });

    test('no role of yesterday and none of tomorrow', async () => {
      await role({ role: 'moral_office', untilOn: '2026-11-17' });
      await role({ role: 'administrator', fromOn: '2026-11-19' });
      expect((await open('/console')).status).toBe(403);
      running.clock.advance(24 * 60 * minute);
      expect((await open('/console')).status).toBe(200);
    });

    test('and says on the first page what waits, to the office more than to others', async () => {
      await role({ role: 'moral_office' });
      const account = await running.accountId('wecom');
      const { storage, newId } = running.program;
      const failed = { month: '2026-11', callsThisMonth: 0, wantedIds: [], lastError: '60020' };
      await storage.directories.keepReading(account, failed);
      const [studentId = '', reporterId = '', personId = ''] = await Promise.all(
        [mentees.zhang, '林晓燕', '秦望舒'].map((name) => running.personId(name)),
      );
      const schoolId = running.school.id;
      const now = running.clock.now();
      await storage.transaction(async ({ concerns, audit }) => {
        const words = { signs: [], strength: 'strong', text: '不想活了' } as const;
        await concerns.add({
          id: 'c1',
          schoolId,
          studentId,
          reporterId,
          inboxId: 'm1',
          ...words,
          askedAt: now,
        });
        await concerns.tell([{ id: newId(), concernId: 'c1', personId, mustConfirm: true, toldAt: now }]);
        await audit.add([
          { id: newId(), schoolId, at: now, verb: 'concern_raised', subjectId: studentId, detail: {} },
        ]);
      });
      const { text } = await open('/console');
      expect(text).toContain('有 1 件要您留意的事');
      expect(text).toContain('还没有班主任的班：');
      expect(text).toContain('企业微信的通讯录上次没有读成');
      expect([mentees.zhang, '不想活'].filter((word) => text.includes(word))).toEqual([]);
      await role({ name: '林晓燕', role: 'grade_head', scope: '5' });
      const other = await aPhoneBrowser().openAs(running.wecom, 'wlin', at('/console'));
      expect(other.status).toBe(200);
      expect(['要您留意', '没有班主任', '没有读成'].filter((word) => other.text.includes(word))).toEqual([]);
    });

    test('no guardian and no stranger', async () => {
      expect((await open('/console', 'wma')).status).toBe(403);
      expect((await aPhoneBrowser().get(at('/console'))).url).toContain('/sign-in');
    });
  });

  describe('people', () => {
    test.each(['宇轩', 'yuxuan', 'zhangyx', 'ZYX', 'zhang yu'])('are found by %s', async (typed) => {
      await role({ role: 'steering_group' });
      const page = await open('/console/people');
      const found = await sendForm(browser, page, '/console/people', { typed, kind: '', class: '' });
      expect(found.text.includes(mentees.zhang)).toBe(typed !== 'zhangyx');
      expect(found.text).not.toContain('陈嘉怡');
    });

    test('outlet: address: stay out of addresses and titles', async () => {
      await role({ role: 'moral_office' });
      const page = await open('/console/people');
      const found = await sendForm(browser, page, '/console/people', { typed: '张', kind: '', class: '' });
      expect(found.url).toBe(at('/console/people'));
      expect([...found.text.matchAll(/(?:href|action)="([^"]*)"/g)].join()).not.toMatch(/[\u4e00-\u9fff]|%E/);
      expect(/<title>(.*?)<\/title>/.exec(found.text)?.[1]).toBe('人员');
    });

    test('are narrowed by class and kind, guardians only to whom the roster is open', async () => {
      await homeroomOf('5.2');
      const page = await open('/console/people');
      const search = (fields: Record<string, string>) =>
        sendForm(browser, page, '/console/people', { typed: '', kind: '', class: '', ...fields });
      const inClass = await search({ class: '5.2' });
      expect([inClass.text.includes('陈嘉怡'), inClass.text.includes(mentees.zhang)]).toEqual([true, false]);
      expect((await search({ kind: 'guardian' })).text).not.toContain('马秀英');
      expect((await search({ kind: 'staff' })).text).toContain('林晓燕');
    });

    test('show no way to the page of a student of another class', async () => {
      await homeroomOf('5.2');
      const { text } = await open('/console/people');
      expect(text).not.toContain(`/console/students/${await running.personId(mentees.zhang)}`);
      expect(text).toContain(`/console/students/${await running.personId('陈嘉怡')}`);
    });
  });

  describe('classes', () => {
    test('count who has no mentor and who was never contacted, and name the latter to few', async () => {
      await saying(running.wecom, 'wlin', '今天和张宇轩谈了二十分钟');
      await homeroomOf('5.1');
      await database().client.pairing.updateMany({
        where: { studentId: await running.personId(mentees.li) },
        data: { untilOn: '2026-11-01' },
      });
      await running.program.storage.schools.rosterChanged(running.school.id);
      const { text } = await open('/console/classes/5.1');
      expect(text).toContain('没有导师的（1）');
      expect(text).toContain('没有联系过的（2）');
      expect([text.includes(mentees.wang), text.includes(mentees.zhao)]).toEqual([true, true]);
      const other = await browser.get(at('/console/classes/5.2'));
      expect(other.text).toContain('没有联系过的（2）');
      expect(other.text).not.toContain('陈嘉怡');
    });
  });

  describe('a student', () => {
    const note = '妈妈在外地打工';
    const warning = '他说不想活了';

    async function aNote(text: string, isRestricted = false): Promise<string> {
      const id = running.program.newId();
      await storageBeside(database()).contacts.add([
        {
          id,
          schoolId: running.school.id,
          authorId: await running.personId('林晓燕'),
          studentId: await running.personId(mentees.zhang),
          kind: 'talk',
          occurredOn: readDay('2026-11-17'),
          loggedAt: running.clock.now(),
          outcome: 'done',
          guardianIds: [],
          individual: true,
          isRestricted,
          note: text,
        },
      ]);
      return id;
    }

    test('shows dates and kinds, the words only after a step that leaves a trace', async () => {
      const contact = await aNote(note);
      await homeroomOf('5.1');
      const page = await studentPage(mentees.zhang);
      expect([page.text.includes('谈话'), page.text.includes(note)]).toEqual([true, false]);
      expect(await opened()).toEqual([]);
      const words = await sendForm(browser, page, '/console/notes', { contact });
      expect(words.text).toContain(note);
      expect(await opened()).toMatchObject([
        { actorId: await running.personId('秦望舒'), subjectId: await running.personId(mentees.zhang) },
      ]);
      expect(JSON.stringify(await opened())).not.toContain(note);
    });

    test("leaves no trace of opening one's own", async () => {
      const contact = await aNote(note);
      await role({ name: '林晓燕', role: 'homeroom_teacher', scope: '5.2' });
      const page = await open('/console/people', 'wlin');
      const words = await browser.post(at('/console/notes'), {
        ...hiddenFields(page.text, '/console/people'),
        contact,
      });
      expect([words.text.includes(note), await opened()]).toEqual([true, []]);
    });

    test.each([
      ['homeroom_teacher', '5.2'],
      ['grade_head', '5'],
      ['steering_group', 'school'],
      ['psych_teacher', 'school'],
      ['administrator', 'school'],
    ] as const)('is closed with its words to a %s of %s', async (held, scope) => {
      const contact = await aNote(note);
      await role({ role: held, scope });
      const page = await studentPage(mentees.zhang);
      const people = await browser.get(at('/console/people'));
      const words = await browser.post(at('/console/notes'), {
        ...hiddenFields(people.text, '/console/people'),
        contact,
      });
      expect(words.status).toBe(404);
      expect(page.text + words.text).not.toContain(note);
      expect(page.text).not.toContain(contact);
      expect(await opened()).toEqual([]);
    });

    test('hides the words of restricted notes from the homeroom teacher', async () => {
      const contact = await aNote(warning, true);
      await homeroomOf('5.1');
      const page = await studentPage(mentees.zhang);
      expect([page.text.includes('受限'), page.text.includes(contact)]).toEqual([true, false]);
    });

    test('opens restricted notes only after signing in once more, for a quarter of an hour', async () => {
      const contact = await aNote(warning, true);
      await role({ role: 'moral_office' });
      const page = await studentPage(mentees.zhang);
      const form = { ...hiddenFields(page.text, '/console/notes'), contact };
      const again = await browser.post(at('/console/notes'), form);
      expect(new URL(again.url).pathname).toBe('/sign-in');
      expect([again.text.includes('再登录一次'), await opened()]).toEqual([true, []]);

      const href = /href="(\/sign-in\/wecom[^"]*)"/.exec(again.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const stepped = await browser.get(running.wecom.opening('wqin', at(href)));
      expect(new URL(stepped.url).pathname).toBe(new URL(page.url).pathname);
      const words = await sendForm(browser, stepped, '/console/notes', { contact });
      expect([words.text.includes(warning), (await opened()).length]).toEqual([true, 1]);
      expect(await database().client.webSession.count({ where: { endedAt: null } })).toBe(1);

      running.clock.advance(16 * minute);
      const late = await sendForm(browser, stepped, '/console/notes', { contact });
      expect([new URL(late.url).pathname, (await opened()).length]).toEqual(['/sign-in', 1]);
    });

    test('of another class looks like none at all', async () => {
      await homeroomOf('5.2');
      const other = await studentPage(mentees.zhang);
      const none = await browser.get(at('/console/students/nobody'));
      expect([other.status, other.text]).toEqual([404, none.text]);
    });

    test('shows flags to the psych teacher, and nothing of the mentoring', async () => {
      await role({ role: 'psych_teacher' });
      const { text } = await studentPage(mentees.zhao);
      expect([text.includes('单亲家庭'), text.includes('还要做的')]).toEqual([true, false]);
    });
  });

  describe('against attacks', () => {
    test.each(['', 'A'.repeat(43)])('a form with the token %j does nothing', async (token) => {
      await role({ role: 'moral_office' });
      await open('/console');
      for (const path of ['/console/notes', '/console/people'])
        expect((await browser.post(at(path), { token, contact: 'x' })).status).toBe(403);
    });

    test.each(['..%2f..%2fme', '%00', "'%20or%201=1", 'a'.repeat(65), '%E5%BC%A0', '../../etc'])(
      'the path %s leads nowhere',
      async (trick) => {
        await role({ role: 'moral_office' });
        await open('/console');
        for (const path of [`/console/students/${trick}`, `/console/classes/${trick}`])
          expect((await browser.get(at(path))).status).toBe(404);
      },
    );

    test('a sign-in leads to no page that is not ours', async () => {
      await role({ role: 'moral_office' });
      for (const to of ['/console//evil.example', '/console/..//x', '//evil.example', '/console?x=1']) {
        const path = `/sign-in/wecom?to=${encodeURIComponent(to)}`;
        const page = await aPhoneBrowser().get(running.wecom.opening('wqin', at(path)));
        expect(page.url).toBe(at('/me'));
      }
    });

    test('too much, and no form, are refused', async () => {
      await role({ role: 'moral_office' });
      await open('/console');
      expect((await browser.post(at('/console/people'), 'typed='.padEnd(40_000, 'x'))).status).toBe(413);
      const json = { 'content-type': 'application/json' };
      expect((await browser.post(at('/console/people'), '{}', json)).status).toBe(415);
    });
  });
});
