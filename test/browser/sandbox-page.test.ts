import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PageAssets } from '../../src/sandbox/page/assets.ts';
import { type SandboxServer, startSandboxServer } from '../integration/sandbox/sandbox-server.ts';
import { launchChromium } from './chromium.ts';
import { compileAssets } from './compiled-assets.ts';
import { faintTexts, overflowOf, smallTargets } from './page-checks.ts';

let browser: Browser;
let assets: PageAssets;
let server: SandboxServer;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [browser, assets] = await Promise.all([launchChromium(), compileAssets()]);
}, 60_000);
afterAll(() => browser.close());

beforeEach(async () => {
  server = await startSandboxServer({ assets });
});
afterEach(async () => {
  await page.context().close();
  await server.close();
});

async function open(
  options: {
    width?: number;
    colorScheme?: 'light' | 'dark';
    javaScriptEnabled?: boolean;
    path?: string;
  } = {},
): Promise<void> {
  const { width = 1280, colorScheme = 'light', javaScriptEnabled = true, path = '/sandbox' } = options;
  const height = width < 760 ? 640 : 800;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, javaScriptEnabled });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(server.url + path);
}

const phone = (slot: number): ReturnType<Page['locator']> => page.locator(`#phone-${slot}`);

describe.each([320, 390, 1280])('at %i px', (width) => {
  test.each(['light', 'dark'] as const)('a newcomer sees the whole product (%s)', async (colorScheme) => {
    await open({ width, colorScheme });

    await phone(1).getByText('换人').click();
    await page.getByPlaceholder('姓名或班级').fill('欧阳');
    await page.locator('dialog .person', { hasText: '欧阳文博' }).click();
    await phone(1).locator('.who-name', { hasText: '欧阳文博' }).waitFor();

    await phone(1).locator('textarea').fill('中午和沈一诺谈了二十分钟');
    await phone(1).getByRole('button', { name: '发送' }).click();
    await phone(1).getByText('记下了').waitFor();
    expect(await phone(1).locator('textarea').inputValue()).toBe('');

    await phone(1).locator('.card-button', { hasText: '撤销' }).press('Enter');
    await phone(1).locator('.card-button').waitFor({ state: 'detached' });
    await phone(1).getByText('已撤销。').waitFor();

    if (width < 760) await page.getByRole('button', { name: '调时间' }).click();
    await page.getByRole('button', { name: '到下一次提醒' }).click();
    await page.getByText('到了 9月3日 周四 16:00，其间推送 2 条。').waitFor();
    await phone(1).getByText('推送', { exact: true }).waitFor();
    if (width < 760) await page.locator('[data-tab=feed]').click();
    await page.locator('.push', { hasText: '林晓燕' }).waitFor();

    expect(await overflowOf(page)).toBe(0);
    expect(await faintTexts(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});

describe('writing', () => {
  test('Enter sends, and not while a word is being composed', async () => {
    await open();
    const field = phone(1).locator('textarea');
    await field.fill('待办');
    await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
    expect(server.doubles.wecom.done).toEqual([]);
    await field.press('Enter');
    await phone(1).getByText('本周还差 3 位').waitFor();
    expect(server.doubles.wecom.done).toHaveLength(1);
  });

  test('a double press sends once and shows that it is being sent', async () => {
    await open();
    let release: () => void = () => undefined;
    server.doubles.wecom.holdUntil(new Promise((resolve) => (release = resolve)));
    await phone(1).locator('textarea').fill('待办');
    await phone(1).getByRole('button', { name: '发送' }).dblclick();
    await phone(1).locator('.send.waiting').waitFor();
    expect(await phone(1).getAttribute('aria-busy')).toBe('true');
    release();
    await phone(1).getByText('本周还差 3 位').waitFor();
    expect(server.doubles.wecom.done).toHaveLength(1);
  });

  test('what was not taken stays in the field and goes out on the second try', async () => {
    await open();
    server.doubles.wecom.answerWith({ statuses: [503], acknowledged: false });
    await phone(1).locator('textarea').fill('待办');
    await phone(1).getByRole('button', { name: '发送' }).click();
    await phone(1).getByText('程序没有收下（503）。').waitFor();
    expect(await phone(1).locator('textarea').inputValue()).toBe('待办');
    server.doubles.wecom.answerWith({ statuses: [200], acknowledged: true });
    await phone(1).getByRole('button', { name: '再试一次' }).click();
    await phone(1).getByText('本周还差 3 位').waitFor();
    expect(await phone(1).locator('textarea').inputValue()).toBe('');
    expect(await phone(1).getByRole('alert').isVisible()).toBe(false);
  });

  test('a lost connection is said, keeps the text and heals by itself', async () => {
    await open();
    await page.context().setOffline(true);
    await phone(1).locator('textarea').fill('待办');
    await phone(1).getByRole('button', { name: '发送' }).click();
    await phone(1).getByText('没发出去：连不上程序。').waitFor();
    await page.getByText('连不上程序，正在重试').waitFor();
    expect(await phone(1).locator('textarea').inputValue()).toBe('待办');
    await page.context().setOffline(false);
    await page.getByText('连不上程序，正在重试').waitFor({ state: 'hidden', timeout: 20_000 });
  });

  test('a draft survives the change of another phone', async () => {
    await open();
    await phone(1).locator('textarea').fill('还没写完');
    await phone(2).getByRole('link', { name: '企业微信' }).click();
    await phone(2).locator('.platform-wecom[aria-current]').waitFor();
    expect(await phone(1).locator('textarea').inputValue()).toBe('还没写完');
  });

  test('voice and group go their own ways', async () => {
    await open();
    await phone(2).getByText('语音', { exact: true }).click();
    await phone(2).locator('textarea').fill('谈过了');
    await phone(2).locator('textarea').press('Enter');
    await phone(2).getByText('［语音］谈过了').waitFor();
    await phone(2).getByText('在群里说', { exact: true }).click();
    await phone(2).locator('.chip').first().click();
    await phone(2).getByText('学生的事不在群里说，请私聊我。').waitFor();
  });

  test('what the platform keeps to itself is said', async () => {
    await open();
    server.doubles.wecom.answerWith({ statuses: [], acknowledged: true });
    await phone(1).getByText('在群里说', { exact: true }).click();
    await phone(1).getByText('企业微信不把群里的话转给应用').waitFor();
    await phone(1).locator('.chip').first().click();
    await phone(1).getByText('平台没有把它转给程序。').waitFor();
  });

  test('a message full of markup stays words', async () => {
    await open();
    const words = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    await phone(1).locator('textarea').fill(words);
    await phone(1).locator('textarea').press('Enter');
    await phone(1).locator('.bubble-mine').getByText(words).waitFor();
    expect(faults).toEqual([]);
  });
});

describe('the clock', () => {
  test('shows that it is on its way, also in another window', async () => {
    await open();
    server.clock.moveLastsMs = 4_000;
    const other = await page.context().newPage();
    await other.goto(`${server.url}/sandbox`);
    await page.getByRole('button', { name: '到下一次提醒' }).click();
    await page.getByText('时间正在走到 9月3日 周四 16:00').waitFor();
    await page.getByRole('progressbar').waitFor();
    await other.getByText('时间正在走到 9月3日 周四 16:00').waitFor();
    await page.getByRole('button', { name: '过一小时' }).click();
    await page.getByText('到了 9月3日 周四 16:00').waitFor();
    await other.locator('.clock-time', { hasText: '16:00' }).waitFor();
    expect(server.clock.now()).toEqual(new Date('2026-09-03T16:00:00+08:00'));
  });

  test('goes to a chosen moment', async () => {
    await open();
    await page.getByLabel('去某一天某个时刻').fill('2026-09-04T09:30');
    await page.getByRole('button', { name: '前往' }).click();
    await page.getByText('到了 9月4日 周五 9:30').waitFor();
    await page.locator('.clock-day', { hasText: '9月4日 周五' }).waitFor();
  });
});

describe('phones', () => {
  test('a third one is added, closed again, and kept in the address', async () => {
    await open();
    await page.getByText('＋ 加一台手机').click();
    await page.getByRole('dialog').getByRole('link', { name: '家长' }).click();
    await page.locator('dialog .person', { hasText: '沈国强' }).click();
    await phone(3).locator('.who-name', { hasText: '沈国强' }).waitFor();
    await page.reload();
    await phone(3).getByRole('link', { name: '收起沈国强的手机' }).click();
    await phone(3).waitFor({ state: 'detached' });
    expect(await page.locator('[data-phone]').count()).toBe(2);
  });

  test('a push leads to the phone it went to', async () => {
    await open({ path: '/sandbox?phone=dingtalk:p4' });
    await page.getByRole('button', { name: '到下一次提醒' }).click();
    await page.locator('.push', { hasText: '欧阳文博' }).click();
    await phone(2).getByText('欧阳思远、马可还没谈').waitFor();
  });

  test('the list of people closes by Escape and gives the focus back', async () => {
    await open();
    await phone(1).locator('.who').focus();
    await page.keyboard.press('Enter');
    await page.getByPlaceholder('姓名或班级').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(
      await phone(1)
        .locator('.who')
        .evaluate((who) => who === document.activeElement),
    ).toBe(true);
  });

  test('on a narrow screen a hidden phone counts what came', async () => {
    await open({ width: 390 });
    await page.locator('[data-tab=phone-2]').click();
    expect(await phone(1).isVisible()).toBe(false);
    server.doubles.wecom.show('linxiaoyan', { via: 'push', text: '提醒' });
    await page.locator('[data-tab=phone-1] .badge', { hasText: '1' }).waitFor();
    await page.locator('[data-tab=phone-1]').click();
    await phone(1).getByText('提醒', { exact: true }).waitFor();
    expect(await page.locator('[data-tab=phone-1] .badge').isVisible()).toBe(false);
  });
});

test('without script, choosing, saying and pressing work by plain forms', async () => {
  await open({ width: 390, javaScriptEnabled: false });
  await phone(1).getByText('换人').click();
  await page.getByText('欧阳文博').click();
  await phone(1).locator('textarea').fill('谈过了');
  await phone(1).getByRole('button', { name: '发送' }).click();
  await phone(1).locator('.card-button', { hasText: '撤销' }).click();
  await phone(1).getByText('已撤销。').waitFor();
  await page.getByRole('button', { name: '到下一次提醒' }).click();
  await page.locator('.push', { hasText: '林晓燕' }).waitFor();
  expect(await overflowOf(page)).toBe(0);
});

describe('on WeCom', () => {
  const done = () => server.doubles.wecom.done;

  test('what was chosen on a card is sent off with it', async () => {
    server.doubles.wecom.show('linxiaoyan', {
      form: 'card',
      title: '点选记一次',
      selects: [
        {
          key: 'student',
          title: '学生',
          options: [
            { id: 's1', text: '沈一诺' },
            { id: 's2', text: '韩梓涵' },
          ],
        },
      ],
      buttons: [{ key: 'pick:1', text: '记下' }],
    });
    await open();
    const card = page.locator('.bubble', { hasText: '点选记一次' }).first();
    await card.getByLabel('学生').selectOption('韩梓涵');
    await card.getByRole('button', { name: '记下' }).click();
    await expect
      .poll(() => done().at(-1))
      .toMatchObject({ act: 'press', key: 'pick:1', selections: { student: ['s2'] } });
    expect(faults).toEqual([]);
  });

  test('a picture and an entry of the menu leave the draft alone', async () => {
    await open();
    const wecom = page.locator('.phone-wecom').first();
    await wecom.locator('textarea').fill('还没写完');
    await wecom.getByRole('button', { name: '发图片' }).click();
    await expect.poll(() => done().at(-1)).toMatchObject({ act: 'sendPicture' });
    await wecom.getByText('菜单').click();
    await wecom.locator('.menu-entry', { hasText: '帮助' }).click();
    await expect.poll(() => done().at(-1)).toMatchObject({ act: 'choose', key: 'help' });
    expect(await wecom.locator('textarea').inputValue()).toBe('还没写完');
    expect(await smallTargets(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
