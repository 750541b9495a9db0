/** Takes the answer to the waiting question, and understands the kept sentence anew with that point settled. */

import { dayOf } from '../../domain/day.ts';
import { understand } from '../../domain/understanding/understand.ts';
import type {
  SettledPoints,
  Understanding,
  UnderstandingContext,
  UnderstoodPlan,
} from '../../domain/understanding/understanding.ts';
import { contactKinds } from '../../domain/vocabulary.ts';
import type { OpenQuestion } from '../../storage/questions.ts';

export interface AnsweredQuestion {
  readonly meaning: Understanding;
  readonly text: string;
  readonly settled: SettledPoints;
}

type Answer = Extract<Understanding, { intent: 'answer' }>;

/** The kept sentence's meaning now, or `undefined` where the speaker takes it back. */
export function answered(
  question: OpenQuestion,
  answer: Answer,
  context: UnderstandingContext,
): AnsweredQuestion | undefined {
  if (answer.cancel === true || answer.confirm === 'no') return undefined;
  const { text } = question;
  const { awaiting: _awaiting, ...rest } = context;
  const saidThen = { ...rest, now: question.saidAt };
  if (answer.confirm === 'plan') {
    const plan = { ...wantedIn(question, saidThen), ...(answer.on === undefined ? {} : { on: answer.on }) };
    return { meaning: { intent: 'plan', plans: [plan] }, text, settled: question.settled };
  }
  if (answer.kind === 'concern') {
    const kind = contactKinds.find((known) => question.candidates.includes(known));
    const told = understand(text, {
      ...saidThen,
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
  return { meaning: understand(text, { ...saidThen, settled }), text, settled };
}

/** Whom a plan is about and what is meant to be done: what the sentence would tell if it had happened. */
function wantedIn(
  { text, settled }: OpenQuestion,
  context: UnderstandingContext,
): Pick<UnderstoodPlan, 'studentIds' | 'kind'> {
  const meaning = understand(text, {
    ...context,
    settled: { on: dayOf(context.now), ...settled, happened: true },
  });
  const [record] = meaning.intent === 'log' ? meaning.records : [];
  return record === undefined
    ? { studentIds: settled.studentIds ?? [] }
    : { studentIds: record.studentIds, kind: record.kind };
}
