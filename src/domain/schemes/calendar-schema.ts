/** Reads a school calendar from outside: a shipped file, a scenario, an import. */
import { z } from 'zod';
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import { isDay } from '../day.ts';

export const daySchema = z.string().refine(isDay, { error: 'not a calendar day written YYYY-MM-DD' });

const calendarSchema = z
  .strictObject({
    terms: z.array(z.strictObject({ firstOn: daySchema, lastOn: daySchema })).min(1),
    holidays: z.array(daySchema).default([]),
    makeUpDays: z.array(daySchema).default([]),
  })
  .superRefine(({ terms }, context) => {
    for (const [index, term] of terms.entries()) {
      if (term.lastOn < term.firstOn) context.addIssue(`term ${index + 1} ends before it begins`);
      const before = terms[index - 1];
      if (before && term.firstOn <= before.lastOn)
        context.addIssue(`term ${index + 1} overlaps the one before`);
    }
  });

/** Throws with every fault named. */
export function readCalendar(value: unknown): SchoolCalendar {
  const result = calendarSchema.safeParse(value);
  if (!result.success) throw new Error(`calendar: ${z.prettifyError(result.error)}`);
  return result.data;
}
