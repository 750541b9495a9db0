/** Who is in whose care, and when: the pairings of one mentor and one student taken together. */
import { dayNumber } from '../day.ts';
import { groupBy } from '../group-by.ts';
import type { DutyInput, PairingFact } from './facts.ts';
import { type Interval, intervalOf, mergeIntervals } from './intervals.ts';

export interface Bond {
  readonly mentorId: string;
  readonly studentId: string;
  /** Days in force, not before the school's start day. */
  readonly days: readonly Interval[];
}

export interface Bonds {
  /** Bonds that oblige, in the order of the pairings. */
  readonly obliging: readonly Bond[];
  readonly bondsOfMentor: ReadonlyMap<string, readonly Bond[]>;
  /** Days on which a mentor has any mentee, and on which a student has any mentor. */
  readonly daysOfMentor: ReadonlyMap<string, readonly Interval[]>;
  /** First day of a mentor's first pairing, also where it lies before the school's start day. */
  readonly mentorSince: ReadonlyMap<string, number>;
  readonly daysOfStudent: ReadonlyMap<string, readonly Interval[]>;
  /** All carers of a student, also those who only join in (CV-16). */
  readonly carersOf: ReadonlyMap<string, readonly Bond[]>;
}

/** `needsAgreement`: a pairing is in force from the day both have signed (SHEWOBO-25). */
export function bondsOf(
  { roster, startOn }: Pick<DutyInput, 'roster' | 'startOn'>,
  needsAgreement: boolean,
): Bonds {
  const start = dayNumber(startOn);
  const obliging = new Map<string, Interval[]>();
  const joining = new Map<string, Interval[]>();
  const mentorSince = new Map<string, number>();
  for (const pairing of roster.pairings) {
    const days = daysInForce(pairing, needsAgreement);
    if (!days || days.last < start) continue;
    const key = `${pairing.mentorId}|${pairing.studentId}`;
    const group = pairing.jointFollowup ? joining : obliging;
    const known = group.get(key) ?? [];
    if (!pairing.jointFollowup) {
      mentorSince.set(
        pairing.mentorId,
        Math.min(days.first, mentorSince.get(pairing.mentorId) ?? days.first),
      );
    }
    known.push({ first: Math.max(days.first, start), last: days.last });
    group.set(key, known);
  }
  const owed = makeBonds(roster.pairings, obliging);
  return {
    obliging: owed,
    carersOf: groupBy([...owed, ...makeBonds(roster.pairings, joining)], ({ studentId }) => studentId),
    bondsOfMentor: groupBy(owed, ({ mentorId }) => mentorId),
    daysOfMentor: daysBy(owed, ({ mentorId }) => mentorId),
    mentorSince,
    daysOfStudent: daysBy(owed, ({ studentId }) => studentId),
  };
}

/** The days of all bonds with the same key taken together. */
export function daysBy<One extends Bond>(
  bonds: readonly One[],
  keyOf: (bond: One) => string | undefined,
): ReadonlyMap<string, readonly Interval[]> {
  const collected = new Map<string, Interval[]>();
  for (const bond of bonds) {
    const key = keyOf(bond);
    if (key === undefined) continue;
    const days = collected.get(key);
    if (days) days.push(...bond.days);
    else collected.set(key, [...bond.days]);
  }
  return new Map([...collected].map(([key, days]) => [key, mergeIntervals(days)]));
}

function daysInForce(pairing: PairingFact, needsAgreement: boolean): Interval | undefined {
  if (!needsAgreement) return intervalOf(pairing.fromOn, pairing.untilOn);
  if (pairing.signedOn === undefined) return undefined;
  const fromOn = pairing.signedOn > pairing.fromOn ? pairing.signedOn : pairing.fromOn;
  return intervalOf(fromOn, pairing.untilOn);
}

function makeBonds(
  pairings: readonly PairingFact[],
  daysByKey: ReadonlyMap<string, readonly Interval[]>,
): readonly Bond[] {
  const made = new Set<string>();
  const bonds: Bond[] = [];
  for (const { mentorId, studentId } of pairings) {
    const key = `${mentorId}|${studentId}`;
    const days = daysByKey.get(key);
    if (!days || made.has(key)) continue;
    made.add(key);
    bonds.push({ mentorId, studentId, days: mergeIntervals(days) });
  }
  return bonds;
}
