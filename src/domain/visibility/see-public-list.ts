import type { PublicListEntry } from './thing.ts';

/** V-07: the only columns a list for everybody may have. */
const publicFields: readonly string[] = ['student_name', 'class', 'mentor_name'];

/** V-07: one column too many, and nobody is shown the line. */
export function isFitForPublic({ fields }: PublicListEntry): boolean {
  return fields.every((field) => publicFields.includes(field));
}
