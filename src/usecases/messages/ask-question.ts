/** Asks the one thing that is unclear. Nothing is filed; the sentence is kept until the answer, or until it expires. */

import { isDay } from '../../domain/day.ts';
import { markOf } from '../../domain/mark.ts';
import type { FilledCard } from '../../domain/message.ts';
import { className } from '../../domain/school-roster.ts';
import type { QuestionReason, Understanding } from '../../domain/understanding/understanding.ts';
import { contactKinds } from '../../domain/vocabulary.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import type { Settled } from '../../storage/settled.ts';
import { firstWords } from '../drafts/first-words.ts';
import type { Acted, MessageScene } from './message-scene.ts';
import { putQuestion } from './put-question.ts';

type Asked = Extract<Understanding, { intent: 'ask' }>;

export async function askQuestion(
  scene: MessageScene,
  asked: Asked,
  text: string,
  { settled = {}, ...told }: Partial<Settled> & Pick<OpenQuestion, 'targetId'> = {},
): Promise<Acted> {
  await putQuestion(scene, {
    about: asked.about,
    candidates: asked.candidates,
    text,
    settled: asked.isQuery === true ? { ...settled, isQuery: true } : settled,
    ...told,
  });
  const part = asked.words === undefined ? '' : text.slice(asked.words.from, asked.words.to);
  return {
    intent: `ask_${asked.about}`,
    reply: questionCard(scene, { ...asked, inboxId: scene.inboxId }, part),
  };
}

/** The same question once more, its buttons as good as those of the first time. */
export function askAgain(scene: MessageScene, question: AskedQuestion, text: string): Acted {
  const card = questionCard(scene, question, firstWords(text), scene.cards.words.none_of_them);
  return {
    intent: `ask_${question.about}`,
    reply: { ...card, lines: [scene.cards.words.answer_unclear, ...card.lines] },
  };
}

interface AskedQuestion {
  readonly about: QuestionReason;
  readonly candidates: readonly string[];
  /** Of the message that asked. */
  readonly inboxId: string;
}

export function questionCard(
  scene: MessageScene,
  { about, candidates, inboxId }: AskedQuestion,
  part: string,
  hint?: string,
): FilledCard {
  const { cards } = scene;
  const question = markOf(inboxId);
  switch (about) {
    case 'which_student':
      return whichStudent(scene, { question, candidates, part, hint });
    case 'not_your_mentee':
      return cards.fill('ask_not_your_mentee', { question, name: candidates.map((id) => nameOf(scene, id)) });
    case 'which_date':
      return cards.fill('ask_which_date', { question, candidates: dayChoices(scene, candidates) });
    case 'future_or_past':
      return cards.fill('ask_future_or_past', { question, candidates: dayChoices(scene, candidates) });
    case 'which_kind':
      return cards.fill('ask_which_kind', { question, candidates: kindChoices(scene, candidates) });
    case 'confirm_reading':
      return cards.fill('ask_confirm_reading', {
        question,
        candidates: kindChoices(scene, candidates).map(({ kind, ...choice }) => ({
          ...choice,
          reading: kind,
        })),
      });
    case 'empty_content':
      return cards.fill('ask_empty_content', { question });
  }
}

function whichStudent(
  scene: MessageScene,
  asked: {
    readonly question: string;
    readonly candidates: readonly string[];
    readonly part: string;
    readonly hint: string | undefined;
  },
): FilledCard {
  const { question, candidates, part, hint } = asked;
  const { cards, roster, mentees } = scene;
  if (candidates.length > 0) {
    return cards.fill('ask_which_student', {
      question,
      hint,
      candidates: candidates.map((id, index) => ({
        number: index + 1,
        name: nameOf(scene, id),
        class: className(roster, roster.people.get(id)?.classKey ?? ''),
      })),
    });
  }
  const example = mentees.students[0]?.name;
  if (example === undefined) return cards.fill('student_list_empty', {});
  return cards.fill('ask_student_unknown', {
    question,
    part: part === '' ? cards.words.this_sentence : part,
    example,
  });
}

function dayChoices({ cards, today }: MessageScene, candidates: readonly string[]) {
  return candidates.filter(isDay).map((on, index) => ({
    number: index + 1,
    day: cards.say.day(on, today),
    short: cards.say.shortDay(on, today),
  }));
}

function kindChoices({ cards }: MessageScene, candidates: readonly string[]) {
  return candidates.flatMap((candidate, index) => {
    const number = index + 1;
    if (candidate === 'concern')
      return [{ number, kind: cards.say.kind('concern'), short: cards.words.concern_short }];
    const kind = contactKinds.find((known) => known === candidate);
    return kind === undefined ? [] : [{ number, kind: cards.say.kind(kind), short: cards.say.kind(kind) }];
  });
}

function nameOf(scene: MessageScene, personId: string): string {
  return scene.roster.people.get(personId)?.name ?? '';
}
