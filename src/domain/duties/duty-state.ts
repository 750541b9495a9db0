/** CV-08: exactly one state at the end of a day. */
import type { DutyState } from './duty.ts';
import type { WindowSpan } from './window-span.ts';

/** What is the same for every window of one owner and subject. */
export interface Obligation {
  /** Number of the day asked about. */
  readonly on: number;
  readonly asked: number;
  /** CV-09; asked only where the answer matters. */
  isExcused(span: Pick<WindowSpan, 'first' | 'last'>): boolean;
}

/** What is met stays met, also under leave; nothing is excused before its window opens. */
export function dutyState(
  obligation: Obligation,
  span: Pick<WindowSpan, 'first' | 'last' | 'due'>,
  done: number,
): DutyState {
  if (obligation.on < span.first) return 'upcoming';
  if (done >= obligation.asked) return 'met';
  if (obligation.isExcused(span)) return 'excused';
  return obligation.on > span.due ? 'overdue' : 'open';
}
