/** outlet: log. Every form there is, sent by whoever may not or in a shape that no browser sends: refused, nothing changes, no name in the log. */
import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { createLogger } from '../../../src/log.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { pageRoutes } from '../../support/page-routes.ts';
import { aPhoneBrowser, hiddenFields } from '../../support/phone-browser.ts';
import {
  aRunningProgram,
  type RunningProgram,
  saying,
  storageBeside,
} from '../../support/running-program.ts';
import { mentees, othersMentees } from '../../support/schools.ts';
import { makeOtherSchool, stranger } from '../visibility/generated-school.ts';
import { giveRole } from '../web/console-visits.ts';
import { type Answer, type Knock, knock } from './knock.ts';

const children = [...Object.values(mentees), ...Object.values(othersMentees)];
const urlencoded = 'application/x-www-form-urlencoded';
const tenMegabytes = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');
/** Searching is a form and changes nothing; a sheet is sent without signing in. */
const forms = pageRoutes().filter(({ method, path }) => method === 'POST' && !path.startsWith('/f'));

interface Visitor {
  readonly cookie: string;
  readonly token: string;
}

onEachDatabase('every form', (database) => {
  let running: RunningProgram;
  let logged: string[];
  let ids: Readonly<Record<'student' | 'contact' | 'person', string>>;

  beforeEach(async () => {
    await database().empty();
    logged = [];
    const logger = createLogger('info', { write: (line) => void logged.push(line) });
    running = await aRunningProgram({ database: database(), logger });
    await saying(running.wecom, 'wlin', '今天和张宇轩谈了二十分钟，妈妈在外地打工');
    for (const role of ['administrator', 'moral_office'] as const)
      await giveRole(database(), running, { name: '秦望舒', role });
    await giveRole(database(), running, { name: '周建国', role: 'moral_office', untilOn: '2026-11-17' });
    await storageBeside(database()).transaction(makeOtherSchool);
    const contact = await database().client.contact.findFirstOrThrow({
      where: { schoolId: running.school.id },
    });
    ids = { student: contact.studentId, contact: contact.id, person: await running.personId('林晓燕') };
  });

  /** Sessions apart, and what reading leaves behind: the trace of an opened note is one more line, and wanted. */
  async function everything(): Promise<string> {
    const { client } = database();
    const rows = [
      await client.contact.findMany(),
      await client.auditLine.findMany(),
      await client.person.findMany(),
      await client.pairing.findMany(),
      await client.roleAssignment.findMany(),
      await client.calendarDay.findMany(),
      await client.term.findMany(),
      await client.schemeVersion.findMany(),
      await client.cardWording.findMany(),
      await client.identityProposal.findMany(),
      await client.school.findMany({ orderBy: { id: 'asc' } }),
      await client.setting.findMany({ where: { NOT: { key: { startsWith: 'audit-head' } } } }),
      await client.outboxNotice.count(),
    ];
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  }

  async function visitor(userId: string): Promise<Visitor> {
    const browser = aPhoneBrowser();
    const page = await browser.openAs(running.wecom, userId, `${running.url}/me`);
    expect(page.status).toBe(200);
    const line = browser.setCookies.findLast((set) => /daoshi_session=[^;]{43}/.test(set)) ?? '';
    const { token = '' } = hiddenFields(page.text, '/me/sign-out');
    expect(token).not.toBe('');
    return { cookie: line.slice(0, line.indexOf(';')), token };
  }

  const pathOf = (path: string, student = ids.student) =>
    path.replace(':id', student).replace(':card', 'reminder').replace(':token', '0'.repeat(64));

  function sent({ cookie }: Visitor, path: string, more: Partial<Knock> & { readonly name: string }): Knock {
    const { headers, ...rest } = more;
    return {
      path,
      method: 'POST',
      body: '',
      ...rest,
      headers: { cookie, 'content-type': urlencoded, ...headers },
    };
  }

  const body = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString();

  /** Enough of the right fields for each form, so that what is missing is only what the test takes away. */
  function goodFields(): Record<string, string> {
    return {
      student: ids.student,
      seen: ids.student,
      contact: ids.contact,
      filed: ids.contact,
      person: ids.person,
      role: 'administrator',
      scope: 'school',
      verb: 'close',
      on: '2026-11-20',
      kind: 'talk',
      outcome: 'done',
      note: '好',
      name: '别的学校',
      start: '2026-09-01',
      decision: 'same',
      proposal: 'x',
    };
  }

  async function send(
    knocks: readonly Knock[],
    isRight: (answer: Answer, knocked: Knock) => boolean,
  ): Promise<void> {
    expect(knocks.length).toBeGreaterThan(0);
    const before = await everything();
    const bad: string[] = [];
    for (const each of knocks) {
      const answer = await knock(running.url, each);
      if (!isRight(answer, each)) bad.push(`${each.path} ${each.name} → ${answer.status} ${answer.location}`);
    }
    expect(bad).toEqual([]);
    expect(await everything()).toBe(before);
    const log = logged.join('\n');
    expect([...children, stranger.name].filter((name) => log.includes(name))).toEqual([]);
  }

  const refused = ({ status, location }: Answer): boolean =>
    status === 0 || (status >= 400 && status < 500) || (status >= 300 && location.startsWith('/sign-in'));

  test('without its mark, with that of another, from another page or without a session is refused', async () => {
    const [qin, lin] = [await visitor('wqin'), await visitor('wlin')];
    const good = goodFields();
    await send(
      forms.flatMap(({ path }) => {
        const to = pathOf(path);
        const own = body({ ...good, token: qin.token });
        return [
          sent(qin, to, { name: 'no mark', body: body(good) }),
          sent(qin, to, { name: 'a foreign mark', body: body({ ...good, token: lin.token }) }),
          sent(qin, to, { name: 'a made up mark', body: body({ ...good, token: 'a'.repeat(43) }) }),
          sent(qin, to, { name: 'two marks, a made up one first', body: `token=${'a'.repeat(43)}&${own}` }),
          sent(qin, to, { name: 'another origin', body: own, headers: { origin: 'https://evil.example' } }),
          sent(qin, to, { name: 'another site', body: own, headers: { 'sec-fetch-site': 'cross-site' } }),
          sent({ ...qin, cookie: '' }, to, { name: 'no session', body: own }),
        ];
      }),
      // Some lead back to where one was: nothing was taken, not even the session.
      (answer) => refused(answer) || answer.location === '/me',
    );
    const { cookie } = qin;
    expect((await knock(running.url, { name: 'me', path: '/me', headers: { cookie } })).status).toBe(200);
  });

  test('of the console by a role of yesterday, or by nobody of the console, is refused', async () => {
    const visitors = [await visitor('wzhou'), await visitor('wlin')];
    const own = forms.filter(({ path }) => path.startsWith('/console') && path !== '/console/invite');
    expect(own.length).toBeGreaterThan(12);
    await send(
      visitors.flatMap((someone) =>
        own.map(({ path }) =>
          sent(someone, pathOf(path), {
            name: 'no role',
            body: body({ ...goodFields(), token: someone.token }),
          }),
        ),
      ),
      refused,
    );
  });

  test('in a shape that no browser sends is refused, however large', async () => {
    const qin = await visitor('wqin');
    const own = body({ token: qin.token });
    const multipart = 'multipart/form-data; boundary=xx';
    const part = (head: string, text: string) => `--xx\r\n${head}\r\n\r\n${text}\r\n`;
    const token = part('Content-Disposition: form-data; name="token"', qin.token);
    const file = part('Content-Disposition: form-data; name="file"; filename="a.csv"', children.join());
    await send(
      forms.flatMap(({ path }) => {
        const to = pathOf(path);
        const raw = (name: string, type: string, text: string | Buffer): Knock =>
          sent(qin, to, { name, body: text, headers: { 'content-type': type } });
        return [
          raw('ten megabytes', urlencoded, tenMegabytes),
          raw('ten megabytes in parts', multipart, tenMegabytes),
          raw('JSON', 'application/json', JSON.stringify({ token: qin.token, student: ids.student })),
          raw('no type', '', own),
          raw('no UTF-8', urlencoded, Buffer.from([0x74, 0x3d, 0xff, 0xfe])),
          raw('parts without an end', multipart, token + file),
          raw('parts without a boundary', 'multipart/form-data', `${token}--xx--\r\n`),
          raw('another boundary', 'multipart/form-data; boundary=yy', `${token}${file}--xx--\r\n`),
          raw('a head without an end', multipart, '--xx\r\nContent-Disposition: form-data; name="token"'),
          raw('two files', multipart, `${token}${file}${file}--xx--\r\n`),
          raw('a thousand parts', multipart, `${token.repeat(1_000)}--xx--\r\n`),
        ];
      }),
      refused,
    );
  });

  test('with ids of another school or none, or every field twice, changes nothing', async () => {
    const qin = await visitor('wqin');
    const { id: otherAccount } = await database().client.platformAccount.findFirstOrThrow({
      where: { schoolId: { not: running.school.id } },
    });
    const foreign = {
      student: stranger.student,
      seen: stranger.student,
      contact: stranger.note,
      filed: stranger.note,
      person: stranger.teacher,
      mentor: stranger.teacher,
      stand_in: stranger.teacher,
      pairing: stranger.student,
      post: stranger.teacher,
      proposal: stranger.teacher,
      account: otherAccount,
      role: 'administrator',
      scope: 'school',
      kind: 'talk',
      on: '2026-11-18',
      decision: 'same',
    };
    const verbs = ['assign', 'change', 'end', 'cover', 'sign', 'look', 'write', 'remove_term'];
    const doubled = (fields: Readonly<Record<string, string>>) => `${body(fields)}&${body(fields)}`;
    await send(
      forms
        .filter(({ path }) => !/sign-out|begin|limits|settings\/(?:school|chat)/.test(path))
        .flatMap(({ path }) =>
          verbs.flatMap((verb) => {
            const fields = { ...foreign, verb, token: qin.token };
            const to = pathOf(path, stranger.student);
            return [
              sent(qin, to, { name: `${verb} elsewhere`, body: body(fields) }),
              sent(qin, to, { name: `${verb} twice`, body: doubled(fields) }),
            ];
          }),
        ),
      // A form that is our own may show its page again; what it must not do is break, tell or change.
      ({ status, text }) =>
        status < 500 && ![stranger.words, stranger.name].some((secret) => text.includes(secret)),
    );
  });
});
