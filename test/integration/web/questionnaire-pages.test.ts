/** Questionnaires as a browser without script meets them, signed in by the platform or with a slip. */
import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { writeSlipCode } from '../../../src/domain/questionnaires/slip-code.ts';
import { hashToken } from '../../../src/web/web-secrets.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { formCalled } from '../../support/forms.ts';
import { aPhoneBrowser, hiddenFields, type PhoneBrowser, type Shown } from '../../support/phone-browser.ts';
import { type AskedRound, aRound, type WrittenRound } from '../../support/questionnaires.ts';
import { aRunningProgram, type RunningProgram } from '../../support/running-program.ts';
import { mentees } from '../../support/schools.ts';

const script = '<script>alert(1)</script>';

onEachDatabase('the pages of a questionnaire', (database) => {
  let running: RunningProgram;
  let browser: PhoneBrowser;
  let mother: string;
  let mentor: string;

  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
    browser = aPhoneBrowser();
    mother = await running.personId('马秀英');
    mentor = await running.personId('林晓燕');
  });

  const at = (path: string) => running.url + path;
  const about = async (...children: readonly string[]) => {
    const ids = await Promise.all(children.map((child) => running.personId(child)));
    return ids.map((studentId) => ({ personId: mother, studentId, mentorId: mentor }));
  };
  async function asked(parts: Partial<AskedRound> = {}): Promise<WrittenRound> {
    const invitations = parts.invitations ?? (await about(mentees.zhang));
    const { storage } = running.program;
    const of = {
      schoolId: running.school.id,
      form: formCalled('guardian'),
      respondents: 'guardian' as const,
    };
    return aRound({ storage, newId: randomUUID }, { ...of, ...parts, invitations });
  }
  const open = (round: WrittenRound, path = '') =>
    browser.openAs(running.wecom, 'wma', at(`/f/${round.token}${path}`));
  const filling = (round: WrittenRound, page: Shown, fields: Record<string, string | readonly string[]>) =>
    browser.post(at(`/f/${round.token}`), {
      ...hiddenFields(page.text, `/f/${round.token}`),
      do: 'submit',
      ...fields,
    });
  const answers = () => database().client.answer.count();
  async function aSlip(round: WrittenRound): Promise<string> {
    const code = writeSlipCode(randomBytes(16));
    const codeHash = hashToken(code.replaceAll('-', ''));
    const [id = ''] = round.invitationIds;
    await running.program.storage.transaction((tables) => tables.invitations.setCodes([{ id, codeHash }]));
    return code;
  }

  describe('by the link for everybody', () => {
    test('shows the questions to whoever is asked, and says first that it is anonymous', async () => {
      const page = await open(await asked());
      expect(page.status).toBe(200);
      expect(page.text.indexOf('这份不记名')).toBeLessThan(page.text.indexOf('您知道孩子的导师是谁吗'));
      expect(page.text).toContain('导师：林晓燕');
    });

    test('takes the sheet once', async () => {
      const round = await asked();
      const page = await open(round);
      const thanks = await filling(round, page, { overall: '3', to_say: '谢谢老师' });
      expect([thanks.status, thanks.text.includes('收到了，谢谢')]).toEqual([200, true]);
      const again = await filling(round, page, { overall: '1' });
      expect([again.status, again.text.includes('已经交过了')]).toEqual([410, true]);
      expect((await open(round)).status).toBe(410);
      expect(await answers()).toBe(1);
    });

    test('takes one of many clicks and tabs', async () => {
      const round = await asked();
      const page = await open(round);
      const all = await Promise.all(Array.from({ length: 8 }, () => filling(round, page, { overall: '3' })));
      expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200, 410]));
      expect(await answers()).toBe(1);
    });

    test('outlet: questionnaire: asks about each child in one go', async () => {
      const round = await asked({ invitations: await about(mentees.zhang, mentees.wang, mentees.li) });
      let page = await open(round);
      for (let nth = 1; nth <= 3; nth += 1) {
        expect(page.text).toContain('一共 3 份');
        expect(page.text).toMatch(/孩子：/);
        page = await filling(round, page, { overall: '3' });
      }
      expect(page.text).toContain('收到了，谢谢');
      expect(await answers()).toBe(3);
    });

    test('keeps what was filled in where something is missing', async () => {
      const form = formCalled('student-application');
      const round = await asked({ form, respondents: 'student' });
      const page = await filling(round, await open(round), { reason: `他很耐心${script}` });
      expect(page.status).toBe(422);
      expect(page.text).toContain('这一题还没有填');
      expect(page.text).toContain('他很耐心&lt;script>');
      expect(page.text).not.toContain(script);
      expect(await answers()).toBe(0);
    });

    test('does not take an empty sheet, and spends nothing', async () => {
      const round = await asked();
      const page = await open(round);
      expect((await filling(round, page, {})).status).toBe(422);
      expect((await filling(round, page, { overall: '2' })).status).toBe(200);
    });

    test('goes on where somebody stopped', async () => {
      const round = await asked();
      const saved = await filling(round, await open(round), { do: 'save', overall: '2', to_say: '还没写完' });
      expect(saved.text).toContain('已经存好了');
      const later = await open(round);
      expect(later.text).toContain('还没写完');
      expect(later.text).toMatch(/name="overall" value="2" checked/);
      await filling(round, later, { overall: '2' });
      expect(await database().client.answerDraft.count()).toBe(0);
    });

    test('keeps a draft for the script without a word', async () => {
      const round = await asked();
      const fields = hiddenFields((await open(round)).text, `/f/${round.token}`);
      const kept = await browser.post(at(`/f/${round.token}/draft`), { ...fields, overall: '3' });
      expect([kept.status, kept.text]).toEqual([204, '']);
      expect(await database().client.answerDraft.count()).toBe(1);
    });

    test('has larger letters on demand, also after the next step', async () => {
      const round = await asked({ invitations: await about(mentees.zhang, mentees.wang) });
      const page = await open(round);
      const large = await browser.get(at(/href="(\/f\/[^"]*large=1)"/.exec(page.text)?.[1] ?? ''));
      expect(large.text).toContain('<html lang="zh-CN" class="large">');
      expect((await filling(round, large, { overall: '3' })).text).toContain('class="large"');
    });

    test('says that it is late, and takes it', async () => {
      const round = await asked();
      running.clock.setTo('2026-11-25T12:00:00+08:00');
      const page = await open(round);
      expect(page.text).toContain('现在交也收');
      await filling(round, page, { overall: '3' });
      expect(await database().client.answer.findMany({ select: { isLate: true } })).toEqual([
        { isLate: true },
      ]);
    });
  });

  describe('who may not', () => {
    test.each([
      ['dqin', 'dingtalk'],
      ['wqin', 'wecom'],
    ] as const)('%s, to whom it was forwarded, is told so', async (userId, platform) => {
      const round = await asked();
      const page = await browser.openAs(running[platform], userId, at(`/f/${round.token}`));
      expect([page.status, page.text.includes('不是发给您的')]).toEqual([403, true]);
    });

    test.each(['0'.repeat(32), 'x', '..%2f..%2fme', '%E5%AE%B6', 'a'.repeat(300)])(
      'nobody finds anything under %s',
      async (address) => {
        await open(await asked());
        const page = await browser.get(at(`/f/${address}`));
        expect([page.status, page.text.includes('没有找到这份问卷')]).toEqual([404, true]);
      },
    );

    test('nobody hands in the sheet of another', async () => {
      const round = await asked();
      const others = await asked({ invitations: [{ personId: mentor, studentId: '', mentorId: '' }] });
      const page = await open(round);
      const foreign = await filling(round, page, { sheet: others.invitationIds[0] ?? '', overall: '3' });
      expect(foreign.status).toBe(403);
      expect(await answers()).toBe(0);
    });

    test('another site cannot hand it in, nor a form without our mark', async () => {
      const round = await asked();
      const fields = {
        ...hiddenFields((await open(round)).text, `/f/${round.token}`),
        do: 'submit',
        overall: '3',
      };
      const post = (form: Record<string, string>, headers = {}) =>
        browser.post(at(`/f/${round.token}`), form, headers);
      expect((await post(fields, { origin: 'https://elsewhere.example' })).status).toBe(403);
      expect((await post({ ...fields, token: 'forged' })).status).toBe(403);
      expect(await answers()).toBe(0);
    });

    test('who was signed out meanwhile gets the own words back', async () => {
      const round = await asked();
      const fields = hiddenFields((await open(round)).text, `/f/${round.token}`);
      const stranger = aPhoneBrowser();
      const page = await stranger.post(at(`/f/${round.token}`), {
        ...fields,
        do: 'submit',
        to_say: '老师辛苦了',
      });
      expect([page.status, page.text.includes('老师辛苦了')]).toEqual([401, true]);
      expect(await answers()).toBe(0);
    });

    test.each([
      ['before it opens', { opened: false }, 403, '还没有开始'],
      ['after the closing', { opened: true }, 410, '已经结束了'],
    ] as const)('nobody %s', async (_, parts, status, words) => {
      const round = await asked(parts);
      if (parts.opened)
        await running.program.storage.questionnaires.close(round.round.id, running.clock.now());
      const page = await open(round);
      expect([page.status, page.text.includes(words)]).toEqual([status, true]);
    });

    test('a body that is too large or none of ours is refused kindly', async () => {
      const round = await asked();
      await open(round);
      const big = await browser.post(at(`/f/${round.token}`), `to_say=${'好'.repeat(60_000)}`);
      const json = await browser.post(at(`/f/${round.token}`), '{}', { 'content-type': 'application/json' });
      expect([big.status, json.status]).toEqual([413, 415]);
    });
  });

  describe('with a slip', () => {
    test('opens one sheet without signing in, however the code is typed', async () => {
      const round = await asked();
      const code = await aSlip(round);
      const page = await browser.post(at('/f'), { code: ` ${code.toUpperCase()} ` });
      expect([page.status, page.text.includes('您知道孩子的导师是谁吗')]).toEqual([200, true]);
      const path = new URL(page.url).pathname;
      const form = { ...hiddenFields(page.text, path), do: 'submit', overall: '3' };
      expect((await browser.post(at(path), form)).text).toContain('收到了，谢谢');
      expect((await browser.get(at(path))).text).toContain('已经交过了');
      expect(await answers()).toBe(1);
    });

    test('another code, or half of one, opens nothing', async () => {
      const code = await aSlip(await asked());
      expect((await browser.post(at('/f'), { code: code.slice(0, 20) })).status).toBe(422);
      expect((await browser.get(at(`/f/${writeSlipCode(randomBytes(16)).replaceAll('-', '')}`))).status).toBe(
        404,
      );
    });
  });

  test('is one document and one request more, below 50 KB, whole without script', async () => {
    for (const key of [
      'guardian',
      'student-primary',
      'student-secondary',
      'mentor-ethics',
      'mentor-review',
    ]) {
      const round = await asked({ form: formCalled(key) });
      const { text, headers } = await open(round);
      const loads = [...text.matchAll(/<(?:script|link|img)[^>]* (?:src|href)="([^"]+)"/g)].map(
        (match) => match[1] ?? '',
      );
      expect(loads.filter((address) => !address.startsWith('data:'))).toHaveLength(1);
      expect(Buffer.byteLength(text)).toBeLessThan(50_000);
      expect(text).not.toMatch(/style="|onclick|<script>/);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(/<title>(.*?)<\/title>/.exec(text)?.[1]).not.toContain(mentees.zhang);
    }
  });
});
