/** Reads what stands behind a verb. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { DescribedVerb } from './command-words.ts';

/** The operator mistyped: shown with the usage of the verb. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly verb: DescribedVerb;

  constructor(verb: DescribedVerb, message: string) {
    super(message);
    this.verb = verb;
  }
}

export function readArguments<const Options extends ParseArgsConfig>(verb: DescribedVerb, options: Options) {
  try {
    return parseArgs(options);
  } catch (error) {
    if (isMistyped(error)) throw new UsageError(verb, error.message);
    throw error;
  }
}

function isMistyped(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
