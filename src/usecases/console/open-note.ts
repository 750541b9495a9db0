/** The words of a contact, opened on purpose: another's leave a line in the audit, in the same transaction (V-10). */
import { isAnothersNote } from '../../domain/visibility/sight.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { Tables } from '../../storage/storage.ts';
import type { WebSession } from '../../storage/web-sessions.ts';
import type { OwnPageDeps } from '../own-page/own-scene.ts';
import { seeContact } from '../records/see-contact.ts';
import { hasSteppedUp } from '../sign-in/has-stepped-up.ts';
import { consoleScene, placeIn } from './console-scene.ts';

export interface OpenNote {
  readonly session: WebSession;
  readonly contactId: string;
  readonly now: Date;
}

export interface OpenedNote {
  readonly studentId: string;
  readonly student: string;
  readonly day: string;
  readonly kind: string;
  readonly author: string;
  readonly note: string;
  /** Ids of the pictures that belong to it. */
  readonly pictures: readonly string[];
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

export type NoteRefusal = 'not_yours' | { readonly signInAgainFor: string };

export function openNote(
  deps: OwnPageDeps,
  { session, contactId, now }: OpenNote,
): Promise<OpenedNote | { readonly refused: NoteRefusal }> {
  return deps.storage.transaction(async (tables) => {
    const scene = await consoleScene(deps, tables, session, now);
    const contact = scene && (await tables.contacts.find(scene.school.id, contactId));
    if (scene === undefined || contact === undefined) return { refused: 'not_yours' };
    const [standing] = await tables.contacts.standing([contact.id]);
    const student = scene.roster.pupilById.get(contact.studentId);
    if (standing === undefined || student === undefined || (await seeContact(scene, contact)) !== 'all')
      return { refused: 'not_yours' };
    if (contact.isRestricted && !hasSteppedUp(session, now))
      return { refused: { signInAgainFor: contact.studentId } };
    const thing = {
      kind: 'contact_note',
      student: placeIn(contact.studentId, student.className),
      authorId: contact.authorId,
      isRestricted: contact.isRestricted,
      receivedByIds: [],
    } as const;
    if (isAnothersNote(scene.look.viewer, thing))
      await tables.audit.add([
        {
          id: deps.newId(),
          schoolId: scene.school.id,
          at: now,
          actorId: scene.person.id,
          verb: 'note_opened',
          subjectId: contact.studentId,
          detail: { contact: contact.id, author: contact.authorId },
        },
      ]);
    const fields = await tables.contacts.fields(contact);
    return {
      studentId: contact.studentId,
      student: student.name,
      day: scene.cards.say.day(contact.occurredOn, scene.today),
      kind: scene.cards.say.kind(contact.kind),
      author: scene.roster.people.get(contact.authorId)?.name ?? '',
      note: await tables.contacts.note(contact),
      pictures: await pictureIdsOf(tables, contact),
      fields: Object.entries(fields).map(([name, value]) => ({
        name: scene.cards.words.fields[name]?.name ?? name,
        value,
      })),
    };
  });
}

async function pictureIdsOf(
  { attachments }: Pick<Tables, 'attachments'>,
  { inboxId }: Pick<Contact, 'inboxId'>,
): Promise<string[]> {
  const pictures = inboxId === undefined ? [] : await attachments.picturesOf([inboxId]);
  return pictures.map(({ id }) => id);
}
