/**
 * A window obliges a pairing that was in force on half of it (CV-04), also where the mentor has changed since. Yet who
 * mentors a child no longer has no say in what happens to it from then on (V-09): nobody asks for anything more.
 */
import type { Day } from '../day.ts';
import { isInForce, type SchoolRoster } from '../school-roster.ts';
import type { Duty } from './duty.ts';

type Asking = Pick<SchoolRoster, 'pairingsOf' | 'pupilById' | 'facts'>;

/** Whether an open duty is still the owner's to do on a day. What is met, excused or overdue stays as it is. */
export function isStillAsked(
  { pairingsOf, pupilById, facts }: Asking,
  { ownerId, studentId, state }: Pick<Duty, 'ownerId' | 'studentId' | 'state'>,
  on: Day,
): boolean {
  if (state !== 'open' || studentId === undefined) return true;
  const pairings = (pairingsOf.get(ownerId) ?? []).filter((pairing) => pairing.studentId === studentId);
  if (pairings.length === 0 || pairings.some((pairing) => isInForce(pairing, on))) return true;
  // Some duties about one student are a post's: the homeroom teacher's, the leader's (WEIFANG-35).
  const classKey = pupilById.get(studentId)?.className;
  return facts.staff.some(
    (held) =>
      held.personId === ownerId &&
      (held.scope === studentId || held.scope === classKey) &&
      held.fromOn <= on &&
      (held.untilOn === undefined || on <= held.untilOn),
  );
}
