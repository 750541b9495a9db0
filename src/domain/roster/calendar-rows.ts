/** The rows of a school calendar: terms, holidays, days of a weekend on which school is held (CV-02). */
import { addDays, type Day, daysBetween } from '../day.ts';
import { readRosterDay } from './roster-day.ts';
import { type RosterDraft, tryRow } from './roster-draft.ts';
import { RowRefused } from './roster-reason.ts';
import type { CalendarRow } from './roster-tables.ts';
import { calendarWords } from './roster-words.ts';
import { meaningOf, shownWords } from './word-meaning.ts';

export interface CalendarPlan {
  /** In the order of time. One that is there and shares days with one of these gives way to it. */
  readonly terms: readonly { readonly firstOn: Day; readonly lastOn: Day }[];
  readonly holidays: readonly Day[];
  readonly makeUpDays: readonly Day[];
}

/** Beyond any that a school has: a wrong year at the end of a row. */
const mostDays = { term: 250, holiday: 100, make_up: 14 } as const;

export function readCalendarRows(draft: RosterDraft, rows: readonly CalendarRow[]): CalendarPlan {
  const terms: { firstOn: Day; lastOn: Day; row: number }[] = [];
  const days = { holiday: new Set<Day>(), make_up: new Set<Day>() };
  for (const row of rows) {
    tryRow(draft, row, () => {
      const { kind, firstOn, lastOn } = readRow(row);
      if (kind !== 'term') {
        const other = days[kind === 'holiday' ? 'make_up' : 'holiday'];
        for (const day of daysFrom(firstOn, lastOn)) {
          days[kind].add(day);
          // What is written later is the exception to what is written before.
          other.delete(day);
        }
        return;
      }
      const shared = terms.find((term) => term.firstOn <= lastOn && firstOn <= term.lastOn);
      if (shared !== undefined) throw new RowRefused({ code: 'calendar_overlap', row: shared.row });
      terms.push({ firstOn, lastOn, row: row.row });
    });
  }
  return {
    terms: terms
      .map(({ firstOn, lastOn }) => ({ firstOn, lastOn }))
      .sort((one, other) => (one.firstOn < other.firstOn ? -1 : 1)),
    holidays: [...days.holiday].sort(),
    makeUpDays: [...days.make_up].sort(),
  };
}

function readRow({ cells }: CalendarRow) {
  const kind = meaningOf(calendarWords, cells.kind ?? '');
  if (kind === undefined)
    throw new RowRefused({
      code: 'calendar_kind_unknown',
      found: cells.kind ?? '',
      allowed: shownWords(calendarWords),
    });
  if (cells.firstOn === undefined || (kind === 'term' && cells.lastOn === undefined))
    throw new RowRefused({ code: 'calendar_day_missing' });
  const firstOn = readRosterDay(cells.firstOn);
  const lastOn = cells.lastOn === undefined ? firstOn : readRosterDay(cells.lastOn);
  if (lastOn < firstOn) throw new RowRefused({ code: 'calendar_backwards' });
  if (daysBetween(firstOn, lastOn) >= mostDays[kind])
    throw new RowRefused({ code: 'calendar_too_long', found: firstOn });
  return { kind, firstOn, lastOn };
}

function daysFrom(firstOn: Day, lastOn: Day): readonly Day[] {
  return Array.from({ length: daysBetween(firstOn, lastOn) + 1 }, (_, index) => addDays(firstOn, index));
}
