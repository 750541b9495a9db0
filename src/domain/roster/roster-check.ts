/** What came of looking through a roster file: the plan, and the rows that are not in it. */
import type { CalendarPlan } from './calendar-rows.ts';
import type { RosterPlan } from './roster-plan.ts';
import type { RosterReason } from './roster-reason.ts';

export type SheetKind = 'students' | 'staff' | 'guardians' | 'calendar';

export interface RosterFailure {
  readonly sheet: string;
  /** As numbered in the file; the row of the headings where the whole sheet is meant. */
  readonly row: number;
  readonly reason: RosterReason;
}

/** How a sheet was understood, to be shown before anything is written. */
export interface RosterSheet {
  readonly name: string;
  readonly kind: SheetKind;
  readonly headingRow: number;
  readonly dataRows: number;
  /** Headings whose columns are not read. */
  readonly ignoredHeadings: readonly string[];
}

export interface RosterCheck extends RosterPlan {
  readonly sheets: readonly RosterSheet[];
  readonly calendar: CalendarPlan;
  /** In the order of the file. A failed row is in no part of the plan. */
  readonly failures: readonly RosterFailure[];
}

/** No row of any sheet could be read. */
export function hasNothing({ staff, students, calendar }: RosterCheck): boolean {
  const { terms, holidays, makeUpDays } = calendar;
  return [staff, students, terms, holidays, makeUpDays].every((list) => list.length === 0);
}
