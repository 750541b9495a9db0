/** A new record takes the pictures and voice messages that its author sent just before. */
import type { NewContact } from '../../storage/contacts.ts';
import type { FilingScene } from '../records/log-contacts.ts';

/** What comes within this time belongs together. */
export const togetherMs = 10 * 60_000;

export async function attachWaiting(
  { tables, person, now, school }: FilingScene,
  contacts: readonly NewContact[],
): Promise<void> {
  const [first] = contacts;
  if (first === undefined) return;
  const waiting = await tables.attachments.unattached(person.id, new Date(now.getTime() - togetherMs));
  const isAboutOne = contacts.every(({ studentId }) => studentId === first.studentId);
  for (const { id } of waiting)
    await tables.attachments.attach(id, {
      contactId: first.id,
      sealedFor: isAboutOne ? first.studentId : school.id,
    });
}
