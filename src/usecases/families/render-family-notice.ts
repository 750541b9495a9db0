/** What a push between family and teacher says when it leaves. */
import type { Cards } from '../../cards/load-cards.ts';
import { dayOf } from '../../domain/day.ts';
import { markOf } from '../../domain/mark.ts';
import type { FilledCard } from '../../domain/message.ts';
import type { Notice } from '../../storage/outbox.ts';
import type { Storage } from '../../storage/storage.ts';
import { type FamilyCard, familyCards } from './family-notices.ts';
import { homeroomTeacherOf, nameOfAsker } from './family-scene.ts';
import { leaveDays } from './pass-on.ts';

export interface RenderFamilyDeps {
  readonly storage: Storage;
  readonly cards: Cards;
}

export function familyCardOf({ card }: Pick<Notice, 'card'>): FamilyCard | undefined {
  return familyCards.find((known) => known === card);
}

export async function renderFamilyNotice(
  { storage, cards }: RenderFamilyDeps,
  notice: Notice,
  card: FamilyCard,
  now: Date,
): Promise<FilledCard | undefined> {
  const question = await storage.passedQuestions.find(notice.payload['question'] ?? '');
  if (question === undefined) return undefined;
  const roster = await storage.roster(await storage.schools.get(notice.schoolId));
  const today = dayOf(now);
  const { content, studentId, mentorId, askedById } = question;
  const isHomeroom = homeroomTeacherOf(roster, studentId, today) === mentorId;
  const role = cards.words.helpers.roles[isHomeroom && content.leave ? 'homeroom_teacher' : 'mentor'];
  const teacher = roster.people.get(mentorId)?.name ?? '';
  const student = roster.people.get(studentId)?.name ?? '';
  const asker = nameOfAsker({ cards, roster }, askedById, studentId);
  const mark = markOf(question.id);
  const days = content.leave === undefined ? '' : leaveDays({ cards, today }, content.leave);
  switch (card) {
    case 'question_arrived':
      return cards.fill(card, { asker, words: content.text, question_mark: mark });
    case 'leave_requested':
      return cards.fill(card, { asker, student, days, words: content.text, question_mark: mark });
    case 'question_answered':
      return content.answer === undefined
        ? undefined
        : cards.fill(card, { role, teacher, words: content.answer });
    case 'leave_granted':
    case 'leave_refused':
      return cards.fill(card, { role, teacher, student, days });
  }
}
