#!/usr/bin/env node
/**
 * Kills the built program at random moments while mentors write and reminders leave, and counts afterwards: what was
 * echoed is stored once, what was due has arrived, nothing came twice.
 *
 *   node test/kill-loop/run.mjs [--kills 100] [--seconds 1200] [--seed 1]
 *
 * On a slow machine the time ends it before the last kill; the figures say how many there were.
 * The platform (WeCom's double) lives in this process and survives. The program's wall clock is moved from day to day.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBuiltStorage, seedSchool } from '../support/built-storage.mjs';
import { spawnProgram } from '../support/child-program.mjs';
import { plainRoster, talksOf } from '../support/plain-roster.mjs';
import { createWecomSigner } from '../support/wecom-signer.mjs';
import { seededRandom } from './seeded-random.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '1200' },
    seed: { type: 'string', default: '1' },
  },
});
const wantedKills = Number(values.kills);
const deadline = performance.now() + Number(values.seconds) * 1000;
const random = seededRandom(Number(values.seed));

const account = {
  corpId: 'wwkillloop0000001',
  agentId: 1000002,
  secret: 'kill-loop-secret',
  token: 'killLoopToken',
  aesKey: 'killLoopAesKey0123456789abcdefghijklmnopqrs',
};
const firstDay = '2026-09-08';
const mentors = 20;
const writers = 3;
/** Thursdays carry the week's reminders, other days those of the special students. */
const killsPerDay = { thursday: 6, other: 2 };
/** Past the leases of a dead instance (two minutes). */
const betweenLivesMs = 150_000;
const longestLifeMs = 2_500;
const redeliveredWithinMs = 86_400_000;
/** A slot's lease (ten minutes) and the outbox's are over by then. */
const mostSettlingLives = 12;

const { createWecomDouble } = await import('../../dist/sandbox/wecom-double.js');
const { buildProgram } = await import('../../dist/program.js');
const { planReminders } = await import('../../dist/usecases/duties/plan-reminders.js');
const { readConfig } = await import('../../dist/config.js');
const { createLogger } = await import('../../dist/log.js');
const { loadCalendar } = await import('../../dist/schemes/load-preset.js');
const { isSchoolDay } = await import('../../dist/domain/calendar/school-days.js');

const folder = mkdtempSync(join(tmpdir(), 'daoshi-kill-loop-'));
const url = `file:${join(folder, 'daoshi.db')}`;
const appKey = randomBytes(32);
const calendar = loadCalendar('cn-2026-27');
const plan = plainRoster({ mentors, menteesEach: 4, from: firstDay });
const talks = talksOf(plan);
const signer = createWecomSigner(account);

let clockOffsetMs = 0;
const clock = { now: () => new Date(Date.now() + clockOffsetMs) };
const setTo = (at) => {
  clockOffsetMs = at.getTime() - Date.now();
};

const double = await createWecomDouble(
  { clock, newId: randomUUID, answerTimeoutMs: 5_000, wait: () => Promise.resolve() },
  account,
);
double.setPeople(
  plan.identities.map(({ platformId }) => ({
    userId: platformId,
    name: platformId,
    kind: 'staff',
    subscribed: true,
  })),
);
/** Sends cards only where a callback address is known; the address itself is not used by this loop. */
double.setCallbackUrl('http://127.0.0.1:9/callbacks/wecom/main');

const environment = {
  WECOM_CORP_ID: account.corpId,
  WECOM_AGENT_ID: String(account.agentId),
  WECOM_SECRET: account.secret,
  WECOM_TOKEN: account.token,
  WECOM_AES_KEY: account.aesKey,
  WECOM_API_BASE: double.baseUrl,
  DATABASE_URL: url,
  APP_KEY: appKey.toString('base64'),
  HOST: '127.0.0.1',
  PORT: '0',
};

/** Written and not yet answered; delivered again until they are. */
const unanswered = [];
/** Message id to what was answered. */
const answered = new Map();
const troubles = [];
const counts = { kills: 0, lives: 0, beforeReady: 0, redeliveries: 0, days: 0 };
let nextMessage = 0;

try {
  await seedSchool({
    url,
    appKey,
    plan,
    platforms: ['wecom'],
    startOn: firstDay,
    now: new Date(`${firstDay}T00:00:00+08:00`),
  });
  let day = firstDay;
  while (counts.kills < wantedKills && performance.now() < deadline) {
    await liveThrough(day);
    day = nextSchoolDay(day);
  }
  await judge();
} finally {
  await double.close();
  rmSync(folder, { recursive: true, force: true });
}

async function liveThrough(day) {
  counts.days += 1;
  setTo(new Date(`${day}T16:00:01+08:00`));
  const isThursday = new Date(`${day}T12:00:00Z`).getUTCDay() === 4;
  for (let left = isThursday ? killsPerDay.thursday : killsPerDay.other; left > 0; left -= 1) {
    if (counts.kills >= wantedKills) break;
    await liveAndDie();
    setTo(new Date(clock.now().getTime() + betweenLivesMs));
  }
  await settleDay(day);
}

async function liveAndDie() {
  const program = spawnProgram({ env: environment, clockOffsetMs });
  counts.lives += 1;
  const isAlive = { yes: true };
  const dies = random() < 0.1 ? aMoment(600) : program.listening().then(() => aMoment(longestLifeMs));
  const work = program.listening().then(
    (address) => write(address, isAlive),
    () => {
      counts.beforeReady += 1;
    },
  );
  await dies;
  isAlive.yes = false;
  await program.end('SIGKILL');
  counts.kills += 1;
  await work;
}

function aMoment(longestMs) {
  return new Promise((resolve) => setTimeout(resolve, random() * longestMs));
}

/** A life without a kill, as often as it takes until nothing of the day is left in the outbox. */
async function settleDay(day) {
  for (let life = 0; life < mostSettlingLives; life += 1) {
    const program = spawnProgram({ env: environment, clockOffsetMs });
    counts.lives += 1;
    const address = await program.listening();
    while (unanswered.length > 0) await deliver(address, unanswered.shift());
    await redeliverSome(address);
    const left = await untilQuiet(address);
    const { code } = await program.end('SIGTERM');
    if (code !== 0) troubles.push(`SIGTERM ended with ${code} on ${day}`);
    setTo(new Date(clock.now().getTime() + betweenLivesMs));
    if (left === 0 && (await isPlanned(day))) return;
  }
  troubles.push(`something was left in the outbox on ${day}`);
}

/** Whether the day's reminders were planned to the end: a slot whose holder died runs again when its lease is over. */
async function isPlanned(day) {
  const opened = await openBuiltStorage({ url, appKey });
  try {
    const slots = await opened.client.slot.findMany({ where: { key: { endsWith: `|${day}` } } });
    return slots.some(({ key, doneAt }) => key.startsWith('reminders|') && doneAt !== null);
  } finally {
    await opened.close();
  }
}

/** Waits until the outbox stops moving; how many notices are not at their end. */
async function untilQuiet(address) {
  let before = '';
  for (;;) {
    const metrics = await (await fetch(`${address}/metrics`)).text();
    const gauges = [...metrics.matchAll(/daoshi_outbox\{state="(\w+)"\} (\d+)/g)];
    const slots = /daoshi_slots_total.*/.exec(metrics)?.[0] ?? '';
    const seen = `${gauges.map(([line]) => line).join()} ${slots}`;
    if (seen === before) {
      const open = gauges.filter(([, state]) => ['waiting', 'claimed', 'calling'].includes(state));
      return open.reduce((sum, [, , count]) => sum + Number(count), 0);
    }
    before = seen;
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

async function write(address, isAlive) {
  const writer = async () => {
    while (isAlive.yes) {
      const message = unanswered.length > 0 && random() < 0.5 ? unanswered.shift() : newMessage();
      await deliver(address, message);
      if (random() < 0.1) await redeliverSome(address, 1);
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
}

function newMessage() {
  nextMessage += 1;
  const { userId, student } = talks[Math.floor(random() * talks.length)];
  return {
    userId,
    msgId: String(7_000_000_000 + nextMessage),
    // No two alike: the same sentence within minutes counts once.
    text: `今天和${student}谈了，他的书看到第${nextMessage}页`,
    at: clock.now(),
  };
}

async function deliver(address, message) {
  const reply = await post(address, message);
  if (reply === undefined) unanswered.push(message);
  else answered.set(message.msgId, { message, reply });
}

async function redeliverSome(address, count = 5) {
  // A reply is forgotten after three days; no platform delivers again that late.
  const all = [...answered.values()].filter(({ message }) => clock.now() - message.at < redeliveredWithinMs);
  for (let index = 0; index < count && all.length > 0; index += 1) {
    const { message, reply } = all[Math.floor(random() * all.length)];
    const again = await post(address, message);
    counts.redeliveries += 1;
    if (again !== undefined && again !== reply) troubles.push(`another echo for ${message.msgId}`);
  }
}

/** The echo, or nothing where the platform would deliver again. */
async function post(address, { userId, msgId, text, at }) {
  const { agentId } = account;
  const { query, body } = signer.textMessage({
    from: userId,
    text,
    msgId,
    at,
    signedAt: clock.now(),
    agentId,
  });
  try {
    const response = await fetch(`${address}/callbacks/wecom/main?${query}`, { method: 'POST', body });
    const answer = await response.text();
    if (response.status === 503) return undefined;
    if (response.status !== 200) {
      troubles.push(`status ${response.status} for ${msgId}`);
      return undefined;
    }
    if (answer === '') {
      troubles.push(`no echo for ${msgId}`);
      return '';
    }
    return signer.openReply(answer).text;
  } catch (error) {
    if (!(error instanceof TypeError)) troubles.push(`${error.message} for ${msgId}`);
    return undefined;
  }
}

async function judge() {
  const opened = await openBuiltStorage({ url, appKey });
  try {
    const contacts = await opened.client.contact.findMany({ select: { inboxId: true } });
    const inbox = await opened.client.inboxMessage.findMany({ select: { id: true, dedupeKey: true } });
    const contactsOf = countBy(contacts.map(({ inboxId }) => inboxId));
    const rowsOf = new Map();
    for (const { id, dedupeKey } of inbox) {
      const msgId = /\d{10,}/.exec(dedupeKey)?.[0];
      rowsOf.set(msgId, [...(rowsOf.get(msgId) ?? []), id]);
    }
    for (const msgId of answered.keys()) {
      const ids = rowsOf.get(msgId) ?? [];
      const filed = ids.reduce((sum, id) => sum + (contactsOf.get(id) ?? 0), 0);
      if (ids.length !== 1 || filed !== 1)
        troubles.push(`message ${msgId}: ${ids.length} rows, ${filed} contacts`);
    }
    if (unanswered.length > 0) troubles.push(`${unanswered.length} messages were never answered`);

    const notices = await opened.client.outboxNotice.findMany({ where: { card: 'reminder' } });
    const shown = countBy(
      plan.identities.flatMap(({ platformId }) =>
        double.messages(platformId).flatMap(({ via, taskId }) => (via === 'push' ? [taskId] : [])),
      ),
    );
    for (const [taskId, times] of shown)
      if (times !== 1) troubles.push(`push ${taskId} arrived ${times} times`);
    const states = countBy(
      notices.map(({ state, lastError }) => `${state}${lastError ? ` ${lastError}` : ''}`),
    );
    for (const { id, state, lastError, callId } of notices) {
      const hasArrived = shown.has(callId);
      const isSettled = state === 'dropped' && lastError === 'settled';
      if (hasArrived && ['dead', 'refused'].includes(state))
        troubles.push(`reminder ${id} arrived and is called ${state} (${lastError})`);
      if (!hasArrived && !isSettled) troubles.push(`reminder ${id} (${state} ${lastError}) never arrived`);
    }
    const missing = await plannedAnew(opened);
    if (missing > 0) troubles.push(`${missing} reminders were never planned`);

    const report = {
      ...counts,
      seed: Number(values.seed),
      echoed: answered.size,
      contacts: contacts.length,
      reminders: notices.length,
      reminderStates: Object.fromEntries(states),
      pushesOnPhones: [...shown.values()].reduce((sum, times) => sum + times, 0),
      troubles: troubles.length,
    };
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    for (const trouble of troubles.slice(0, 20)) process.stderr.write(`${trouble}\n`);
    if (counts.kills < wantedKills) process.stderr.write(`only ${counts.kills} kills within the time\n`);
    process.exitCode = troubles.length === 0 && counts.kills > 0 ? 0 : 1;
  } finally {
    await opened.close();
  }
}

/** Plans every day once more: what is new now had been forgotten then. */
async function plannedAnew({ client, storage }) {
  const { config } = readConfig(environment);
  const database = { kind: 'sqlite', client, appliedMigrations: [], close: async () => {} };
  const logger = createLogger('silent');
  const { planning } = buildProgram({ config, database, appKey, clock, logger, newId: randomUUID });
  const [school] = await storage.schools.list();
  let added = 0;
  for (let day = firstDay, left = counts.days; left > 0; day = nextSchoolDay(day), left -= 1)
    added += await planReminders(planning, school, day, clock.now());
  return added;
}

function nextSchoolDay(day) {
  let next = day;
  do next = new Date(Date.parse(`${next}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  while (!isSchoolDay(calendar, next));
  return next;
}

function countBy(keys) {
  const found = new Map();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}
