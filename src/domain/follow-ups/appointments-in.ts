/** Appointments in words that tell something else, of a student who is known: …，下周三再聊. */
import { understand } from '../understanding/understand.ts';
import type { UnderstandingContext, UnderstoodPlan } from '../understanding/understanding.ts';

const clauseEnds = /[，,。；;！!？?\n]+/u;
const longestClause = 40;

/** Only those with a day. */
export function appointmentsIn(
  text: string,
  context: Omit<UnderstandingContext, 'awaiting' | 'settled'>,
  studentIds: readonly string[],
): readonly UnderstoodPlan[] {
  if (studentIds.length === 0) return [];
  return text.split(clauseEnds).flatMap((clause) => {
    if (clause === '' || clause.length > longestClause) return [];
    const meaning = understand(clause, { ...context, settled: { studentIds } });
    return meaning.intent === 'plan' ? meaning.plans.filter(({ on }) => on !== undefined) : [];
  });
}
