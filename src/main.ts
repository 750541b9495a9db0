#!/usr/bin/env node
import { AppKeyError } from './app-key.ts';
import { serve } from './commands/serve.ts';
import { formatConfigFaults } from './config/fault.ts';
/** The command line: one verb, one command. The only place that reads the real clock and the real environment. */
import { readConfig } from './config.ts';
import type { Clock } from './domain/clock.ts';
import { createLogger } from './log.ts';
import { StorageError } from './storage/storage-error.ts';

const clock: Clock = { now: () => new Date() };
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function run(verb: string | undefined): Promise<number | undefined> {
  const result = readConfig(process.env);
  if ('faults' in result) {
    complain(formatConfigFaults(result.faults));
    return 2;
  }
  const logger = createLogger('info');
  switch (verb) {
    case undefined:
    case 'start': {
      const stop = await serve({ config: result.config, clock, logger, print });
      stopOnSignal(stop);
      return undefined;
    }
    default:
      complain(`daoshi: unknown verb ${verb}`);
      return 2;
  }
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

try {
  const code = await run(process.argv[2]);
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  if (error instanceof StorageError || error instanceof AppKeyError)
    complain(`${error.name}: ${error.message}`);
  else throw error;
  process.exitCode = 1;
}
