/** A clock that stands still until a test moves it. */
import type { Clock } from '../../src/domain/clock.ts';

export interface TestClock extends Clock {
  setTo(at: Date | string): void;
  advance(ms: number): void;
}

export function aClock(start: Date | string): TestClock {
  let current = new Date(start);
  return {
    now: () => new Date(current),
    setTo(at) {
      current = new Date(at);
    },
    advance(ms) {
      current = new Date(current.getTime() + ms);
    },
  };
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
