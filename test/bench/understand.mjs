#!/usr/bin/env node
/**
 * Sentences a second that one core understands, and the longest text it is given, beside the runtime's own word
 * segmenter over the same texts in the same run: only the ratio carries over to another machine.
 *
 *   npm run bench -- understand [--corpus FILE] [--rounds 9]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { understand } from '../../dist/domain/understanding/understand.js';
import { readCorpus } from '../../dist/understand/corpus.js';
import { contextsOf } from '../../dist/understand/corpus-contexts.js';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: 'test/fixtures/understanding/own-corpus.yaml' },
    rounds: { type: 'string', default: '9' },
  },
});
const rounds = Number(values.rounds);
const corpus = readCorpus(readFileSync(values.corpus, 'utf8'));
const contextOf = contextsOf(corpus);
const cases = corpus.cases.map(({ text, ctx, channel }) => ({ text, context: contextOf(ctx, channel) }));
const longText = Array.from({ length: 400 }, (_, at) => cases[at % cases.length].text)
  .join('，')
  .slice(0, 4_000);
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

const perRound = 10 * cases.length;
const ours = cpuMs(() => {
  for (let time = 0; time < 10; time += 1) for (const { text, context } of cases) understand(text, context);
});
const segmented = cpuMs(() => {
  for (let time = 0; time < 10; time += 1)
    for (const { text } of cases) for (const word of segmenter.segment(text)) void word;
});
const longest = cpuMs(() => understand(longText, cases[0].context));

console.log(
  `${cases.length} sentences, ${meanLength().toFixed(1)} characters on average; CPU time, median of ${rounds}`,
);
console.table({
  'sentences a second': rounded((1000 * perRound) / ours.median),
  'the same, best round': rounded((1000 * perRound) / ours.best),
  'times the segmenter alone': rounded(ours.median / segmented.median, 2),
  'ms for 4,000 characters': rounded(longest.median, 1),
});

/** Two rounds to warm up, then the measured ones. */
function cpuMs(work) {
  const taken = [];
  for (let round = -2; round < rounds; round += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) taken.push((user + system) / 1000);
  }
  taken.sort((first, second) => first - second);
  return { median: taken[Math.floor(taken.length / 2)], best: taken[0] };
}

function meanLength() {
  return cases.reduce((sum, { text }) => sum + text.length, 0) / cases.length;
}

function rounded(value, digits = 0) {
  return Number(value.toFixed(digits));
}
