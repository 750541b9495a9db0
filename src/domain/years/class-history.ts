/** In which class a student was on a day. */
import type { Day } from '../day.ts';
import type { StudentFact } from '../duties/facts.ts';

export const enrolmentReasons = ['entered', 'promoted', 'moved'] as const;
export type EnrolmentReason = (typeof enrolmentReasons)[number];

export interface Enrolment {
  readonly studentId: string;
  readonly classKey: string;
  readonly fromOn: Day;
  /** Last day. */
  readonly untilOn?: Day;
  readonly reason: EnrolmentReason;
}

export interface ClassPlace {
  readonly classKey: string;
  readonly grade: string;
}

/** A student who was never anywhere else has no history: the class is that of every day. */
export function placeOn({ classKey, grade, places = [] }: StudentFact, on: Day): ClassPlace {
  const place = places.findLast(({ fromOn }) => fromOn <= on) ?? places[0];
  return place === undefined ? { classKey, grade } : { classKey: place.classKey, grade: place.grade };
}

/** Still at the school on that day. */
export function isAtSchool({ leftOn, places = [] }: StudentFact, on: Day): boolean {
  const last = places.findLast(({ fromOn }) => fromOn <= on)?.untilOn ?? leftOn;
  return last === undefined || on <= last;
}

export function gradeOf(classKey: string): string {
  return classKey.split('.')[0] ?? '';
}
