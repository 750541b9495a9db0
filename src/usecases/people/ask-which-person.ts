/** Of several people with the name: which one is meant. The sentence waits until the answer. */
import { markOf } from '../../domain/mark.ts';
import { className, type Person } from '../../domain/school-roster.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import { layAside } from '../drafts/lay-aside.ts';
import type { Acted, MessageScene } from '../messages/message-scene.ts';
import { putQuestion } from '../messages/put-question.ts';

export interface AskedPerson {
  readonly candidates: readonly Person[];
  readonly written: string;
  readonly text: string;
  /** Who was chosen before, about the same sentence. */
  readonly chosen: readonly string[];
}

export async function askWhichPerson(
  scene: MessageScene,
  { candidates, written, text, chosen }: AskedPerson,
): Promise<Acted> {
  const { tables, person, inboxId, cards } = scene;
  const waiting = await tables.questions.get(person.id);
  if (waiting !== undefined) await layAside(scene, waiting);
  await putQuestion(scene, {
    about: 'which_person',
    candidates: candidates.map(({ id }) => id),
    text,
    ...(chosen.length === 0 ? {} : { targetId: chosen.join(',') }),
  });
  return {
    intent: 'ask_which_person',
    reply: cards.fill('ask_which_person', {
      question: markOf(inboxId),
      name: written,
      candidates: candidates.map((one, index) => ({
        number: index + 1,
        name: one.name,
        place: placeOf(scene, one),
      })),
    }),
  };
}

export function chosenBefore({ targetId }: OpenQuestion): readonly string[] {
  return targetId === undefined ? [] : targetId.split(',');
}

/** The number, or the words of one line: 2, 李强, 五(2)班. */
export function personAnswered(
  scene: MessageScene,
  question: OpenQuestion,
  said: string,
): string | undefined {
  const answer = said.normalize('NFKC').trim().replace(/老师$/u, '');
  if (/^\d{1,2}$/u.test(answer)) return question.candidates[Number(answer) - 1];
  const people = question.candidates.flatMap((id) => scene.roster.people.get(id) ?? []);
  const meant = people.filter(
    (one) => one.name === answer || placeOf(scene, one).normalize('NFKC') === answer,
  );
  return meant.length === 1 ? meant[0]?.id : undefined;
}

/** A class, or what somebody does at the school. */
function placeOf({ roster, cards, today }: MessageScene, { id, classKey }: Person): string {
  if (classKey !== undefined) return className(roster, classKey);
  const held = roster.facts.staff.find(
    (post) => post.personId === id && post.role === 'homeroom_teacher' && (post.untilOn ?? today) >= today,
  );
  return held === undefined
    ? cards.words.mentor_changes.teacher
    : `${className(roster, held.scope)}${cards.words.helpers.roles.homeroom_teacher}`;
}
