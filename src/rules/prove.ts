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

type Runner = Pick<TestRunner, 'run'>;

/** Each runner takes the next rule when it is done with one. The proofs come in no particular order. */
export async function proveRules(
  runners: readonly [Runner, ...Runner[]],
  rules: readonly LedgerRule[],
  report: (proof: Proof) => void,
): Promise<void> {
  if (rules.length === 0) return;
  const all = new RegExp(rules.map(({ id }) => titleWith(id).source).join('|'));
  const before = await runners[0].run(filesOf(rules), all, '');
  const broken = new Set(before.filter(({ hasFailed }) => hasFailed).map(keyOf));
  const waiting = rules.values();
  const proveNext = async (runner: Runner): Promise<void> => {
    for (const rule of waiting) {
      const outcomes = await runner.run(filesOf([rule]), titleWith(rule.id), rule.id);
      report(proofOf(rule.id, outcomes, broken));
    }
  };
  await Promise.all(runners.map(proveNext));
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
