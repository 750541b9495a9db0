import { holdsExactly, type Look } from './standing.ts';
import type { AnswerFigures, RawAnswers } from './thing.ts';

/** CV-21: fewer answers than this could give one of them away. */
const fewestAnswers = 3;

/** V-06, CV-21: the issuer, but never about himself or herself; and who answered sees the own sheet (V-08). */
export function seesRawAnswers(look: Look, { mentorId, respondentId, issuer }: RawAnswers): boolean {
  const { personId } = look.viewer;
  if (personId === respondentId) return true;
  return personId !== mentorId && holdsExactly(look, issuer.role, issuer.scope);
}

/** V-06, CV-21. */
export function seesAnswerFigures(look: Look, { mentorId, issuer, count }: AnswerFigures): boolean {
  if (look.viewer.personId === mentorId) return count >= fewestAnswers;
  return holdsExactly(look, issuer.role, issuer.scope);
}
