/**
 * Who mentors whom, changed: which pairings end and which begin. Pure: a plan of rows, from the rows there are. A row
 * that ends before it begins never was in force.
 */
import { addDays, type Day } from '../day.ts';
import type { PairingFact } from '../duties/facts.ts';

export type MentorChange =
  | {
      readonly verb: 'assign';
      readonly mentorId: string;
      readonly fromOn: Day;
      /** Second carer under 1+1 (CV-16): contacts count, nothing is owed. */
      readonly isJoint?: boolean;
    }
  /** Takes the place of the mentors there are, or of the one named. */
  | { readonly verb: 'change'; readonly mentorId: string; readonly formerId?: string; readonly fromOn: Day }
  /** Where no mentor is named the student has only one. */
  | { readonly verb: 'end'; readonly mentorId?: string; readonly lastOn: Day }
  /** A colleague stands in: the mentor's contacts still count, and the colleague owes what is due meanwhile. */
  | {
      readonly verb: 'cover';
      /** May be left out where the student has only one. */
      readonly mentorId?: string;
      readonly standInId: string;
      readonly fromOn: Day;
      readonly lastOn: Day;
    };

export interface PlannedPairing {
  readonly mentorId: string;
  readonly fromOn: Day;
  readonly untilOn?: Day;
  readonly signedOn?: Day;
  readonly isJoint?: boolean;
  readonly reason?: string;
}

export interface PairingPlan {
  readonly ends: readonly { readonly id: string; readonly untilOn: Day }[];
  readonly adds: readonly PlannedPairing[];
}

export const mentorRefusals = ['no_pairing', 'already_paired', 'which_mentor', 'days_reversed'] as const;
export type MentorRefusal = (typeof mentorRefusals)[number];

/** Stands in the column of reasons: the rows that a cover made. */
export const coverReason = 'cover';
const coveredReason = 'covered';

/** `pairings` are all of one student, past and coming ones too. */
export function planMentorChange(
  pairings: readonly PairingFact[],
  change: MentorChange,
): PairingPlan | { readonly refused: MentorRefusal } {
  switch (change.verb) {
    case 'assign':
      return assign(pairings, change);
    case 'change':
      return replace(pairings, change);
    case 'end':
      return end(pairings, change);
    case 'cover':
      return cover(pairings, change);
  }
}

/** Obliging pairings in force on the day or beginning later. */
export function mainPairings(pairings: readonly PairingFact[], on: Day): readonly PairingFact[] {
  return pairings.filter((pairing) => isOwing(pairing) && isOpenOn(pairing, on));
}

function assign(
  pairings: readonly PairingFact[],
  { mentorId, fromOn, isJoint }: Extract<MentorChange, { verb: 'assign' }>,
): PairingPlan | { readonly refused: MentorRefusal } {
  if (pairings.some((pairing) => pairing.mentorId === mentorId && isOpenOn(pairing, fromOn)))
    return { refused: 'already_paired' };
  return { ends: [], adds: [{ mentorId, fromOn, ...(isJoint === true ? { isJoint } : {}) }] };
}

function replace(
  pairings: readonly PairingFact[],
  { mentorId, formerId, fromOn }: Extract<MentorChange, { verb: 'change' }>,
): PairingPlan | { readonly refused: MentorRefusal } {
  const isFormer = (id: string) => (formerId === undefined ? id !== mentorId : id === formerId);
  const formers = new Set(
    mainPairings(pairings, fromOn)
      .map((pairing) => pairing.mentorId)
      .filter(isFormer),
  );
  if (formers.size === 0 || formerId === mentorId) return { refused: 'no_pairing' };
  const stays = mainPairings(pairings, fromOn).some(
    (pairing) => pairing.mentorId === mentorId && pairing.fromOn <= fromOn && pairing.untilOn === undefined,
  );
  const gone = pairings.filter(
    (pairing) =>
      formers.has(pairing.mentorId) || pairing.isCover === true || (!stays && pairing.mentorId === mentorId),
  );
  return { ends: cut(gone, addDays(fromOn, -1)), adds: stays ? [] : [{ mentorId, fromOn }] };
}

function end(
  pairings: readonly PairingFact[],
  { mentorId, lastOn }: Extract<MentorChange, { verb: 'end' }>,
): PairingPlan | { readonly refused: MentorRefusal } {
  const mentors = new Set(mainPairings(pairings, lastOn).map((pairing) => pairing.mentorId));
  const [only] = mentors;
  if (mentorId === undefined && mentors.size > 1) return { refused: 'which_mentor' };
  const meant = mentorId ?? only;
  const own = pairings.filter((pairing) => pairing.mentorId === meant && isOpenOn(pairing, lastOn));
  if (own.length === 0) return { refused: 'no_pairing' };
  // Nobody stands in for a mentor who is none any more.
  const isLast = [...mentors].every((id) => id === meant);
  const gone = isLast ? [...own, ...pairings.filter(({ isCover }) => isCover === true)] : own;
  return { ends: cut(gone, lastOn), adds: [] };
}

function cover(
  pairings: readonly PairingFact[],
  { mentorId, standInId, fromOn, lastOn }: Extract<MentorChange, { verb: 'cover' }>,
): PairingPlan | { readonly refused: MentorRefusal } {
  if (lastOn < fromOn) return { refused: 'days_reversed' };
  const owing = mainPairings(pairings, fromOn).filter((pairing) => pairing.fromOn <= lastOn);
  const away = mentorId === undefined ? owing.map((pairing) => pairing.mentorId) : [mentorId];
  if (new Set(away).size > 1) return { refused: 'which_mentor' };
  const [awayId] = away;
  if (awayId === undefined) return { refused: 'no_pairing' };
  if (awayId === standInId) return { refused: 'already_paired' };
  const covered = owing.filter((pairing) => pairing.mentorId === awayId);
  if (covered.length === 0) return { refused: 'no_pairing' };
  const adds = covered.flatMap((pairing): PlannedPairing[] => {
    const { untilOn } = pairing;
    const signed = pairing.signedOn === undefined ? {} : { signedOn: pairing.signedOn };
    const meanwhile = {
      mentorId: awayId,
      fromOn: later(fromOn, pairing.fromOn),
      untilOn: earlier(lastOn, untilOn),
      isJoint: true,
      reason: coveredReason,
      ...signed,
    };
    const back = {
      mentorId: awayId,
      fromOn: addDays(lastOn, 1),
      ...(untilOn === undefined ? {} : { untilOn }),
      ...signed,
    };
    return untilOn === undefined || untilOn > lastOn ? [meanwhile, back] : [meanwhile];
  });
  const isCaring = mainPairings(pairings, fromOn).some(
    (pairing) =>
      pairing.mentorId === standInId &&
      pairing.fromOn <= fromOn &&
      (pairing.untilOn === undefined || lastOn <= pairing.untilOn),
  );
  const first = covered.map((pairing) => later(fromOn, pairing.fromOn)).sort()[0] ?? fromOn;
  const last =
    covered
      .map((pairing) => earlier(lastOn, pairing.untilOn))
      .sort()
      .at(-1) ?? lastOn;
  // The school decides it: no agreement is signed for some weeks.
  const standIn = { mentorId: standInId, fromOn: first, untilOn: last, signedOn: first, reason: coverReason };
  const relieved = coversOf(pairings, awayId).filter(
    (pairing) => pairing.fromOn <= last && isOpenOn(pairing, first),
  );
  const after = relieved.flatMap(({ mentorId: id, untilOn, signedOn }): PlannedPairing[] =>
    untilOn === undefined || untilOn <= last
      ? []
      : [
          {
            mentorId: id,
            fromOn: addDays(last, 1),
            untilOn,
            reason: coverReason,
            ...(signedOn === undefined ? {} : { signedOn }),
          },
        ],
  );
  return {
    ends: [...cut(covered, addDays(fromOn, -1)), ...cut(relieved, addDays(first, -1))],
    adds: [...adds, ...after, ...(isCaring ? [] : [standIn])],
  };
}

/** Who stands in for this mentor already: over the same days as the mentor is away. */
function coversOf(pairings: readonly PairingFact[], awayId: string): readonly PairingFact[] {
  const away = pairings.filter(
    ({ mentorId, jointFollowup }) => mentorId === awayId && jointFollowup === true,
  );
  return pairings.filter(
    (pairing) =>
      pairing.isCover === true &&
      away.some(
        (one) =>
          one.fromOn <= (pairing.untilOn ?? one.fromOn) && pairing.fromOn <= (one.untilOn ?? pairing.fromOn),
      ),
  );
}

function cut(pairings: readonly PairingFact[], lastOn: Day): PairingPlan['ends'] {
  return pairings
    .filter(({ untilOn }) => untilOn === undefined || untilOn > lastOn)
    .map(({ id, fromOn }) => ({ id, untilOn: lastOn < fromOn ? addDays(fromOn, -1) : lastOn }));
}

function isOwing({ jointFollowup, isCover }: PairingFact): boolean {
  return jointFollowup !== true && isCover !== true;
}

function isOpenOn({ untilOn }: PairingFact, on: Day): boolean {
  return untilOn === undefined || untilOn >= on;
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

function earlier(a: Day, b: Day | undefined): Day {
  return b !== undefined && b < a ? b : a;
}
