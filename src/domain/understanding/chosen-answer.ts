/** A pressed button of a question, as if it had been said: a place in the list, or one of the few words. */
import { type Day, isDay } from '../day.ts';
import { contactKinds } from '../vocabulary.ts';
import type { AwaitedQuestion, Understanding } from './understanding.ts';

type Answer = Extract<Understanding, { intent: 'answer' }>;

/** `undefined` for what the question does not offer. */
export function chosenAnswer(
  { about, candidates }: Pick<AwaitedQuestion, 'about' | 'candidates'>,
  choice: string,
  today: Day,
): Answer | undefined {
  const days = candidates.filter(isDay);
  const answer = { intent: 'answer' } as const;
  if (choice === 'cancel') return { ...answer, cancel: true };
  if (choice === 'yes') {
    const past = days.findLast((day) => day <= today);
    return { ...answer, confirm: 'yes', ...(past === undefined ? {} : { on: past }) };
  }
  if (choice === 'plan') {
    const coming = days.find((day) => day > today);
    return { ...answer, confirm: 'plan', ...(coming === undefined ? {} : { on: coming }) };
  }
  const chosen = candidates[Number(choice) - 1];
  if (chosen === undefined) return undefined;
  switch (about) {
    case 'which_student':
    case 'not_your_mentee':
      return { ...answer, studentIds: [chosen] };
    case 'which_date':
      return isDay(chosen) ? { ...answer, on: chosen } : undefined;
    case 'which_kind':
    case 'confirm_reading': {
      const kind = chosen === 'concern' ? chosen : contactKinds.find((known) => known === chosen);
      return kind === undefined ? undefined : { ...answer, kind };
    }
    case 'future_or_past':
    case 'empty_content':
    case 'missing_field':
      return undefined;
  }
}
