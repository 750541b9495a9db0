/** outlet: questionnaire-results. What comes of a questionnaire, by HTTP on a real database: for each role what it shows, and what it keeps back. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readForm } from '../../../src/domain/questionnaires/form-schema.ts';
import { readSheets } from '../../../src/sheets/read-sheet.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aPhoneBrowser, hiddenFields, type PhoneBrowser, type Shown } from '../../support/phone-browser.ts';
import {
  type AskedRound,
  aRound,
  plainForm,
  sheetsIn,
  type WrittenRound,
} from '../../support/questionnaires.ts';
import { aRunningProgram, type RunningProgram } from '../../support/running-program.ts';
import { giveRole, sendForm } from './console-visits.ts';

const closedAt = new Date('2026-11-17T00:00:00Z');
const glad = { listens: '5' };

onEachDatabase('results of questionnaires', (database) => {
  let running: RunningProgram;
  let browser: PhoneBrowser;
  let lin: string;
  let zhou: string;

  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
    browser = aPhoneBrowser();
    lin = await running.personId('林晓燕');
    zhou = await running.personId('周建国');
  });

  const at = (path: string) => running.url + path;
  const open = (path: string, userId = 'wqin') => browser.openAs(running.wecom, userId, at(path));
  const role = (given: Omit<Parameters<typeof giveRole>[2], 'name'> & { name?: string }) =>
    giveRole(database(), running, { name: '秦望舒', ...given });
  const lines = (verb: string) => database().client.auditLine.findMany({ where: { verb } });

  /** `counts` sheets about Lin in 5.1 and about Zhou in 5.2; twice as many are asked. */
  async function asked(
    counts: readonly [number, number],
    parts: Partial<AskedRound> & { readonly isOpen?: boolean; readonly words?: string } = {},
  ): Promise<WrittenRound> {
    const invitations = counts.flatMap((count, index) =>
      Array.from({ length: 2 * count }, (_, nth) => ({
        personId: `pupil${index}-${nth}`,
        studentId: `pupil${index}-${nth}`,
        mentorId: index === 0 ? lin : zhou,
        classKey: index === 0 ? '5.1' : '6.2',
      })),
    );
    const form = { ...plainForm, satisfaction: 'listens' };
    const written = await aRound(running.program, {
      schoolId: running.school.id,
      form,
      invitations,
      ...parts,
    });
    const answers = parts.words === undefined ? glad : { ...glad, to_say: parts.words };
    const [first] = counts;
    const sheets = counts.flatMap((count, index) =>
      Array.from({ length: count }, (_, nth) => ({ nth: index * 2 * first + nth, answers })),
    );
    await sheetsIn(running.program, written, sheets, parts.isOpen ? undefined : closedAt);
    return written;
  }

  const roundPage = ({ round }: WrittenRound, userId?: string): Promise<Shown> =>
    open(`/console/questionnaires/${round.id}`, userId);

  describe('a closed round', () => {
    test('shows the office means by mentor, the denominator and each answer', async () => {
      await role({ role: 'steering_group' });
      const { text } = await roundPage(await asked([4, 3]));
      expect(text).toContain('收回 7 / 14（50%）');
      expect(text).toContain('收回不到六成');
      expect(textOf(text)).toMatch(/林晓燕 100\.00 4 100%.*|周建国 100\.00 3 100%/);
      expect(textOf(text)).toContain('很对 7 100%');
      expect(text).toContain('几乎人人都满意');
    });

    test('puts mentors with few answers together', async () => {
      await role({ role: 'steering_group' });
      const { text } = await roundPage(await asked([4, 2]));
      expect(textOf(text)).toContain('周建国、林晓燕 100.00 6');
      expect(textOf(text)).not.toMatch(/(?<!、)林晓燕 100/);
    });

    test('says so where all together are too few', async () => {
      await role({ role: 'steering_group' });
      const { text } = await roundPage(await asked([1, 1]));
      expect([text.includes('收到的太少'), text.includes('100.00'), text.includes('很对')]).toEqual([
        true,
        false,
        false,
      ]);
    });

    test('shows no words of nine to whoever did not ask, and all of ten', async () => {
      await role({ role: 'steering_group' });
      const words = '老师很好';
      expect((await roundPage(await asked([5, 4], { words }))).text).not.toContain(words);
      expect((await roundPage(await asked([5, 5], { words }))).text).toContain(words);
    });

    test('shows a grade head the mentors of the own grade only', async () => {
      await role({ role: 'grade_head', scope: '5' });
      const { text } = await roundPage(await asked([4, 3], { issuerRole: 'steering_group' }));
      expect(text).toContain('收回 4 / 8（50%）');
      expect([text.includes('林晓燕'), text.includes('周建国')]).toEqual([true, false]);
    });

    test('shows a homeroom teacher who of the own class has answered, and no answer', async () => {
      await role({ role: 'homeroom_teacher', scope: '5.1' });
      const { text } = await roundPage(await asked([4, 3]));
      expect(textOf(text)).toContain('5年级1班 8 4 50%');
      for (const hidden of ['6.2', '100.00', '很对', '按导师', '下载']) expect(text).not.toContain(hidden);
    });

    test('keeps the own figure of somebody who is rated and looks after all apart', async () => {
      await role({ name: '林晓燕', role: 'steering_group' });
      const four = textOf((await roundPage(await asked([4, 3]), 'wlin')).text);
      expect(four).toContain('关于您自己：平均 100.00（4 份）');
      expect(four).toContain('周建国 100.00 3');
      const two = (await roundPage(await asked([4, 2]), 'wlin')).text;
      expect([two.includes('周建国'), two.includes('很对')]).toEqual([false, false]);
    });

    test.each(['administrator', 'academic_office', 'psych_teacher'] as const)(
      'is not there for a %s who did not ask',
      async (held) => {
        await role({ role: held });
        const written = await asked([4, 3]);
        expect((await roundPage(written)).status).toBe(404);
        expect((await open('/console/questionnaires')).text).not.toContain(written.round.id);
      },
    );

    test('is not there for a role of yesterday, nor for another school', async () => {
      await role({ role: 'steering_group', untilOn: '2026-11-17' });
      await role({ role: 'administrator' });
      const written = await asked([4, 3]);
      expect((await roundPage(written)).status).toBe(404);
      await role({ role: 'steering_group' });
      const foreign = await aRound(running.program, { schoolId: 'another', invitations: [] });
      expect((await roundPage(foreign)).status).toBe(404);
    });
  });

  test('an open round shows who answered, and no answer', async () => {
    await role({ role: 'moral_office' });
    const written = await asked([5, 5], { isOpen: true, words: '老师很好' });
    const { text } = await roundPage(written);
    expect(text).toContain('收回 10 / 20（50%）');
    for (const hidden of ['100.00', '很对', '老师很好', '林晓燕', '下载']) expect(text).not.toContain(hidden);
    expect(hiddenFields(text, '/console/questionnaires/sheets')).toEqual({});
  });

  describe('the sheets themselves', () => {
    const sheetsOf = async (written: WrittenRound, userId?: string): Promise<Shown> => {
      const page = await roundPage(written, userId);
      const own = hiddenFields(page.text, '/console/questionnaires/sheets');
      const { text } = await browser.get(at('/console/settings'));
      const { token = '' } = hiddenFields(text, '/console/settings/limits');
      return browser.post(at('/console/questionnaires/sheets'), {
        token: own['token'] ?? token,
        questionnaire: written.questionnaireId,
      });
    };

    test('are opened by who asked, and leave a line', async () => {
      await role({ role: 'moral_office' });
      const written = await asked([2, 2], { words: '谢谢老师' });
      const { text } = await sheetsOf(written);
      expect(text.match(/谢谢老师/g)).toHaveLength(4);
      expect(text).not.toContain('林晓燕');
      expect(await lines('sheets_opened')).toMatchObject([{ subjectId: written.questionnaireId }]);
    });

    test('are closed to whoever looks after mentors and did not ask', async () => {
      await role({ role: 'steering_group' });
      await role({ role: 'moral_office', untilOn: '2026-11-17' });
      await role({ role: 'administrator' });
      const opened = await sheetsOf(await asked([4, 4], { words: '谢谢老师' }));
      expect([opened.status, opened.text.includes('谢谢老师')]).toEqual([404, false]);
      expect(await lines('sheets_opened')).toEqual([]);
    });

    test('are closed to who asked and is rated too (V-06)', async () => {
      await role({ name: '林晓燕', role: 'moral_office' });
      const opened = await sheetsOf(await asked([4, 4], { words: '谢谢老师' }), 'wlin');
      expect([opened.status, opened.text.includes('谢谢老师')]).toEqual([404, false]);
    });

    test('of a form with names say who', async () => {
      await role({ role: 'moral_office' });
      const form = readForm({
        key: 'signup',
        version: 1,
        title: '报名表',
        respondents: ['guardian'],
        about: 'self',
        isNamed: true,
        sections: [{ items: [{ key: 'phone', kind: 'short_text', ask: '电话' }] }],
      });
      const [ma, zhang] = [await running.personId('马秀英'), await running.personId('张宇轩')];
      const written = await asked([0, 0], {
        form,
        respondents: 'guardian',
        isOpen: true,
        invitations: [{ personId: ma, studentId: zhang, mentorId: '' }],
      });
      await sheetsIn(running.program, written, [{ nth: 0, answers: { phone: '123' } }], closedAt);
      const { text } = await sheetsOf(written);
      expect(textOf(text)).toContain('马秀英（张宇轩） 电话 123');
    });
  });

  describe('the table to take away', () => {
    const table = async (written: WrittenRound): Promise<string> => {
      const page = await roundPage(written);
      const action = `/console/questionnaires/${written.round.id}/export`;
      const { token = '' } = hiddenFields(page.text, action);
      const bytes = await browser.bytes(at(action), { token });
      const sheets = await readSheets(bytes, 'x.xlsx');
      return sheets.flatMap(({ rows }) => rows.map(({ cells }) => cells.join('|'))).join('\n');
    };

    test('says what the page says, formulas as plain text, and leaves a line', async () => {
      await role({ role: 'steering_group' });
      const written = await asked([6, 5], { words: '=HYPERLINK("x")' });
      const text = await table(written);
      expect(text).toContain('林晓燕|100.00|6|100%');
      expect(text).toContain('周建国|100.00|5|100%');
      expect(text).toContain('|=HYPERLINK("x")');
      expect(await lines('round_exported')).toMatchObject([{ subjectId: written.round.id }]);
    });

    test('says in words that it was too few', async () => {
      await role({ role: 'steering_group' });
      const text = await table(await asked([1, 1]));
      expect([text.includes('收到的太少'), text.includes('100.00')]).toEqual([true, false]);
    });
  });

  test('a mentor sees mean and count of closed rounds about oneself, or too few', async () => {
    await asked([4, 2], { title: '秋季问卷' });
    await asked([4, 4], { isOpen: true });
    const lins = textOf((await open('/me/questionnaires', 'wlin')).text);
    expect(lins.match(/平均 100\.00（4 份）/g)).toHaveLength(1);
    expect(lins).not.toContain('周建国');
    const zhous = (await open('/me/questionnaires', 'wzhou')).text;
    expect([zhous.includes('收到的太少'), zhous.includes('100.00')]).toEqual([true, false]);
    expect((await open('/me', 'wlin')).text).toContain('/me/questionnaires');
    expect((await open('/me/questionnaires', 'wma')).status).toBe(404);
  });

  test('a school asks for more answers, of what closes from then on', async () => {
    await role({ role: 'moral_office' });
    const before = await asked([4, 4]);
    const page = await open('/console/settings');
    const save = (numbers: string, words: string) =>
      sendForm(browser, page, '/console/settings/questionnaires', { numbers, words });
    expect((await save('4', '10')).status).toBe(422);
    expect((await save('5', '9')).status).toBe(422);
    expect((await save('5', '20')).text).toContain('value="20"');
    const after = await asked([4, 4], { isOpen: true });
    await running.program.storage.questionnaires.close(after.round.id, running.clock.now());
    expect(textOf((await roundPage(before)).text)).toContain('周建国 100.00 4');
    expect(textOf((await roundPage(after)).text)).not.toMatch(/(?<!、)(林晓燕|周建国) 100/);
    expect((await open('/me/questionnaires', 'wlin')).text.match(/收到的太少：不到 5 份/g)).toHaveLength(1);
  });
});

/** A page as it is read out: tags gone, one space between words. */
function textOf(page: string): string {
  return page
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([，。：（）])/g, '$1')
    .replaceAll(/([，。：（）]) (?=[（）])/g, '$1');
}
