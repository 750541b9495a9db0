/**
 * What a checked roster asks to be written: plain data, complete in itself, applied in one transaction or not at all.
 * People point at each other by `key`, which means something inside one plan only.
 */
import type { Day } from '../day.ts';
import type { GuardianRelation, PersonKind, Platform } from '../vocabulary.ts';

/** SHEWOBO-18; two further slots are the school's to name and do not come with a roster. */
export const rosterCategories = [
  'single_parent',
  'weak_self_control',
  'psych_problem',
  'heavy_study_pressure',
  'subject_outlier',
  'left_behind',
] as const;
export type RosterCategory = (typeof rosterCategories)[number];

/** Roles that hold for the whole school. A mentor has this role even before the first pairing. */
const schoolRoles = [
  'mentor',
  'principal',
  'deputy_principal',
  'steering_group',
  'moral_office',
  'academic_office',
  'logistics_office',
  'psych_teacher',
  'scheme_officer',
] as const;
export type SchoolRole = (typeof schoolRoles)[number];

export interface RosterPerson {
  /** Unique in the plan over staff, students and guardians together. */
  readonly key: string;
  readonly name: string;
  /** `KnownPeople`'s ref of the person this row is about; absent where the person is new. */
  readonly known?: string;
}

export interface RosterStaff extends RosterPerson {
  /** 工号 */
  readonly number?: string;
}

/** A class of the current school year. `key` is `grade.number`, as in `5.3`. */
export interface RosterClass {
  readonly key: string;
  /** 1–6 primary, 7–9 junior, 10–12 senior. */
  readonly grade: number;
  readonly number: number;
}

export interface RosterStudent extends RosterPerson {
  readonly classKey: string;
  /** 学号 */
  readonly number?: string;
  readonly sex?: 'female' | 'male';
  /** Absent where the file says nothing about categories, so that a known student's stay as they are. */
  readonly categories?: readonly RosterCategory[];
}

/** One person, also where two children share the guardian. */
export interface RosterGuardian extends RosterPerson {
  readonly phone?: string;
  readonly children: readonly { readonly studentKey: string; readonly relation: GuardianRelation }[];
}

export interface RosterPairing {
  readonly mentorKey: string;
  readonly studentKey: string;
  /** First day; absent where the file names none: the use case takes the school's start day. */
  readonly from?: Day;
}

export interface RosterIdentity {
  readonly personKind: PersonKind;
  readonly personKey: string;
  readonly platform: Platform;
  /** The account on the platform, as the platform spells it. */
  readonly platformId: string;
}

export type RosterRole =
  | { readonly staffKey: string; readonly role: SchoolRole }
  | { readonly staffKey: string; readonly role: 'grade_head'; readonly grade: number }
  | {
      readonly staffKey: string;
      readonly role: 'homeroom_teacher' | 'subject_teacher';
      readonly classKey: string;
    };

export interface RosterPlan {
  readonly staff: readonly RosterStaff[];
  readonly classes: readonly RosterClass[];
  readonly students: readonly RosterStudent[];
  readonly guardians: readonly RosterGuardian[];
  readonly pairings: readonly RosterPairing[];
  readonly identities: readonly RosterIdentity[];
  readonly roles: readonly RosterRole[];
}

/**
 * The people the school already has, for a second import of the same file. `ref` is opaque here and comes back
 * as `known`. Ended people are left out.
 */
export interface KnownPeople {
  readonly staff: readonly { readonly ref: string; readonly name: string; readonly number?: string }[];
  readonly students: readonly {
    readonly ref: string;
    readonly name: string;
    readonly number?: string;
    readonly grade: number;
    readonly classNumber: number;
  }[];
  readonly guardians: readonly {
    readonly ref: string;
    readonly name: string;
    readonly phone?: string;
    /** Refs of the students. */
    readonly children: readonly string[];
  }[];
  readonly identities: readonly {
    readonly personKind: PersonKind;
    /** Ref of the person. */
    readonly person: string;
    readonly platform: Platform;
    readonly platformId: string;
  }[];
}

export const nobodyKnown: KnownPeople = { staff: [], students: [], guardians: [], identities: [] };
