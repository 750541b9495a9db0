/** What is remembered of a reading, so that an equal one writes nothing and a shorter one shows who is gone. */
import { type DirectoryPerson, keyOfClass } from './directory-people.ts';
import type { DirectoryPlan, DirectoryRead, KnownDirectory } from './directory-plan.ts';
import type { Who } from './settle-who.ts';

type NewEntry = DirectoryPlan['entries'][number];

export function planEntries(
  people: readonly DirectoryPerson[],
  who: Who,
  { known, read, digest }: { known: KnownDirectory; read: DirectoryRead; digest: (text: string) => string },
): readonly NewEntry[] {
  const before = new Map(known.entries.map((entry) => [`${entry.kind} ${entry.externalId}`, entry]));
  const now = [
    ...(read.school?.list.classes ?? []).map(
      (unit): NewEntry => ({
        kind: 'class',
        externalId: unit.id,
        digest: digest(JSON.stringify([unit.name, keyOfClass(unit)])),
      }),
    ),
    ...people.map((person): NewEntry => {
      const ref = who.refOf(person);
      return {
        kind: person.kind,
        externalId: person.id,
        digest: digest(JSON.stringify([person.name, person.number, person.phone, person.classKey])),
        ...(person.classId === undefined ? {} : { parentId: person.classId }),
        ...(ref === undefined ? {} : { person: ref }),
      };
    }),
  ];
  return now.filter((entry) => {
    const old = before.get(`${entry.kind} ${entry.externalId}`);
    return (
      old === undefined ||
      old.isMissing ||
      old.digest !== entry.digest ||
      old.parentId !== entry.parentId ||
      old.personId !== entry.person
    );
  });
}
