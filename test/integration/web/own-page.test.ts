/** A person's own page, through HTTP on a real database: what it shows, what it files, and what it does not let through. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readDay } from '../../../src/domain/day.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aPhoneBrowser, hiddenFields, type PhoneBrowser, type Shown } from '../../support/phone-browser.ts';
import {
  aRunningProgram,
  lastHeard,
  type RunningProgram,
  saying,
  shown,
  storageBeside,
} from '../../support/running-program.ts';
import { aRoster, mentees } from '../../support/schools.ts';
import { hour, minute } from '../../support/test-clock.ts';

const script = '<script>alert(1)</script>';

onEachDatabase("a person's own page", (database) => {
  let running: RunningProgram;
  let browser: PhoneBrowser;

  async function begin(parts: Partial<Parameters<typeof aRunningProgram>[0]> = {}): Promise<void> {
    await database().empty();
    running = await aRunningProgram({ database: database(), ...parts });
    browser = aPhoneBrowser();
  }
  beforeEach(() => begin());

  const at = (path: string) => running.url + path;
  const open = (userId = 'wlin', path = '/me') => browser.openAs(running.wecom, userId, at(path));
  const standing = () =>
    database().client.contact.findMany({ where: { withdrawnAt: null }, orderBy: { loggedAt: 'asc' } });
  const idOf = (name: string) => running.personId(name);
  const ticked = (page: Shown) =>
    [...page.text.matchAll(/name="seen" value="([^"]+)" checked/g)].map((match) => match[1] ?? '');

  async function contactForm(fields: Record<string, string> = {}) {
    const page = await open('wlin', '/me/contact');
    return {
      ...hiddenFields(page.text, '/me/contact'),
      student: fields['student'] ?? (await idOf(mentees.zhang)),
      kind: 'talk',
      on: '2026-11-18',
      outcome: 'done',
      minutes: '',
      note: '',
      ...fields,
    };
  }

  describe('today', () => {
    test('has one line per student, soonest due first, with the names of nobody else', async () => {
      const { text } = await open();
      const rows = text.split('<li class="row">').slice(1);
      expect(rows).toHaveLength(4);
      expect(rows[0]).toContain(mentees.zhao);
      expect(rows[0]).toContain('每日谈话');
      expect(text).not.toContain('陈嘉怡');
    });

    test('names nobody in its title and addresses', async () => {
      const { text } = await open();
      expect(/<title>(.*?)<\/title>/.exec(text)?.[1]).toBe('我的学生');
      expect([...text.matchAll(/(?:href|action)="([^"]*)"/g)].join()).not.toMatch(/[\u4e00-\u9fff]|%E/);
    });

    test('ticks everybody at first, and files who stays ticked', async () => {
      const page = await open();
      const ids = ticked(page);
      const absent = await idOf(mentees.li);
      const after = await browser.post(at('/me/seen'), {
        ...hiddenFields(page.text, '/me/seen'),
        seen: ids.filter((id) => id !== absent),
      });
      const contacts = await standing();
      expect(ids).toHaveLength(4);
      expect(contacts.map(({ studentId }) => studentId)).not.toContain(absent);
      expect(contacts).toHaveLength(3);
      expect(
        new Set(contacts.map(({ kind, outcome, occurredOn }) => `${kind} ${outcome} ${occurredOn}`)),
      ).toEqual(new Set(['daily_meet done 2026-11-18']));
      expect(after.text).toContain('记下了：');
      expect(ticked(after)).toEqual([absent]);
    });

    test('files a second click once', async () => {
      const page = await open();
      const form = { ...hiddenFields(page.text, '/me/seen'), seen: ticked(page) };
      const answers = await Promise.all(Array.from({ length: 8 }, () => browser.post(at('/me/seen'), form)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(await standing()).toHaveLength(4);
    });

    test('files nobody twice who was met today already', async () => {
      const page = await open();
      await saying(running.wecom, 'wlin', '今天和张宇轩谈了二十分钟');
      const form = { ...hiddenFields(page.text, '/me/seen'), seen: ticked(page) };
      await browser.post(at('/me/seen'), form);
      const zhang = await idOf(mentees.zhang);
      expect((await standing()).filter(({ studentId }) => studentId === zhang)).toHaveLength(1);
    });

    test('takes back what was just filed, once, and shows that', async () => {
      const page = await open();
      const filed = await browser.post(at('/me/seen'), {
        ...hiddenFields(page.text, '/me/seen'),
        seen: ticked(page),
      });
      const undo = hiddenFields(filed.text, '/me/undo');
      const after = await browser.post(at('/me/undo'), undo);
      await browser.post(at('/me/undo'), undo);
      expect([await standing(), after.text.includes('已经撤销')]).toEqual([[], true]);
    });

    test('is taken back by chat too', async () => {
      const page = await open();
      await browser.post(at('/me/seen'), { ...hiddenFields(page.text, '/me/seen'), seen: ticked(page) });
      await saying(running.wecom, 'wlin', '撤销');
      expect(await standing()).toEqual([]);
    });

    test('shows in the week what was filed, and what did not succeed', async () => {
      await saying(running.wecom, 'wlin', '今天和张宇轩谈了二十分钟');
      await saying(running.wecom, 'wlin', '给王梓萱妈妈打电话，没人接');
      const { text } = await open();
      expect(text).toContain('谈：谈话');
      expect(text).toContain('括号里的没有成');
    });

    test('calls no platform for what is filed', async () => {
      const page = await open();
      const before = running.wecom.calls().length;
      await browser.post(at('/me/seen'), { ...hiddenFields(page.text, '/me/seen'), seen: ticked(page) });
      expect(running.wecom.calls()).toHaveLength(before);
    });

    test('shows what was said and not filed', async () => {
      await saying(running.wecom, 'wlin', '今天和梓萱谈了');
      running.clock.advance(3 * hour);
      await running.program.tick();
      const { text } = await open();
      expect([text.includes('还没记完的话'), text.includes('今天和梓萱谈了')]).toEqual([true, true]);
    });

    test('shows what was promised, until the page itself keeps it', async () => {
      await saying(running.wecom, 'wlin', '明天再找王梓萱聊');
      expect((await open()).text).toContain('说好的');
      running.clock.advance(24 * hour);
      const student = await idOf(mentees.wang);
      const page = await browser.post(at('/me/contact'), await contactForm({ student, on: '2026-11-19' }));
      expect([page.status, page.text.includes('说好的')]).toEqual([200, false]);
    });

    test('is under 50 KB, and compressed for whom it can be', async () => {
      const { text, headers } = await open();
      expect(Buffer.byteLength(text)).toBeLessThan(50_000);
      expect(headers.get('content-encoding')).toBe('gzip');
    });
  });

  describe('where there is nothing', () => {
    test('a teacher without students is told whom to ask', async () => {
      expect((await open('wqin')).text).toContain('德育处');
    });

    test('a day off asks for nothing', async () => {
      await begin({ now: new Date('2026-11-21T10:00:00+08:00') });
      const { text } = await open();
      expect([text.includes('今天不上课'), text.includes('name="seen"')]).toEqual([true, false]);
    });

    test('a school that has not begun shows what it will be', async () => {
      await begin({ isStarted: false });
      expect((await open()).text).toContain('还没有正式开始');
    });

    test('nothing to do is said', async () => {
      await begin({ startOn: readDay('2026-12-01') });
      expect((await open()).text).toContain('现在没有要做的');
    });
  });

  describe('the short form', () => {
    test('files a contact with its words sealed', async () => {
      const after = await browser.post(
        at('/me/contact'),
        await contactForm({ kind: 'phone_call', outcome: 'no_answer', on: '2026-11-17', note: '晚饭后再打' }),
      );
      expect(after.text).toContain('记下了：张宇轩，电访');
      const [contact] = await standing();
      expect(contact).toMatchObject({ kind: 'phone_call', outcome: 'no_answer', occurredOn: '2026-11-17' });
      expect(contact?.noteSealed).not.toContain('晚饭');
    });

    test('asks in the chat about words that give cause for concern', async () => {
      const page = await browser.post(at('/me/contact'), await contactForm({ note: '他说不想活了' }));
      await running.program.tick();
      expect(page.text).toContain('要不要上报');
      expect(await standing()).toMatchObject([{ isRestricted: true }]);
      expect(await database().client.concern.findMany()).toMatchObject([
        { state: 'waiting', strength: 'strong' },
      ]);
      expect(shown(lastHeard(running.wecom, 'wlin') ?? lastHeard(running.dingtalk, 'dlin'))).toContain(
        '要不要上报',
      );
    });

    test('files a second click once', async () => {
      const form = await contactForm();
      await Promise.all(Array.from({ length: 8 }, () => browser.post(at('/me/contact'), form)));
      expect(await standing()).toHaveLength(1);
    });

    test.each([
      ['a day to come', { on: '2026-11-19' }, '这一天还没有到'],
      ['a day before the pairing', { on: '2026-09-01' }, '还没有带这名学生'],
      ['no day', { on: 'gestern' }, '请写一个日子'],
      ['minutes that are none', { minutes: '一会儿' }, '请写 1 到 600'],
      ['a kind that is none', { kind: 'magic' }, '请选一样'],
      ['too many words', { note: '长'.repeat(2_001) }, '最多写 2000'],
      ['no student', { student: '' }, '请选一位学生'],
    ])('gives itself back filled, with a word beside the field, for %s', async (_what, wrong, words) => {
      const form = await contactForm({ note: '说了睡眠的事', ...wrong });
      const page = await browser.post(at('/me/contact'), form);
      expect([page.status, page.text.includes(words)]).toEqual([422, true]);
      expect(page.text).toContain(('note' in wrong ? wrong.note : '说了睡眠的事').slice(0, 50));
      expect(await standing()).toEqual([]);
    });

    test('takes days and minutes as people write them', async () => {
      await browser.post(at('/me/contact'), await contactForm({ on: '2026/11/5', minutes: '20分钟' }));
      expect(await standing()).toMatchObject([{ occurredOn: '2026-11-05', minutes: 20 }]);
    });

    test('keeps what the scheme demands besides among the drafts, to be told in chat', async () => {
      const page = await browser.post(at('/me/contact'), await contactForm({ kind: 'phone_call' }));
      expect(page.text).toContain('缺一项');
      expect(await saying(running.wecom, 'wlin', '草稿')).toContain(mentees.zhang);
    });

    test('files nothing about a student of somebody else', async () => {
      const form = await contactForm({ student: await idOf('陈嘉怡') });
      const page = await browser.post(at('/me/contact'), form);
      expect([page.status, await standing()]).toEqual([422, []]);
      expect(page.text).not.toContain('陈嘉怡');
    });

    test('shows once more what was written when the session has ended meanwhile', async () => {
      const form = await contactForm({ note: '这句话不能丢' });
      running.clock.advance(13 * hour);
      const page = await browser.post(at('/me/contact'), form);
      expect([page.status, page.text.includes('这句话不能丢'), await standing()]).toEqual([401, true, []]);
    });
  });

  describe('a student', () => {
    test('is shown with the own words, not with those of others', async () => {
      const zhang = await idOf(mentees.zhang);
      await saying(running.wecom, 'wlin', '今天和张宇轩谈了二十分钟，最近睡得晚');
      const [own] = await standing();
      await storageBeside(database()).contacts.add([
        {
          id: running.program.newId(),
          schoolId: running.school.id,
          authorId: await idOf('周建国'),
          studentId: zhang,
          kind: 'talk',
          occurredOn: readDay('2026-11-17'),
          loggedAt: new Date(running.clock.now().getTime() - hour),
          outcome: 'done',
          guardianIds: [],
          individual: true,
          note: '别人的话',
        },
      ]);
      const { text } = await open('wlin', `/me/students/${zhang}`);
      expect(own).toBeDefined();
      expect([text.includes('最近睡得晚'), text.includes('别人的话')]).toEqual([true, false]);
      expect(/<title>(.*?)<\/title>/.exec(text)?.[1]).toBe('学生');
    });

    test('of somebody else looks like none at all', async () => {
      await open();
      const other = await browser.get(at(`/me/students/${await idOf('陈嘉怡')}`));
      const none = await browser.get(at('/me/students/nobody'));
      expect([other.status, other.text]).toEqual([404, none.text]);
    });

    test.each(['..%2f..%2fme', '%00', "'%20or%201=1", 'a'.repeat(65), '%E5%BC%A0'])(
      'is not found by the trick %s',
      async (trick) => {
        await open();
        const page = await browser.get(at(`/me/students/${trick}`));
        expect(page.status).toBe(404);
      },
    );

    test('is nobody for a guardian', async () => {
      await open('wma');
      expect((await browser.get(at(`/me/students/${await idOf(mentees.zhang)}`))).status).toBe(404);
    });
  });

  describe('against attacks', () => {
    const paths = ['/me/seen', '/me/contact', '/me/undo', '/me/sign-out'];

    test.each(paths)('%s does nothing without the token of the form', async (path) => {
      const page = await open();
      const seen = ticked(page);
      const { nonce = '' } = hiddenFields(page.text, '/me/seen');
      const fields = { ...(await contactForm()), nonce, seen, filed: 'x' };
      for (const token of ['', 'A'.repeat(43)]) await browser.post(at(path), { ...fields, token });
      expect(await standing()).toEqual([]);
      expect((await browser.get(at('/me'))).url).toBe(at('/me'));
    });

    test.each([
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ])('a form from elsewhere does nothing: %j', async (headers) => {
      const page = await open();
      const form = { ...hiddenFields(page.text, '/me/seen'), seen: ticked(page) };
      const answer = await browser.post(at('/me/seen'), form, headers);
      expect([answer.status, await standing()]).toEqual([403, []]);
    });

    test('the token of one person is no token of another', async () => {
      const lin = await open();
      const form = { ...hiddenFields(lin.text, '/me/seen'), seen: ticked(lin) };
      await open('wzhou');
      const answer = await browser.post(at('/me/seen'), form);
      expect([answer.status, await standing()]).toEqual([403, []]);
    });

    test("another's filing cannot be taken back", async () => {
      const lin = await open();
      const filed = await browser.post(at('/me/seen'), {
        ...hiddenFields(lin.text, '/me/seen'),
        seen: ticked(lin),
      });
      const theirs = hiddenFields(filed.text, '/me/undo')['filed'] ?? '';
      const zhou = await open('wzhou');
      await browser.post(at('/me/undo'), { ...hiddenFields(zhou.text, '/me/sign-out'), filed: theirs });
      expect(await standing()).toHaveLength(4);
      expect((await browser.get(at(`/me?filed=${theirs}`))).text).not.toContain('记下了');
    });

    test('students of others cannot be ticked', async () => {
      const page = await open();
      const seen = [...ticked(page), await idOf('陈嘉怡')];
      const answer = await browser.post(at('/me/seen'), { ...hiddenFields(page.text, '/me/seen'), seen });
      expect([answer.status, await standing()]).toEqual([422, []]);
    });

    test.each([
      ['too much', 'note='.padEnd(40_000, 'x'), 'application/x-www-form-urlencoded', 413],
      ['no form', '{"a":1}', 'application/json', 415],
      ['bytes that are no text', '\ud800'.repeat(3), 'text/plain', 415],
    ])('%s is refused', async (_what, body, type, status) => {
      await open();
      expect((await browser.post(at('/me/contact'), body, { 'content-type': type })).status).toBe(status);
    });

    test('broken escapes and thousands of fields do no harm', async () => {
      await open();
      for (const body of ['%E5%00%ff=%', 'seen=1&'.repeat(4_000), '=&=&', 'token[]=1&__proto__=2'])
        expect((await browser.post(at('/me/seen'), body)).status).toBe(403);
    });

    test('says what a page may do, and is kept by nobody', async () => {
      const { headers } = await open();
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual([
        'no-store',
        'no-referrer',
      ]);
    });

    test('what people and the school are called stays words on every page', async () => {
      const roster = aRoster();
      await begin({
        plan: {
          ...roster,
          students: roster.students.map((student) =>
            student.key === 'zhang' ? { ...student, name: script } : student,
          ),
        },
      });
      const zhang = await idOf(script);
      await database().client.school.updateMany({ data: { askWhom: script } });
      const form = await contactForm({ student: zhang, note: script });
      const pages = [
        await browser.post(at('/me/contact'), form),
        await browser.get(at('/me')),
        await browser.get(at(`/me/students/${zhang}`)),
        await browser.get(at(`/me/contact?student=${zhang}`)),
        await browser.post(at('/me/contact'), { ...form, on: script, minutes: script }),
        await browser.get(at(`/me?filed=${encodeURIComponent(script)}`)),
        await browser.get(at(`/sign-in?to=${encodeURIComponent(script)}`)),
        await aPhoneBrowser().openAs(running.wecom, 'nobody', at('/me')),
        await aPhoneBrowser().openAs(running.wecom, 'wqin', at('/me')),
      ];
      running.clock.advance(13 * hour + minute);
      pages.push(await browser.post(at('/me/contact'), form));
      for (const page of pages) expect(page.text.toLowerCase()).not.toContain('<script');
      expect(pages.filter(({ text }) => text.includes('&lt;script>')).length).toBeGreaterThan(5);
    });
  });
});
