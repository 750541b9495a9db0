/** `npm run rules`: the ledger of all rules, and the proof of those that are enforced. See docs/rules.md. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type SchemeId, type SchemeVersion, schemeIds } from '../domain/schemes/scheme.ts';
import { loadPreset } from '../schemes/load-preset.ts';
import { type LedgerRule, ruleLedger } from './ledger.ts';
import { ledgerJson, ledgerLines, ledgerTable, testText } from './ledger-text.ts';
import { type Proof, proveRules } from './prove.ts';
import { scenarioNames } from './scenario-names.ts';
import { root, startTestRunner, type TestRunner } from './test-runner.ts';

const usage = 'npm run rules -- [--json] [--prove] [--scheme ID] [--rule ID]';

interface Options {
  readonly json?: boolean;
  readonly prove?: boolean;
  readonly scheme?: string;
  readonly rule?: string;
}

function readOptions(args: readonly string[]): Options | undefined {
  const options = {
    json: { type: 'boolean' },
    prove: { type: 'boolean' },
    scheme: { type: 'string' },
    rule: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return undefined;
  }
}

/** An exit code: 1 where an `enforced` rule could not be proven. */
async function runRules(options: Options): Promise<number> {
  const presets = schemeIds.map((id) => loadPreset(id));
  const ids = presets.flatMap(({ scheme, rules }) =>
    rules.map(({ id }) => id).filter((id) => isChosen(id, scheme, options)),
  );
  if (ids.length === 0) return refuse('no such rule or scheme');
  const written = new RegExp(ids.join('|'));
  const runner = await startTestRunner(written);
  try {
    const tests = [...(await runner.collect()), ...scenarioNames(root)];
    const chosen = ruleLedger(presets, tests).filter(({ id }) => ids.includes(id));
    if (options.prove) return await prove(chosen, options, [runner, () => startTestRunner(written)]);
    if (options.json) print([ledgerJson(chosen)]);
    else print([...ledgerLines(chosen), ...ledgerTable(chosen)]);
    complainOfUntested(presets, chosen);
    return 0;
  } finally {
    await runner.close();
  }
}

function isChosen(id: string, scheme: SchemeId, options: Options): boolean {
  const isOfScheme =
    options.scheme === undefined ||
    scheme === options.scheme.toLowerCase() ||
    id.startsWith(`${options.scheme.toUpperCase()}-`);
  return isOfScheme && (options.rule === undefined || id === options.rule.toUpperCase());
}

async function prove(
  rules: readonly LedgerRule[],
  { json }: Options,
  [runner, startAnother]: readonly [TestRunner, () => Promise<TestRunner>],
): Promise<number> {
  const claimed = rules.filter(({ status }) => status === 'enforced');
  const second = claimed.length > 1 && availableParallelism() > 1 ? await startAnother() : undefined;
  const proven = new Map<string, boolean>();
  await proveRules(second ? [runner, second] : [runner], claimed, (proof) => {
    proven.set(proof.id, proof.isProven);
    if (!json) print(proofLines(proof));
  });
  await second?.close();
  const unproven = claimed.filter(({ id }) => !proven.get(id)).length;
  if (json) print([ledgerJson(rules, proven)]);
  else print([`${claimed.length - unproven} of ${claimed.length} enforced rules proven`]);
  return unproven === 0 ? 0 : 1;
}

function proofLines({ id, isProven, indifferent, broken }: Proof): readonly string[] {
  return [
    `${id.padEnd(12)}${isProven ? 'proven' : 'NOT PROVEN'}`,
    ...indifferent.map((test) => `  passes without it: ${testText(test)}`),
    ...broken.map((test) => `  fails with it: ${testText(test)}`),
  ];
}

function complainOfUntested(presets: readonly SchemeVersion[], chosen: readonly LedgerRule[]): void {
  const obliging = new Set(
    presets.flatMap(({ rules }) => rules.filter(({ status }) => status === 'duty').map(({ id }) => id)),
  );
  for (const { id, status } of chosen) {
    if (status === 'later' && obliging.has(id))
      process.stderr.write(`${id} obliges, but no test carries its id\n`);
  }
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n${usage}\n`);
  return 2;
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

const options = readOptions(process.argv.slice(2));
process.exitCode = options === undefined ? refuse('unknown option') : await runRules(options);
