/** Who is told of a raised concern: whom the scheme names (XXX-54), else psych teacher and homeroom teacher (V-02). */
import type { Day } from '../day.ts';
import type { RoleAssignment, StudentFact } from '../duties/facts.ts';
import type { SchemeVersion } from '../schemes/scheme.ts';
import type { StaffRole } from '../vocabulary.ts';
import { concernSettings } from './concern-settings.ts';
import { warningOf } from './strength.ts';

export interface Recipient {
  readonly personId: string;
  readonly role: StaffRole;
}

export interface Told {
  readonly recipients: readonly Recipient[];
  /** Roles that nobody holds. */
  readonly missing: readonly StaffRole[];
}

export interface ConcernPlace {
  readonly staff: readonly RoleAssignment[];
  /** Absent while the child is not named: then the office stands in for grade and class. */
  readonly student?: Pick<StudentFact, 'id' | 'classKey' | 'grade'>;
  readonly scheme: SchemeVersion | undefined;
  readonly on: Day;
}

const usualRoles: readonly StaffRole[] = ['psych_teacher', 'homeroom_teacher'];

export function whomToTell(place: ConcernPlace): Told {
  const named = warningOf(place.scheme)?.tells ?? usualRoles;
  const addsHomeroom = concernSettings(place.scheme).tellsHomeroomTeacher;
  const roles = new Set([...named, ...(addsHomeroom ? (['homeroom_teacher'] as const) : [])]);
  const recipients: Recipient[] = [];
  const missing: StaffRole[] = [];
  for (const wanted of roles) {
    const role = standsFor(wanted, place);
    const holder = holderOf(role, place);
    if (holder === undefined) missing.push(role);
    else if (!recipients.some(({ personId }) => personId === holder))
      recipients.push({ personId: holder, role });
  }
  return { recipients, missing };
}

function standsFor(role: StaffRole, { student }: ConcernPlace): StaffRole {
  const isOfOnePlace = role === 'grade_head' || role === 'homeroom_teacher';
  return isOfOnePlace && student === undefined ? 'moral_office' : role;
}

/** Of several holders the one who has held it longest, the one for this child, class or grade before the school's. */
export function holderOf(role: StaffRole, { staff, student, on }: ConcernPlace): string | undefined {
  const scopes =
    role === 'grade_head'
      ? [student?.grade]
      : role === 'homeroom_teacher'
        ? [student?.classKey]
        : [student?.id, student?.classKey, student?.grade, 'school'];
  const held = staff
    .filter(
      (post) => post.role === role && post.fromOn <= on && (post.untilOn === undefined || on <= post.untilOn),
    )
    .toSorted((a, b) => (seniority(a) < seniority(b) ? -1 : 1));
  for (const scope of scopes) {
    const holder = held.find((post) => post.scope === scope);
    if (holder !== undefined) return holder.personId;
  }
  return undefined;
}

function seniority({ fromOn, personId }: RoleAssignment): string {
  return `${fromOn} ${personId}`;
}
