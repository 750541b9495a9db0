/** Spans of day numbers, both ends included. Lists are ascending and do not overlap. */
import { type Day, dayNumber } from '../day.ts';

export interface Interval {
  readonly first: number;
  readonly last: number;
}

export function intervalOf(fromOn: Day, untilOn: Day | undefined): Interval {
  return {
    first: dayNumber(fromOn),
    last: untilOn === undefined ? Number.POSITIVE_INFINITY : dayNumber(untilOn),
  };
}

/** Sorts and joins what overlaps or touches; spans that end before they begin are left out. */
export function mergeIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const merged: Interval[] = [];
  const ascending = intervals.filter(({ first, last }) => first <= last).sort((a, b) => a.first - b.first);
  for (const interval of ascending) {
    const before = merged.at(-1);
    if (before && interval.first <= before.last + 1) {
      merged[merged.length - 1] = { first: before.first, last: Math.max(before.last, interval.last) };
    } else merged.push(interval);
  }
  return merged;
}

export function contains(intervals: readonly Interval[], number: number): boolean {
  for (const { first, last } of intervals) if (first <= number && number <= last) return true;
  return false;
}

/** How many of the days counted by `countUpTo` lie both in the intervals and in the span. */
export function countWithin(
  intervals: readonly Interval[],
  span: Interval,
  countUpTo: (number: number) => number,
): number {
  let count = 0;
  for (const { first, last } of intervals) {
    const from = Math.max(first, span.first);
    const to = Math.min(last, span.last);
    if (from <= to) count += countUpTo(to) - countUpTo(from - 1);
  }
  return count;
}
