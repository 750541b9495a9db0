/**
 * One picture of a record, for whoever may see the words of that record (V-01, V-02, V-09). Another's, and every
 * restricted one, leaves a line in the audit, in the same transaction (V-10).
 */
import type { Contact } from '../../storage/contacts.ts';
import type { WebSession } from '../../storage/web-sessions.ts';
import type { PersonScene } from '../messages/message-scene.ts';
import { type OwnPageDeps, ownScene } from '../own-page/own-scene.ts';
import { seeContact } from '../records/see-contact.ts';
import { hasSteppedUp } from '../sign-in/has-stepped-up.ts';

export interface OpenPicture {
  readonly session: WebSession;
  readonly pictureId: string;
  readonly now: Date;
}

export interface OpenedPicture {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

/** `not_here`: none, another school's, taken back, or not this person's to see: they look alike. */
export type PictureRefusal = 'not_here' | 'sign_in_again';

export function openPicture(
  deps: OwnPageDeps,
  { session, pictureId, now }: OpenPicture,
): Promise<OpenedPicture | { readonly refused: PictureRefusal }> {
  return deps.storage.transaction(async (tables) => {
    const scene = await ownScene(deps, tables, session, now);
    if (scene?.person.kind !== 'staff') return { refused: 'not_here' };
    const picture = await tables.attachments.picture(scene.school.id, pictureId);
    if (picture === undefined) return { refused: 'not_here' };
    const contact = await contactSeen(scene, picture.recordId);
    const content = contact && (await tables.attachments.content(picture.id));
    if (contact === undefined || content === undefined) return { refused: 'not_here' };
    if (contact.isRestricted && !hasSteppedUp(session, now)) return { refused: 'sign_in_again' };
    if (contact.isRestricted || contact.authorId !== scene.person.id)
      await tables.audit.add([
        {
          id: deps.newId(),
          schoolId: scene.school.id,
          at: now,
          actorId: scene.person.id,
          verb: 'picture_opened',
          subjectId: contact.studentId,
          detail: { contact: contact.id, author: contact.authorId, picture: picture.id },
        },
      ]);
    return content;
  });
}

/** The contact by which this person may see what belongs to the record; all of one message have one author and one sight. */
async function contactSeen(scene: PersonScene, recordId: string): Promise<Contact | undefined> {
  for (const contact of await scene.tables.contacts.ofRecord(scene.school.id, recordId))
    if ((await seeContact(scene, contact)) === 'all') return contact;
  return undefined;
}
