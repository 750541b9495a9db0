/** The same sentence within minutes: nothing is filed again unless the mentor says so. */
import type { UnderstoodRecord } from '../../domain/understanding/understanding.ts';
import type { Settled } from '../../storage/settled.ts';
import { findRepeat } from '../records/find-repeat.ts';
import { describeRecord } from '../records/log-contacts.ts';
import { questionEndsAt, questionMark } from './ask-question.ts';
import type { Acted, MessageScene } from './message-scene.ts';

export async function askWhetherTwice(
  scene: MessageScene,
  records: readonly UnderstoodRecord[],
  text: string,
  { settled = {}, saidAt = scene.now }: Partial<Settled>,
): Promise<Acted | undefined> {
  const { tables, person, inboxId, school, now, cards } = scene;
  if ((await findRepeat(scene, records, text)) === undefined) return undefined;
  await tables.questions.put({
    personId: person.id,
    inboxId,
    about: 'file_again',
    candidates: [],
    text,
    sealedFor: school.id,
    askedAt: now,
    expiresAt: questionEndsAt(now),
    settled,
    saidAt,
  });
  return {
    intent: 'repeated',
    reply: cards.fill('contact_repeated', {
      question: questionMark(inboxId),
      records: records.map((record) => describeRecord(scene, record)),
    }),
  };
}
