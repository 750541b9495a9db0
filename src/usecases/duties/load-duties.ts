/** Reads the facts and asks the duty engine. */
import type { Day } from '../../domain/day.ts';
import { computeAdvice } from '../../domain/duties/compute-advice.ts';
import { computeDuties } from '../../domain/duties/compute-duties.ts';
import { contactsNeededSince } from '../../domain/duties/contacts-needed.ts';
import type { Duty } from '../../domain/duties/duty.ts';
import type { DutyInput, DutyNarrowing } from '../../domain/duties/facts.ts';
import { isStillAsked } from '../../domain/duties/still-asked.ts';
import type { FollowedScheme } from '../../domain/schemes/followed-schemes.ts';
import type { SchemeId, SchemeVersion } from '../../domain/schemes/scheme.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import { type ContactKind, contactKinds } from '../../domain/vocabulary.ts';
import type { School } from '../../storage/schools.ts';
import type { Tables } from '../../storage/storage.ts';

export interface DutyQuestion {
  readonly tables: Tables;
  readonly school: School;
  readonly roster: SchoolRoster;
  readonly schemeVersions: readonly SchemeVersion[];
}

/** The versions of the schemes a school follows; remembered by the caller. */
export type SchemeVersionsOf = (
  first: SchemeId,
  followed: readonly FollowedScheme[],
) => readonly SchemeVersion[];

/**
 * Duties with their state at the end of day `on`; for these owners or students, or for the whole school. Without what
 * is open and cannot be asked of its owner any more.
 */
export async function loadDuties(question: DutyQuestion, on: Day, only?: DutyNarrowing): Promise<Duty[]> {
  const input = await loadDutyInput(question, on, only, neededContacts(question, only));
  return computeDuties(input, on).filter((duty) => isStillAsked(question.roster, duty, on));
}

/** Advice of the scheme for these owners: k of n done, never overdue (CV-10). */
export async function loadAdvice(question: DutyQuestion, on: Day, only?: DutyNarrowing): Promise<Duty[]> {
  return computeAdvice(await loadDutyInput(question, on, only), on);
}

/** Everything the duty engine is told; of contacts all kinds, or those named, from the day named. */
export async function loadDutyInput(
  question: DutyQuestion,
  on: Day,
  only?: DutyNarrowing,
  contactsFrom?: ReadonlyMap<ContactKind, Day>,
): Promise<DutyInput> {
  const { tables, school, roster, schemeVersions } = question;
  const since = schoolYearStart(roster, on) ?? school.startOn;
  const people = only && peopleConcerned(roster, only);
  return {
    schemeVersions,
    calendar: roster.calendar,
    roster: roster.facts,
    contacts: await tables.contacts.facts(
      school.id,
      { since: notBefore(since, contactsFrom ?? everyKindFrom(since)), until: on },
      people,
    ),
    handIns: await tables.handIns.facts(school.id, since, people),
    meetings: await tables.meetings.facts(school.id, since),
    exams: await tables.meetings.exams(school.id, since),
    leaves: roster.leaves,
    startOn: school.startOn,
    // Windows of an earlier school year are closed: without their contacts all of them would look missed.
    only: { ...only, dueFrom: only?.dueFrom !== undefined && only.dueFrom > since ? only.dueFrom : since },
  };
}

/** By kind the first day from which a contact can settle a duty of the question. */
function neededContacts(
  { roster, school, schemeVersions }: DutyQuestion,
  only?: DutyNarrowing,
): ReadonlyMap<ContactKind, Day> {
  const asked = { schemeVersions, calendar: roster.calendar, startOn: school.startOn };
  return contactsNeededSince(only === undefined ? asked : { ...asked, only });
}

function everyKindFrom(since: Day): ReadonlyMap<ContactKind, Day> {
  return new Map(contactKinds.map((kind) => [kind, since]));
}

function notBefore(first: Day, since: ReadonlyMap<ContactKind, Day>): ReadonlyMap<ContactKind, Day> {
  return new Map([...since].map(([kind, day]) => [kind, day < first ? first : day]));
}

/** Facts that can settle a duty of the narrowed question are by or about these people. */
function peopleConcerned(roster: SchoolRoster, only: DutyNarrowing): readonly string[] | undefined {
  if (only.ownerIds === undefined && only.studentIds === undefined) return undefined;
  const paired = (only.ownerIds ?? []).flatMap((ownerId) =>
    (roster.pairingsOf.get(ownerId) ?? []).map((pairing) => pairing.studentId),
  );
  return [...new Set([...(only.studentIds ?? []), ...paired, ...(only.ownerIds ?? [])])];
}

/** No window reaches further back than the school year (CV-03); a term that begins in July or later opens one. */
function schoolYearStart(roster: SchoolRoster, on: Day): Day | undefined {
  const begun = roster.calendar.terms.filter((term) => term.firstOn <= on);
  const opening = begun.findLast((term) => term.firstOn.slice(5) >= '07-01') ?? begun[0];
  return opening?.firstOn;
}
