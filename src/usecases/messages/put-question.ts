/** The one question that waits for this person from now on, as long as the school lets questions wait. */
import type { OpenQuestion } from '../../storage/questions.ts';
import { chatTimesOf } from './chat-times-of.ts';
import type { MessageScene } from './message-scene.ts';

type PutQuestion = Pick<OpenQuestion, 'about' | 'candidates'> &
  /** `text`: the sentence that waits for the answer; none where what is asked about is stored already. */
  Partial<Pick<OpenQuestion, 'text' | 'settled' | 'saidAt' | 'targetId'>>;

export async function putQuestion(
  { tables, person, inboxId, school, now }: MessageScene,
  { text = '', settled = {}, saidAt = now, ...asked }: PutQuestion,
): Promise<void> {
  const { questionMinutes } = await chatTimesOf(tables, school.id);
  await tables.questions.put({
    ...asked,
    personId: person.id,
    inboxId,
    text,
    settled,
    saidAt,
    // The student is not known yet, or there are several.
    sealedFor: school.id,
    askedAt: now,
    expiresAt: new Date(now.getTime() + questionMinutes * 60_000),
  });
}
