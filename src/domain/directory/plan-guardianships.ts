/** Who cares for whom, as the classes that were read say. What the school typed stands. */
import type { DirectoryPerson } from './directory-people.ts';
import type { DirectoryPlan, DirectoryRead, KnownDirectory } from './directory-plan.ts';
import type { Who } from './settle-who.ts';

export function planGuardianships(
  people: readonly DirectoryPerson[],
  who: Who,
  { known, read }: { readonly known: KnownDirectory; readonly read: DirectoryRead },
): { readonly said: DirectoryPlan['guardianships']; readonly unsaid: DirectoryPlan['endedGuardianships'] } {
  const before = new Map(known.guardianships.map((link) => [`${link.studentId}|${link.guardianId}`, link]));
  const mentioned = new Set<string>();
  const said: DirectoryPlan['guardianships'][number][] = [];
  for (const person of people) {
    const guardian = person.kind === 'guardian' ? who.refOf(person) : undefined;
    if (guardian === undefined) continue;
    for (const [child, relation] of person.children) {
      const student = who.studentRef(child);
      if (student === undefined) continue;
      const key = `${student}|${guardian}`;
      mentioned.add(key);
      const link = before.get(key);
      const stands =
        link !== undefined &&
        (link.source !== read.platform || (link.relation === relation && !link.isEnded));
      if (!stands) said.push({ student, guardian, relation });
    }
  }
  const readStudents = new Set(
    people.filter(({ kind }) => kind === 'student').map((person) => who.refOf(person)),
  );
  const unsaid = known.guardianships
    .filter(
      ({ source, isEnded, studentId }) => source === read.platform && !isEnded && readStudents.has(studentId),
    )
    .filter(({ studentId, guardianId }) => !mentioned.has(`${studentId}|${guardianId}`))
    .map(({ id }) => id);
  return { said, unsaid };
}
