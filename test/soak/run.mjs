#!/usr/bin/env node
/**
 * Memory and open files of the built program over many messages, under `ulimit -n 1024`; then how long it takes to
 * start on the database that came of it.
 *
 *   node test/soak/run.mjs [--messages 20000] [--from 5000] [--database sqlite]
 *
 * Flat means: from message `--from` on, the mean of the last third lies within ±10 % of the mean of the first third.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { load, percentile, signedTalks } from '../support/chat-load.mjs';
import { spawnProgram } from '../support/child-program.mjs';
import { account, aLoadedSchool, databasesToRun } from '../support/long-run.mjs';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '20000' },
    from: { type: 'string', default: '5000' },
    database: { type: 'string', multiple: true },
  },
});
const messages = Number(values.messages);
const from = Number(values.from);
const openFiles = 1024;
const connections = 8;
const sampleEvery = 250;
/** A signature is good for five minutes: signed in portions. */
const portion = 1_000;
const bars = { spread: 0.1, rssMb: 350, readyMs: 2_000 };

const troubles = [];
for (const kind of values.database ?? databasesToRun()) await soak(kind);
for (const trouble of troubles) process.stderr.write(`${trouble}\n`);
process.exitCode = troubles.length === 0 ? 0 : 1;

async function soak(kind) {
  const school = await aLoadedSchool({ kind, mentors: 100, menteesEach: 5 });
  try {
    const program = spawnProgram({ env: school.environment, openFiles });
    const address = await program.listening();
    const samples = [];
    const latencies = [];
    const statuses = {};
    const started = performance.now();
    for (let done = 0; done < messages; done += portion) {
      const requests = signedTalks({
        account,
        talks: school.talks,
        count: Math.min(portion, messages - done),
        at: new Date(),
        firstId: done + 1,
      });
      const result = await load({
        address,
        requests,
        connections,
        onAnswer(number) {
          if (number % sampleEvery === 0) samples.push({ at: done + number, ...usageOf(program.pid) });
        },
      });
      latencies.push(...result.latencies);
      for (const [status, count] of Object.entries(result.statuses))
        statuses[status] = (statuses[status] ?? 0) + count;
    }
    const seconds = (performance.now() - started) / 1000;
    await program.end('SIGTERM');
    const readyMs = await startAgain(school);
    report(kind, { samples, latencies, statuses, seconds, readyMs });
  } finally {
    await school.remove();
  }
}

function usageOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    rssMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
    files: readdirSync(`/proc/${pid}/fd`).length,
  };
}

/** From the start of the process to the first answer of `/readyz`, the best of three. */
async function startAgain(school) {
  const times = [];
  for (let start = 0; start < 3; start += 1) {
    const before = performance.now();
    const program = spawnProgram({ env: school.environment });
    const response = await fetch(`${await program.listening()}/readyz`);
    if (response.status === 200) times.push(performance.now() - before);
    await program.end('SIGTERM');
  }
  return Math.min(...times);
}

function report(kind, { samples, latencies, statuses, seconds, readyMs }) {
  const steady = samples.filter(({ at }) => at >= from);
  const third = Math.max(1, Math.floor(steady.length / 3));
  const mean = (part, field) => part.reduce((sum, sample) => sum + sample[field], 0) / part.length;
  const compare = (field) => {
    const [first, last] = [mean(steady.slice(0, third), field), mean(steady.slice(-third), field)];
    const change = last / first - 1;
    if (Math.abs(change) > bars.spread)
      troubles.push(`${kind}: ${field} changed by ${(change * 100).toFixed(1)} %`);
    return { first: first.toFixed(1), last: last.toFixed(1), change: `${(change * 100).toFixed(1)} %` };
  };
  const most = Math.max(...samples.map(({ rssMb }) => rssMb));
  if (most > bars.rssMb) troubles.push(`${kind}: ${most.toFixed(0)} MB`);
  if (readyMs > bars.readyMs) troubles.push(`${kind}: ready after ${readyMs.toFixed(0)} ms`);
  if (Object.keys(statuses).join() !== '200') troubles.push(`${kind}: ${JSON.stringify(statuses)}`);
  const figures = {
    database: kind,
    messages: latencies.length,
    statuses,
    perSecond: Math.round(latencies.length / seconds),
    p50Ms: percentile(latencies, 0.5).toFixed(1),
    p99Ms: percentile(latencies, 0.99).toFixed(1),
    rssMb: { ...compare('rssMb'), most: most.toFixed(1) },
    openFiles: compare('files'),
    readyOnExistingMs: Math.round(readyMs),
    every1000: samples
      .filter(({ at }) => at % 1000 === 0)
      .map(({ rssMb, files }) => [Math.round(rssMb), files]),
  };
  process.stdout.write(`${JSON.stringify(figures, undefined, 1)}\n`);
}
