import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { scoreCorpus } from '../../../src/understand/score-corpus.ts';

function read(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
}

const contexts = `
contexts:
  room:
    now: '2026-10-14T16:20'
    speaker: {id: t, name: 潘越, roles: [mentor]}
    mentees:
      - {id: a, name: 秦朗, class: '5.3'}
  later:
    extends: room
    now: '2026-10-15T16:20'
cases:
`;

test.each(['own-corpus', 'own-corpus-2'])(
  '%s: our own sentences mean what they must',
  (name) => {
    const { summary, failures } = scoreCorpus(read(`../../fixtures/understanding/${name}.yaml`));
    expect(failures.map(({ text, found }) => ({ text, found }))).toEqual([]);
    expect(summary).toMatchObject({ silentlyWrong: 0, needlessQuestions: 0, missedConcern: 0, groupLeak: 0 });
  },
  60_000,
);

// Written by the guide alone, by somebody who had not seen the program: what it does with sentences it was not built on.
test.each([
  'blind-1',
  'blind-2',
  'blind-3',
  'blind-4',
  'blind-5',
  'blind-6',
  'blind-7',
  'blind-8',
  'blind-9',
])(
  '%s: understood, and never wrong in silence',
  (name) => {
    const { summary } = scoreCorpus(read(`../../fixtures/understanding/${name}.yaml`));
    expect(summary.exact / summary.total).toBeGreaterThanOrEqual(0.945);
    expect(summary).toMatchObject({ silentlyWrong: 0, missedConcern: 0, groupLeak: 0 });
  },
  60_000,
);

const shared = new URL('../../../../shared/reference/chat-corpus-dev.yaml', import.meta.url);

test.runIf(existsSync(shared))(
  'the shared corpus keeps its promises',
  () => {
    const { summary } = scoreCorpus(readFileSync(shared, 'utf8'));
    expect(summary.exact / summary.total).toBeGreaterThanOrEqual(0.97);
    expect(summary).toMatchObject({ silentlyWrong: 0, missedConcern: 0, groupLeak: 0 });
  },
  60_000,
);

test('a record on another day is silently wrong', () => {
  const report = scoreCorpus(`${contexts}
  - {id: one, ctx: later, text: 昨天和秦朗谈了话, channel: private, tags: [hard], expect: {intent: log, records: [{students: [a], kind: talk, on: '2026-10-13', outcome: done}]}}
`);
  expect(report.summary).toMatchObject({ total: 1, exact: 0, silentlyWrong: 1 });
  expect(report.hard).toEqual(report.summary);
  expect(report.tags['hard']).toEqual(report.summary);
  expect(report.failures.map(({ id }) => id)).toEqual(['one']);
});

test('a question where a record was expected is needless, not wrong', () => {
  const report = scoreCorpus(`${contexts}
  - {id: one, ctx: room, text: 上周和秦朗谈了话, channel: private, tags: [], expect: {intent: log, records: [{students: [a], kind: talk, on: '2026-10-08', outcome: done}]}}
`);
  expect(report.summary).toMatchObject({ exact: 0, silentlyWrong: 0, needlessQuestions: 1 });
});

test('an intent in also_ok is right, but not where it files somebody else', () => {
  const report = scoreCorpus(`${contexts}
  - {id: one, ctx: room, text: 和秦朗谈了话, channel: private, tags: [], expect: {intent: smalltalk, also_ok: [log]}}
  - {id: two, ctx: room, text: 上周和秦朗谈了话, channel: private, tags: [], expect: {intent: smalltalk, also_ok: [ask]}}
`);
  expect(report.failures.map(({ id }) => id)).toEqual(['one']);
});

test('a corpus with a misspelt kind is refused with its place', () => {
  const text = `${contexts}
  - {id: one, ctx: room, text: x, channel: private, tags: [], expect: {intent: log, records: [{students: [a], kind: chat, on: '2026-10-08', outcome: done}]}}
`;
  expect(() => scoreCorpus(text)).toThrow(/cases\[0\]\.expect\.records\[0\]\.kind/);
});
