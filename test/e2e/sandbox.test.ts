/** What a newcomer does in the first minutes: start with nothing, log a talk on each platform, move the clock past Thursday 16:00. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ChildProgram, spawnProgram } from '../support/child-program.mjs';
import { aFolder } from '../support/databases.ts';
import { eventually } from '../support/eventually.ts';
import { aPhoneBrowser } from '../support/phone-browser.ts';

const folder = aFolder();
let program: ChildProgram;
let address: string;

const start = async () => {
  program = spawnProgram({ cwd: folder.path, env: { PORT: '0' } });
  address = await program.listening();
};
beforeAll(start);
afterAll(async () => {
  await program?.end('SIGKILL');
  folder.remove();
});

const stateSchema = z.object({
  now: z.string(),
  pushCount: z.number(),
  phones: z.array(
    z.object({ phone: z.string(), bubbles: z.array(z.object({ number: z.number(), html: z.string() })) }),
  ),
});

async function state(phone = '') {
  const query = phone === '' ? '' : `?phone=${encodeURIComponent(phone)}`;
  return stateSchema.parse(await (await fetch(`${address}/sandbox/api/state${query}`)).json());
}

async function act(name: string, body: unknown): Promise<string> {
  const response = await fetch(`${address}/sandbox/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${name}: ${response.status} ${text}`);
  return text;
}

/** The first visitor's two phones: a mentor on WeCom, another on DingTalk. */
async function firstPhone(platform: 'wecom' | 'dingtalk'): Promise<string> {
  const { phones } = await state();
  const found = phones.find(({ phone }) => phone.startsWith(`${platform}:`));
  if (found === undefined) throw new Error(`no phone on ${platform}`);
  return found.phone;
}

async function bubbles(phone: string) {
  const { phones } = await state(phone);
  return phones[0]?.bubbles ?? [];
}

/** Says it, and waits for the next bubble after one's own. */
async function saying(phone: string, text: string): Promise<string> {
  const last = (await bubbles(phone)).at(-1)?.number ?? 0;
  await act('say', { phone, text });
  const answer = await eventually(async () => {
    const fresh = (await bubbles(phone)).filter(({ number }) => number > last);
    return fresh.length >= 2 && fresh.at(-1);
  });
  return answer.html.replaceAll(/<[^>]*>/g, ' ');
}

/** A mentee of this mentor who is owed the week's talk, as 待办 shows it. */
async function aMenteeOwed(phone: string): Promise<string> {
  const list = await saying(phone, '我的学生');
  const names = [...list.matchAll(/([\u3400-\u9fff·]{2,8})（[^）]*班）/g)].map(([, name]) => name ?? '');
  const due = await saying(phone, '待办');
  const owed = names.find((name) => weekly(due).includes(name));
  if (owed === undefined) throw new Error(`nobody is owed a talk:\n${list}\n${due}`);
  return owed;
}

function weekly(due: string): string {
  return /本周谈话[^\n]*?：([^\n]*?)(?:本月|每日|学期|本学期|$)/.exec(due.replaceAll(/\s+/g, ' '))?.[1] ?? '';
}

describe('the sandbox', () => {
  test('prints where to look', async () => {
    expect(await eventually(() => program.output().includes(`${address}/sandbox`))).toBe(true);
  });

  test('keeps its school in its own file', () => {
    expect([
      existsSync(join(folder.path, 'data/sandbox.db')),
      existsSync(join(folder.path, 'data/daoshi.db')),
    ]).toEqual([true, false]);
  });

  test('shows its page', async () => {
    const page = await fetch(`${address}/sandbox`);
    expect([page.status, /^<!doctype html>/i.test(await page.text())]).toEqual([200, true]);
  });

  test.each(['wecom', 'dingtalk'] as const)(
    'a talk logged on %s takes the student off 待办',
    async (platform) => {
      const phone = await firstPhone(platform);
      const student = await aMenteeOwed(phone);
      const echo = await saying(phone, `今天和${student}谈了二十分钟`);
      const due = await saying(phone, '待办');
      expect([echo.includes(student), weekly(due).includes(student)]).toEqual([true, false]);
    },
  );

  test('a clock moved past Thursday 16:00 brings one reminder that names who is owed a talk', async () => {
    const phone = await firstPhone('wecom');
    // Wednesday's own reminder is about the special students of the day.
    await act('clock', { at: '2026-11-19T15:55' });
    const [first = ''] = weekly(await saying(phone, '待办')).split('、');
    const before = (await bubbles(phone)).length;
    await act('clock', { at: '2026-11-19T16:05' });
    const pushed = (await bubbles(phone)).slice(before).map(({ html }) => html);
    expect([pushed.length, pushed[0]?.includes(first.trim())]).toEqual([1, true]);
  });

  test('a clock moved an hour further brings nothing more', async () => {
    const before = (await state()).pushCount;
    await act('clock', { at: '2026-11-19T17:05' });
    expect((await state()).pushCount - before).toBe(0);
  });

  test('stopped and started again goes on at the time it was moved to', async () => {
    expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
    await start();
    const { now } = await state();
    expect(new Date(now).getTime()).toBeGreaterThanOrEqual(Date.parse('2026-11-19T17:05:00+08:00'));
  });

  test('after the restart sends nobody the same again', async () => {
    const phone = await firstPhone('wecom');
    await act('clock', { at: '2026-11-19T18:30' });
    expect(await bubbles(phone)).toEqual([]);
  });
});

test.each(['wecom', 'dingtalk'] as const)(
  'the link of an answer on %s opens the own page of whose phone it is',
  async (platform) => {
    const phone = await firstPhone(platform);
    await act('say', { phone, text: '待办' });
    const link = await eventually(async () =>
      (await bubbles(phone))
        .flatMap(
          ({ html }) => /href="(\/sandbox\/open\?[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? [],
        )
        .at(-1),
    );
    const page = await aPhoneBrowser().get(address + link);
    expect([page.status, new URL(page.url).pathname, page.text.includes('这一周')]).toEqual([
      200,
      '/me',
      true,
    ]);
  },
);
