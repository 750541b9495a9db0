/** The duplicate check of message/send and of school notices (doc 90236): a repeat is accepted and not delivered. */
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';

const request = z.looseObject({
  enable_duplicate_check: z.int().catch(0),
  /** Seconds. */
  duplicate_check_interval: z.number().min(1).max(14_400).catch(1800),
});

export interface RepeatCheck {
  /** Remembers the call; `true` where an equal one came within the interval that this one names. */
  isRepeat(body: unknown): boolean;
}

const longestIntervalMs = 4 * 3_600_000;

/** Compares receivers and content, not the check's own two fields. */
export function createRepeatCheck(clock: Clock): RepeatCheck {
  const seen = new Map<string, number>();
  return {
    isRepeat(body) {
      const { data } = request.safeParse(body);
      if (data === undefined || data.enable_duplicate_check !== 1) return false;
      const now = clock.now().getTime();
      for (const [key, at] of seen) {
        if (at > now - longestIntervalMs) break;
        seen.delete(key);
      }
      const key = canonical({ ...data, enable_duplicate_check: 0, duplicate_check_interval: 0 });
      const before = seen.get(key);
      if (before !== undefined && now - before < data.duplicate_check_interval * 1000) return true;
      seen.delete(key);
      seen.set(key, now);
      return false;
    },
  };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
