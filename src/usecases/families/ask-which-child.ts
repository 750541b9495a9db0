/** Of a guardian's several children: which one is meant. The sentence waits until the answer. */
import { childrenMeant } from '../../domain/families/read-family-message.ts';
import { className } from '../../domain/school-roster.ts';
import type { KnownStudent } from '../../domain/understanding/understanding.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';

const questionLifeMs = 12 * 60 * 60_000;

export async function askWhichChild(
  scene: MessageScene,
  text: string,
  children: readonly KnownStudent[],
): Promise<Acted> {
  const { tables, person, inboxId, school, now, cards, roster } = scene;
  await tables.questions.put({
    personId: person.id,
    inboxId,
    about: 'which_child',
    candidates: children.map(({ id }) => id),
    text,
    sealedFor: school.id,
    askedAt: now,
    expiresAt: new Date(now.getTime() + questionLifeMs),
    settled: {},
    saidAt: now,
  });
  return {
    intent: 'ask_which_student',
    reply: cards.fill('family_which_child', {
      candidates: children.map(({ name, className: key }, index) => ({
        number: index + 1,
        name,
        class: className(roster, key),
      })),
    }),
  };
}

type Answered = { readonly text: string; readonly child: KnownStudent } | { readonly acted: Acted };

/** `undefined` where nothing waits, or something else was said. What waited waits no longer. */
export async function childAnswered(
  { tables, person, now, cards }: MessageScene,
  said: string,
  children: readonly KnownStudent[],
): Promise<Answered | undefined> {
  const question = await tables.questions.get(person.id);
  if (question === undefined) return undefined;
  await tables.questions.close(question);
  if (question.expiresAt <= now) return undefined;
  const answer = said.normalize('NFKC').trim();
  if (/^(算了|不用了|取消)$/u.test(answer))
    return { acted: { intent: 'answer_cancel', reply: cards.fill('question_closed', {}) } };
  const byNumber = /^\d{1,2}$/u.test(answer) ? question.candidates[Number(answer) - 1] : undefined;
  const named = childrenMeant(answer, children);
  const byName = named.length === 1 && answer.length <= 12 ? named[0]?.id : undefined;
  const child = children.find(({ id }) => id === (byNumber ?? byName));
  return child === undefined ? undefined : { text: question.text, child };
}
