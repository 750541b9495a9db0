/** Real time plus an offset that can grow. Time never runs backwards here: what has happened has happened. */
import type { Clock } from '../domain/clock.ts';

export interface MovableClock extends Clock {
  readonly offsetMs: number;
  /** Throws RangeError where `at` lies before now. */
  setTo(at: Date): void;
  setOffset(offsetMs: number): void;
}

export function createMovableClock(real: Clock): MovableClock {
  let offset = 0;
  const now = (): Date => new Date(real.now().getTime() + offset);
  return {
    now,
    get offsetMs() {
      return offset;
    },
    setTo(at) {
      if (at < now()) throw new RangeError('the sandbox clock only moves forward');
      offset = at.getTime() - real.now().getTime();
    },
    setOffset(offsetMs) {
      offset = offsetMs;
    },
  };
}
