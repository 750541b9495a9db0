/**
 * All duties of a WEIFANG school on the last day of the term, computed from the database in a fresh process: what the
 * planner of reminders asks for. Cost per student over schools of three sizes.
 *
 *   npm run bench -- duties [--rounds 3] [--large] [--all]
 *
 * The school of 50,000 students takes minutes to build: only with --large. --all measures, beside the duties that are
 * open on the day, every duty of the school year with its state. PostgreSQL is measured where TEST_POSTGRES_URL is set.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { aPlace, databasesToRun } from '../support/long-run.mjs';
import { buildWorstSchool, worstDay } from './worst-school.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    large: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});
const sizes = values.large ? [500, 5_000, 50_000] : [500, 5_000];
const scopes = values.all ? ['open', 'all'] : ['open'];
const child = fileURLToPath(new URL('duties-child.mjs', import.meta.url));

process.stdout.write(
  `\nWEIFANG on ${worstDay}, fresh process each time, median of ${values.rounds}\n\n` +
    '| database | students | staff | contacts kept | duties asked for | duties | open | wall ms | of it roster | CPU ms | CPU ms/student | peak RSS MB | before MB |\n' +
    `|${' --- |'.repeat(13)}\n`,
);
for (const kind of databasesToRun()) for (const students of sizes) await measure(kind, students);
if (!values.large) process.stdout.write('\n50,000 students: skipped, give --large\n');

async function measure(kind, students) {
  const place = await aPlace(kind);
  try {
    const school = await buildWorstSchool({ url: place.url, appKey: Buffer.alloc(32, 7), students });
    for (const scope of scopes) {
      const rounds = Array.from({ length: Number(values.rounds) }, () => once(place.url, scope));
      printRow({ kind, students, school, scope, rounds });
    }
  } finally {
    await place.remove();
  }
}

function once(url, scope) {
  return JSON.parse(execFileSync(process.execPath, [child, url, scope], { encoding: 'utf8' }));
}

function printRow({ kind, students, school, scope, rounds }) {
  const median = (field) => {
    const sorted = rounds.map((round) => round[field]).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  };
  const cells = [
    kind,
    students,
    school.staff,
    school.contacts,
    scope === 'open' ? 'open on the day' : 'the whole year',
    median('duties'),
    median('open'),
    median('wallMs').toFixed(0),
    median('rosterMs').toFixed(0),
    median('cpuMs').toFixed(0),
    (median('cpuMs') / students).toFixed(3),
    median('peakRss').toFixed(0),
    median('rssBefore').toFixed(0),
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
