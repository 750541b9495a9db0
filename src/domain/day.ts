/**
 * Calendar days and wall time in Asia/Shanghai (CV-01). A day is text, `YYYY-MM-DD`, so that it sorts, compares and
 * travels through both databases unchanged. China has had no daylight saving time since 1991: the offset is constant.
 */
declare const dayBrand: unique symbol;
export type Day = string & { readonly [dayBrand]: true };

/** 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const shanghaiOffsetMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;
const weekdays: readonly Weekday[] = [7, 1, 2, 3, 4, 5, 6];

export function isDay(text: string): text is Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(time).toISOString().startsWith(text);
}

/** Throws RangeError where the text is not an existing day written `YYYY-MM-DD`. */
export function readDay(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a calendar day: ${JSON.stringify(text)}`);
  return text;
}

/** Days since 1970-01-01: the number to calculate with. */
export function dayNumber(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / dayMs;
}

export function dayFromNumber(days: number): Day {
  return readDay(new Date(days * dayMs).toISOString().slice(0, 10));
}

export function addDays(day: Day, count: number): Day {
  return dayFromNumber(dayNumber(day) + count);
}

/** Whole days from `first` to `last`; negative where `last` lies earlier. */
export function daysBetween(first: Day, last: Day): number {
  return dayNumber(last) - dayNumber(first);
}

export function weekdayOf(day: Day): Weekday {
  return weekdays[new Date(dayNumber(day) * dayMs).getUTCDay()] ?? 1;
}

export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

export function dayOf(at: Date): Day {
  return readDay(new Date(at.getTime() + shanghaiOffsetMs).toISOString().slice(0, 10));
}

/** Minutes since midnight in Asia/Shanghai. */
export function minuteOfDay(at: Date): number {
  const local = new Date(at.getTime() + shanghaiOffsetMs);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
}

/** The instant of a wall time, given in minutes since midnight; 1440 is the end of the day. */
export function instantOf(day: Day, minutes: number): Date {
  return new Date(dayNumber(day) * dayMs + minutes * 60_000 - shanghaiOffsetMs);
}

/** Reads `HH:MM` as minutes since midnight; throws RangeError on anything else. */
export function readTimeOfDay(text: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) throw new RangeError(`not a time of day: ${JSON.stringify(text)}`);
  return Number(match[1]) * 60 + Number(match[2]);
}
