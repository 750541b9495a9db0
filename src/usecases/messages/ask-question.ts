/** Asks the one thing that is unclear. Nothing is filed; the sentence is kept until the answer, or until it expires. */

import { isDay } from '../../domain/day.ts';
import type { FilledCard } from '../../domain/message.ts';
import { className } from '../../domain/school-roster.ts';
import type {
  QuestionReason,
  SettledPoints,
  Understanding,
} from '../../domain/understanding/understanding.ts';
import { contactKinds } from '../../domain/vocabulary.ts';
import type { Acted, MessageScene } from './message-scene.ts';

type Asked = Extract<Understanding, { intent: 'ask' }>;

const questionLifeMs = 30 * 60_000;

export async function askQuestion(
  scene: MessageScene,
  asked: Asked,
  text: string,
  settled: SettledPoints = {},
): Promise<Acted> {
  await scene.tables.questions.put({
    personId: scene.person.id,
    inboxId: scene.inboxId,
    about: asked.about,
    candidates: asked.candidates,
    text,
    sealedFor: scene.school.id,
    askedAt: scene.now,
    expiresAt: new Date(scene.now.getTime() + questionLifeMs),
    settled,
  });
  const part = asked.words === undefined ? '' : text.slice(asked.words.from, asked.words.to);
  return { intent: `ask_${asked.about}`, reply: questionCard(scene, asked.about, asked.candidates, part) };
}

function questionCard(
  scene: MessageScene,
  about: QuestionReason,
  candidates: readonly string[],
  part: string,
): FilledCard {
  const { cards } = scene;
  switch (about) {
    case 'which_student':
      return whichStudent(scene, candidates, part);
    case 'not_your_mentee':
      return cards.fill('ask_not_your_mentee', { name: candidates.map((id) => nameOf(scene, id)) });
    case 'which_date':
      return cards.fill('ask_which_date', { candidates: dayChoices(scene, candidates) });
    case 'future_or_past':
      return cards.fill('ask_future_or_past', { candidates: dayChoices(scene, candidates) });
    case 'which_kind':
      return cards.fill('ask_which_kind', { candidates: kindChoices(scene, candidates) });
    case 'confirm_reading':
      return cards.fill('ask_confirm_reading', {
        candidates: kindChoices(scene, candidates).map(({ number, kind }) => ({ number, reading: kind })),
      });
    case 'empty_content':
      return cards.fill('ask_empty_content', {});
  }
}

function whichStudent(scene: MessageScene, candidates: readonly string[], part: string): FilledCard {
  const { cards, roster, mentees } = scene;
  if (candidates.length > 0) {
    return cards.fill('ask_which_student', {
      candidates: candidates.map((id, index) => ({
        number: index + 1,
        name: nameOf(scene, id),
        class: className(roster, roster.people.get(id)?.classKey ?? ''),
      })),
    });
  }
  const example = mentees.students[0]?.name;
  if (example === undefined) return cards.fill('student_list_empty', {});
  return cards.fill('ask_student_unknown', { part: part === '' ? '这句' : part, example });
}

function dayChoices({ cards, today }: MessageScene, candidates: readonly string[]) {
  return candidates.filter(isDay).map((on, index) => ({ number: index + 1, day: cards.say.day(on, today) }));
}

function kindChoices({ cards }: MessageScene, candidates: readonly string[]) {
  return candidates.flatMap((candidate, index) => {
    if (candidate === 'concern') return [{ number: index + 1, kind: cards.say.kind('concern') }];
    const kind = contactKinds.find((known) => known === candidate);
    return kind === undefined ? [] : [{ number: index + 1, kind: cards.say.kind(kind) }];
  });
}

function nameOf(scene: MessageScene, personId: string): string {
  return scene.roster.people.get(personId)?.name ?? '';
}
