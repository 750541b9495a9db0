/** The order in which open duties are shown (待办): nobody is overlooked, then what is due first. */
import { type Day, daysBetween } from '../day.ts';
import type { Duty } from './duty.ts';

/** Students without any contact on top, then the nearest last day, then those longest without a contact. */
export function byUrgency(
  duties: readonly Duty[],
  lastContactOn: (studentId: string) => Day | undefined,
): Duty[] {
  const contactOf = ({ studentId }: Duty) => studentId && lastContactOn(studentId);
  const isOverlooked = (duty: Duty) => duty.studentId !== undefined && contactOf(duty) === undefined;
  return duties.toSorted(
    (a, b) =>
      Number(isOverlooked(b)) - Number(isOverlooked(a)) ||
      compare(a.window.lastOn, b.window.lastOn) ||
      compare(contactOf(a) ?? '', contactOf(b) ?? '') ||
      compare(a.studentId ?? a.scope ?? '', b.studentId ?? b.scope ?? '') ||
      compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What is due later is not put before a person every day. */
const soonDays = 31;

export function isDueSoon({ window }: Pick<Duty, 'window'>, today: Day): boolean {
  return daysBetween(today, window.lastOn) <= soonDays;
}
