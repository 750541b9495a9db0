/** Calls that only ask, one after the other, no faster than agreed; a busy platform is asked again. */
import type { Clock } from '../domain/clock.ts';
import { PlatformError } from './contract.ts';

export interface Pace {
  readonly callsPerSecond: number;
  readonly clock: Clock;
  readonly wait: (ms: number) => Promise<void>;
}

export interface PacedCalls {
  /** The answer, or the error of the last try. */
  ask<Answer>(call: () => Promise<Answer>): Promise<Answer>;
  /** Every call so far, repeats included. */
  made(): number;
}

/** Calls that may go at once after a rest. */
const burst = 5;
const patienceMs: readonly number[] = [1_000, 3_000, 9_000];

/** A token bucket: `nextAt` runs ahead of the clock by what has been taken. */
export function createPacedCalls({ callsPerSecond, clock, wait }: Pace): PacedCalls {
  const intervalMs = 1000 / callsPerSecond;
  let nextAt = 0;
  /** What was waited has passed, also by a clock that stands still. */
  let passed = 0;
  let made = 0;

  async function turn(): Promise<void> {
    const now = Math.max(clock.now().getTime(), passed);
    nextAt = Math.max(now, nextAt) + intervalMs;
    const early = nextAt - burst * intervalMs - now;
    if (early > 0) await wait(early);
    passed = now + Math.max(0, early);
    made += 1;
  }

  return {
    made: () => made,
    async ask(call) {
      for (const pause of patienceMs) {
        await turn();
        try {
          return await call();
        } catch (error) {
          if (!(error instanceof PlatformError) || error.reaction.do !== 'retry') throw error;
          await wait(Math.max(pause, error.reaction.retryAfterMs ?? 0));
        }
      }
      await turn();
      return call();
    },
  };
}
