/** The ledger for people: by scheme and type, and one table over all. */
import { groupBy } from '../domain/group-by.ts';
import { type LedgerRule, ruleStatuses } from './ledger.ts';
import type { RuleTest } from './rule-tests.ts';

export function ledgerLines(rules: readonly LedgerRule[]): readonly string[] {
  return [...groupBy(rules, ({ scheme }) => scheme)].flatMap(([scheme, ofScheme]) => [
    scheme,
    ...[...groupBy(ofScheme, ({ type }) => type)].flatMap(([type, ofType]) => [
      `  ${type}`,
      ...ofType.flatMap(ruleLines),
    ]),
    '',
  ]);
}

function ruleLines({ id, force, status, summary, tests }: LedgerRule): readonly string[] {
  const line = `    ${id.padEnd(12)}${force}  ${status.padEnd(10)}${summary}`;
  return [line, ...tests.map((test) => `${' '.repeat(17)}- ${testText(test)}`)];
}

export function testText({ file, title }: RuleTest): string {
  return `${file}: ${title}`;
}

/** Rules per scheme and status. */
export function ledgerTable(rules: readonly LedgerRule[]): readonly string[] {
  const bySchemes = [...groupBy(rules, ({ scheme }) => scheme), ['all', rules] as const];
  const rows = bySchemes.map(([scheme, some]) => [
    scheme,
    String(some.length),
    ...ruleStatuses.map((status) => String(some.filter((rule) => rule.status === status).length)),
  ]);
  return [['scheme', 'rules', ...ruleStatuses], ...rows].map(([name = '', ...counts]) =>
    [name.padEnd(12), ...counts.map((count) => count.padStart(9))].join(''),
  );
}

/** For other programs: every rule with the tests that carry its id, and whether it was proven where that was asked. */
export function ledgerJson(rules: readonly LedgerRule[], proven?: ReadonlyMap<string, boolean>): string {
  const plain = rules.map(({ id, scheme, type, force, status, tests }) => {
    return { id, scheme, type, force, status, tests: tests.map(testText), proven: proven?.get(id) };
  });
  return JSON.stringify({ rules: plain }, undefined, 2);
}
