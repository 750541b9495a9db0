/** The console in a real browser, on phones from 320 px and on a laptop. */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { giveRole } from '../integration/web/console-visits.ts';
import { onEachDatabase } from '../support/databases.ts';
import { aRunningProgram, type RunningProgram, saying } from '../support/running-program.ts';
import { mentees } from '../support/schools.ts';
import { launchChromium } from './chromium.ts';
import { axeFaults, faintTexts, overflowOf, smallTargets, unnamedControls } from './page-checks.ts';

/** Set it to look at the pages. */
const screenshots = process.env.SCREENSHOTS;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

onEachDatabase('the console in a browser', (database) => {
  let running: RunningProgram;
  let page: Page;

  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
    await giveRole(database(), running, { name: '秦望舒', role: 'administrator' });
    await giveRole(database(), running, { name: '秦望舒', role: 'moral_office' });
  });
  afterEach(() => page.context().close());

  async function openAt(width: number): Promise<void> {
    const context = await browser.newContext({ viewport: { width, height: 720 }, locale: 'zh-CN' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(running.wecom.opening('wqin', `${running.url}/sign-in/wecom?to=/console`));
  }

  async function expectGood(name: string, width: number): Promise<void> {
    if (screenshots !== undefined) {
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: `${screenshots}/console-${name}-${width}.png`, fullPage: true });
    }
    expect([name, await overflowOf(page)]).toEqual([name, 0]);
    expect(await faintTexts(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await unnamedControls(page)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('main').count()).toBe(1);
    expect(await page.locator('nav[aria-label]').count()).toBe(1);
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  }

  describe.each([320, 390, 1280])('at %i px', (width) => {
    test('every page fits, reads well and has names for its fields', async () => {
      await saying(running.wecom, 'wlin', '今天和张宇轩谈了二十分钟，最近睡得晚');
      await openAt(width);
      await expectGood('home', width);
      for (const [name, path] of [
        ['people', '/console/people'],
        ['classes', '/console/classes'],
        ['class', '/console/classes/5.1'],
        ['student', `/console/students/${await running.personId(mentees.zhang)}`],
        ['mentors', `/console/students/${await running.personId(mentees.zhang)}/mentors`],
        ['import', '/console/import'],
        ['sync', '/console/sync'],
        ['roles', '/console/roles'],
        ['settings', '/console/settings'],
        ['scheme', '/console/settings/scheme'],
        ['calendar', '/console/settings/calendar'],
        ['wording-list', '/console/settings/wording'],
        ['wording', '/console/settings/wording/reminder'],
        ['audit', '/console/audit'],
      ] as const) {
        await page.goto(running.url + path);
        await expectGood(name, width);
      }
    });

    test('a search, a note and a roster file work by hand', async () => {
      await saying(running.wecom, 'wlin', '今天和张宇轩谈了二十分钟，最近睡得晚');
      await openAt(width);
      await page.getByRole('link', { name: '人员' }).click();
      await page.getByLabel('姓名、拼音或首字母').fill('zyx');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: new RegExp(`看看.*${mentees.zhang}`) }).click();
      await page.getByRole('button', { name: /^打开/ }).click();
      await page.getByText('最近睡得晚').waitFor();
      await expectGood('note', width);
      await page.getByRole('link', { name: '导入' }).click();
      await page.getByLabel('XLSX 或 CSV').setInputFiles({
        name: '名单.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          '年级,班级,学生姓名,导师\n五年级,1班,钱多多,林晓燕\n五年级,1班,吴一,没有这个人\n',
        ),
      });
      await page.getByRole('button', { name: '先看看会改什么' }).click();
      await page.getByText('写入读懂的行').waitFor();
      await expectGood('trial', width);
      await page.getByRole('button', { name: '写入读懂的行' }).click();
      await page.getByText('写好了').waitFor();
      expect(await database().client.person.count({ where: { name: '钱多多' } })).toBe(1);
    });
  });

  test('the keyboard comes first to the way past the menu, and shows where it is', async () => {
    await openAt(1280);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: '跳到正文' });
    expect(await skip.evaluate((link) => document.activeElement === link)).toBe(true);
    const outline = await skip.evaluate((link) => getComputedStyle(link).outlineWidth);
    expect(outline).toBe('3px');
  });
});
