import { describe, expect, test } from 'vitest';
import type { LedgerRule } from '../../../src/rules/ledger.ts';
import { type Proof, proveRules } from '../../../src/rules/prove.ts';
import type { RuleTest } from '../../../src/rules/rule-tests.ts';

const keen = { file: 'a.test.ts', title: 'XIGAO-10 fails without its line' };
const blind = { file: 'a.test.ts', title: 'XIGAO-10 passes without its line' };
const broken = { file: 'b.test.ts', title: 'XIGAO-10 fails always' };
const longer = { file: 'a.test.ts', title: 'XIGAO-107 is another rule' };

function rule(id: string, tests: readonly RuleTest[]): LedgerRule {
  return { id, scheme: 'xigao', type: 'cadence', force: 'M', status: 'enforced', summary: '', tests };
}

async function proofs(rules: readonly LedgerRule[], runners = 1): Promise<readonly Proof[]> {
  const found: Proof[] = [];
  const runner = {
    run: (files: ReadonlySet<string>, title: RegExp, withoutRule: string) =>
      Promise.resolve(
        [keen, blind, broken, longer]
          .filter((one) => files.has(one.file) && title.test(one.title))
          .map((one) => ({
            ...one,
            hasFailed: one === broken || (one === keen && withoutRule === 'XIGAO-10'),
          })),
      ),
  };
  const others = Array.from({ length: runners - 1 }, () => runner);
  await proveRules([runner, ...others], rules, (proof) => found.push(proof));
  return found;
}

describe('the proof of a rule', () => {
  test('stands where one of its tests fails without it; the blind one is named', async () => {
    const [proof] = await proofs([rule('XIGAO-10', [keen, blind])]);
    expect(proof).toMatchObject({ id: 'XIGAO-10', isProven: true, broken: [] });
    expect(proof?.indifferent.map(({ title }) => title)).toEqual([blind.title]);
  });

  test('does not stand on a test that fails anyway', async () => {
    const [proof] = await proofs([rule('XIGAO-10', [broken])]);
    expect(proof?.isProven).toBe(false);
    expect(proof?.broken.map(({ title }) => title)).toEqual([broken.title]);
  });

  test('does not stand where every test passes without the line', async () => {
    const [proof] = await proofs([rule('XIGAO-107', [longer])]);
    expect(proof).toMatchObject({ isProven: false, broken: [] });
  });

  test.each([1, 2])('is asked of each rule once by %i runners', async (runners) => {
    const all = await proofs([rule('XIGAO-107', [longer]), rule('XIGAO-10', [keen])], runners);
    expect(all.map(({ id, isProven }) => [id, isProven])).toEqual([
      ['XIGAO-107', false],
      ['XIGAO-10', true],
    ]);
  });
});
