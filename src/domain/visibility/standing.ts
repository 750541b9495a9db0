/** How a viewer stands to a student on the day of looking. Roles of yesterday and of tomorrow do not count. */
import type { Day } from '../day.ts';
import type { PairingFact } from '../duties/facts.ts';
import type { SchemeVersion } from '../schemes/scheme.ts';
import type { StaffRole } from '../vocabulary.ts';
import { unitChecksRecords } from './scheme-sight.ts';
import type { HeldRole, StudentPlace, Viewer } from './viewer.ts';

export interface Look {
  readonly viewer: Viewer;
  /** The day of looking, not the day of what is looked at. */
  readonly on: Day;
  readonly scheme: SchemeVersion;
}

/** A pairing that waits for its signatures is not in force (SHEWOBO-25, XIGAO-25). */
export function isCurrentMentor({ viewer, on, scheme }: Look, { id }: StudentPlace): boolean {
  return viewer.mentors.some(
    (pairing) =>
      pairing.studentId === id && isOn(pairing, on) && (!scheme.needsAgreement || isSigned(pairing, on)),
  );
}

export function isHomeroomTeacher(look: Look, classKey: string): boolean {
  return holdsExactly(look, 'homeroom_teacher', classKey);
}

export function isGradeHead(look: Look, grade: string): boolean {
  return holdsExactly(look, 'grade_head', grade);
}

/** WEIFANG-35: the school leader who answers for this one student. */
export function isResponsibleLeader(look: Look, { id }: StudentPlace): boolean {
  return holdsExactly(look, 'responsible_leader', id);
}

export function isInOffice(
  look: Look,
  role: 'moral_office' | 'academic_office' | 'psych_teacher',
  place: StudentPlace,
): boolean {
  return holdings(look, role).some(({ scope }) => covers(scope, place));
}

export function holds(look: Look, role: StaffRole): boolean {
  return holdings(look, role).length > 0;
}

export function holdsExactly(look: Look, role: StaffRole, scope: string): boolean {
  return holdings(look, role).some((held) => held.scope === scope);
}

/** V-01: only a member of the steering group, only inside a recorded inspection, only what it covers. */
function isInspecting(look: Look, place: StudentPlace): boolean {
  const { viewer, on } = look;
  return (
    holds(look, 'steering_group') &&
    viewer.inspections.some((inspection) => isOn(inspection, on) && covers(inspection.scope, place))
  );
}

/** Everyone whom V-01 lets read what mentor and student do together, besides the author. */
export function isInCircle(look: Look, student: StudentPlace): boolean {
  return (
    isCurrentMentor(look, student) ||
    isHomeroomTeacher(look, student.classKey) ||
    isInOffice(look, 'moral_office', student) ||
    (unitChecksRecords(look.scheme) && isGradeHead(look, student.grade)) ||
    isInspecting(look, student)
  );
}

function holdings({ viewer, on }: Look, role: StaffRole): readonly HeldRole[] {
  return viewer.roles.filter((held) => held.role === role && isOn(held, on));
}

function covers(scope: string, { id, classKey, grade }: StudentPlace): boolean {
  return scope === 'school' || scope === id || scope === classKey || scope === grade;
}

function isOn({ fromOn, untilOn }: { readonly fromOn: Day; readonly untilOn?: Day }, on: Day): boolean {
  return fromOn <= on && (untilOn === undefined || on <= untilOn);
}

function isSigned({ signedOn }: PairingFact, on: Day): boolean {
  return signedOn !== undefined && signedOn <= on;
}
