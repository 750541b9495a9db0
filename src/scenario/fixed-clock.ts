/** A clock that stands still until the runner moves it: the same file gives the same result every time. */
import type { Clock } from '../domain/clock.ts';

export interface FixedClock extends Clock {
  /** Throws RangeError where `at` lies before now: steps stand in time order. */
  setTo(at: Date): void;
}

export function createFixedClock(start: Date): FixedClock {
  let current = start;
  return {
    now: () => current,
    setTo(at) {
      if (at < current) throw new RangeError('time in a scenario only moves forward');
      current = at;
    },
  };
}
