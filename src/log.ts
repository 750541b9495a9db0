/** One JSON line per event. Ids, codes and numbers only: no note, no name, no address with a query, no secret. */
import { destination, type Logger, pino } from 'pino';

export type { Logger };

export function createLogger(
  level: 'info' | 'silent',
  to: { write(line: string): void } = destination({ fd: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { error: describeError },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    to,
  );
}

/** Names and codes, not messages: a message may quote what somebody wrote. The stack keeps only our own places. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const known: Error & { code?: string | number; fault?: string } = error;
  return {
    name: error.name,
    ...(known.code === undefined ? {} : { code: `${known.code}` }),
    ...(known.fault === undefined ? {} : { fault: known.fault }),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 6),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
