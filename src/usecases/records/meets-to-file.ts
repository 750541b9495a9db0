/** Students met today, as one record each; who has been met already is not filed a second time. */
import { metInPerson } from '../../domain/records/met-in-person.ts';
import type { PersonScene } from '../messages/message-scene.ts';

export async function meetsToFile(
  { tables, person, today }: Pick<PersonScene, 'tables' | 'person' | 'today'>,
  studentIds: readonly string[],
) {
  const contacts = await tables.contacts.byAuthor(person.id, today, today);
  const met = new Set(contacts.filter(metInPerson).map(({ studentId }) => studentId));
  return [...new Set(studentIds)]
    .filter((id) => !met.has(id))
    .map((id) => ({
      studentIds: [id],
      kind: 'daily_meet' as const,
      on: today,
      outcome: 'done' as const,
      spans: {},
    }));
}
