/** A field that a scheme demands and a record lacks: found, asked for anew, and filled in when told. */
import { fieldToAsk } from '../../domain/duties/missing-fields.ts';
import type { Contact } from '../../storage/contacts.ts';
import type { Acted, MessageScene, PersonScene } from '../messages/message-scene.ts';
import { awaitField } from './ask-missing-field.ts';
import { auditBase } from './audit-base.ts';
import { fillHandInField } from './hand-in-fields.ts';
import { describeRecord } from './log-contacts.ts';

export async function findMissingField(
  scene: Pick<PersonScene, 'tables' | 'schemeVersions'>,
  contact: Contact,
): Promise<string | undefined> {
  const fields = await scene.tables.contacts.fields(contact);
  return fieldToAsk(scene.schemeVersions, { ...contact, on: contact.occurredOn, fields });
}

/** Asks again for what a draft lacks. */
export async function askFieldAnew(scene: MessageScene, contacts: readonly Contact[]): Promise<Acted> {
  const { field, lacking } = await lackingOf(scene, contacts);
  const words = field === undefined ? undefined : scene.cards.words.fields[field];
  const about = described(scene, lacking);
  if (words === undefined || about === undefined)
    return { intent: 'drafts', reply: scene.cards.fill('draft_list_empty', {}) };
  await awaitField(
    scene,
    lacking.map(({ id }) => id),
  );
  return {
    intent: 'ask_missing_field',
    reply: scene.cards.fill('ask_missing_field', { ...about, ask: words.ask }),
    ...aboutOnly(lacking),
    ...showing(lacking),
  };
}

/** `contactIds`: of contacts, or of an entry that was handed in. `undefined` where they are gone or lack nothing. */
export async function fillMissingField(
  scene: MessageScene,
  contactIds: readonly string[],
  value: string,
): Promise<Acted | undefined> {
  const { tables, cards, person } = scene;
  const own = (await tables.contacts.standing(contactIds)).filter(({ authorId }) => authorId === person.id);
  const { field, lacking } = await lackingOf(scene, own);
  const about = described(scene, lacking);
  if (field === undefined || about === undefined) return fillHandInField(scene, value, { ids: contactIds });
  for (const contact of lacking)
    await tables.contacts.setFields(contact, { ...(await tables.contacts.fields(contact)), [field]: value });
  await tables.audit.add(
    lacking.map(({ id }) => ({
      ...auditBase(scene),
      verb: 'contact_completed' as const,
      subjectId: id,
      detail: { field },
    })),
  );
  const name = cards.words.fields[field]?.name ?? field;
  return {
    intent: 'complete',
    reply: cards.fill('field_filed', { ...about, field: name, value }),
    ...aboutOnly(lacking),
    ...showing(lacking),
  };
}

/** The first field that one of them lacks, and all that lack it. */
async function lackingOf(
  scene: MessageScene,
  contacts: readonly Contact[],
): Promise<{ readonly field: string | undefined; readonly lacking: readonly Contact[] }> {
  const asked = await Promise.all(
    contacts.map(async (contact) => ({ contact, field: await findMissingField(scene, contact) })),
  );
  const field = asked.find((one) => one.field !== undefined)?.field;
  const lacking = asked.filter((one) => one.field === field && field !== undefined);
  return { field, lacking: lacking.map(({ contact }) => contact) };
}

function aboutOnly(contacts: readonly Contact[]): Pick<Acted, 'aboutStudentId'> {
  const [only, ...others] = new Set(contacts.map(({ studentId }) => studentId));
  return only === undefined || others.length > 0 ? {} : { aboutStudentId: only };
}

function showing([first]: readonly Contact[]): Pick<Acted, 'shows'> {
  return first?.inboxId === undefined ? {} : { shows: { record: first.inboxId } };
}

/** 「效果：家长愿意配合」: told by its name, for the newest own contact that lacks it. */
export async function fillNamedField(scene: MessageScene, text: string): Promise<Acted | undefined> {
  const { cards } = scene;
  const names = Object.values(cards.words.fields).map(({ name }) => name);
  const name = names.find((known) => new RegExp(`^\\s*${known}\\s*[:：]`, 'u').test(text));
  const value = name === undefined ? '' : text.slice(text.search(/[:：]/u) + 1).trim();
  if (name === undefined || value === '') return undefined;
  const inHandIn = await fillHandInField(scene, value, { name });
  if (inHandIn !== undefined) return inHandIn;
  for (const contact of await newestFirst(scene)) {
    if (cards.words.fields[(await findMissingField(scene, contact)) ?? '']?.name !== name) continue;
    const filled = await fillMissingField(scene, [contact.id], value);
    if (filled !== undefined) return filled;
  }
  return undefined;
}

const lookedBackMs = 14 * 24 * 60 * 60_000;

async function newestFirst({ tables, person, now }: MessageScene): Promise<readonly Contact[]> {
  const recent = await tables.contacts.filedSince(person.id, new Date(now.getTime() - lookedBackMs));
  return recent.toReversed();
}

function described(scene: MessageScene, contacts: readonly Contact[]) {
  const [first] = contacts;
  if (first === undefined) return undefined;
  const studentIds = [...new Set(contacts.map(({ studentId }) => studentId))];
  const { students, kind, day } = describeRecord(scene, { ...first, studentIds, on: first.occurredOn });
  return { students, kind, day };
}
