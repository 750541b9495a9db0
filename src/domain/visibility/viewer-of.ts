/** Makes the viewer and the places of CV-20 out of a school's roster. */
import type { Day } from '../day.ts';
import type { RoleAssignment } from '../duties/facts.ts';
import { isInForce, type SchoolRoster } from '../school-roster.ts';
import type { Inspection, StudentPlace, Viewer } from './viewer.ts';

export function viewerOf(roster: SchoolRoster, personId: string, on: Day): Viewer {
  return {
    personId,
    roles: roster.facts.staff.filter((held) => held.personId === personId),
    mentors: roster.pairingsOf.get(personId) ?? [],
    wardIds: roster.pupils
      .filter(({ guardians }) => guardians?.some(({ id }) => id === personId))
      .map(({ id }) => id),
    directsMoralOffice: directorOf(roster.facts.staff, on)?.personId === personId,
    inspections: (roster.inspectionsOf.get(personId) ?? []).flatMap((given) => spread(roster, given, on)),
  };
}

/** A permission for one mentor's work covers the students whom that mentor has on the day of looking. */
function spread(roster: SchoolRoster, given: Inspection, on: Day): readonly Inspection[] {
  const mentees = roster.pairingsOf.get(given.scope);
  if (mentees === undefined) return [given];
  return mentees
    .filter((pairing) => isInForce(pairing, on))
    .map(({ studentId }) => ({ ...given, scope: studentId }));
}

export function placeOf(roster: SchoolRoster, studentId: string): StudentPlace | undefined {
  const student = roster.facts.students.find(({ id }) => id === studentId);
  return student && { id: student.id, classKey: student.classKey, grade: student.grade };
}

/** V-02: of several in the moral-education office the one who has been there longest, as for its duties (CV-15). */
function directorOf(staff: readonly RoleAssignment[], on: Day): RoleAssignment | undefined {
  const inOffice = staff.filter(
    ({ role, fromOn, untilOn }) => role === 'moral_office' && fromOn <= on && on <= (untilOn ?? on),
  );
  return inOffice.toSorted((a, b) => (seniority(a) < seniority(b) ? -1 : 1)).at(0);
}

function seniority({ fromOn, personId }: RoleAssignment): string {
  return `${fromOn} ${personId}`;
}
