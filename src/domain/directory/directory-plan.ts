/** What is known before a directory is read, and what is to be written after it: plain data, complete in itself. */
import type { Day } from '../day.ts';
import type { GuardianRelation, PersonKind, Platform, StaffRole } from '../vocabulary.ts';
import type { ClassList, ClassRoll, StaffDirectory } from './directory-read.ts';

export interface KnownPerson {
  readonly id: string;
  readonly kind: PersonKind;
  readonly name: string;
  readonly number?: string;
  readonly phone?: string;
  readonly classKey?: string;
  /** Who entered this person; only its own directory changes or ends it. */
  readonly source: string;
  readonly endedOn?: Day;
  readonly endedWhy?: string;
}

/** An account of the platform and whose it is. `userId` is folded. */
export interface KnownLink {
  readonly userId: string;
  readonly personId: string;
  readonly unionId?: string;
  readonly isSubscribed?: boolean;
  readonly isEnded: boolean;
}

export type EntryKind = 'staff' | 'class' | 'student' | 'guardian' | 'role';

export interface KnownEntry {
  readonly kind: EntryKind;
  readonly externalId: string;
  /** Class of a student or guardian; of a role, the list that named it. */
  readonly parentId?: string;
  readonly digest: string;
  readonly personId?: string;
  readonly isMissing: boolean;
}

export interface KnownDirectory {
  readonly people: readonly KnownPerson[];
  /** Of the account that is read. */
  readonly links: readonly KnownLink[];
  /** Persons with an account in force on another platform. */
  readonly linkedElsewhere: ReadonlySet<string>;
  readonly guardianships: readonly {
    readonly id: string;
    readonly studentId: string;
    readonly guardianId: string;
    readonly relation: GuardianRelation;
    readonly source: string;
    readonly isEnded: boolean;
  }[];
  /** In force. */
  readonly roles: readonly {
    readonly id: string;
    readonly personId: string;
    readonly role: StaffRole;
    readonly scope: string;
  }[];
  readonly classKeys: ReadonlySet<string>;
  readonly entries: readonly KnownEntry[];
  /** `userId` is folded. */
  readonly proposals: readonly {
    readonly userId: string;
    readonly personId: string;
    readonly decision?: 'same' | 'other';
  }[];
}

/** One reading: the staff, or the classes, or both; all classes or those that were touched. */
export interface DirectoryRead {
  readonly platform: Platform;
  readonly staff?: StaffDirectory;
  readonly school?: {
    readonly list: ClassList;
    /** By the id of the class. */
    readonly rolls: ReadonlyMap<string, ClassRoll>;
  };
}

/** A person's id, or the key of one in `newPeople`. */
export type PersonRef = string;

export interface NewDirectoryPerson {
  readonly key: PersonRef;
  readonly kind: PersonKind;
  /** Empty where the directory has none. */
  readonly name: string;
  readonly number?: string;
  readonly phone?: string;
  readonly classKey?: string;
}

export interface PersonChange {
  readonly personId: string;
  readonly name?: string;
  readonly number?: string;
  readonly phone?: string;
  readonly classKey?: string;
}

export const proposalReasons = [
  'name',
  'name_class',
  'number',
  'phone',
  'child',
  'claimed_twice',
  'name_differs',
] as const;
export type ProposalReason = (typeof proposalReasons)[number];

export interface DirectoryPlan {
  readonly newClasses: readonly { readonly key: string; readonly grade: number; readonly number: number }[];
  readonly newPeople: readonly NewDirectoryPerson[];
  readonly changed: readonly PersonChange[];
  readonly ended: readonly string[];
  readonly returned: readonly string[];
  readonly links: readonly {
    readonly person: PersonRef;
    /** As the platform spells it. */
    readonly userId: string;
    readonly foldedUserId: string;
    readonly unionId?: string;
    readonly isSubscribed?: boolean;
  }[];
  /** Folded user ids. */
  readonly endedLinks: readonly string[];
  readonly guardianships: readonly {
    readonly student: PersonRef;
    readonly guardian: PersonRef;
    readonly relation: GuardianRelation;
  }[];
  readonly endedGuardianships: readonly string[];
  readonly roles: readonly { readonly person: PersonRef; readonly role: StaffRole; readonly scope: string }[];
  readonly endedRoles: readonly string[];
  readonly entries: readonly {
    readonly kind: EntryKind;
    readonly externalId: string;
    readonly parentId?: string;
    readonly digest: string;
    readonly person?: PersonRef;
  }[];
  readonly missing: readonly { readonly kind: EntryKind; readonly externalId: string }[];
  readonly proposals: readonly {
    readonly userId: string;
    readonly personId: string;
    readonly reason: ProposalReason;
    /** What the directory calls this person. */
    readonly name: string;
  }[];
  readonly shown: PlanRemarks;
}

/** What nobody writes and somebody should know. */
export interface PlanRemarks {
  /** Typed by the school, and the directory says otherwise: the school's word stands. */
  readonly differences: readonly {
    readonly personId: string;
    readonly field: 'number' | 'phone' | 'class';
    readonly theirs: string;
  }[];
  /** Typed by the school and gone from the directory. */
  readonly gone: readonly string[];
  /** Classes whose names say neither grade nor number: their new students wait. */
  readonly unreadableClasses: readonly string[];
  /** Accounts of families that are accounts of staff as well, where the platform tells the two apart. */
  readonly clashes: readonly string[];
  /** So many are missing at once that nobody is ended: rather a fault of the app's range than a school that left. */
  readonly heldBack: readonly { readonly kind: EntryKind; readonly missing: number; readonly of: number }[];
}
