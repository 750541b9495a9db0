import { dayOf, minuteOfDay } from '../domain/day.ts';
import type { Diagnosis } from './diagnosis.ts';

/** A reminder may be a minute early; signatures of callbacks bear an hour (DingTalk), certificates a day. */
const tolerableSeconds = 60;
/** Before this program existed: a battery is empty, or the clock was never set. */
const programBeganOn = '2026-01-01';

export function checkClock(now: Date, platformTime: Date | undefined): readonly Diagnosis[] {
  const time = `${dayOf(now)} ${timeOfDay(now)}`;
  if (dayOf(now) < programBeganOn) return [{ code: 'clock_long_past', with: { time } }];
  if (platformTime === undefined) return [{ code: 'clock_unchecked', with: { time } }];
  const seconds = Math.round(Math.abs(now.getTime() - platformTime.getTime()) / 1000);
  return [{ code: seconds > tolerableSeconds ? 'clock_off' : 'clock_good', with: { time, seconds } }];
}

function timeOfDay(at: Date): string {
  const minute = minuteOfDay(at);
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
