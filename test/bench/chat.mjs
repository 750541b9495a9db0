#!/usr/bin/env node
/**
 * Messages per second of a full WeCom text callback (verify, decrypt, understand, commit, encrypted echo) beside three
 * baselines in the same run. Only the ratios carry over to another machine.
 *
 *   npm run bench [-- --seconds 4 --rounds 3 --connections 32]
 *
 * PostgreSQL is measured where TEST_POSTGRES_URL is set.
 */
import { parseArgs } from 'node:util';
import { load, percentile, signedTalks } from '../support/chat-load.mjs';
import { spawnProgram } from '../support/child-program.mjs';
import { account, aLoadedSchool, databasesToRun } from '../support/long-run.mjs';
import { createWecomSigner } from '../support/wecom-signer.mjs';
import { spawnBaseline } from './spawn-baseline.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '32' },
  },
});
const forMs = Number(values.seconds) * 1000;
const rounds = Number(values.rounds);
const connections = Number(values.connections);
const warmUpMs = 1_500;
/** More than any machine will file; a server that keeps nothing gets the same requests again and again. */
const mostPerSecond = 3_000;

const cases = [
  { name: 'node:http echo', start: () => spawnBaseline('node-http', account) },
  { name: 'Koa + koa-router echo', start: () => spawnBaseline('koa', account) },
  { name: 'Koa + decrypt + encrypted reply', start: () => spawnBaseline('koa-crypto', account) },
  ...databasesToRun().map((kind) => ({
    name: `Daoshi on ${kind}`,
    kind,
    start: (school) => startProgram(school),
  })),
];

async function startProgram(school) {
  const program = spawnProgram({ env: school.environment });
  const address = await program.listening();
  return { address, end: () => program.end('SIGTERM') };
}

const schools = new Map();
for (const { name, kind } of cases)
  if (kind !== undefined) schools.set(name, await aLoadedSchool({ kind, mentors: 200, menteesEach: 5 }));

const anyTalks = [...schools.values()][0].talks;
const measured = new Map(cases.map(({ name }) => [name, []]));
let firstId = 1;
try {
  for (let round = 1; round <= rounds; round += 1)
    for (const each of cases) measured.get(each.name).push(await measure(each));
  print();
} finally {
  for (const school of schools.values()) await school.remove();
}

async function measure({ name, kind, start }) {
  const server = await start(schools.get(name));
  const isEndless = kind === undefined;
  const count = isEndless ? 2_000 : Math.ceil((mostPerSecond * (forMs + warmUpMs)) / 1000);
  const requests = signedTalks({ account, talks: anyTalks, count, at: new Date(), firstId });
  firstId += count;
  const warm = await load({ address: server.address, requests, connections, forMs: warmUpMs, isEndless });
  let sample = '';
  const { latencies, statuses, seconds } = await load({
    address: server.address,
    requests: isEndless ? requests : requests.slice(warm.latencies.length),
    isEndless,
    connections,
    forMs,
    onAnswer: (number, body) => {
      if (number === 1) sample = body;
    },
  });
  await server.end();
  if (kind !== undefined) createWecomSigner(account).openReply(sample);
  const others = Object.keys(statuses).filter((status) => status !== '200');
  if (others.length > 0) process.stderr.write(`${name}: ${JSON.stringify(statuses)}\n`);
  return {
    perSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

function print() {
  const median = (name, field) =>
    percentile(
      measured.get(name).map((round) => round[field]),
      0.5,
    );
  const [raw, , crypto] = cases.map(({ name }) => median(name, 'perSecond'));
  process.stdout.write(
    `\n${connections} connections, ${rounds} rounds of ${values.seconds} s, medians\n\n` +
      '| case | messages/s | p50 ms | p99 ms | to raw | to Koa + crypto |\n| --- | --- | --- | --- | --- | --- |\n',
  );
  for (const { name } of cases) {
    const perSecond = median(name, 'perSecond');
    const cells = [
      name,
      perSecond.toFixed(0),
      median(name, 'p50').toFixed(1),
      median(name, 'p99').toFixed(1),
      (perSecond / raw).toFixed(3),
      (perSecond / crypto).toFixed(3),
    ];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}
