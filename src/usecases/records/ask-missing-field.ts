/** The one field that a scheme demands beside what was said: asked once, under the echo. */
import { fieldToAsk } from '../../domain/duties/missing-fields.ts';
import type { NewContact } from '../../storage/contacts.ts';
import type { MessageScene } from '../messages/message-scene.ts';
import { putQuestion } from '../messages/put-question.ts';

/**
 * The short question to stand under the echo; several contacts that lack the same are asked about together. They wait
 * for the answer until the question ends; later the field is told by its name.
 */
export async function askMissingField(
  scene: MessageScene,
  contacts: readonly NewContact[],
): Promise<string | undefined> {
  const lacking = contacts.map((contact) => ({
    id: contact.id,
    field: fieldToAsk(scene.schemeVersions, { ...contact, on: contact.occurredOn }),
  }));
  const field = lacking.find((one) => one.field !== undefined)?.field;
  const words = field === undefined ? undefined : scene.cards.words.fields[field];
  if (words === undefined) return undefined;
  const ids = lacking.filter((one) => one.field === field).map(({ id }) => id);
  await awaitField(scene, ids);
  return words.ask;
}

/** The record has its words, sealed for its student. */
export function awaitField(scene: MessageScene, contactIds: readonly string[]): Promise<void> {
  const [first] = contactIds;
  return putQuestion(scene, {
    about: 'missing_field',
    candidates: contactIds,
    ...(first === undefined ? {} : { targetId: first }),
  });
}
