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
  /** Tells two duties of one rule apart, e.g. plan and summary of SONGSHI-30. */
  readonly part?: string;
  /** Person who owes it (CV-15). */
  readonly ownerId: string;
  readonly studentId?: string;
  /** Class (`5.3`), grade (`5`) or `school`, for duties that are not about one student. */
  readonly scope?: string;
  /** The mentor who is to be checked or scored. */
  readonly mentorId?: string;
  readonly window: Window;
  readonly state: DutyState;
  /** How many are asked in the window, and how many are there. */
  readonly asked: number;
  readonly done: number;
  /** Classes, grades or students of concern that a meeting left out. */
  readonly notTreated?: readonly string[];
}

type DutyName = Pick<Duty, 'rule' | 'part' | 'ownerId' | 'studentId' | 'scope' | 'mentorId' | 'window'>;

/** Stable over runs: the natural key of everything planned for this duty. */
export function dutyKey(duty: DutyName): string {
  const rule = duty.part === undefined ? duty.rule : `${duty.rule}/${duty.part}`;
  const subject = [duty.studentId ?? duty.scope ?? '', duty.mentorId]
    .filter((id) => id !== undefined)
    .join('+');
  return [rule, duty.ownerId, subject, duty.window.firstOn].join('|');
}
