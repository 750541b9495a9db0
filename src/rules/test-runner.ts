/** The project's own tests, collected and run inside this process. Only in a checkout: nothing of this is installed. */
import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProvidedContext } from 'vitest';
import { createVitest, type TestModule, type TestSpecification, type Vitest } from 'vitest/node';
import type { RuleTest } from './rule-tests.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The rule whose line is taken out of the presets (test/rules/yaml-without-rule.ts). */
    withoutRule: string;
  }
}

const withoutRuleKey: keyof ProvidedContext = 'withoutRule';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface TestOutcome extends RuleTest {
  readonly hasFailed: boolean;
}

export interface TestRunner {
  /** Every test in a file in which one of the rules is written. */
  collect(): Promise<readonly RuleTest[]>;
  /** Runs what has the text in its title, with that rule's line gone; nothing is gone where `withoutRule` is empty. */
  run(files: ReadonlySet<string>, title: RegExp, withoutRule: string): Promise<readonly TestOutcome[]>;
  close(): Promise<void>;
}

/** Other files than those in which the text is written are not even looked at: most have nothing to do with rules. */
export async function startTestRunner(written: RegExp): Promise<TestRunner> {
  const vitest = await createVitest('test', {
    root,
    config: `${root}test/rules.vitest.config.ts`,
    watch: false,
    reporters: [{}],
    silent: true,
  });
  const specifications = (await vitest.globTestSpecifications()).filter(({ moduleId }) =>
    written.test(readFileSync(moduleId, 'utf8')),
  );
  return {
    async collect() {
      const { testModules } = await vitest.collectTests(specifications);
      return testModules.flatMap(testsOf);
    },
    async run(files, title, withoutRule) {
      const chosen = specifications.filter(({ moduleId }) => files.has(fromRoot(moduleId)));
      return runWithout(vitest, chosen, title, withoutRule);
    },
    close: () => vitest.close(),
  };
}

async function runWithout(
  vitest: Vitest,
  specifications: readonly TestSpecification[],
  title: RegExp,
  withoutRule: string,
): Promise<readonly TestOutcome[]> {
  vitest.provide(withoutRuleKey, withoutRule);
  vitest.setGlobalTestNamePattern(title);
  const { testModules } = await vitest.runTestSpecifications([...specifications]);
  // The runner also hands over what earlier runs left behind.
  const ids = new Set(specifications.map(({ moduleId }) => moduleId));
  return testModules
    .filter(({ moduleId }) => ids.has(moduleId))
    .flatMap((testModule) =>
      [...testModule.children.allTests()].flatMap((test) => {
        const { state } = test.result();
        if (state !== 'passed' && state !== 'failed') return [];
        return [{ file: fromRoot(testModule.moduleId), title: test.fullName, hasFailed: state === 'failed' }];
      }),
    );
}

function testsOf(testModule: TestModule): readonly RuleTest[] {
  const file = fromRoot(testModule.moduleId);
  return [...testModule.children.allTests()].map(({ fullName }) => ({ file, title: fullName }));
}

function fromRoot(path: string): string {
  return relative(root, path).split(sep).join('/');
}
