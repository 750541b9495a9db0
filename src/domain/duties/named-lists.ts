/**
 * Lists that an office asks for by name: who is missing what. Ids in ascending order, as they stand at the end of a day.
 */
import { countSchoolDays } from '../calendar/school-days.ts';
import { windowsOf } from '../calendar/windows.ts';
import { type Day, dayNumber } from '../day.ts';
import type { SchemeVersion } from '../schemes/scheme.ts';
import { studentOfConcern } from '../vocabulary.ts';
import { isAtSchool } from '../years/class-history.ts';
import { computeDuties } from './compute-duties.ts';
import type { DutyInput, PairingFact } from './facts.ts';
import { allPairings } from './learning-communities.ts';

type ListMaker = (input: DutyInput, on: Day) => readonly string[];

const listMakers = {
  /** Mentors whose plan is past its last day and still not there (CV-17). */
  missing_plans: (input, on) => {
    const { rules } = inForce(input.schemeVersions, on);
    const asking = new Set(
      rules.filter(({ duties }) => duties.some(({ asks }) => asks === 'work_plan')).map(({ id }) => id),
    );
    return computeDuties(input, on)
      .filter(({ rule, state, part, window }) => {
        if (!asking.has(rule) || state !== 'overdue') return false;
        return (part === undefined || part === 'plan') && window.lastOn < on;
      })
      .filter(
        ({ ownerId, window }) =>
          !handedIn(input, { kind: 'work_plan', authorId: ownerId, from: window.firstOn, on }),
      )
      .map(({ ownerId }) => ownerId);
  },
  /** XXX-20: mentors with a pairing that saw neither contact nor monthly record in the last month that is over. */
  nominal_mentors: (input, on) => {
    const month = windowsOf(input.calendar, 'month').findLast(({ lastOn }) => lastOn < on);
    if (!month) return [];
    const reached = reachedPairs(input, month);
    const { needsAgreement } = inForce(input.schemeVersions, month.lastOn);
    const { calendar } = input;
    return pairingsOn(input, month.lastOn)
      .filter(({ fromOn, signedOn }) => {
        const beganOn = needsAgreement && signedOn !== undefined && signedOn > fromOn ? signedOn : fromOn;
        const firstOn = beganOn > month.firstOn ? beganOn : month.firstOn;
        // CV-04: a pairing of less than half the month's school days is not held against anybody.
        const days = countSchoolDays(calendar, firstOn, month.lastOn);
        return days * 2 >= countSchoolDays(calendar, month.firstOn, month.lastOn);
      })
      .filter((pairing) => !reached.has(pairName(pairing)))
      .map(({ mentorId }) => mentorId);
  },
  /** Students without a mentor, where the scheme covers all of them. */
  uncovered_students: (input, on) => {
    if (inForce(input.schemeVersions, on).rules.some(({ isOptIn }) => isOptIn)) return [];
    const covered = new Set(pairingsOn(input, on).map(({ studentId }) => studentId));
    return input.roster.students
      .filter((student) => isAtSchool(student, on) && !covered.has(student.id))
      .map(({ id }) => id);
  },
  /** Mentees whom none of their mentors has reached yet. */
  never_contacted: (input, on) => {
    const pairings = pairingsOn(input, on);
    const reached = reachedPairs(input, { lastOn: on });
    const known = new Set(
      pairings.filter((pairing) => reached.has(pairName(pairing))).map(({ studentId }) => studentId),
    );
    return pairings.map(({ studentId }) => studentId).filter((studentId) => !known.has(studentId));
  },
  /** SHEWOBO-55: students with a reflection handed in that the mentor has not marked. */
  unmarked_reflections: ({ handIns }, on) =>
    handIns
      .filter(({ kind, on: day, markedOn }) => {
        if (kind !== 'weekly_reflection' || day > on) return false;
        return markedOn === undefined || markedOn > on;
      })
      .map(({ studentId, authorId }) => studentId ?? authorId),
  /** WEIFANG-35: students of concern without a responsible leader. */
  concern_without_leader: ({ roster }, on) => {
    const led = new Set(
      roster.staff
        .filter((post) => post.role === 'responsible_leader' && isInForce(post, on))
        .map(({ scope }) => scope),
    );
    return roster.students
      .filter(({ flags }) => flags.some((flag) => flag.category === studentOfConcern && isInForce(flag, on)))
      .map(({ id }) => id)
      .filter((id) => !led.has(id));
  },
  /** SONGSHI-55: mentees without an analysis of their family. */
  missing_family_analysis: (input, on) => {
    const analysed = new Set(
      input.handIns
        .filter(({ kind, on: day }) => kind === 'family_analysis' && day <= on)
        .map(({ studentId }) => studentId),
    );
    return pairingsOn(input, on)
      .map(({ studentId }) => studentId)
      .filter((studentId) => !analysed.has(studentId));
  },
} as const satisfies Readonly<Record<string, ListMaker>>;

export const listNames = [
  'missing_plans',
  'nominal_mentors',
  'uncovered_students',
  'never_contacted',
  'unmarked_reflections',
  'concern_without_leader',
  'missing_family_analysis',
] as const satisfies readonly (keyof typeof listMakers)[];
export type ListName = (typeof listNames)[number];

/** `of` narrows to one mentor and the own mentees. */
export function namedList(name: ListName, input: DutyInput, on: Day, of?: string): readonly string[] {
  const ids = [...new Set(listMakers[name](input, on))].sort();
  if (of === undefined) return ids;
  const own = new Set(
    pairingsOn(input, on)
      .filter(({ mentorId }) => mentorId === of)
      .map(({ studentId }) => studentId),
  );
  return ids.filter((id) => id === of || own.has(id));
}

function inForce(
  schemeVersions: readonly SchemeVersion[],
  on: Day,
): Pick<SchemeVersion, 'rules' | 'needsAgreement'> {
  const begun = schemeVersions.filter(({ effectiveFrom }) => effectiveFrom <= on);
  return (
    begun.toSorted(byDate).at(-1) ?? {
      rules: [],
      needsAgreement: false,
    }
  );
}

/** In force on the day; where the scheme asks for an agreement, signed by then. */
function pairingsOn({ roster, schemeVersions }: DutyInput, on: Day): readonly PairingFact[] {
  const { needsAgreement } = inForce(schemeVersions, on);
  return allPairings(roster).filter((pairing) => {
    if (pairing.jointFollowup || !isInForce(pairing, on)) return false;
    return !needsAgreement || (pairing.signedOn !== undefined && pairing.signedOn <= on);
  });
}

/** Pairs of mentor and student with a contact that took effect, or a monthly record, in these days. */
function reachedPairs(
  { contacts, handIns }: DutyInput,
  { firstOn, lastOn }: { readonly firstOn?: Day; readonly lastOn: Day },
): ReadonlySet<string> {
  const isWithin = ({ on }: { readonly on: Day }) => (firstOn === undefined || firstOn <= on) && on <= lastOn;
  const reached = new Set<string>();
  for (const contact of contacts) {
    if (contact.outcome !== 'done' || !isWithin(contact)) continue;
    for (const studentId of contact.studentIds)
      reached.add(pairName({ mentorId: contact.authorId, studentId }));
  }
  for (const fact of handIns) {
    if (fact.kind !== 'monthly_record' || fact.studentId === undefined || !isWithin(fact)) continue;
    reached.add(pairName({ mentorId: fact.authorId, studentId: fact.studentId }));
  }
  return reached;
}

function pairName({ mentorId, studentId }: Pick<PairingFact, 'mentorId' | 'studentId'>): string {
  return `${mentorId}|${studentId}`;
}

function isInForce({ fromOn, untilOn }: { readonly fromOn: Day; readonly untilOn?: Day }, on: Day): boolean {
  return fromOn <= on && (untilOn === undefined || on <= untilOn);
}

function handedIn(
  { handIns }: DutyInput,
  wanted: { readonly kind: string; readonly authorId: string; readonly from: Day; readonly on: Day },
): boolean {
  return handIns.some(
    ({ kind, authorId, on: day }) =>
      kind === wanted.kind && authorId === wanted.authorId && wanted.from <= day && day <= wanted.on,
  );
}

/** Of two versions of one day the one named later holds. */
function byDate(a: SchemeVersion, b: SchemeVersion): number {
  return dayNumber(a.effectiveFrom) - dayNumber(b.effectiveFrom);
}
