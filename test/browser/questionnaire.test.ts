/** A questionnaire on phones from 320 px up, with script and without, on a slow network. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onEachDatabase } from '../support/databases.ts';
import { formCalled } from '../support/forms.ts';
import { aRound, type WrittenRound } from '../support/questionnaires.ts';
import { aRunningProgram, type RunningProgram } from '../support/running-program.ts';
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

onEachDatabase('a questionnaire in a browser', (database) => {
  let running: RunningProgram;
  let page: Page;
  let faults: string[];

  beforeEach(async () => {
    await database().empty();
    running = await aRunningProgram({ database: database() });
  });
  afterEach(() => page.context().close());

  async function asked(key: string, children: readonly string[] = [mentees.zhang]): Promise<WrittenRound> {
    const [personId, mentorId] = [await running.personId('马秀英'), await running.personId('林晓燕')];
    const ids = await Promise.all(children.map((child) => running.personId(child)));
    return aRound(
      { storage: running.program.storage, newId: randomUUID },
      {
        schoolId: running.school.id,
        form: formCalled(key),
        respondents: 'guardian',
        invitations: ids.map((studentId) => ({ personId, studentId, mentorId })),
      },
    );
  }

  async function aPage(options: BrowserContextOptions): Promise<void> {
    const context = await browser.newContext({ locale: 'zh-CN', ...options });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      const isRefusal = message.text().includes('the server responded with a status of 4');
      if (message.type() === 'error' && !isRefusal) faults.push(message.text());
    });
  }

  async function open(round: WrittenRound, options: BrowserContextOptions): Promise<void> {
    await aPage(options);
    const to = encodeURIComponent(`/f/${round.token}`);
    await page.goto(running.wecom.opening('wma', `${running.url}/sign-in/wecom?to=${to}`));
  }

  async function expectGood(name: string): Promise<void> {
    if (screenshots !== undefined) {
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });
    }
    expect(await overflowOf(page)).toBe(0);
    expect(await faintTexts(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await unnamedControls(page)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(faults).toEqual([]);
  }

  const widthOf = (width: number) => ({ viewport: { width, height: 640 } });

  describe.each([320, 390, 768])('at %i px', (width) => {
    test('a mother answers about two children, in larger letters', async () => {
      const round = await asked('guardian', [mentees.zhang, mentees.wang]);
      await open(round, widthOf(width));
      await expectGood(`guardian-${width}`);

      const useful = page.getByText('这样的联系对孩子有帮助。');
      expect(await useful.isVisible()).toBe(false);
      await page.getByLabel('联系过').check();
      expect(await useful.isVisible()).toBe(true);
      await page.getByText('已经存好').waitFor();

      await page.getByRole('link', { name: '字大一点' }).click();
      expect(await page.getByLabel('联系过').isChecked()).toBe(true);
      await expectGood(`guardian-large-${width}`);

      await page.getByRole('button', { name: '交上去' }).click();
      await page.getByText('这是第 2 份，一共 2 份').waitFor();
      await page.getByLabel('基本满意').check();
      await page.getByRole('button', { name: '交上去' }).click();
      await page.getByRole('heading', { name: '收到了，谢谢！' }).waitFor();
      await expectGood(`thanks-${width}`);
      await page.goBack();
      expect(await page.getByRole('button', { name: '交上去' }).count()).toBe(0);
      await page.goto(`${running.url}/f/${round.token}`);
      await page.getByText('已经交过了').waitFor();
      await expectGood(`spent-${width}`);
    });

    test('a slip is typed, and a wrong one is told', async () => {
      await aPage(widthOf(width));
      await page.goto(`${running.url}/f`);
      await expectGood(`code-${width}`);
      await page.getByLabel('纸条上的号码').fill('abc');
      await page.getByRole('button', { name: '打开' }).click();
      await page.getByText('号码是 26 个字母和数字').waitFor();
      await expectGood(`code-wrong-${width}`);
    });
  });

  test.each(['student-primary', 'mentor-ethics', 'mentor-review', 'student-application', 'pairing-change'])(
    'the sheet %s can be read and touched on the smallest phone',
    async (key) => {
      await open(await asked(key), widthOf(320));
      await expectGood(`${key}-320`);
    },
  );

  test('without script everything is asked and taken all the same', async () => {
    const round = await asked('guardian');
    await open(round, { ...widthOf(320), javaScriptEnabled: false });
    await page.getByText('第 2 题选了“联系过”才要答。').first().waitFor();
    await page.getByLabel('基本满意').check();
    await page.getByRole('button', { name: '交上去' }).click();
    await page.getByRole('heading', { name: '收到了，谢谢！' }).waitFor();
    expect(await database().client.answer.count()).toBe(1);
  });

  test('with the keyboard alone', async () => {
    await open(await asked('student-primary'), widthOf(320));
    await page.locator('input[name=listens]').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('input[name=listens]').nth(1).isChecked()).toBe(true);
    await page.getByRole('button', { name: '交上去' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '收到了，谢谢！' }).waitFor();
  });

  test('a closed browser costs nothing, a lost network says so', async () => {
    const round = await asked('guardian');
    await open(round, widthOf(390));
    await page.getByLabel('您还想说点什么？').fill('老师很耐心');
    await page.getByText('已经存好').waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('基本满意').check();
    await page.getByText('现在没有网络').waitFor();
    await page.context().close();
    faults = [];
    await open(round, widthOf(390));
    expect(await page.getByLabel('您还想说点什么？').inputValue()).toBe('老师很耐心');
  });

  test('a second touch on a slow network hands it in once', async () => {
    await open(await asked('guardian'), widthOf(390));
    await page.getByLabel('基本满意').check();
    await page.getByRole('button', { name: '交上去' }).dblclick();
    await page.getByRole('heading', { name: '收到了，谢谢！' }).waitFor();
    expect(await database().client.answer.count()).toBe(1);
  });
});
