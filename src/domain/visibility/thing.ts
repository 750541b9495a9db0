/** What can be looked at. Each kind carries just what the rules V-01 to V-10 ask about it. */
import type { StaffRole } from '../vocabulary.ts';
import type { StudentPlace } from './viewer.ts';

/** V-01, V-02: the words of a contact or of a warning. */
export interface ContactNote {
  readonly kind: 'contact_note';
  readonly student: StudentPlace;
  readonly authorId: string;
  /** Psychology, family secrets, warnings. */
  readonly isRestricted: boolean;
  /** People a warning was sent to (XXX-54). */
  readonly receivedByIds: readonly string[];
}

/** V-03: scores and ranks of one student. */
export interface ExamScores {
  readonly kind: 'exam_scores';
  readonly student: StudentPlace;
}

/** V-04: the flags of one student, or the student's line in a list of those flagged. */
export interface Flags {
  readonly kind: 'special_categories' | 'concern_list';
  readonly student: StudentPlace;
}

/** V-05: a mentor's result with its parts. */
export interface MentorResult {
  readonly kind: 'mentor_result';
  readonly mentorId: string;
  /** Grades of the units the mentor belongs to. */
  readonly grades: readonly string[];
}

/** V-05: one score that one evaluator gave a mentor. */
export interface MentorScore extends Omit<MentorResult, 'kind'> {
  readonly kind: 'mentor_score';
  readonly evaluatorId: string;
}

/** V-05: what a class gets out of its mentors' scores (YEDIAN-65). */
export interface ClassFigure {
  readonly kind: 'class_figure';
  readonly classKey: string;
  readonly grade: string;
}

/** The post that asks, with its scope. */
interface Issuer {
  readonly role: StaffRole;
  readonly scope: string;
}

/** V-06: one sheet of answers about a mentor, without the name of who answered. */
export interface RawAnswers {
  readonly kind: 'raw_answers';
  readonly mentorId: string;
  readonly respondentId: string;
  readonly issuer: Issuer;
}

/** V-06, CV-21: mean and count of the answers about a mentor. */
export interface AnswerFigures {
  readonly kind: 'answer_figures';
  readonly mentorId: string;
  readonly issuer: Issuer;
  readonly count: number;
}

/** V-07: a line of the mentor list, of a class notice, of the roster that students are shown. */
export interface PublicListEntry {
  readonly kind: 'public_list_entry';
  /** Names of the columns shown. */
  readonly fields: readonly string[];
}

/** A student's line in the school's own roster, with guardians and accounts. */
export interface RosterEntry {
  readonly kind: 'roster_entry';
  readonly student: StudentPlace;
}

export type PortfolioPart =
  | 'whole'
  | 'pairing'
  | 'plan'
  | 'reflection'
  | 'comment'
  | 'advice'
  | 'notice'
  | 'feedback';

/** V-08, V-09. */
export interface Portfolio {
  readonly kind: 'portfolio';
  readonly student: StudentPlace;
  readonly part: PortfolioPart;
  readonly authorId?: string;
  readonly addressedToIds: readonly string[];
}

/** V-10: counts and names of overdue duties in one class. */
interface DigestLine {
  readonly kind: 'digest_line';
  readonly classKey: string;
}

export type Thing =
  | ContactNote
  | ExamScores
  | Flags
  | MentorResult
  | MentorScore
  | ClassFigure
  | RawAnswers
  | AnswerFigures
  | PublicListEntry
  | RosterEntry
  | Portfolio
  | DigestLine;
