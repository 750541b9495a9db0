/** The settings that a school may give beside its rules, each with what may stand there. */
import { z } from 'zod';

const switchSchema = z.boolean();
/** Since midnight. */
const minuteOfDaySchema = z.int().min(0).max(1_440);
const minutesSchema = z
  .int()
  .min(0)
  .max(7 * 1_440);

export const schemeSettings = {
  /** */
  exam_ranks: switchSchema,
  /** A-34, and the hours in which it counts. */
  concern_day_from: minuteOfDaySchema,
  concern_day_until: minuteOfDaySchema,
  concern_ask_again_after: minutesSchema,
  concern_escalate_after: minutesSchema,
  concern_tell_again_after: minutesSchema,
  concern_tell_office_after: minutesSchema,
  concern_tells_homeroom_teacher: switchSchema,
} as const satisfies Readonly<Record<string, z.ZodType<string | number | boolean>>>;

export function isSchemeSetting(name: string): name is keyof typeof schemeSettings {
  return Object.hasOwn(schemeSettings, name);
}

/** The known name with the fewest letters changed, where it is near enough to have been meant. */
export function nearestSetting(written: string): string | undefined {
  const [best] = Object.keys(schemeSettings)
    .map((name) => ({ name, changes: lettersChanged(written.toLowerCase(), name) }))
    .sort((one, other) => one.changes - other.changes);
  return best !== undefined && best.changes <= best.name.length / 2 ? best.name : undefined;
}

/** Levenshtein: letters added, left out or exchanged. */
function lettersChanged(from: string, to: string): number {
  let before = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...from].entries()) {
    const now = [row + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const exchanged = (before[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      now.push(Math.min((before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, exchanged));
    }
    before = now;
  }
  return before[to.length] ?? 0;
}
