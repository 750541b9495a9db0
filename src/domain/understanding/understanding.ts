/** What a message means: the shapes that the understanding hands to the use cases. Pure data; see `understand.ts`. */
import type { Day } from '../day.ts';
import type { ContactKind, ContactMedium, ContactOutcome, GuardianRelation } from '../vocabulary.ts';

export interface KnownGuardian {
  readonly id: string;
  readonly name?: string;
  readonly relation: GuardianRelation;
}

export interface KnownStudent {
  readonly id: string;
  readonly name: string;
  /** Grade, dot, number: `5.2`. */
  readonly className: string;
  readonly nicknames?: readonly string[];
  readonly gender?: 'male' | 'female';
  readonly guardians?: readonly KnownGuardian[];
}

/** The record the speaker filed last, for undo and amend. */
export interface LastRecord {
  readonly studentIds: readonly string[];
  readonly kind: ContactKind;
  readonly on: Day;
  readonly outcome: ContactOutcome;
  readonly minutes?: number;
  readonly guardianIds?: readonly string[];
  readonly medium?: ContactMedium;
  readonly text: string;
}

/** The one question that waits for an answer; `candidates` in the order they were shown, `text` what it was asked about. */
export interface AwaitedQuestion {
  readonly about: QuestionReason | 'missing_field';
  readonly candidates: readonly string[];
  readonly text: string;
}

/** A word of the school's own: what it means is shown by a known word (`上钟` like `谈话`). */
export interface SchoolWord {
  readonly written: string;
  readonly like: string;
}

/**
 * The two rosters are indexed once and remembered by the identity of their arrays: hand over the same frozen array
 * for the same school. `otherStudents` may be the whole school; a pupil in both is a mentee.
 */
/** What the speaker has answered about this very message: taken as given, never asked again. */
export interface SettledPoints {
  /** Who the unclear name stands for. */
  readonly studentIds?: readonly string[];
  readonly on?: Day;
  readonly kind?: ContactKind;
  /** It has happened (answer to `future_or_past`, `confirm_reading`). */
  readonly happened?: true;
  /** The message asks about somebody: there is nothing to file, and nothing to keep. */
  readonly isQuery?: true;
}

export interface UnderstandingContext {
  readonly now: Date;
  /** First day on which the speaker's pairings are in force: no record may lie before it (CV-01). */
  readonly pairedSince?: Day;
  readonly speaker: { readonly id: string; readonly name: string; readonly roles: readonly string[] };
  readonly mentees: readonly KnownStudent[];
  /** Pupils of the school who are not the speaker's mentees. */
  readonly otherStudents: readonly KnownStudent[];
  readonly chat: 'private' | 'group';
  readonly lastRecord?: LastRecord;
  readonly awaiting?: AwaitedQuestion;
  readonly settled?: SettledPoints;
  /** The school's own words, on top of the lexicon. */
  readonly words?: readonly SchoolWord[];
}

export const questionReasons = [
  'which_student',
  'not_your_mentee',
  'future_or_past',
  'which_date',
  'which_kind',
  'confirm_reading',
  'empty_content',
] as const;
export type QuestionReason = (typeof questionReasons)[number];

/** Half-open range of UTF-16 units in the message. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One record, one student, except `group_exchange`, which lists all who took part. */
export interface UnderstoodRecord {
  readonly studentIds: readonly string[];
  readonly kind: ContactKind;
  readonly on: Day;
  readonly outcome: ContactOutcome;
  readonly guardianIds?: readonly string[];
  readonly medium?: ContactMedium;
  readonly minutes?: number;
  readonly followUp?: { readonly on?: Day; readonly text: string };
  /** Light signs (chat-corpus.md §9): filed with the record, offered as a step to a concern. */
  readonly signs?: readonly string[];
  /** Where each slot was read, for the echo and for tests. */
  readonly spans: Readonly<
    Partial<Record<'student' | 'kind' | 'on' | 'outcome' | 'minutes' | 'guardian' | 'followUp', Span>>
  >;
}

export interface UnderstoodPlan {
  readonly studentIds: readonly string[];
  readonly kind?: ContactKind;
  readonly on?: Day;
}

export interface AmendedFields {
  readonly studentIds?: readonly string[];
  readonly kind?: ContactKind;
  readonly on?: Day;
  readonly outcome?: ContactOutcome;
  readonly minutes?: number;
  readonly guardianIds?: readonly string[];
  readonly medium?: ContactMedium;
  /** Words to add to the note. */
  readonly addedText?: string;
  readonly followUp?: { readonly on?: Day; readonly text: string };
}

export type Understanding =
  | {
      readonly intent: 'log';
      readonly records: readonly UnderstoodRecord[];
      readonly plans: readonly UnderstoodPlan[];
    }
  | {
      readonly intent: 'ask';
      readonly about: QuestionReason;
      /** Student ids, days or kinds, by what is asked; in the order to show. */
      readonly candidates: readonly string[];
      /** What the message would file once the question is answered, where that is already clear. */
      readonly words?: Span;
      /** The message asks about somebody: there is nothing to file. */
      readonly isQuery?: true;
    }
  | { readonly intent: 'plan'; readonly plans: readonly UnderstoodPlan[] }
  | {
      readonly intent: 'concern';
      readonly studentIds: readonly string[];
      readonly signs: readonly string[];
      readonly records: readonly UnderstoodRecord[];
    }
  | {
      readonly intent: 'amend';
      readonly fields: AmendedFields;
      /** Students of the last record named as those whose part of it is meant. */
      readonly aboutIds?: readonly string[];
    }
  | { readonly intent: 'undo' }
  | {
      readonly intent: 'answer';
      readonly studentIds?: readonly string[];
      readonly kind?: ContactKind | 'concern';
      readonly on?: Day;
      readonly confirm?: 'yes' | 'no' | 'plan';
      readonly cancel?: true;
      /** The message is the words that were asked for, just as they stand. */
      readonly isInWords?: true;
    }
  | { readonly intent: 'list_due' }
  | { readonly intent: 'list_students' }
  | { readonly intent: 'help' }
  | { readonly intent: 'show_student'; readonly studentId: string }
  | { readonly intent: 'smalltalk' }
  | { readonly intent: 'unsupported'; readonly part?: Span }
  | { readonly intent: 'refuse_group' };
