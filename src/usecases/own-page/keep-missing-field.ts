/** A page asks nothing back: what the scheme demands of a record beside its line waits among the drafts. */
import { fieldToAsk } from '../../domain/duties/missing-fields.ts';
import type { NewContact } from '../../storage/contacts.ts';
import type { PersonScene } from '../messages/message-scene.ts';

export async function keepMissingField(
  scene: PersonScene,
  contact: NewContact,
  inboxId: string,
): Promise<void> {
  const { tables, newId, school, person, now, cards } = scene;
  const field = fieldToAsk(scene.schemeVersions, { ...contact, on: contact.occurredOn });
  if (field === undefined || cards.words.fields[field] === undefined) return;
  await tables.drafts.add({
    id: newId(),
    schoolId: school.id,
    personId: person.id,
    inboxId,
    about: 'missing_field',
    candidates: [contact.id],
    settled: {},
    saidAt: now,
    // The record has its words, sealed for its student.
    sealedFor: school.id,
    text: '',
    writtenAt: now,
  });
}
