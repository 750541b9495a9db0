/** Who looks, as far as CV-20 asks: roles, pairings and guardianships, each with the days on which they hold. */
import type { Day } from '../day.ts';
import type { PairingFact, RoleAssignment } from '../duties/facts.ts';

/** A post of the viewer. Offices and psych teachers hold theirs for the school unless the scope says otherwise. */
export type HeldRole = Omit<RoleAssignment, 'personId'>;

/** A recorded leave for the steering group to look into contacts and portfolios (V-01). Both days included. */
export interface Inspection {
  /** `school`, a grade (`5`), a class (`5.3`) or a student's id. */
  readonly scope: string;
  readonly fromOn: Day;
  readonly untilOn: Day;
}

export interface Viewer {
  readonly personId: string;
  readonly roles: readonly HeldRole[];
  /** Pairings in which the viewer is the mentor, also ended and joint ones (CV-16). */
  readonly mentors: readonly PairingFact[];
  /** Students whose guardian the viewer is. */
  readonly wardIds: readonly string[];
  /** Answers for the moral-education office (V-02). */
  readonly directsMoralOffice: boolean;
  readonly inspections: readonly Inspection[];
}

/** Where a student belongs on the day of looking. */
export interface StudentPlace {
  readonly id: string;
  readonly classKey: string;
  readonly grade: string;
}
