/**
 * How many answers must be together before a school shows them. A change holds for rounds that close after it: two
 * minima over the same sheets would make two partitions, and their difference a group of its own.
 */
import { z } from 'zod';
import type { SmallestGroups } from './report.ts';

/** What CV-21 asks is the least. */
export const smallestNumbers = [3, 5, 10] as const;
export const fewestWords = 10;
const mostWords = 100;

const groupsSchema = z.strictObject({
  numbers: z.literal(smallestNumbers),
  words: z.int().min(fewestWords).max(mostWords),
});

const historySchema = z.array(groupsSchema.extend({ since: z.iso.datetime() }));

export function areSmallestGroups(groups: SmallestGroups): boolean {
  return groupsSchema.safeParse(groups).success;
}

/** Those in force at this moment. `stored` is what `withSmallestGroups` wrote. */
export function smallestGroupsAt(stored: string | undefined, at: Date): SmallestGroups {
  const known = read(stored).findLast(({ since }) => new Date(since).getTime() <= at.getTime());
  return known === undefined
    ? { numbers: 3, words: fewestWords }
    : { numbers: known.numbers, words: known.words };
}

export function withSmallestGroups(stored: string | undefined, groups: SmallestGroups, since: Date): string {
  return JSON.stringify([...read(stored), { ...groups, since: since.toISOString() }]);
}

function read(stored: string | undefined): z.output<typeof historySchema> {
  return stored === undefined ? [] : historySchema.parse(JSON.parse(stored));
}
