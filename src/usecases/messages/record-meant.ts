/** Which record 改成昨天 is about: the one whose echo stands last in this conversation. */
import type { Contact } from '../../storage/contacts.ts';
import type { PersonScene } from './message-scene.ts';

/** Nobody has a record in mind for longer without naming it. */
const inMindMs = 24 * 60 * 60_000;

/** `undefined` where the last echo is too long ago, where something else was shown since, and where it is taken back. */
export async function recordMeant({
  tables,
  person,
  now,
}: Pick<PersonScene, 'tables' | 'person' | 'now'>): Promise<readonly Contact[] | undefined> {
  const last = await tables.inbox.lastShown(person.id);
  if (last === undefined || last.shows === 'something_else') return undefined;
  if (now.getTime() - last.at.getTime() > inMindMs) return undefined;
  const contacts = await tables.contacts.lastFiledBy(person.id, last.shows.record);
  return contacts.length === 0 ? undefined : contacts;
}
