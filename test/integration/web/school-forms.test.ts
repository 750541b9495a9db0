/** Forms on the console: the bank, a school's own, and what waits for the psych teacher's signature. */
import { beforeEach, expect, test } from 'vitest';
import { readDay } from '../../../src/domain/day.ts';
import { loadForms } from '../../../src/forms/load-forms.ts';
import { planRound } from '../../../src/usecases/questionnaires/open-round.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aPhoneBrowser, hiddenFields, type PhoneBrowser, type Shown } from '../../support/phone-browser.ts';
import { aRunningProgram, type RunningProgram } from '../../support/running-program.ts';
import { giveRole, sendForm } from './console-visits.ts';

const yaml = (ask: string) => `key: own
version: 1
title: 本校的问卷
respondents: [student]
about: mentor
isNamed: false
sections:
  - items:
      - {key: first, kind: yes_no, ask: ${ask}}
`;

onEachDatabase('forms on the console', (database) => {
  let running: RunningProgram;
  let browser: PhoneBrowser;

  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
    browser = aPhoneBrowser();
    await giveRole(database(), running, { name: '秦望舒', role: 'moral_office' });
  });

  const open = (path: string, userId = 'wqin') => browser.openAs(running.wecom, userId, running.url + path);
  const save = async (text: string): Promise<Shown> =>
    sendForm(browser, await open('/console/forms/guardian'), '/console/forms', { yaml: text });
  const lines = (verb: string) => database().client.auditLine.findMany({ where: { verb } });
  let nth = 0;
  const plan = () =>
    planRound(
      { ...running.program.planning, ...secrets, forms: loadForms, isTaken: () => false },
      {
        schoolId: running.school.id,
        ruleId: '',
        windowFirstOn: readDay('2026-11-20'),
        nth: (nth += 1),
        scope: '',
        title: '本校的问卷',
        issuerRole: 'moral_office',
        opensOn: readDay('2026-11-20'),
        dueOn: readDay('2026-11-27'),
        closesOn: readDay('2026-12-02'),
        questionnaires: [{ form: 'own', respondents: 'student' }],
      },
    );
  const secrets = { newSecret: () => '0'.repeat(32) + String(nth).padStart(32, '0') };

  test('every ready one can be looked at as it will be seen, without anything to send', async () => {
    const list = await open('/console/forms');
    for (const [key, { title }] of loadForms()) {
      expect(list.text).toContain(title);
      const preview = await browser.get(`${running.url}/console/forms/${key}/preview`);
      expect([key, preview.status, preview.text.includes('<form')]).toEqual([key, 200, false]);
    }
    expect((await browser.get(`${running.url}/console/forms/nothing`)).status).toBe(404);
  });

  test('an own one is kept version by version, and what is wrong is said in place with the text kept', async () => {
    expect((await save(yaml('导师找你聊过吗？'))).text).toContain('导师找你聊过吗');
    await save(yaml('导师常找你聊吗？'));
    const rows = await database().client.schoolForm.findMany({ orderBy: { version: 'asc' } });
    expect(rows.map(({ version }) => version)).toEqual([1, 2]);
    expect(await lines('form_saved')).toHaveLength(2);
    const wrong = await save(`${yaml('甲')}      - {key: first, kind: yes_no, ask: 乙的话}\n`);
    expect([wrong.status, wrong.text.includes('这个 key 用了两次'), wrong.text.includes('乙的话')]).toEqual([
      422,
      true,
      true,
    ]);
    expect((await save('a: [')).text).toMatch(/第 \d+ 行读不懂/);
    expect((await save('')).status).toBe(422);
    expect(await database().client.schoolForm.count()).toBe(2);
  });

  test('an own one under a key of the bank stands in its place with the next version', async () => {
    const text = yaml('家里人问的？').replace('key: own', 'key: guardian').replace('[student]', '[guardian]');
    expect((await save(text)).text).toContain('本校的第 2 版');
  });

  test('what asks minors about symptoms opens with the signature of the psych teacher only', async () => {
    await giveRole(database(), running, { name: '周建国', role: 'psych_teacher' });
    const page = await save(yaml('你最近失眠吗？'));
    expect(page.text).toContain('要心理老师签字的');
    expect(hiddenFields(page.text, '/console/forms/sign')).toEqual({});
    expect(await plan()).toEqual({ refused: 'held_back' });
    const { token = '' } = hiddenFields(page.text, '/console/forms');
    const psych = await open('/console/forms/own', 'wzhou');
    const fields = hiddenFields(psych.text, '/console/forms/sign');
    await open('/console', 'wqin');
    const again = await browser.get(`${running.url}/console/forms/own`);
    const office = hiddenFields(again.text, '/console/forms')['token'] ?? token;
    const forged = await browser.post(`${running.url}/console/forms/sign`, { ...fields, token: office });
    expect(forged.status).toBe(404);
    const fresh = await open('/console/forms/own', 'wzhou');
    const stale = { wording: 'f'.repeat(32) };
    expect((await sendForm(browser, fresh, '/console/forms/sign', stale)).text).toContain('刚刚改过');
    expect((await sendForm(browser, fresh, '/console/forms/sign', {})).text).toContain('签好了');
    expect(await lines('form_item_signed')).toHaveLength(1);
    expect(await plan()).toHaveProperty('round');
    await save(yaml('你最近常常失眠吗？'));
    expect(await plan()).toEqual({ refused: 'held_back' });
  });

  test('one is sent out by hand by the office, and not by who has no such post', async () => {
    const page = await save(yaml('导师常找你聊吗？'));
    const round = await sendForm(browser, page, '/console/forms/open', { form: 'own' });
    expect([round.url.includes('/console/questionnaires/'), round.text.includes('正在收')]).toEqual([
      true,
      true,
    ]);
    const [asked] = await database().client.questionnaire.findMany();
    expect([asked?.formKey, (asked?.invitedCount ?? 0) > 0]).toEqual(['own', true]);
    await giveRole(database(), running, { name: '林晓燕', role: 'homeroom_teacher', scope: '5.1' });
    const others = await open('/console/forms/own', 'wlin');
    const refused = await sendForm(browser, others, '/console/forms/open', { form: 'own' });
    expect([refused.status, refused.text.includes('不归您的岗位发')]).toEqual([422, true]);
    expect(await database().client.questionnaireRound.count()).toBe(1);
  });

  test('are written by the office only', async () => {
    await giveRole(database(), running, { name: '林晓燕', role: 'homeroom_teacher', scope: '5.1' });
    const page = await open('/console/forms/guardian', 'wlin');
    expect([page.status, page.text.includes('<textarea')]).toEqual([200, false]);
    const people = await open('/console/people', 'wlin');
    const { token = '' } = hiddenFields(people.text, '/console/people');
    const sent = await browser.post(`${running.url}/console/forms`, { token, yaml: yaml('甲？') });
    expect(sent.status).toBe(403);
  });
});
