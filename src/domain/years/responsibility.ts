/** Who was responsible for a student on a day, and in which class the student sat. */
import type { Day } from '../day.ts';
import type { PairingFact, RosterFacts } from '../duties/facts.ts';
import { isInForce } from '../school-roster.ts';
import { type ClassPlace, isAtSchool, placeOn } from './class-history.ts';

export interface Responsibility {
  readonly place: ClassPlace;
  /** Who owes what is due: mentors, or who stands in for them. */
  readonly mentorIds: readonly string[];
  /** Whose contacts count, though they owe nothing: a second carer, a mentor on leave. */
  readonly joiningIds: readonly string[];
  readonly homeroomIds: readonly string[];
}

/** `undefined` for somebody who was not at the school that day. */
export function responsibleOn(
  { students, pairings, staff }: Pick<RosterFacts, 'students' | 'pairings' | 'staff'>,
  studentId: string,
  on: Day,
): Responsibility | undefined {
  const student = students.find(({ id }) => id === studentId);
  if (student === undefined || !isAtSchool(student, on)) return undefined;
  const place = placeOn(student, on);
  const held = pairings.filter((pairing) => pairing.studentId === studentId && isInForce(pairing, on));
  return {
    place,
    mentorIds: mentorsOf(held, false),
    joiningIds: mentorsOf(held, true),
    homeroomIds: staff
      .filter(
        ({ role, scope, fromOn, untilOn }) =>
          role === 'homeroom_teacher' &&
          scope === place.classKey &&
          fromOn <= on &&
          (untilOn === undefined || on <= untilOn),
      )
      .map(({ personId }) => personId)
      .sort(),
  };
}

function mentorsOf(held: readonly PairingFact[], joining: boolean): readonly string[] {
  return [
    ...new Set(
      held
        .filter(({ jointFollowup }) => (jointFollowup === true) === joining)
        .map(({ mentorId }) => mentorId),
    ),
  ].sort();
}
