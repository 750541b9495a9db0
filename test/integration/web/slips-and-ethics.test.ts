/** outlet: slips, ethics. Paper slips and cases of conduct on the console, by HTTP on a real database. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readDay } from '../../../src/domain/day.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aPhoneBrowser, hiddenFields, type PhoneBrowser, type Shown } from '../../support/phone-browser.ts';
import { aRound, sheetsIn, type WrittenRound } from '../../support/questionnaires.ts';
import { aRunningProgram, pushes, type RunningProgram } from '../../support/running-program.ts';
import { giveRole, sendForm } from './console-visits.ts';

onEachDatabase('beside the results', (database) => {
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
  const lines = (verb: string) => database().client.auditLine.findMany({ where: { verb } });

  describe('slips', () => {
    let written: WrittenRound;
    let action: string;
    beforeEach(async () => {
      const [zhang, wang, chen] = await Promise.all(
        ['张宇轩', '王梓萱', '陈嘉怡'].map((name) => running.personId(name)),
      );
      const student = (id = '', classKey = '5.1') => ({
        personId: id,
        studentId: id,
        mentorId: '',
        classKey,
      });
      const unreachable = { ...student(zhang), unreachable: 'no_account' } as const;
      written = await aRound(running.program, {
        schoolId: running.school.id,
        issuerRole: 'steering_group',
        invitations: [unreachable, student(wang), student(chen, '5.2')],
      });
      action = `/console/questionnaires/${written.round.id}/slips`;
    });

    const print = async (page: Shown, classKey: string): Promise<Shown> =>
      browser.post(at(action), {
        token: hiddenFields(page.text, action)['token'] ?? '',
        class: classKey,
      });
    const codesIn = ({ text }: Shown): string[] =>
      [...text.matchAll(/class="code">([0-9a-z-]+)</g)].map(([, code = '']) => code.replaceAll('-', ''));

    test('of the own class open one sheet each without signing in, until the next printing', async () => {
      await role({ role: 'homeroom_teacher', scope: '5.1' });
      const page = await open(action);
      expect(page.text).toContain('没有账号');
      expect([page.text.includes('张宇轩'), page.text.includes('5年级2班')]).toEqual([true, false]);
      const first = await print(page, '5.1');
      const [old = '', ...others] = codesIn(first);
      expect([first.text.includes('张宇轩'), first.text.includes('陈嘉怡'), others.length]).toEqual([
        true,
        false,
        1,
      ]);
      const nobody = aPhoneBrowser();
      expect((await nobody.get(at(`/f/${old}`))).text).toContain('导师会认真听我说话');
      const [fresh = ''] = codesIn(await print(await open(action), '5.1'));
      expect((await nobody.get(at(`/f/${old}`))).status).toBe(404);
      expect((await nobody.get(at(`/f/${fresh}`))).status).toBe(200);
      expect((await lines('slips_printed')).map(({ detail }) => JSON.parse(detail) as unknown)).toEqual([
        { class: '5.1', slips: 2 },
        { class: '5.1', slips: 2 },
      ]);
      const rows = await database().client.invitation.findMany();
      expect(JSON.stringify(rows)).not.toContain(fresh);
    });

    test('are not for another class, nor for who only looks after mentors, nor after the closing', async () => {
      await role({ role: 'homeroom_teacher', scope: '5.1' });
      const own = await open(action);
      expect((await print(own, '5.2')).status).toBe(404);
      expect((await print(own, '')).status).toBe(404);
      await role({ name: '周建国', role: 'grade_head', scope: '5' });
      expect((await open(action, 'wzhou')).status).toBe(404);
      await running.program.storage.questionnaires.close(written.round.id, running.clock.now());
      expect((await open(action)).status).toBe(404);
      expect((await print(own, '5.1')).status).toBeGreaterThanOrEqual(403);
      expect(await lines('slips_printed')).toEqual([]);
    });

    test('are made for nobody who has answered', async () => {
      await role({ role: 'steering_group' });
      await sheetsIn(running.program, written, [{ nth: 0, answers: { listens: '5' } }]);
      const printed = await print(await open(action), '5.1');
      expect(codesIn(printed)).toHaveLength(1);
      expect(printed.text).not.toContain('张宇轩');
    });
  });

  test('who asks closes a round early, and nobody else', async () => {
    const written = await aRound(running.program, {
      schoolId: running.school.id,
      issuerRole: 'steering_group',
      invitations: [{ personId: 'a', studentId: 'a', mentorId: '' }],
    });
    const path = `/console/questionnaires/${written.round.id}`;
    const isClosed = async () =>
      (await running.program.storage.questionnaires.round(running.school.id, written.round.id))?.closedAt !==
      undefined;
    await role({ name: '周建国', role: 'moral_office' });
    const others = await open(path, 'wzhou');
    const { token = '' } = hiddenFields(
      (await browser.get(at('/console/settings'))).text,
      '/console/settings/limits',
    );
    expect(others.text).not.toContain('提前收完');
    expect((await browser.post(at(`${path}/close`), { token, sure: 'yes' })).status).toBe(404);
    await role({ role: 'steering_group' });
    const own = await open(path);
    expect((await sendForm(browser, own, `${path}/close`, {})).status).toBe(422);
    expect(await isClosed()).toBe(false);
    expect((await sendForm(browser, own, `${path}/close`, { sure: 'yes' })).text).toContain('收完了。');
    expect(await isClosed()).toBe(true);
  });

  describe('cases of conduct', () => {
    const words = '只叫成绩好的';
    let caseId: string;
    beforeEach(async () => {
      const { program, school } = running;
      const lin = await running.personId('林晓燕');
      const written = await aRound(program, { schoolId: school.id, invitations: [] });
      caseId = program.newId();
      await program.storage.transaction(({ ethicsCases }) =>
        ethicsCases.add([
          {
            id: caseId,
            schoolId: school.id,
            questionnaireId: written.questionnaireId,
            mentorId: lin,
            itemKey: 'to_say',
            words,
            shownFrom: readDay('2026-11-18'),
          },
        ]),
      );
    });

    const again = (userId: string) =>
      browser.get(running.wecom.opening(userId, at('/sign-in/wecom?again=1&to=/console/ethics')));
    const openCase = (page: Shown) => sendForm(browser, page, '/console/ethics', { case: caseId });

    test('are there for the contact, whose opening asks for signing in again and leaves a line', async () => {
      await role({ role: 'moral_office' });
      expect((await open('/console')).text).toContain('师德来信：1 件');
      const page = await open('/console/ethics');
      expect([page.text.includes('林晓燕'), page.text.includes(words)]).toEqual([true, false]);
      expect((await openCase(page)).text).not.toContain(words);
      expect(await lines('ethics_case_opened')).toEqual([]);
      const opened = await openCase(await again('wqin'));
      expect(opened.text).toContain(words);
      expect(await lines('ethics_case_opened')).toMatchObject([{ subjectId: caseId }]);
      expect(
        (await sendForm(browser, opened, '/console/ethics/close', { case: caseId, closing: ' ' })).status,
      ).toBe(422);
      const closed = await sendForm(browser, opened, '/console/ethics/close', {
        case: caseId,
        closing: '和林老师谈过了',
      });
      expect(closed.text).toContain('办结了。');
      const row = await database().client.ethicsCase.findFirstOrThrow();
      expect([row.state, row.closingSealed.includes('谈过')]).toEqual(['closed', false]);
      expect((await openCase(closed)).text).toContain('和林老师谈过了');
    });

    test('do not exist for anybody else, not even in the trace', async () => {
      await role({ role: 'moral_office' });
      await openCase(await again('wqin'));
      await role({ name: '周建国', role: 'administrator' });
      await role({ name: '周建国', role: 'steering_group' });
      await role({ name: '周建国', role: 'moral_office', fromOn: '2026-10-01' });
      expect((await open('/console', 'wzhou')).text).not.toContain('师德');
      expect((await open('/console/questionnaires', 'wzhou')).text).not.toContain('师德');
      expect((await open('/console/ethics', 'wzhou')).status).toBe(404);
      const audit = (await browser.get(at('/console/audit?verb=ethics_case_opened'))).text;
      expect(audit).toContain('没有这样的记录');
      await open('/console', 'wqin');
      expect((await browser.get(at('/console/audit?verb=ethics_case_opened'))).text).not.toContain(
        '没有这样的',
      );
      const { token = '' } = hiddenFields(
        (await open('/console/settings', 'wzhou')).text,
        '/console/settings/limits',
      );
      expect((await browser.post(at('/console/ethics'), { token, case: caseId })).status).toBe(404);
    });

    test('about the contact go to the steering group, and never to oneself', async () => {
      await role({ name: '林晓燕', role: 'moral_office' });
      await role({ role: 'steering_group' });
      const own = await open('/console/ethics', 'wlin');
      expect(own.text).toContain('现在没有');
      const page = await open('/console/ethics');
      expect(page.text).toContain('林晓燕');
    });

    test('are shown from their morning on', async () => {
      await role({ role: 'moral_office' });
      running.clock.setTo('2026-11-17T20:00:00+08:00');
      expect((await open('/console/ethics')).text).not.toContain('林晓燕');
      await again('wqin');
      const settings = await browser.get(at('/console/settings'));
      const { token = '' } = hiddenFields(settings.text, '/console/settings/limits');
      expect((await browser.post(at('/console/ethics'), { token, case: caseId })).status).toBe(404);
    });

    test('are told of on their morning, once, without a word of them and to nobody else', async () => {
      await role({ role: 'moral_office' });
      await role({ name: '周建国', role: 'steering_group' });
      const told = (userId: string) =>
        pushes(running.wecom, userId).filter(({ title }) => title.includes('有一件事请您看一看'));
      await running.tickAt('2026-11-18T08:01:00+08:00');
      await running.tickAt('2026-11-19T08:01:00+08:00');
      expect(told('wqin')).toHaveLength(1);
      expect(JSON.stringify(told('wqin'))).not.toMatch(/林晓燕|师德|只叫/);
      expect([told('wzhou').length, told('wlin').length]).toEqual([0, 0]);
    });

    test('a school chooses another contact', async () => {
      await role({ role: 'moral_office' });
      await role({ name: '周建国', role: 'principal' });
      const page = await open('/console/settings');
      const choose = (contact: string) => sendForm(browser, page, '/console/settings/contact', { contact });
      expect((await choose('administrator')).status).toBe(422);
      await choose('principal');
      expect((await open('/console/ethics')).status).toBe(404);
      expect((await open('/console/ethics', 'wzhou')).text).toContain('林晓燕');
    });
  });
});
