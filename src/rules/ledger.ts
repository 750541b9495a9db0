/** The rule ledger: of every rule of every scheme, whether the program holds people to it. */
import type { Rule, RuleType, SchemeId, SchemeVersion } from '../domain/schemes/scheme.ts';
import type { Force } from '../domain/vocabulary.ts';
import { type RuleTest, testsByRule } from './rule-tests.ts';

/**
 * `enforced`: the rule's line in the preset makes something owed or offered, and tests carry its id. Whether they fail
 * without the line is what `--prove` finds out. `shown`: advice or a permission. `later`: not yet.
 */
export const ruleStatuses = ['enforced', 'shown', 'later'] as const;
type RuleStatus = (typeof ruleStatuses)[number];

export interface LedgerRule {
  readonly id: string;
  readonly scheme: SchemeId;
  readonly type: RuleType;
  readonly force: Force;
  readonly status: RuleStatus;
  readonly summary: string;
  readonly tests: readonly RuleTest[];
}

export function ruleLedger(
  presets: readonly SchemeVersion[],
  tests: readonly RuleTest[],
): readonly LedgerRule[] {
  const byRule = testsByRule(
    presets.flatMap(({ rules }) => rules.map(({ id }) => id)),
    tests,
  );
  return presets.flatMap(({ scheme, rules }) =>
    rules.map((rule): LedgerRule => {
      const { id, type, force, summary } = rule;
      const own = byRule.get(id) ?? [];
      return { id, scheme, type, force, status: statusOf(rule, own.length > 0), summary, tests: own };
    }),
  );
}

function statusOf({ force, status }: Rule, isTested: boolean): RuleStatus {
  if (force === 'A' || force === 'P' || status === 'shown') return 'shown';
  return status === 'duty' && isTested ? 'enforced' : 'later';
}
