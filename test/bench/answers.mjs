/**
 * A round of one questionnaire to the families of a large school, answered through its pages: browsers without script,
 * a hundred Chromium sessions at 320 px, and the program killed in between. Counts what was lost or came twice.
 *
 *   npm run bench -- answers [--families 5000] [--browsers 24] [--kills 3] [--chromium 100] [--seed 1]
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { seededRandom } from '../kill-loop/seeded-random.mjs';
import { openBuiltStorage, seedSchool } from '../support/built-storage.mjs';
import { percentile } from '../support/chat-load.mjs';
import { spawnProgram } from '../support/child-program.mjs';
import { account, aPlace, databasesToRun } from '../support/long-run.mjs';
import { plainRoster } from '../support/plain-roster.mjs';

const { values } = parseArgs({
  options: {
    families: { type: 'string', default: '5000' },
    browsers: { type: 'string', default: '24' },
    kills: { type: 'string', default: '3' },
    chromium: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const families = Number(values.families);
const withChromium = Math.min(Number(values.chromium), families);
const random = seededRandom(Number(values.seed));
const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const [{ createWecomDouble }, { planRound, startRound }, { loadForms }, { loadPreset }, { dayOf, addDays }] =
  await Promise.all([
    built('sandbox/wecom-double.js'),
    built('usecases/questionnaires/open-round.js'),
    built('forms/load-forms.js'),
    built('schemes/load-preset.js'),
    built('domain/day.js'),
  ]);
const clock = { now: () => new Date() };
const today = dayOf(clock.now());

process.stdout.write(
  `\n${families} families, ${values.browsers} browsers at once, ${withChromium} of them Chromium\n\n` +
    '| database | answered | stored | invitations used | drafts left | kills | minutes | pages a second | page p50 ms | page p99 ms | first paint at 400 kbit/s and 400 ms, median ms |\n' +
    `|${' --- |'.repeat(11)}\n`,
);
for (const kind of databasesToRun()) await measure(kind);

async function measure(kind) {
  const place = await aPlace(kind);
  const appKey = randomBytes(32);
  const double = await createWecomDouble(
    { clock, newId: randomUUID, answerTimeoutMs: 20_000, wait: () => Promise.resolve() },
    account,
  );
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const environment = {
    WECOM_CORP_ID: account.corpId,
    WECOM_AGENT_ID: String(account.agentId),
    WECOM_SECRET: account.secret,
    WECOM_TOKEN: account.token,
    WECOM_AES_KEY: account.aesKey,
    WECOM_API_BASE: double.baseUrl,
    WECOM_OAUTH_BASE: double.baseUrl,
    DATABASE_URL: place.url,
    APP_KEY: appKey.toString('base64'),
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: address,
  };
  let program;
  const start = async () => {
    program = spawnProgram({ env: environment });
    await program.listening();
  };
  try {
    const plan = withGuardians(
      plainRoster({ mentors: Math.ceil(families / 6), menteesEach: 6, from: '2026-09-07' }),
    );
    const schoolId = await seedSchool({
      url: place.url,
      appKey,
      plan,
      platforms: ['wecom'],
      startOn: '2026-09-07',
      now: clock.now(),
    });
    double.setPeople(
      plan.guardians.map(({ key, name }) => ({
        userId: `w${key}`,
        name,
        kind: 'guardian',
        subscribed: true,
      })),
    );
    double.setCallbackUrl(`${address}/callbacks/wecom/main`);
    const round = await openedRound({ url: place.url, appKey, schoolId });
    await start();
    const page = `${address}/f/${round.token}`;
    const guardians = plan.guardians.slice(0, families).map(({ key }) => `w${key}`);
    const paints = await firstPaints(double, page, guardians.slice(-withChromium));

    const latencies = [];
    const waiting = guardians.slice(0, families - withChromium);
    const killAfter = Array.from({ length: Number(values.kills) }, () =>
      Math.floor(random() * waiting.length),
    ).sort((a, b) => a - b);
    let done = 0;
    let kills = 0;
    /** While the program is killed and started anew. */
    let reviving = Promise.resolve();
    let isReviving = false;
    const begun = performance.now();
    const browser = async () => {
      for (let guardian = waiting.pop(); guardian !== undefined; guardian = waiting.pop()) {
        while (!(await answer(double, page, guardian, latencies))) {
          await reviving;
          await pause(50);
        }
        done += 1;
        if (done >= (killAfter[kills] ?? Number.POSITIVE_INFINITY) && !isReviving) {
          kills += 1;
          isReviving = true;
          reviving = program
            .end('SIGKILL')
            .then(start)
            .finally(() => {
              isReviving = false;
            });
        }
      }
    };
    const chromium = answerByChromium(double, page, guardians.slice(families - withChromium), () => reviving);
    await Promise.all([...Array.from({ length: Number(values.browsers) }, browser), chromium]);
    await reviving;
    const minutes = (performance.now() - begun) / 60_000;
    await program.end('SIGTERM');

    const opened = await openBuiltStorage({ url: place.url, appKey });
    const stored = await opened.client.answer.count();
    const used = await opened.client.invitation.count({ where: { isUsed: true } });
    const drafts = await opened.client.answerDraft.count();
    await opened.close();
    latencies.sort((a, b) => a - b);
    const figures = [
      kind,
      done + withChromium,
      stored,
      used,
      drafts,
      kills,
      minutes.toFixed(1),
      (latencies.length / minutes / 60).toFixed(0),
      percentile(latencies, 0.5).toFixed(0),
      percentile(latencies, 0.99).toFixed(0),
      paints === undefined ? '–' : paints.toFixed(0),
    ];
    process.stdout.write(`| ${figures.join(' | ')} |\n`);
    if (stored !== families || used !== families) process.exitCode = 1;
  } finally {
    await program?.end('SIGKILL');
    await double.close();
    await place.remove();
  }
}

/** A guardian for each child. */
function withGuardians(plan) {
  const guardians = plan.students.slice(0, families).map(({ key }, index) => ({
    key: `g${index}`,
    name: `家长${index}`,
    children: [{ studentKey: key, relation: 'mother' }],
  }));
  const identities = guardians.map(({ key }) => ({
    personKind: 'guardian',
    personKey: key,
    platform: 'wecom',
    platformId: `w${key}`,
  }));
  return { ...plan, guardians, identities: [...plan.identities, ...identities] };
}

async function openedRound({ url, appKey, schoolId }) {
  const opened = await openBuiltStorage({ url, appKey });
  const { storage } = opened;
  const deps = {
    storage,
    newId: randomUUID,
    newSecret: () => randomBytes(32).toString('hex'),
    schemeVersions: () => [loadPreset('shewobo')],
    forms: loadForms,
    isTaken: () => false,
  };
  const planned = await planRound(deps, {
    schoolId,
    ruleId: '',
    windowFirstOn: today,
    nth: 1,
    scope: '',
    title: '家长问卷',
    issuerRole: 'moral_office',
    opensOn: today,
    dueOn: addDays(today, 7),
    closesOn: addDays(today, 10),
    questionnaires: [{ form: 'guardian', respondents: 'guardian' }],
  });
  const { invited } = await startRound(deps, planned.round, clock.now());
  if (invited !== families) throw new Error(`${invited} were invited instead of ${families}`);
  const [questionnaire] = await storage.questionnaires.ofRound(planned.round.id);
  await opened.close();
  return questionnaire;
}

/** Signs in, opens the sheet, hands it in. False where the program went away meanwhile. */
async function answer(double, page, guardian, latencies) {
  const cookies = new Map();
  try {
    const sheet = await follow(cookies, double.opening(guardian, signInTo(page)), {}, latencies);
    if (sheet.includes('已经交过了')) return true;
    const hidden = [...sheet.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    if (hidden.length === 0) return false;
    const body = new URLSearchParams([
      ...hidden.map(([, name, value]) => [name, value]),
      ['knows_mentor', 'yes'],
      ['overall', String(1 + Math.floor(random() * 3))],
      ['to_say', '老师很耐心'],
      ['do', 'submit'],
    ]);
    const thanks = await follow(cookies, page, { method: 'POST', body }, latencies);
    return thanks.includes('收到了，谢谢') || thanks.includes('已经交过了');
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function follow(cookies, url, init, latencies, hops = 0) {
  if (hops > 10) throw new Error('redirected in circles');
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const begun = performance.now();
  const response = await fetch(url, { ...init, headers: { cookie }, redirect: 'manual' });
  const text = await response.text();
  latencies.push(performance.now() - begun);
  for (const line of response.headers.getSetCookie()) {
    const [pair] = line.split(';');
    cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  const to = response.headers.get('location');
  return to === null ? text : follow(cookies, new URL(to, url).href, {}, latencies, hops + 1);
}

/** The median of five sheets opened at the speed of an old phone on a slow network. */
async function firstPaints(double, page, guardians) {
  if (guardians.length === 0) return undefined;
  return inChromium(async (browser) => {
    const paints = [];
    for (const guardian of guardians.slice(0, 5)) {
      const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
      const tab = await context.newPage();
      await tab.goto(double.opening(guardian, signInTo(page)));
      const session = await context.newCDPSession(tab);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 400,
        downloadThroughput: 50_000,
        uploadThroughput: 50_000,
      });
      await tab.goto(page);
      paints.push(
        await tab.evaluate(
          () => globalThis.performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
        ),
      );
      await context.close();
    }
    return paints.sort((a, b) => a - b)[Math.floor(paints.length / 2)];
  });
}

async function answerByChromium(double, page, guardians, reviving) {
  if (guardians.length === 0) return;
  await inChromium(async (browser) => {
    const left = [...guardians];
    const session = async () => {
      for (let guardian = left.pop(); guardian !== undefined; guardian = left.pop()) {
        while (!(await answerInTab(browser, double, page, guardian))) {
          await reviving();
          await pause(100);
        }
      }
    };
    await Promise.all(Array.from({ length: 4 }, session));
  });
}

async function answerInTab(browser, double, page, guardian) {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'zh-CN' });
  const tab = await context.newPage();
  try {
    await tab.goto(double.opening(guardian, signInTo(page)));
    if (await tab.getByText('已经交过了').isVisible()) return true;
    await tab.getByLabel('联系过').check();
    await tab.getByLabel('基本满意').check();
    await tab.getByRole('button', { name: '交上去' }).click();
    await tab.getByText(/收到了，谢谢|已经交过了/).waitFor({ timeout: 10_000 });
    return true;
  } catch (error) {
    // Killed in the middle of it: this family opens the link again.
    if (/ERR_CONNECTION|ERR_EMPTY|ERR_ABORTED|Timeout|chrome-error/.test(String(error))) return false;
    throw error;
  } finally {
    await context.close();
  }
}

async function inChromium(act) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    return await act(browser);
  } finally {
    await browser.close();
  }
}

function signInTo(page) {
  const { origin, pathname } = new URL(page);
  return `${origin}/sign-in/wecom?to=${encodeURIComponent(pathname)}`;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function pause(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
