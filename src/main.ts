#!/usr/bin/env node
/** The command line: one verb, one command. The only place that reads the real clock and the real environment. */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { CardsError } from './cards/load-cards.ts';
import { UsageError } from './commands/arguments.ts';
import { cardsFolder } from './commands/cards-folder.ts';
import { type CommandWords, loadCommandWords } from './commands/command-words.ts';
import { explainFailure } from './commands/explain-failure.ts';
import type { Terminal } from './commands/terminal.ts';
import { formatConfigFaults } from './config/fault.ts';
import { type Config, type ConfigResult, readConfig } from './config.ts';
import { loadDoctorWords } from './doctor/doctor-words.ts';
import type { Clock } from './domain/clock.ts';
import { createLogger } from './log.ts';

const clock: Clock = { now: () => new Date() };
const terminal: Terminal = {
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
};
/** Kinder to a service manager than being killed by it: it waits 30 s (README.md). */
const longestStopMs = 18_000;

/** An exit code, or undefined while the program goes on. Each verb loads what it needs: the server starts sooner. */
async function run(verb: string, args: readonly string[], words: CommandWords): Promise<number | undefined> {
  const result = readConfig(process.env);
  switch (verb) {
    case 'start':
      return withConfig(result, words, async (config) => {
        const print = (line: string): void => terminal.print(line);
        const { serve } = await import('./commands/serve.ts');
        stopOnSignal(await serve({ config, clock, logger: createLogger('info'), words, print }));
        keepHeapSmall();
        return undefined;
      });
    case 'doctor': {
      const { doctor } = await import('./commands/doctor.ts');
      return doctor({ config: result, clock, words, terminal }, args);
    }
    case 'import': {
      const { importFiles } = await import('./commands/import.ts');
      return withConfig(result, words, (config) => importFiles({ config, clock, words, terminal }, args));
    }
    case 'school': {
      const { school } = await import('./commands/school.ts');
      return withConfig(result, words, (config) => school({ config, clock, words, terminal }, args));
    }
    case 'rotate-key': {
      const { rotateKey } = await import('./commands/rotate-key.ts');
      return withConfig(result, words, (config) => rotateKey({ config, clock, words, terminal }, args));
    }
    case 'forget-words': {
      const { forgetWordsOf } = await import('./commands/forget-words.ts');
      return withConfig(result, words, (config) => forgetWordsOf({ config, clock, words, terminal }, args));
    }
    case 'sync': {
      const { sync } = await import('./commands/sync.ts');
      return withConfig(result, words, (config) => sync({ config, clock, words, terminal }, args));
    }
    case 'admin': {
      const { admin } = await import('./commands/admin.ts');
      return withConfig(result, words, (config) => admin({ config, clock, words, terminal }, args));
    }
    case 'results': {
      const { results } = await import('./commands/results.ts');
      return withConfig(result, words, (config) => results({ config, clock, words, terminal }, args));
    }
    case 'promote': {
      const { promote } = await import('./commands/promote.ts');
      return withConfig(result, words, (config) => promote({ config, clock, words, terminal }, args));
    }
    case 'export': {
      const { exportFile } = await import('./commands/export.ts');
      return withConfig(result, words, (config) => exportFile({ config, clock, words, terminal }, args));
    }
    case 'scenario': {
      const { scenario } = await import('./commands/scenario.ts');
      return scenario(terminal, args);
    }
    case 'understand': {
      const { understandCorpus } = await import('./commands/understand.ts');
      return understandCorpus({ words, terminal }, args);
    }
    case 'help':
    case '--help':
    case '-h':
      terminal.print(words.help);
      return 0;
    case 'version':
    case '--version':
      terminal.print(readVersion());
      return 0;
    default:
      terminal.complain(`daoshi: unknown verb ${verb}`);
      terminal.complain(words.say('unknown_verb', { verb }));
      terminal.complain(words.help);
      return 2;
  }
}

/**
 * A school's server is a small one. Left alone, V8 lets garbage lie about on a machine with much memory. Not before the
 * start is over: while everything is loaded the collector would run three times as often, for most of a second.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--max-semi-space-size=8');
}

async function withConfig(
  result: ConfigResult,
  words: CommandWords,
  work: (config: Config) => Promise<number | undefined>,
): Promise<number | undefined> {
  if ('config' in result) return work(result.config);
  terminal.complain(formatConfigFaults(result.faults));
  terminal.complain(words.say('config_hint', {}));
  return 2;
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : '';
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), longestStopMs).unref();
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

function explain(error: unknown, words: CommandWords): readonly string[] | undefined {
  if (error instanceof UsageError)
    return [words.say('usage_wrong', { detail: error.message }), words.usage(error.verb)];
  const result = readConfig(process.env);
  const address = 'config' in result ? result.config.http : { host: '', port: 0 };
  return explainFailure(error, { words, doctorWords: loadDoctorWords(cardsFolder), address });
}

async function main(words: CommandWords): Promise<void> {
  const [verb = 'start', ...args] = process.argv.slice(2);
  try {
    const code = await run(verb, args, words);
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    const lines = explain(error, words);
    if (lines === undefined) throw error;
    for (const line of lines) terminal.complain(line);
    // What a failed start left open would keep the process alive.
    process.exitCode = error instanceof UsageError ? 2 : 1;
    process.stderr.write('', () => process.exit());
  }
}

try {
  await main(loadCommandWords(cardsFolder));
} catch (error) {
  if (!(error instanceof CardsError)) throw error;
  terminal.complain(`daoshi: ${error.message}`);
  process.exitCode = 1;
}
