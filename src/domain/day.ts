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

const monthLengths: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const shape = /^\d{4}-\d{2}-\d{2}$/;

export function isDay(text: string): text is Day {
  if (!shape.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0);
  return year >= 100 && day >= 1 && day <= length;
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

/** The proleptic Gregorian calendar by eras of 400 years, counted from March so that the leap day comes last. */
export function dayFromNumber(days: number): Day {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return readDay(
    `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`,
  );
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
  return dayFromNumber(Math.floor((at.getTime() + shanghaiOffsetMs) / dayMs));
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
