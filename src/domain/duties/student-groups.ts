/** CV-05: the days on which a student belongs to the group a line is about. */
import { dayNumber } from '../day.ts';
import type { SchemeVersion, StudentGroup } from '../schemes/scheme.ts';
import { studentOfConcern } from '../vocabulary.ts';
import type { StudentFact } from './facts.ts';
import { countWithin, type Interval, mergeIntervals } from './intervals.ts';
import type { WindowSpan } from './window-span.ts';

/** From the day after the flag was set to the day it was cleared. */
export function flaggedDays(
  student: StudentFact | undefined,
  { specialCategories }: SchemeVersion,
  group: StudentGroup,
): readonly Interval[] {
  if (!student || group === 'all') return [];
  const counts = (category: string) =>
    group === 'of_concern' ? category === studentOfConcern : specialCategories.includes(category);
  return mergeIntervals(
    student.flags
      .filter(({ category }) => counts(category))
      .map(({ fromOn, untilOn }) => ({
        first: dayNumber(fromOn) + 1,
        last: untilOn === undefined ? Number.POSITIVE_INFINITY : dayNumber(untilOn),
      })),
  );
}

/** A group to which a student without any flag never belongs. */
export function isOfFlagged(group: StudentGroup): boolean {
  return group === 'special' || group === 'of_concern';
}

/** On at least half of the window's school days the student was one of the group. */
export function isMostlyInGroup(
  group: StudentGroup,
  flagged: readonly Interval[],
  span: WindowSpan,
  countSchoolDays: (number: number) => number,
): boolean {
  if (group === 'all') return true;
  const days = countWithin(flagged, span, countSchoolDays);
  return (group === 'ordinary' ? span.schoolDays - days : days) * 2 >= span.schoolDays;
}
