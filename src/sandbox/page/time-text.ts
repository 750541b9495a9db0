import {
  type Day,
  dayOf,
  instantOf,
  isDay,
  minuteOfDay,
  readTimeOfDay,
  weekdayOf,
} from '../../domain/day.ts';

const weekdayNames = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** `16:05` */
export function timeText(at: Date): string {
  const minutes = minuteOfDay(at);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** `9月3日` */
export function dayText(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** `周四` */
export function weekdayText(day: Day): string {
  return `周${weekdayNames[weekdayOf(day) - 1] ?? ''}`;
}

/** `9月3日 周四 16:05` */
export function momentText(at: Date): string {
  const day = dayOf(at);
  return `${dayText(day)} ${weekdayText(day)} ${timeText(at)}`;
}

/** What a `datetime-local` field holds: wall time in Asia/Shanghai, whole minutes. */
export function fieldText(at: Date): string {
  return `${dayOf(at)}T${timeText(at).padStart(5, '0')}`;
}

/** Reads the text of a `datetime-local` field; `undefined` where it names no existing minute. */
export function readFieldText(text: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(?::\d{2}(?:\.\d+)?)?$/.exec(text);
  const day = match?.[1] ?? '';
  return isDay(day) ? instantOf(day, readTimeOfDay(match?.[2] ?? '')) : undefined;
}
