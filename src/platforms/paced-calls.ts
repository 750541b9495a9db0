/** Calls that only ask, no faster than agreed, however many wait at once; a busy platform is asked again. */
import type { Clock } from '../domain/clock.ts';
import { PlatformError } from './contract.ts';

export interface Pace {
  /** At most so many begin within any second, spread evenly. */
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

const patienceMs: readonly number[] = [1_000, 3_000, 9_000];
const secondMs = 1_000;

export function createPacedCalls({ callsPerSecond, clock, wait }: Pace): PacedCalls {
  const intervalMs = secondMs / callsPerSecond;
  /** The next free place in the line. */
  let nextAt = 0;
  /** What was waited has passed, also by a clock that stands still. */
  let passed = 0;
  /** When the calls of the last second began. */
  const begun: number[] = [];
  let made = 0;

  const moment = (): number => Math.max(clock.now().getTime(), passed);

  async function until(at: number): Promise<void> {
    const early = at - moment();
    if (early > 0) await wait(early);
    passed = Math.max(passed, at);
  }

  async function turn(): Promise<void> {
    const at = Math.max(moment(), nextAt);
    nextAt = at + intervalMs;
    await until(at);
    // Those who were woken late must not crowd into the second of those who are in time.
    for (let free = freeAt(); free > moment(); free = freeAt()) await until(free);
    begun.push(moment());
    made += 1;
  }

  function freeAt(): number {
    while (begun.length > callsPerSecond) begun.shift();
    const first = begun[0];
    return first === undefined || begun.length < callsPerSecond ? 0 : first + secondMs;
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
          await until(moment() + Math.max(pause, error.reaction.retryAfterMs ?? 0));
        }
      }
      await turn();
      return call();
    },
  };
}
