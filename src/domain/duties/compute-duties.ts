import type { Day } from '../day.ts';
import type { Duty } from './duty.ts';
import type { DutyInput } from './facts.ts';

/** Every duty of the school with its state at the end of day `on` (CV-08). */
export function computeDuties(input: DutyInput, on: Day): Duty[] {
  return input.startOn > on ? [] : [];
}
