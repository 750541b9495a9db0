import type { Database } from '../storage/open-database.ts';

/** By the school's own number, else by the whole name. Of none, or of several of one name, how many they are. */
export async function findStudent(
  { client }: Database,
  wanted: string,
): Promise<{ readonly schoolId: string; readonly studentId: string } | { readonly count: number }> {
  const students = { kind: 'student' };
  const numbered = await client.person.findMany({ where: { ...students, number: wanted } });
  const found =
    numbered.length > 0 ? numbered : await client.person.findMany({ where: { ...students, name: wanted } });
  const [only, another] = found;
  if (only === undefined || another !== undefined) return { count: found.length };
  return { schoolId: only.schoolId, studentId: only.id };
}
