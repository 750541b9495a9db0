/**
 * What the duty engine is told. Plain records, read from storage by the caller; every `untilOn` is the last day in
 * force, inclusive, and its absence means "still in force".
 */
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import type { Day } from '../day.ts';
import type { SchemeVersion } from '../schemes/scheme.ts';
import type {
  AttendanceMark,
  ContactKind,
  ContactMedium,
  ContactOutcome,
  HandInKind,
  MeetingType,
  StaffRole,
} from '../vocabulary.ts';

export interface RoleAssignment {
  readonly personId: string;
  readonly role: StaffRole;
  /** `school`, a grade (`5`), a class (`5.3`) or, for a responsible leader, a student's id. */
  readonly scope: string;
  readonly fromOn: Day;
  readonly untilOn?: Day;
}

/** `category` is one of the scheme's special categories or `student_of_concern`. `untilOn` is the day it was cleared. */
export interface StudentFlag {
  readonly category: string;
  readonly fromOn: Day;
  readonly untilOn?: Day;
}

export interface StudentFact {
  readonly id: string;
  /** Of today. */
  readonly classKey: string;
  readonly grade: string;
  /** Where the student has been in more than one class: from when in which, the oldest first. */
  readonly places?: readonly {
    readonly classKey: string;
    readonly grade: string;
    readonly fromOn: Day;
    readonly untilOn?: Day;
  }[];
  /** Last day at the school. */
  readonly leftOn?: Day;
  readonly flags: readonly StudentFlag[];
}

export interface PairingFact {
  readonly id: string;
  readonly mentorId: string;
  readonly studentId: string;
  readonly fromOn: Day;
  readonly untilOn?: Day;
  /** Day on which both had signed; a scheme with a duties agreement obliges from here (SHEWOBO-25). */
  readonly signedOn?: Day;
  /** A second carer under 1+1 (CV-16): contacts count, nothing is owed. */
  readonly jointFollowup?: boolean;
  /** Stands in for the mentor for some time. */
  readonly isCover?: boolean;
}

/** SONGSHI: the paired unit is a community; every member is then the mentor's mentee. */
export interface LearningCommunity {
  readonly id: string;
  readonly members: readonly { readonly studentId: string; readonly fromOn: Day; readonly untilOn?: Day }[];
}

export interface CommunityPairing {
  readonly id: string;
  readonly mentorId: string;
  readonly communityId: string;
  readonly fromOn: Day;
  readonly untilOn?: Day;
}

export interface RosterFacts {
  readonly staff: readonly RoleAssignment[];
  readonly students: readonly StudentFact[];
  readonly pairings: readonly PairingFact[];
  readonly communities?: readonly LearningCommunity[];
  readonly communityPairings?: readonly CommunityPairing[];
}

export interface ContactFact {
  readonly id: string;
  readonly authorId: string;
  readonly studentIds: readonly string[];
  readonly kind: ContactKind;
  /** The day it took place, never the day it was logged (CV-01). */
  readonly on: Day;
  readonly outcome: ContactOutcome;
  readonly medium?: ContactMedium;
  /** False for a talk with a group, whoever is named. */
  readonly individual: boolean;
  readonly fields?: Readonly<Record<string, string>>;
}

export interface MeetingFact {
  readonly id: string;
  readonly type: MeetingType;
  /** `school`, a grade (`5`) or a class (`5.3`). */
  readonly scope: string;
  readonly on: Day;
  readonly status: 'noticed' | 'held' | 'cancelled';
  readonly hasMinutes: boolean;
  /** By person; empty where no list was kept. */
  readonly attendance: Readonly<Record<string, AttendanceMark>>;
  readonly convenerId?: string;
  readonly treatedStudentIds?: readonly string[];
  readonly classKeys?: readonly string[];
  readonly grades?: readonly string[];
  /** Mentors who gave a themed speech (HUAQIAO-15). */
  readonly speakerIds?: readonly string[];
}

export interface HandInFact {
  readonly id: string;
  readonly kind: HandInKind;
  readonly authorId: string;
  /** The day it was handed in. */
  readonly on: Day;
  readonly studentId?: string;
  /** The mentor that was checked or scored. */
  readonly mentorId?: string;
  /** First day of the window it is about, where it says so: a reflection's week, a score's week or month. */
  readonly windowFirstOn?: Day;
  readonly examId?: string;
  /** Of a score: its part, and the number. */
  readonly part?: string;
  readonly value?: number;
  readonly fields?: Readonly<Record<string, string>>;
  /** Of a reflection: the day the mentor marked it. */
  readonly markedOn?: Day;
}

export interface LeaveFact {
  readonly personId: string;
  readonly fromOn: Day;
  readonly untilOn: Day;
}

/** A major exam (HUAQIAO-10); `grades` absent means the whole school. */
export interface ExamFact {
  readonly id: string;
  readonly resultsOn: Day;
  readonly grades?: readonly string[];
}

/** Narrows the work: duties of these owners, about these students, due from a day on, opening by a day. */
export interface DutyNarrowing {
  readonly ownerIds?: readonly string[];
  readonly studentIds?: readonly string[];
  readonly dueFrom?: Day;
  readonly openingUntil?: Day;
}

export interface DutyInput {
  readonly schemeVersions: readonly SchemeVersion[];
  readonly calendar: SchoolCalendar;
  readonly roster: RosterFacts;
  readonly contacts: readonly ContactFact[];
  readonly meetings: readonly MeetingFact[];
  readonly handIns: readonly HandInFact[];
  readonly leaves: readonly LeaveFact[];
  readonly exams?: readonly ExamFact[];
  /** Nothing before this day is owed. */
  readonly startOn: Day;
  readonly only?: DutyNarrowing;
}
