/** When and how often a school lets people be reminded: what a school has not set stays as the program has it. */
import { z } from 'zod';
import type { SendingLimits } from './sending-hours.ts';

/** Times in minutes since midnight, Asia/Shanghai. */
export interface PushLimits extends SendingLimits {
  readonly reminderHour: number;
  /** When somebody is reminded of what was promised for the day. */
  readonly promiseHour: number;
}

const minute = z
  .int()
  .min(0)
  .max(24 * 60 - 1);
const pushes = z.int().min(0).max(20);

const ownLimitsSchema = z.strictObject({
  quietFrom: minute,
  quietUntil: minute,
  reminderHour: minute,
  promiseHour: minute,
  staffPushesPerDay: pushes,
  guardianPushesPerDay: pushes,
  guardianPushesPerWeek: pushes,
});

export function readPushLimits(stored: string | undefined, defaults: PushLimits): PushLimits {
  return stored === undefined ? defaults : ownLimitsSchema.parse(JSON.parse(stored));
}

export type LimitsFault = 'not_readable' | 'quiet_by_day' | 'reminder_in_quiet_hours';

/** Reminders that may never leave would be lost without a word. */
export function limitsFault(limits: PushLimits): LimitsFault | undefined {
  if (!ownLimitsSchema.safeParse(limits).success) return 'not_readable';
  const { quietFrom, quietUntil, reminderHour, promiseHour } = limits;
  if (quietFrom <= quietUntil) return 'quiet_by_day';
  const isAwake = (at: number): boolean => at >= quietUntil && at < quietFrom;
  return isAwake(reminderHour) && isAwake(promiseHour) ? undefined : 'reminder_in_quiet_hours';
}
