/** Who a family's message is about, and who of the staff answers for that child. */

import type { Day } from '../../domain/day.ts';
import { isInForce, type Person, type SchoolRoster } from '../../domain/school-roster.ts';
import type { KnownStudent } from '../../domain/understanding/understanding.ts';
import type { MessageScene } from '../messages/message-scene.ts';

export type Helper = { readonly personId: string; readonly role: 'mentor' | 'homeroom_teacher' };

export function childrenOf({ pupils, pupilById }: SchoolRoster, person: Person): readonly KnownStudent[] {
  if (person.kind === 'student') {
    const self = pupilById.get(person.id);
    return self === undefined ? [] : [self];
  }
  return pupils.filter(({ guardians }) => guardians?.some(({ id }) => id === person.id));
}

export function mentorsOf({ facts }: SchoolRoster, studentId: string, on: Day): readonly string[] {
  const pairings = facts.pairings.filter(
    (pairing) => pairing.studentId === studentId && isInForce(pairing, on),
  );
  const own = pairings.filter(({ jointFollowup }) => jointFollowup !== true);
  return [...new Set([...own, ...pairings].map(({ mentorId }) => mentorId))];
}

export function homeroomTeacherOf(roster: SchoolRoster, studentId: string, on: Day): string | undefined {
  const classKey = roster.people.get(studentId)?.classKey;
  return roster.facts.staff.find(
    ({ role, scope, fromOn, untilOn }) =>
      role === 'homeroom_teacher' &&
      scope === classKey &&
      fromOn <= on &&
      (untilOn === undefined || on <= untilOn),
  )?.personId;
}

/** 张子涵的妈妈, or the student's own name. */
export function nameOfAsker(
  { cards, roster }: Pick<MessageScene, 'cards' | 'roster'>,
  askedById: string,
  studentId: string,
): string {
  const student = roster.people.get(studentId)?.name ?? '';
  const guardian = roster.pupilById.get(studentId)?.guardians?.find(({ id }) => id === askedById);
  if (guardian === undefined) return student;
  return cards.words.helpers.guardian
    .replace('{student}', student)
    .replace('{relation}', cards.say.relation(guardian.relation));
}
