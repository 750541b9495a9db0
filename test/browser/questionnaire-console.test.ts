/** Results and slips in a real browser: the chart beside its table, and nothing the page's own policy would refuse. */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readDay } from '../../src/domain/day.ts';
import { giveRole } from '../integration/web/console-visits.ts';
import { onEachDatabase } from '../support/databases.ts';
import { formCalled } from '../support/forms.ts';
import { aRound, sheetsIn, type WrittenRound } from '../support/questionnaires.ts';
import { aRunningProgram, type RunningProgram } from '../support/running-program.ts';
import { launchChromium } from './chromium.ts';
import { axeFaults, faintTexts, overflowOf, smallTargets, unnamedControls } from './page-checks.ts';

/** Set it to look at the pages. */
const screenshots = process.env.SCREENSHOTS;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

onEachDatabase('questionnaires on the console in a browser', (database) => {
  let running: RunningProgram;
  let closed: WrittenRound;
  let waiting: WrittenRound;

  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
    const { program, school } = running;
    await giveRole(database(), running, { name: '秦望舒', role: 'moral_office' });
    const mentorIds = await Promise.all(['林晓燕', '周建国'].map((name) => running.personId(name)));
    const pupils = await Promise.all(['张宇轩', '王梓萱'].map((name) => running.personId(name)));
    const asked = Array.from({ length: 14 }, (_, nth) => ({
      personId: `p${nth}`,
      studentId: `p${nth}`,
      mentorId: mentorIds[nth % 2] ?? '',
    }));
    closed = await aRound(program, {
      schoolId: school.id,
      form: formCalled('mentor-review'),
      invitations: asked,
    });
    const sheets = asked.slice(0, 11).map((_, nth) => ({
      nth,
      answers: { regular: nth % 3 === 0 ? '4' : '5', respect: '5', to_say: '老师常常来看我们打球。' },
    }));
    await sheetsIn(program, closed, sheets, new Date('2026-11-17T00:00:00Z'));
    waiting = await aRound(program, {
      schoolId: school.id,
      title: '正在收的问卷',
      invitations: pupils.map((id) => ({
        personId: id,
        studentId: id,
        mentorId: '',
        unreachable: 'no_account',
      })),
    });
    await program.storage.transaction(({ ethicsCases }) =>
      ethicsCases.add([
        {
          id: program.newId(),
          schoolId: school.id,
          questionnaireId: closed.questionnaireId,
          mentorId: mentorIds[0] ?? '',
          itemKey: 'respect',
          words: '',
          shownFrom: readDay('2026-11-18'),
        },
      ]),
    );
  });

  async function expectGood(page: Page, name: string, width: number): Promise<void> {
    if (screenshots !== undefined) {
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: `${screenshots}/questionnaires-${name}-${width}.png`, fullPage: true });
    }
    expect([name, await overflowOf(page)]).toEqual([name, 0]);
    expect(await faintTexts(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await unnamedControls(page)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
  }

  describe.each([390, 768])('at %i px', (width) => {
    test('every page fits and reads well; charts are drawn within the policy', async () => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'zh-CN' });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const refused: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') refused.push(message.text());
      });
      page.on('pageerror', (error) => refused.push(error.message));
      await page.goto(
        running.wecom.opening('wqin', `${running.url}/sign-in/wecom?to=/console/questionnaires`),
      );
      await expectGood(page, 'list', width);
      await page.goto(`${running.url}/console/questionnaires/${closed.round.id}`);
      await page.locator('.chart canvas').first().waitFor();
      const tables = await page.locator('table[data-chart]').count();
      // The two questions that were answered.
      expect([tables, await page.locator('.chart canvas').count()]).toEqual([2, 2]);
      await expectGood(page, 'round', width);
      await page.getByRole('button', { name: /一份一份地看/ }).click();
      await page.getByText('第 1 份').waitFor();
      await expectGood(page, 'sheets', width);
      await page.goto(`${running.url}/console/questionnaires/${waiting.round.id}`);
      await expectGood(page, 'open', width);
      await page.getByRole('link', { name: /印纸条/ }).click();
      await expectGood(page, 'classes', width);
      await page.getByRole('button', { name: /印 2 张/ }).click();
      await page.locator('.slip svg').first().waitFor();
      await expectGood(page, 'slips', width);
      if (screenshots !== undefined) {
        await page.emulateMedia({ media: 'print' });
        await page.screenshot({ path: `${screenshots}/questionnaires-print-${width}.png`, fullPage: true });
        await page.emulateMedia({ media: 'screen' });
      }
      await page.goto(`${running.url}/console/ethics`);
      await expectGood(page, 'ethics', width);
      for (const [name, path] of [
        ['forms', '/console/forms'],
        ['form', '/console/forms/guardian'],
        ['preview', '/console/forms/guardian/preview'],
      ] as const) {
        await page.goto(running.url + path);
        await expectGood(page, name, width);
      }
      expect(refused).toEqual([]);
      await context.close();
    });
  });
});
