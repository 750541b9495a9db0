/** Reads the facts and asks the duty engine. */
import type { Day } from '../domain/day.ts';
import { computeDuties } from '../domain/duties/compute-duties.ts';
import type { Duty } from '../domain/duties/duty.ts';
import type { DutyNarrowing } from '../domain/duties/facts.ts';
import type { SchemeVersion } from '../domain/schemes/scheme.ts';
import type { SchoolRoster } from '../domain/school-roster.ts';
import type { School } from '../storage/schools.ts';
import type { Tables } from '../storage/storage.ts';

export interface DutyQuestion {
  readonly tables: Tables;
  readonly school: School;
  readonly roster: SchoolRoster;
  readonly schemeVersions: readonly SchemeVersion[];
}

/** Duties with their state at the end of day `on`; for these owners or students, or for the whole school. */
export async function loadDuties(question: DutyQuestion, on: Day, only?: DutyNarrowing): Promise<Duty[]> {
  const { tables, school, roster, schemeVersions } = question;
  const since = schoolYearStart(roster, on) ?? school.startOn;
  const contacts = await tables.contacts.facts(school.id, since, only && studentsConcerned(roster, only));
  return computeDuties(
    {
      schemeVersions,
      calendar: roster.calendar,
      roster: roster.facts,
      contacts,
      meetings: [],
      handIns: [],
      leaves: roster.leaves,
      startOn: school.startOn,
      ...(only === undefined ? {} : { only }),
    },
    on,
  );
}

/** The contacts that can settle a duty of the narrowed question are those about these students. */
function studentsConcerned(roster: SchoolRoster, only: DutyNarrowing): readonly string[] {
  const paired = (only.ownerIds ?? []).flatMap((ownerId) =>
    (roster.pairingsOf.get(ownerId) ?? []).map((pairing) => pairing.studentId),
  );
  return [...new Set([...(only.studentIds ?? []), ...paired, ...(only.ownerIds ?? [])])];
}

/** No window reaches further back than the school year (CV-03); a term that begins in July or later opens one. */
function schoolYearStart(roster: SchoolRoster, on: Day): Day | undefined {
  const begun = roster.calendar.terms.filter((term) => term.firstOn <= on);
  const opening = begun.findLast((term) => term.firstOn.slice(5) >= '07-01') ?? begun[0];
  return opening === undefined ? undefined : opening.firstOn;
}
