/** Takes the answer to the waiting question, and understands the kept sentence anew with that point settled. */

import { understand } from '../../domain/understanding/understand.ts';
import type {
  SettledPoints,
  Understanding,
  UnderstandingContext,
} from '../../domain/understanding/understanding.ts';
import type { OpenQuestion } from '../../storage/questions.ts';

type Answer = Extract<Understanding, { intent: 'answer' }>;

/** The kept sentence's meaning now, or `undefined` where the speaker takes it back. */
export function answered(
  question: OpenQuestion,
  answer: Answer,
  context: UnderstandingContext,
): { readonly meaning: Understanding; readonly text: string; readonly settled: SettledPoints } | undefined {
  if (answer.cancel === true || answer.confirm === 'no') return undefined;
  const { text } = question;
  if (answer.confirm === 'plan') {
    const plan = {
      studentIds: answer.studentIds ?? [],
      ...(answer.on === undefined ? {} : { on: answer.on }),
    };
    return { meaning: { intent: 'plan', plans: [plan] }, text, settled: question.settled };
  }
  if (answer.kind === 'concern') {
    const studentIds = answer.studentIds ?? [];
    return {
      meaning: { intent: 'concern', studentIds, signs: [], records: [] },
      text,
      settled: question.settled,
    };
  }
  const settled: SettledPoints = {
    ...question.settled,
    ...(answer.studentIds === undefined ? {} : { studentIds: answer.studentIds }),
    ...(answer.on === undefined ? {} : { on: answer.on }),
    ...(answer.kind === undefined ? {} : { kind: answer.kind }),
    ...(answer.confirm === 'yes' || answer.kind !== undefined || question.about === 'future_or_past'
      ? { happened: true as const }
      : {}),
  };
  const { awaiting: _awaiting, ...rest } = context;
  return { meaning: understand(text, { ...rest, settled }), text, settled };
}
