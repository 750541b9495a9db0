/** outlet: picture. Pictures on pages: whose they are, who sees them, how they travel, and what each opening leaves behind. */
import { beforeEach, describe, expect, test } from 'vitest';
import { smallPicture } from '../../../src/sandbox/media-shelf.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aPhoneBrowser, type PhoneBrowser } from '../../support/phone-browser.ts';
import { aRunningProgram, type RunningProgram, saying } from '../../support/running-program.ts';
import { mentees } from '../../support/schools.ts';
import { minute } from '../../support/test-clock.ts';
import { giveRole, sendForm } from './console-visits.ts';

onEachDatabase('a picture', (database) => {
  let running: RunningProgram;
  let browser: PhoneBrowser;
  let path: string;

  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
    browser = aPhoneBrowser();
    await saying(running.wecom, 'wlin', '今天分别和张宇轩、赵小满谈了十分钟');
    await running.wecom.sendPicture('wlin');
    await running.program.tick();
    path = `/pictures/${(await only()).id}`;
  });

  const client = () => database().client;
  const only = () => client().attachment.findFirstOrThrow();
  const at = (to: string) => running.url + to;
  const openAs = (userId: string, to = '/me') => browser.openAs(running.wecom, userId, at(to));
  const openings = () => client().auditLine.findMany({ where: { verb: 'picture_opened' } });
  const get = (headers: HeadersInit = {}) => browser.get(at(path), { headers });
  const restrict = () => client().contact.updateMany({ data: { isRestricted: true } });
  const pageOf = async (name: string, under: string) => `${under}/students/${await running.personId(name)}`;

  test('belongs to every contact of the message, sealed for no single one of the students', async () => {
    expect((await only()).sealedFor).toBe(running.school.id);
    for (const name of [mentees.zhang, mentees.zhao]) {
      const page = await openAs('wlin', await pageOf(name, '/me'));
      expect(page.text).toContain(`src="${path}" alt="照片 1：今天 11月18日 周三 谈话"`);
    }
    expect((await openAs('wlin', await pageOf(mentees.wang, '/me'))).text).not.toContain('/pictures/');
  });

  test('is sealed for the one student who is left after a correction, and for all again when that is taken back', async () => {
    await saying(running.wecom, 'wlin', '今天和王梓萱、李梓萱一起聊了板报');
    await running.wecom.sendPicture('wlin');
    await running.program.tick();
    const picture = await client().attachment.findFirstOrThrow({ orderBy: { id: 'desc' } });
    const sealedFor = async () =>
      (await client().attachment.findUniqueOrThrow({ where: { id: picture.id } })).sealedFor;
    expect(await saying(running.wecom, 'wlin', '把李梓萱拿走')).toContain('改好了');
    expect(await sealedFor()).toBe(await running.personId(mentees.wang));
    await openAs('wlin');
    expect(await browser.bytes(at(`/pictures/${picture.id}`))).toEqual(smallPicture);
    expect((await openAs('wlin', await pageOf(mentees.li, '/me'))).text).not.toContain('/pictures/');
    await saying(running.wecom, 'wlin', '撤销');
    expect(await sealedFor()).toBe(running.school.id);
    expect(await browser.bytes(at(`/pictures/${picture.id}`))).toEqual(smallPicture);
  });

  test('of several is forgotten with any one of them', async () => {
    const studentId = await running.personId(mentees.zhao);
    await running.program.storage.transaction((tables) => tables.keys.forgetWords(studentId));
    await openAs('wlin');
    expect([(await get()).status, (await only()).contentSealed]).toEqual([404, null]);
  });

  test('travels to its author as what it is, is kept nowhere and runs nothing', async () => {
    await openAs('wlin');
    const shown = await get();
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'; sandbox",
    );
    expect(await browser.bytes(at(path))).toEqual(smallPicture);
    expect(await openings()).toEqual([]);
  });

  test('of another is on the page of the note, and each opening leaves a line', async () => {
    await giveRole(database(), running, { name: '秦望舒', role: 'homeroom_teacher', scope: '5.1' });
    const page = await openAs('wqin', await pageOf(mentees.zhang, '/console'));
    expect([page.text.includes('照片 1 张'), page.text.includes(path)]).toEqual([true, false]);
    const contact = await client().contact.findFirstOrThrow({
      where: { studentId: await running.personId(mentees.zhang) },
    });
    const note = await sendForm(browser, page, '/console/notes', { contact: contact.id });
    expect(note.text).toContain(`src="${path}"`);
    expect((await get()).status).toBe(200);
    expect(await openings()).toMatchObject([
      { actorId: await running.personId('秦望舒'), detail: expect.stringContaining(contact.authorId) },
    ]);
  });

  describe('is not there for', () => {
    test.each([
      ['another mentor', 'wzhou'],
      ['a teacher without a role', 'wqin'],
      ['a guardian of the child', 'wma'],
    ])('%s, and looks like none at all', async (_who, userId) => {
      await openAs(userId);
      const refused = await get();
      const none = await browser.get(at('/pictures/nothing'));
      expect([refused.status, refused.text]).toEqual([404, none.text]);
      expect(await openings()).toEqual([]);
    });

    test('the homeroom teacher of another class', async () => {
      await giveRole(database(), running, { name: '秦望舒', role: 'homeroom_teacher', scope: '5.2' });
      await openAs('wqin', '/console');
      expect((await get()).status).toBe(404);
    });

    test('a former mentor, while the mentor of today opens it and leaves a line', async () => {
      await client().contact.updateMany({ data: { authorId: await running.personId('秦望舒') } });
      await openAs('wlin');
      expect([(await get()).status, (await openings()).length]).toEqual([200, 1]);
      await client().pairing.updateMany({
        where: { mentorId: await running.personId('林晓燕') },
        data: { untilOn: '2026-11-17' },
      });
      await running.program.storage.schools.rosterChanged(running.school.id);
      expect([(await get()).status, (await openings()).length]).toEqual([404, 1]);
    });

    test('its author at another school', async () => {
      await client().attachment.updateMany({ data: { schoolId: 'elsewhere' } });
      await openAs('wlin');
      expect((await get()).status).toBe(404);
    });

    test('a browser that is not signed in, a page of another site, and no id', async () => {
      expect((await get()).status).toBe(404);
      await openAs('wlin');
      expect((await get({ 'sec-fetch-site': 'cross-site' })).status).toBe(404);
      for (const id of ['..%2fme', "'%20or%201=1", 'a'.repeat(100)])
        expect((await browser.get(at(`/pictures/${id}`))).status).toBe(404);
    });

    test('anybody once its record is taken back', async () => {
      await saying(running.wecom, 'wlin', '撤销');
      await openAs('wlin');
      expect((await get()).status).toBe(404);
    });
  });

  test('of a restricted record is shown after signing in once more, for a quarter of an hour, and leaves a line', async () => {
    await restrict();
    const student = await pageOf(mentees.zhang, '/me');
    const page = await openAs('wlin', student);
    expect([page.text.includes(path), page.text.includes('要再登录一次')]).toEqual([false, true]);
    expect([(await get()).status, await openings()]).toEqual([403, []]);

    const to = /href="(\/sign-in\?again=1[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const again = await browser.get(at(to));
    const href = /href="(\/sign-in\/wecom[^"]*)"/.exec(again.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const stepped = await browser.get(running.wecom.opening('wlin', at(href)));
    expect([new URL(stepped.url).pathname, stepped.text.includes(path)]).toEqual([student, true]);
    expect([(await get()).status, (await openings()).length]).toEqual([200, 1]);

    running.clock.advance(16 * minute);
    expect([(await get()).status, (await openings()).length]).toEqual([403, 1]);
  });

  test('of a restricted record is not there for the homeroom teacher', async () => {
    await restrict();
    await giveRole(database(), running, { name: '秦望舒', role: 'homeroom_teacher', scope: '5.1' });
    await openAs('wqin', '/console');
    expect((await get()).status).toBe(404);
  });
});
