/** What changes the roster from the console: a file, posts, accounts that were recognised. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { SheetContent } from '../../../src/domain/roster/sheet-text.ts';
import { readSheets } from '../../../src/sheets/read-sheet.ts';
import { writeCsv, writeXlsx } from '../../../src/sheets/write-sheet.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aPhoneBrowser, hiddenFields, type PhoneBrowser, type Shown } from '../../support/phone-browser.ts';
import { aRunningProgram, type RunningProgram } from '../../support/running-program.ts';
import { minute } from '../../support/test-clock.ts';
import { giveRole, sendForm } from './console-visits.ts';

const roster: SheetContent = {
  name: '学生',
  rows: [
    ['年级', '班级', '学生姓名', '导师'],
    ['五年级', '1班', '钱多多', '林晓燕'],
    ['五年级', '9班班', '吴一', '没有这个人'],
  ],
};

onEachDatabase('the roster on the console', (database) => {
  let running: RunningProgram;
  let browser: PhoneBrowser;

  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
    browser = aPhoneBrowser();
    await giveRole(database(), running, { name: '秦望舒', role: 'administrator' });
  });

  const at = (path: string) => running.url + path;
  const open = (path: string, userId = 'wqin') => browser.openAs(running.wecom, userId, at(path));
  const lines = (verb: string) => database().client.auditLine.findMany({ where: { verb } });
  const students = () => database().client.person.count({ where: { kind: 'student' } });

  async function upload(page: Shown, bytes: Uint8Array, name = '名单.csv'): Promise<Shown> {
    const form = new FormData();
    for (const [field, value] of Object.entries(hiddenFields(page.text, '/console/import')))
      form.append(field, value);
    form.append('file', new File([Buffer.from(bytes)], name));
    const encoded = new Response(form);
    return browser.post(at('/console/import'), new Uint8Array(await encoded.arrayBuffer()), {
      'content-type': encoded.headers.get('content-type') ?? '',
    });
  }

  describe.each([
    ['csv', async () => writeCsv(roster)],
    ['xlsx', () => writeXlsx([roster])],
  ] as const)('a %s file', (ending, bytes) => {
    test('is tried, written on confirmation, and gives back what failed', async () => {
      const before = await students();
      const trial = await upload(await open('/console/import'), await bytes(), `名单.${ending}`);
      expect(trial.text).toContain('会改什么');
      expect([await students(), (await lines('roster_imported')).length]).toEqual([before, 1]);
      const done = await sendForm(browser, trial, '/console/import/confirm', {});
      expect([done.text.includes('新增老师 0、学生 1'), await students()]).toEqual([true, before + 1]);
      const [, written] = await lines('roster_imported');
      expect(written?.actorId).toBe(await running.personId('秦望舒'));
      const failed = await browser.bytes(at('/console/import/failed'));
      const [sheet] = await readSheets(failed, 'x.xlsx');
      expect(sheet?.rows.map(({ cells }) => cells.join('|')).join('\n')).toContain('吴一');
      expect(JSON.stringify(await database().client.setting.findMany())).not.toContain('吴一');
    });
  });

  test('a file waits an hour for its confirmation', async () => {
    const trial = await upload(await open('/console/import'), writeCsv(roster));
    running.clock.advance(61 * minute);
    const before = await students();
    const late = await sendForm(browser, trial, '/console/import/confirm', {});
    expect([late.status, await students()]).toEqual([422, before]);
  });

  test.each([
    ['no table', Buffer.from([0x25, 0x50, 0x44, 0x46, 1]), 422],
    ['nothing', Buffer.alloc(0), 422],
    ['too much', Buffer.alloc(11 * 1024 * 1024), 413],
  ])('%s is refused with a word of what to do', async (_what, bytes, status) => {
    expect((await upload(await open('/console/import'), bytes)).status).toBe(status);
  });

  test('too much from somebody who may not import is refused before it is read', async () => {
    const page = await open('/console/import');
    await giveRole(database(), running, { name: '林晓燕', role: 'homeroom_teacher', scope: '5.1' });
    await open('/console/people', 'wlin');
    expect((await upload(page, Buffer.alloc(11 * 1024 * 1024))).status).toBe(403);
  });

  test('the template can be read back', async () => {
    await open('/console/import');
    const sheets = await readSheets(await browser.bytes(at('/console/import/template')), 'x.xlsx');
    expect(sheets.map(({ name }) => name)).toContain('学生');
  });

  test('outlet: import: is closed to a homeroom teacher, by page and by form', async () => {
    const forms = await open('/console/import');
    await giveRole(database(), running, { name: '林晓燕', role: 'homeroom_teacher', scope: '5.1' });
    const own = await open('/console/people', 'wlin');
    for (const path of ['/console/import', '/console/roles', '/console/identities'])
      expect((await browser.get(at(path))).status).toBe(403);
    const { token = '' } = hiddenFields(own.text, '/console/people');
    for (const path of [
      '/console/roles',
      '/console/roles/end',
      '/console/identities',
      '/console/import/confirm',
    ])
      expect((await browser.post(at(path), { token })).status).toBe(403);
    expect((await upload(forms, writeCsv(roster))).status).toBe(403);
  });

  describe('a post', () => {
    const wish = async (fields: Record<string, string>) =>
      sendForm(browser, await open('/console/roles'), '/console/roles', {
        person: await running.personId('周建国'),
        role: 'homeroom_teacher',
        scope: '5.2',
        from: '2026-11-18',
        until: '',
        ...fields,
      });

    test('outlet: console-roster: is given and ended, and works at once', async () => {
      const page = await wish({});
      expect(page.text).toContain('周建国，班主任（5年级2班）');
      expect((await aPhoneBrowser().openAs(running.wecom, 'wzhou', at('/console'))).status).toBe(200);
      const [given] = await lines('role_given');
      const post = await database().client.roleAssignment.findFirstOrThrow({
        where: { role: 'homeroom_teacher' },
      });
      await sendForm(browser, page, '/console/roles/end', { post: post.id });
      expect((await aPhoneBrowser().openAs(running.wecom, 'wzhou', at('/console'))).status).toBe(403);
      expect([given?.subjectId, (await lines('role_ended')).length]).toEqual([
        await running.personId('周建国'),
        1,
      ]);
    });

    test.each([
      ['a scope that is none', { scope: 'school' }, '范围'],
      ['no teacher', { person: 'nobody' }, '请选一位老师'],
      ['no role', { role: 'mentor' }, '请选一个岗位'],
      ['no day', { from: 'x' }, '请写日子'],
      ['an end before the beginning', { until: '2026-11-01' }, '最后一天要在第一天以后'],
    ])('with %s is given back with a word', async (_what, fields, words) => {
      const page = await wish(fields);
      expect([page.status, page.text.includes(words)]).toEqual([422, true]);
      expect(await lines('role_given')).toEqual([]);
    });

    test('is not given twice', async () => {
      await wish({});
      expect((await wish({})).text).toContain('已经有这个岗位');
    });

    test('of the last administrator stays, and the moral office makes nobody one', async () => {
      const page = await open('/console/roles');
      const own = await database().client.roleAssignment.findFirstOrThrow({
        where: { role: 'administrator' },
      });
      expect((await sendForm(browser, page, '/console/roles/end', { post: own.id })).status).toBe(422);
      await giveRole(database(), running, { name: '林晓燕', role: 'moral_office' });
      const office = await open('/console/roles', 'wlin');
      const raised = await sendForm(browser, office, '/console/roles', {
        person: await running.personId('林晓燕'),
        role: 'administrator',
        scope: 'school',
        from: '2026-11-18',
        until: '',
      });
      expect(raised.text).toContain('管理员由管理员来设');
    });
  });

  test.each(['look', 'write'] as const)(
    'a directory that cannot be read changes nothing: %s',
    async (verb) => {
      const before = await database().client.person.count();
      const page = await open('/console/sync');
      const account = await running.accountId('wecom');
      running.wecom.setFault({ kind: 'outage' });
      const answer = await sendForm(browser, page, '/console/sync', { account, verb });
      expect([answer.status, answer.text.includes('没有读成')]).toEqual([422, true]);
      const other = await sendForm(browser, page, '/console/sync', { account: 'x', verb });
      expect([other.status, await database().client.person.count()]).toEqual([422, before]);
    },
  );

  test.each(['same', 'other'] as const)('an account is decided once: %s', async (decision) => {
    const personId = await running.personId('马秀英');
    await running.program.storage.identityProposals.propose([
      {
        id: 'p1',
        schoolId: running.school.id,
        accountId: await running.accountId('wecom'),
        userId: 'wx_new',
        personId,
        reason: '姓名、孩子',
        proposedAt: running.clock.now(),
      },
    ]);
    expect((await open('/console')).text).toContain('要认一认的账号：1 个');
    const page = await open('/console/identities');
    expect(page.text).toContain('wx_new');
    await sendForm(browser, page, '/console/identities', { decision });
    const again = await sendForm(browser, page, '/console/identities', { decision: 'same' });
    expect(again.text).toContain('刚才已经有人认过了');
    const found = await database().client.platformIdentity.count({ where: { userId: 'wx_new', personId } });
    expect([found, (await lines('identity_decided')).length]).toEqual([decision === 'same' ? 1 : 0, 1]);
  });
});
