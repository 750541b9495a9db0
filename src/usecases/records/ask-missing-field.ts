/** The one field that a scheme demands beside what was said: asked once, under the echo. */
import { fieldToAsk } from '../../domain/duties/missing-fields.ts';
import type { NewContact } from '../../storage/contacts.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import { questionEndsAt } from '../messages/ask-question.ts';
import type { MessageScene } from '../messages/message-scene.ts';

/**
 * The short question to stand under the echo. Only where one contact was filed: several would need several answers.
 * The asked contact waits for the answer until the question ends; later the field is told by its name.
 */
export async function askMissingField(
  scene: MessageScene,
  contacts: readonly NewContact[],
): Promise<string | undefined> {
  const [contact] = contacts;
  if (contact === undefined || contacts.length > 1) return undefined;
  const field = fieldToAsk(scene.schemeVersions, { ...contact, on: contact.occurredOn });
  const words = field === undefined ? undefined : scene.cards.words.fields[field];
  if (words === undefined) return undefined;
  await scene.tables.questions.put(aboutField(scene, contact.id));
  return words.ask;
}

export function aboutField(scene: MessageScene, contactId: string): OpenQuestion {
  const { person, inboxId, school, now } = scene;
  return {
    personId: person.id,
    inboxId,
    about: 'missing_field',
    candidates: [],
    // The record has its words, sealed for its student.
    text: '',
    sealedFor: school.id,
    askedAt: now,
    expiresAt: questionEndsAt(now),
    settled: {},
    saidAt: now,
    targetId: contactId,
  };
}
