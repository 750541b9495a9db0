/** When a push may leave: never in quiet hours, never more than a person's number a day or a week. */
import { addDays, dayOf, instantOf, minuteOfDay, mondayOf } from '../day.ts';
import type { PersonKind } from '../vocabulary.ts';

/** Times in minutes since midnight, Asia/Shanghai. */
export interface SendingLimits {
  readonly quietFrom: number;
  readonly quietUntil: number;
  readonly staffPushesPerDay: number;
  readonly guardianPushesPerDay: number;
  readonly guardianPushesPerWeek: number;
}

/** `at` itself outside quiet hours, else the moment they end. */
export function nextWakingMoment(at: Date, { quietFrom, quietUntil }: SendingLimits): Date {
  const minute = minuteOfDay(at);
  const day = dayOf(at);
  if (quietFrom <= quietUntil) {
    return minute >= quietFrom && minute < quietUntil ? instantOf(day, quietUntil) : at;
  }
  if (minute >= quietFrom) return instantOf(addDays(day, 1), quietUntil);
  return minute < quietUntil ? instantOf(day, quietUntil) : at;
}

/** The first moment of the next day on which a push may leave. */
export function nextMorning(at: Date, limits: SendingLimits): Date {
  return instantOf(addDays(dayOf(at), 1), limits.quietUntil);
}

/** Pushes already sent on this day and in this week (Monday to Sunday), to one person. */
export interface SentSoFar {
  readonly today: number;
  readonly thisWeek: number;
}

export function hasRoom(kind: PersonKind, sent: SentSoFar, limits: SendingLimits): boolean {
  if (kind === 'staff') return sent.today < limits.staffPushesPerDay;
  return sent.today < limits.guardianPushesPerDay && sent.thisWeek < limits.guardianPushesPerWeek;
}

export function startOfDay(at: Date): Date {
  return instantOf(dayOf(at), 0);
}

export function startOfWeek(at: Date): Date {
  return instantOf(mondayOf(dayOf(at)), 0);
}

/** The next slot after `now`, of hours in the order of the day: what a clock that jumps must not jump over. */
export function nextSlotAt(now: Date, slotHours: readonly number[]): Date {
  const today = dayOf(now);
  const left = slotHours.map((hour) => instantOf(today, hour)).find((slot) => slot > now);
  return left ?? instantOf(addDays(today, 1), slotHours[0] ?? 0);
}
