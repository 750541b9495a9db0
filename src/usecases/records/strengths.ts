/** What was written down in forms that is good about a child, newest first. */
import type { Tables } from '../../storage/storage.ts';

const shownStrengths = 2;
/** Fields of the schemes' forms in which something good about the child is written down. */
const strengthFields = ['highlight', 'bright_spot', 'progress', 'study_strengths'] as const;

export async function strengthsOf(tables: Tables, studentId: string): Promise<string[]> {
  const entries = await tables.handIns.fieldsAbout(studentId, strengthFields, shownStrengths);
  return entries.flatMap((fields) => strengthFields.flatMap((name) => fields[name] ?? []));
}
