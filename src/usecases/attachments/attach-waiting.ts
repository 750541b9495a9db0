/** A new record takes the pictures and voice messages that its author sent just before. */
import type { Contact } from '../../storage/contacts.ts';
import type { FilingScene } from '../records/log-contacts.ts';

/** What comes within this time belongs together. */
export const togetherMs = 10 * 60_000;

/** They belong to every contact that the message filed. */
export async function attachWaiting(
  scene: FilingScene,
  contacts: readonly Pick<Contact, 'studentId'>[],
): Promise<void> {
  const { tables, person, now, inboxId } = scene;
  if (contacts.length === 0 || inboxId === undefined) return;
  const waiting = await tables.attachments.unattached(person.id, new Date(now.getTime() - togetherMs));
  for (const { id } of waiting)
    await tables.attachments.attach(id, { recordId: inboxId, sealedFor: sealedForThem(scene, contacts) });
}

/** The students of a record changed: what is attached follows them. */
export async function attachmentsFollow(
  scene: Pick<FilingScene, 'tables' | 'school'>,
  recordId: string | undefined,
): Promise<void> {
  if (recordId === undefined) return;
  const { tables, school } = scene;
  const contacts = await tables.contacts.ofRecord(school.id, recordId);
  if (contacts.length > 0) await tables.attachments.followRecord(recordId, sealedForThem(scene, contacts));
}

/** Under the key of the one student; of several the school's, since no one student's key may hide it from the others. */
export function sealedForThem(
  { school }: Pick<FilingScene, 'school'>,
  contacts: readonly Pick<Contact, 'studentId'>[],
): string {
  const [only, ...others] = new Set(contacts.map(({ studentId }) => studentId));
  return only === undefined || others.length > 0 ? school.id : only;
}
