import { type Day, isDay } from '../day.ts';
import { RowRefused } from './roster-reason.ts';
import { writtenDay } from './roster-words.ts';

const earliestYear = 2000;
const latestYear = 2100;
const compact = /^(\d{4})(\d{2})(\d{2})$/;

/** 2026-09-07, 2026/9/7, 2026.9.7, 2026年9月7日, 20260907. A day without its year is not guessed. */
export function readRosterDay(written: string): Day {
  const text = written.normalize('NFKC').replace(/\s+/g, '');
  const [, year = '', month = '', day = ''] = writtenDay.exec(text) ?? compact.exec(text) ?? [];
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isExistingDay(found) || Number(year) < earliestYear || Number(year) > latestYear)
    throw new RowRefused({ code: 'date_unreadable', found: written });
  return found;
}

/** A month 13 makes `isDay` throw, an empty text makes it false. */
function isExistingDay(text: string): text is Day {
  return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text) && isDay(text);
}
