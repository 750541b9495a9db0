/** Takes the answer to the waiting question, and understands the kept sentence anew with that point settled. */

import { understand } from '../../domain/understanding/understand.ts';
import type {
  SettledPoints,
  Understanding,
  UnderstandingContext,
} from '../../domain/understanding/understanding.ts';
import { contactKinds } from '../../domain/vocabulary.ts';
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
    const { awaiting: _awaiting, ...rest } = context;
    const kind = contactKinds.find((known) => question.candidates.includes(known));
    const told = understand(text, {
      ...rest,
      settled: { ...question.settled, happened: true, ...(kind === undefined ? {} : { kind }) },
    });
    // The contact that the sentence reports is a record, whatever else it is.
    const records = told.intent === 'log' ? told.records : [];
    const named = records.flatMap((record) => record.studentIds);
    const studentIds = answer.studentIds ?? [...new Set(named)];
    return {
      meaning: { intent: 'concern', studentIds, signs: [], records },
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
