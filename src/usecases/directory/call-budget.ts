/** How many calls a night may cost where the platform counts them by the month. */
import { type Day, dayNumber, readDay } from '../../domain/day.ts';
import type { DirectoryReading } from '../../storage/directories.ts';

/**
 * Of the 5,000 calls a month of DingTalk's free edition, which all apps of the school share (dingtalk.md §11.1): half,
 * so that reminders always have the other.
 */
export const meteredCallsPerMonth = 2_500;

export function callsThisMonth({ month, callsThisMonth: calls }: DirectoryReading, today: Day): number {
  return month === today.slice(0, 7) ? calls : 0;
}

export interface NightlyCalls {
  /** For what events have touched. */
  readonly atMost: number;
  /** For the pass that goes through all classes within weeks: what is left, spread over the rest of the month. */
  readonly rolling: number;
}

export function nightlyCalls(reading: DirectoryReading, today: Day): NightlyCalls {
  const left = Math.max(0, meteredCallsPerMonth - callsThisMonth(reading, today));
  const [year = 0, month = 0] = today.split('-').map(Number);
  const next = readDay(
    month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`,
  );
  const nights = dayNumber(next) - dayNumber(today);
  return { atMost: left, rolling: Math.floor(left / nights) };
}
