/** The school's own calendar as it is entered per school year (CV-02). Days are inclusive. */
import type { Day } from '../day.ts';

export interface Term {
  readonly firstOn: Day;
  readonly lastOn: Day;
}

export interface SchoolCalendar {
  /** In the order of time, without overlap. A term that begins in July or later opens a new school year. */
  readonly terms: readonly Term[];
  readonly holidays: readonly Day[];
  /** Days of a weekend on which school is held (调休上课日). */
  readonly makeUpDays: readonly Day[];
}
