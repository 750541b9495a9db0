/** CV-08: exactly one state at the end of a day. */
import type { DutyState } from './duty.ts';

export interface Progress {
  /** Day numbers: the window's first day, the last day on which it can be met, and the day asked about. */
  readonly first: number;
  readonly due: number;
  readonly on: number;
  readonly asked: number;
  readonly done: number;
  /** CV-09; asked only where the answer matters. */
  isExcused(): boolean;
}

/** What is met stays met, also under leave; nothing is excused before its window opens. */
export function dutyState(progress: Progress): DutyState {
  if (progress.done >= progress.asked) return 'met';
  if (progress.on < progress.first) return 'upcoming';
  if (progress.isExcused()) return 'excused';
  return progress.on > progress.due ? 'overdue' : 'open';
}
