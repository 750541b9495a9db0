/** What the duty engine takes and gives. Pure data; see `compute-duties.ts`. */
import type { Day } from '../day.ts';

/** State at the end of a day (CV-08). */
export const dutyStates = ['upcoming', 'open', 'met', 'overdue', 'excused'] as const;
export type DutyState = (typeof dutyStates)[number];

/** A span of days as cut by the term (CV-03), named by its first calendar day. */
export interface Window {
  readonly firstOn: Day;
  readonly lastOn: Day;
}

export interface Duty {
  /** Rule id, e.g. `SHEWOBO-32`. */
  readonly rule: string;
  /** Person who owes it (CV-15). */
  readonly ownerId: string;
  readonly studentId?: string;
  /** Class (`5.3`), grade (`5`) or `school`, for duties that are not about one student. */
  readonly scope?: string;
  readonly window: Window;
  readonly state: DutyState;
  /** How many are asked in the window, and how many are there. */
  readonly asked: number;
  readonly done: number;
}

/** Stable over runs: the natural key of everything planned for this duty. */
export function dutyKey(duty: Pick<Duty, 'rule' | 'ownerId' | 'studentId' | 'scope' | 'window'>): string {
  return [duty.rule, duty.ownerId, duty.studentId ?? duty.scope ?? '', duty.window.firstOn].join('|');
}
