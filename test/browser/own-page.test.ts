/** The pages of one's own in a real browser, without script, on phones from 320 px up. */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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

onEachDatabase('the own page in a browser', (database) => {
  let running: RunningProgram;
  let page: Page;
  let faults: string[];

  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
  });
  afterEach(() => page.context().close());

  async function openAs(userId: string, path: string, width: number): Promise<void> {
    const context = await browser.newContext({
      viewport: { width, height: 720 },
      javaScriptEnabled: true,
      locale: 'zh-CN',
    });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      // A refusal shows as one too; what it says is tested by itself.
      const isRefusal = message.text().includes('the server responded with a status of 4');
      if (message.type() === 'error' && !isRefusal) faults.push(message.text());
    });
    const to = encodeURIComponent(path);
    await page.goto(running.wecom.opening(userId, `${running.url}/sign-in/wecom?to=${to}`));
  }

  async function expectGood(name: string, width: number): Promise<void> {
    if (screenshots !== undefined) {
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: `${screenshots}/${name}-${width}.png`, fullPage: true });
    }
    expect(await overflowOf(page)).toBe(0);
    expect(await faintTexts(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await unnamedControls(page)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(faults).toEqual([]);
  }

  describe.each([320, 390, 768])('at %i px', (width) => {
    test('a mentor ticks, unticks, takes back, and writes one down', async () => {
      await saying(running.wecom, 'wlin', '给王梓萱妈妈打电话，没人接');
      await openAs('wlin', '/me', width);
      await expectGood('today', width);

      await page.locator('.row', { hasText: mentees.li }).getByRole('checkbox').uncheck();
      await page.getByRole('button', { name: '打勾的今天都见到了' }).click();
      await page.getByText('记下了：').waitFor();
      expect(await page.locator('.row .mark').count()).toBe(3);
      await expectGood('seen', width);

      await page.getByRole('button', { name: '撤销这次' }).click();
      await page.getByText('已经撤销').waitFor();
      expect(await page.locator('.row .mark').count()).toBe(0);

      await page.getByRole('link', { name: '记一次谈话' }).click();
      await page.getByLabel('学生').selectOption({ label: mentees.zhang });
      await page.getByLabel('电访').check();
      await page.getByLabel('哪一天').fill('2026-11-17');
      await page.getByLabel('多少分钟').fill('很久');
      await page.getByLabel('说了些什么').fill('妈妈说在家肯写作业了');
      await page.getByRole('button', { name: '记下' }).click();
      await page.getByText('请写 1 到 600').waitFor();
      expect(await page.getByLabel('说了些什么').inputValue()).toBe('妈妈说在家肯写作业了');
      expect(await page.getByLabel('电访').isChecked()).toBe(true);
      await expectGood('form', width);

      await page.getByLabel('多少分钟').fill('15');
      await page.getByRole('button', { name: '记下' }).click();
      await page.getByText('记下了：张宇轩，电访').waitFor();
      await page.locator('.row', { hasText: mentees.zhang }).getByRole('link').click();
      await page.getByText('妈妈说在家肯写作业了').waitFor();
      await expectGood('student', width);
    });

    test('somebody without students, and somebody unknown, know what to do next', async () => {
      await openAs('wqin', '/me', width);
      await expectGood('nobody', width);
      await page.goto(running.wecom.opening('stranger', `${running.url}/sign-in/wecom`));
      await page.getByText('德育处').waitFor();
      await expectGood('unknown', width);
    });
  });

  test('a second click on a slow network files once', async () => {
    await openAs('wlin', '/me', 390);
    await page.getByRole('button', { name: '打勾的今天都见到了' }).dblclick();
    await page.getByText('记下了：').waitFor();
    expect(await database().client.contact.count()).toBe(4);
  });

  test('signing out ends it', async () => {
    await openAs('wlin', '/me', 390);
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByText('已经退出').waitFor();
    await page.goto(`${running.url}/me`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await expectGood('choose', 390);
  });
});
