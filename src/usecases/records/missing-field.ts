/** A field that a scheme demands and a record lacks: found, asked for anew, and filled in when told. */
import { fieldToAsk } from '../../domain/duties/missing-fields.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { Acted, MessageScene, PersonScene } from '../messages/message-scene.ts';
import { aboutField } from './ask-missing-field.ts';
import { describeRecord } from './log-contacts.ts';

export async function findMissingField(
  scene: Pick<PersonScene, 'tables' | 'schemeVersions'>,
  contact: Contact,
): Promise<string | undefined> {
  const fields = await scene.tables.contacts.fields(contact);
  return fieldToAsk(scene.schemeVersions, { ...contact, on: contact.occurredOn, fields });
}

/** Asks again for what a draft lacks. */
export async function askFieldAnew(scene: MessageScene, contact: Contact): Promise<Acted> {
  const field = await findMissingField(scene, contact);
  const words = field === undefined ? undefined : scene.cards.words.fields[field];
  if (words === undefined) return { intent: 'drafts', reply: scene.cards.fill('draft_list_empty', {}) };
  await scene.tables.questions.put(aboutField(scene, contact.id));
  return {
    intent: 'ask_missing_field',
    reply: scene.cards.fill('ask_missing_field', { ...described(scene, contact), ask: words.ask }),
    aboutStudentId: contact.studentId,
  };
}

/** `undefined` where the contact is gone or lacks nothing. */
export async function fillMissingField(
  scene: MessageScene,
  contactId: string,
  value: string,
): Promise<Acted | undefined> {
  const { tables, cards } = scene;
  const [contact] = await tables.contacts.standing([contactId]);
  if (contact === undefined || contact.authorId !== scene.person.id) return undefined;
  const field = await findMissingField(scene, contact);
  if (field === undefined) return undefined;
  await tables.contacts.setFields(contact, { ...(await tables.contacts.fields(contact)), [field]: value });
  await tables.audit.add([
    {
      id: scene.newId(),
      schoolId: scene.school.id,
      at: scene.now,
      actorId: scene.person.id,
      verb: 'contact_completed',
      subjectId: contact.id,
      detail: { field },
    },
  ]);
  return {
    intent: 'complete',
    reply: cards.fill('field_filed', {
      ...described(scene, contact),
      field: cards.words.fields[field]?.name ?? field,
      value,
    }),
    aboutStudentId: contact.studentId,
  };
}

/** 「效果：家长愿意配合」: told by its name, for the newest own contact that lacks it. */
export async function fillNamedField(scene: MessageScene, text: string): Promise<Acted | undefined> {
  const names = Object.values(scene.cards.words.fields).map(({ name }) => name);
  const name = names.find((known) => new RegExp(`^\\s*${known}\\s*[:：]`, 'u').test(text));
  const value = name === undefined ? '' : text.slice(text.search(/[:：]/u) + 1).trim();
  if (value === '') return undefined;
  for (const contact of await newestFirst(scene)) {
    const filled = await fillMissingField(scene, contact.id, value);
    if (filled !== undefined) return filled;
  }
  return undefined;
}

const lookedBackMs = 14 * 24 * 60 * 60_000;

async function newestFirst({ tables, person, now }: MessageScene): Promise<readonly Contact[]> {
  const recent = await tables.contacts.filedSince(person.id, new Date(now.getTime() - lookedBackMs));
  return recent.toReversed();
}

function described(scene: MessageScene, contact: Contact) {
  const { students, kind, day } = describeRecord(scene, {
    ...contact,
    studentIds: [contact.studentId],
    on: contact.occurredOn,
  });
  return { students, kind, day };
}
