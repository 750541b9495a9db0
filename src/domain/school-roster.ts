/** A school's people as they stand: read once per change of the roster, asked many times. */
import type { SchoolCalendar } from './calendar/school-calendar.ts';
import type { Day } from './day.ts';
import type { LeaveFact, PairingFact, RosterFacts } from './duties/facts.ts';
import type { FollowedScheme } from './schemes/followed-schemes.ts';
import type { KnownStudent } from './understanding/understanding.ts';
import type { Inspection } from './visibility/viewer.ts';
import type { PersonKind } from './vocabulary.ts';

export interface Person {
  readonly id: string;
  readonly kind: PersonKind;
  readonly name: string;
  /** Students: grade, dot, number. */
  readonly classKey?: string;
  /** Last day at the school, of those who have left. */
  readonly endedOn?: Day;
}

export interface SchoolRoster {
  readonly people: ReadonlyMap<string, Person>;
  /** Class key to what people call it. */
  readonly classNames: ReadonlyMap<string, string>;
  /** Every pupil, as the understanding knows them, in a stable order; one array per roster (its index is remembered). */
  readonly pupils: readonly KnownStudent[];
  readonly pupilById: ReadonlyMap<string, KnownStudent>;
  readonly pairingsOf: ReadonlyMap<string, readonly PairingFact[]>;
  readonly facts: RosterFacts;
  /** Permissions of V-01 that were not taken back, by whom they were given to. */
  readonly inspectionsOf: ReadonlyMap<string, readonly Inspection[]>;
  readonly leaves: readonly LeaveFact[];
  readonly calendar: SchoolCalendar;
  /** The school's own files for cards. */
  readonly wording: readonly { readonly card: string; readonly yaml: string }[];
  /** Schemes chosen after the first one, in the order of their days (CV-19). */
  readonly followed: readonly FollowedScheme[];
}

export interface Mentees {
  readonly students: readonly KnownStudent[];
  /** First day of the earliest pairing in force. */
  readonly pairedSince?: Day;
}

const noMentees: Mentees = { students: [] };
const remembered = new WeakMap<SchoolRoster, Map<string, Mentees>>();

/** The students a mentor is paired with on a day. The same question gets the same arrays, so that indexes are reused. */
export function menteesOf(roster: SchoolRoster, mentorId: string, on: Day): Mentees {
  const pairings = roster.pairingsOf.get(mentorId);
  if (!pairings) return noMentees;
  const known = remembered.get(roster) ?? new Map<string, Mentees>();
  remembered.set(roster, known);
  const key = `${mentorId} ${on}`;
  const answered = known.get(key);
  if (answered) return answered;
  const inForce = pairings.filter((pairing) => isInForce(pairing, on));
  const students = inForce.flatMap((pairing) => roster.pupilById.get(pairing.studentId) ?? []);
  const pairedSince = inForce.map((pairing) => pairing.fromOn).sort()[0];
  const mentees = pairedSince === undefined ? noMentees : { students, pairedSince };
  known.set(key, mentees);
  return mentees;
}

export function isInForce(pairing: PairingFact, on: Day): boolean {
  return pairing.fromOn <= on && (pairing.untilOn === undefined || on <= pairing.untilOn);
}

export function className(roster: SchoolRoster, classKey: string): string {
  return roster.classNames.get(classKey) ?? classKey;
}
