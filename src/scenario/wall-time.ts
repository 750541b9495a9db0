/** Wall times, days and spans as a scenario writes them. Everything is Asia/Shanghai. */
import { type Day, dayOf, instantOf, isDay, readDay } from '../domain/day.ts';

const minuteMs = 60_000;
const unitMs = { s: 1_000, m: minuteMs, h: 60 * minuteMs, d: 24 * 60 * minuteMs } as const;

/** `2026-09-08T16:00`, with seconds where wanted. */
export function isWallTime(text: string): boolean {
  const [day = '', time = ''] = text.split('T');
  return isDay(day) && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time);
}

export function readWallTime(text: string): Date {
  const [day = '', time = '00:00'] = text.split('T');
  const [hours, minutes, seconds] = time.split(':').map(Number);
  const at = instantOf(readDay(day), (hours ?? 0) * 60 + (minutes ?? 0));
  return new Date(at.getTime() + (seconds ?? 0) * 1_000);
}

/** A day alone is its beginning, or as the end of a span its last moment. */
export function readMoment(text: string, edge: 'first' | 'last'): Date {
  if (!isDay(text)) return readWallTime(text);
  return edge === 'first' ? instantOf(text, 0) : new Date(instantOf(text, 24 * 60).getTime() - 1);
}

export function isDuration(text: string): boolean {
  return /^\d+(\.\d+)?[smhd]$/.test(text) || /^P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/.test(text);
}

/** `90s`, `30m`, `2h`, `1d`, or `PT2H`; a number alone is minutes. */
export function readDurationMs(duration: string | number): number {
  if (typeof duration === 'number') return duration * minuteMs;
  const [date = '', time = ''] = duration.startsWith('P') ? duration.slice(1).split('T') : [];
  if (duration.startsWith('P')) return sumOfUnits(`${date.toLowerCase()}${time.toLowerCase()}`);
  return sumOfUnits(duration);
}

function sumOfUnits(text: string): number {
  let ms = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)) {
    if (unit === 's' || unit === 'm' || unit === 'h' || unit === 'd') ms += Number(number) * unitMs[unit];
  }
  return ms;
}

/** Every day from the first to the last. */
export function daysFrom(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let at = instantOf(first, 0); dayOf(at) <= last; at = new Date(at.getTime() + unitMs.d)) {
    days.push(dayOf(at));
  }
  return days;
}
