/** Scores the understanding against a corpus: chat-corpus.md §13. */
import { understand } from '../domain/understanding/understand.ts';
import type { Understanding } from '../domain/understanding/understanding.ts';
import { type Expectation, readCorpus } from './corpus.ts';
import { contextsOf } from './corpus-contexts.ts';
import { judge, type Verdict } from './verdict.ts';

export interface Score {
  readonly total: number;
  readonly exact: number;
  readonly silentlyWrong: number;
  readonly needlessQuestions: number;
  readonly missedConcern: number;
  readonly groupLeak: number;
}

export interface Failure {
  readonly id: string;
  readonly text: string;
  readonly expected: Expectation;
  readonly found: Understanding;
}

export interface ScoreReport {
  readonly summary: Score;
  /** The same over the cases tagged `hard`. */
  readonly hard: Score;
  readonly tags: Readonly<Record<string, Score>>;
  readonly failures: readonly Failure[];
}

interface Judged {
  readonly tags: readonly string[];
  readonly verdict: Verdict;
}

export function scoreCorpus(yamlText: string): ScoreReport {
  const corpus = readCorpus(yamlText);
  const contextOf = contextsOf(corpus);
  const judged: Judged[] = [];
  const failures: Failure[] = [];
  for (const { id, ctx, text, channel, tags, expect } of corpus.cases) {
    const found = understand(text, contextOf(ctx, channel));
    const verdict = judge(expect, found);
    judged.push({ tags, verdict });
    if (!verdict.isExact) failures.push({ id, text, expected: expect, found });
  }
  const tags = [...new Set(judged.flatMap((one) => one.tags))].toSorted();
  return {
    summary: sum(judged),
    hard: sum(judged.filter((one) => one.tags.includes('hard'))),
    tags: Object.fromEntries(tags.map((tag) => [tag, sum(judged.filter((one) => one.tags.includes(tag)))])),
    failures,
  };
}

function sum(judged: readonly Judged[]): Score {
  const count = (test: (verdict: Verdict) => boolean) => judged.filter(({ verdict }) => test(verdict)).length;
  return {
    total: judged.length,
    exact: count(({ isExact }) => isExact),
    silentlyWrong: count(({ isSilentlyWrong }) => isSilentlyWrong),
    needlessQuestions: count(({ isNeedlessQuestion }) => isNeedlessQuestion),
    missedConcern: count(({ isMissedConcern }) => isMissedConcern),
    groupLeak: count(({ isGroupLeak }) => isGroupLeak),
  };
}
