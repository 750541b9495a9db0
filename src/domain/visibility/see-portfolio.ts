import { isInCircle, type Look } from './standing.ts';
import type { Portfolio, PortfolioPart } from './thing.ts';

/** V-08. */
const shownToStudent: readonly PortfolioPart[] = ['pairing', 'plan', 'reflection', 'comment', 'advice'];

/** V-08, V-09: the circle of V-01 sees all of it; a former mentor is left with what he or she wrote. */
export function seesPortfolio(look: Look, portfolio: Portfolio): boolean {
  const { student, part, authorId, addressedToIds } = portfolio;
  const { personId, wardIds } = look.viewer;
  return (
    (part !== 'whole' && (authorId === personId || addressedToIds.includes(personId))) ||
    (personId === student.id && shownToStudent.includes(part)) ||
    (wardIds.includes(student.id) && part === 'pairing') ||
    isInCircle(look, student)
  );
}
