/** Which rules a test is about: those whose id stands in its title. */

export interface RuleTest {
  /** From the root of the checkout. */
  readonly file: string;
  readonly title: string;
}

/** Tests by rule id. Other ids of the same shape (CV-19, V-01) are no rules of a scheme and are passed over. */
export function testsByRule(
  ruleIds: Iterable<string>,
  tests: readonly RuleTest[],
): ReadonlyMap<string, readonly RuleTest[]> {
  const byRule = new Map<string, RuleTest[]>([...ruleIds].map((id) => [id, []]));
  for (const test of tests) {
    for (const id of new Set(test.title.match(/\b[A-Z]+-\d{2,3}\b/g))) byRule.get(id)?.push(test);
  }
  return byRule;
}
