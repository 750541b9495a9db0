/** Takes a rule's line out of its preset and expects tests that carry its id to fail. */
import type { LedgerRule } from './ledger.ts';
import type { RuleTest } from './rule-tests.ts';
import type { TestOutcome, TestRunner } from './test-runner.ts';

export interface Proof {
  readonly id: string;
  readonly isProven: boolean;
  /** Tests of the rule that pass without it: they are about something else, or blind. */
  readonly indifferent: readonly RuleTest[];
  /** Tests of the rule that fail although its line is there: they prove nothing. */
  readonly broken: readonly RuleTest[];
}

/** Hands over each proof as soon as it stands. */
export async function* proveRules(
  runner: Pick<TestRunner, 'run'>,
  rules: readonly LedgerRule[],
): AsyncGenerator<Proof> {
  const all = new RegExp(rules.map(({ id }) => titleWith(id).source).join('|'));
  const before = await runner.run(filesOf(rules), all, '');
  const broken = new Set(before.filter(({ hasFailed }) => hasFailed).map(keyOf));
  for (const rule of rules) {
    const outcomes = await runner.run(filesOf([rule]), titleWith(rule.id), rule.id);
    yield proofOf(rule.id, outcomes, broken);
  }
}

function proofOf(id: string, outcomes: readonly TestOutcome[], broken: ReadonlySet<string>): Proof {
  const sound = outcomes.filter((test) => !broken.has(keyOf(test)));
  return {
    id,
    isProven: sound.some(({ hasFailed }) => hasFailed),
    indifferent: sound.filter(({ hasFailed }) => !hasFailed),
    broken: outcomes.filter((test) => broken.has(keyOf(test))),
  };
}

/** XIGAO-10 is not in the title of a test about XIGAO-107. */
function titleWith(id: string): RegExp {
  return new RegExp(`\\b${id}\\b`);
}

function filesOf(rules: readonly LedgerRule[]): ReadonlySet<string> {
  return new Set(rules.flatMap(({ tests }) => tests.map(({ file }) => file)));
}

function keyOf({ file, title }: RuleTest): string {
  return `${file}\n${title}`;
}
