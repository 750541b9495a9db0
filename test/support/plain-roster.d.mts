import type { Day } from '../../src/domain/day.ts';
import type { RosterPlan } from '../../src/domain/roster/roster-plan.ts';
import type { Platform } from '../../src/domain/vocabulary.ts';

export function plainRoster(parts: {
  readonly mentors: number;
  readonly menteesEach: number;
  readonly platform?: Platform;
  readonly from: Day;
}): RosterPlan;
export function userIdOf(staffKey: string): string;
export function talksOf(plan: RosterPlan): readonly { readonly userId: string; readonly student: string }[];
