/** The plan while it grows: each accepted row adds to it, and later rows are checked against it. */
import type { Platform } from '../vocabulary.ts';
import type { RosterFailure } from './roster-check.ts';
import type {
  KnownPeople,
  RosterClass,
  RosterGuardian,
  RosterIdentity,
  RosterPairing,
  RosterRole,
  RosterStaff,
  RosterStudent,
} from './roster-plan.ts';
import { RowRefused } from './roster-reason.ts';

/** A row's place in the file. */
export interface Place {
  readonly sheet: string;
  readonly row: number;
}

export interface RosterDraft {
  readonly known: KnownPeople;
  readonly staff: RosterStaff[];
  readonly classes: Map<string, RosterClass>;
  readonly students: RosterStudent[];
  readonly guardians: Map<string, RosterGuardian>;
  readonly pairings: RosterPairing[];
  readonly identities: RosterIdentity[];
  readonly roles: RosterRole[];
  readonly failures: RosterFailure[];
  /** Folded account to whom it belongs: a ref of somebody known, or a key of this plan. */
  readonly accounts: Map<string, AccountOwner>;
  /** Accounts that stand in `identities` already. */
  readonly listedAccounts: Set<string>;
  /** Name and phone to a guardian: a ref of somebody known, or a key of this plan. */
  readonly guardianPhones: Map<string, string>;
  /** Ref of a known student to the known guardians. */
  readonly guardiansOfStudent: ReadonlyMap<string, readonly KnownGuardian[]>;
  /** Ref of a known guardian to the key in this plan. */
  readonly guardianKeys: Map<string, string>;
  /** Class key to the staff key of its homeroom teacher. */
  readonly homeroomTeachers: Map<string, string>;
  /** Names in staff rows that failed. */
  readonly failedStaff: Set<string>;
}

type KnownGuardian = KnownPeople['guardians'][number];

export interface AccountOwner {
  readonly person: string;
  readonly personKind: RosterIdentity['personKind'];
  readonly name: string;
}

export function newDraft(known: KnownPeople): RosterDraft {
  const names = new Map(
    [...known.staff, ...known.students, ...known.guardians].map(({ ref, name }) => [ref, name]),
  );
  return {
    known,
    staff: [],
    classes: new Map(),
    students: [],
    guardians: new Map(),
    pairings: [],
    identities: [],
    roles: [],
    failures: [],
    accounts: new Map(
      known.identities.map(({ platform, platformId, person, personKind }) => [
        accountKey(platform, platformId),
        { person, personKind, name: names.get(person) ?? '' },
      ]),
    ),
    listedAccounts: new Set(),
    guardianPhones: new Map(
      known.guardians.flatMap(({ ref, name, phone }) =>
        phone === undefined ? [] : [[phoneKey(name, phone), ref] as const],
      ),
    ),
    guardiansOfStudent: guardiansOfStudent(known),
    guardianKeys: new Map(),
    homeroomTeachers: new Map(),
    failedStaff: new Set(),
  };
}

function guardiansOfStudent(known: KnownPeople): ReadonlyMap<string, readonly KnownGuardian[]> {
  const byStudent = new Map<string, KnownGuardian[]>();
  for (const guardian of known.guardians) {
    for (const student of guardian.children) {
      const others = byStudent.get(student);
      if (others) others.push(guardian);
      else byStudent.set(student, [guardian]);
    }
  }
  return byStudent;
}

export function phoneKey(name: string, phone: string): string {
  return `${phone} ${name}`;
}

/** The platforms do not tell upper from lower case. */
export function accountKey(platform: Platform, platformId: string): string {
  return `${platform}:${platformId.toLowerCase()}`;
}

/** Runs the check of one row; a refusal becomes a failure of that row and of nothing else. */
export function tryRow(draft: RosterDraft, place: Place, check: () => void): boolean {
  try {
    check();
    return true;
  } catch (cause) {
    if (!(cause instanceof RowRefused)) throw cause;
    draft.failures.push({ sheet: place.sheet, row: place.row, reason: cause.reason });
    return false;
  }
}

/** Adds a role once, however often the file says it. */
export function addRole(draft: RosterDraft, role: RosterRole): void {
  const same = draft.roles.some(
    (held) =>
      held.staffKey === role.staffKey &&
      held.role === role.role &&
      ('classKey' in held ? held.classKey : undefined) === ('classKey' in role ? role.classKey : undefined) &&
      ('grade' in held ? held.grade : undefined) === ('grade' in role ? role.grade : undefined),
  );
  if (!same) draft.roles.push(role);
}
