/** A scheme as data: one version of one preset, every line with its rule id. Checked by `scheme-schema.ts`. */
import type { Day } from '../day.ts';
import type { ContactMedium, Force, StaffRole } from '../vocabulary.ts';

export const schemeIds = [
  'sulou',
  'shewobo',
  'songshi',
  'yedian',
  'xigao',
  'school-2025',
  'huaqiao',
  'weifang',
] as const;
export type SchemeId = (typeof schemeIds)[number];

export const ruleTypes = [
  'cadence',
  'meeting',
  'matching',
  'record',
  'form',
  'evaluation',
  'questionnaire',
  'role',
  'reward',
  'constraint',
  'privacy',
  'escalation',
  'report',
] as const;
export type RuleType = (typeof ruleTypes)[number];

/** Windows of CV-03; `launch` is the school's first term under the scheme, `event` the day of a meeting or exam. */
export const cadences = [
  'day',
  'week',
  'fortnight',
  'half_month',
  'month',
  'term',
  'school_year',
  'launch',
  'event',
] as const;
export type Cadence = (typeof cadences)[number];

/** Which mentees a line is about (CV-05). */
export const studentGroups = ['all', 'ordinary', 'special', 'of_concern'] as const;
export type StudentGroup = (typeof studentGroups)[number];

/** What one line makes owed. */
export interface DutyTemplate {
  /** Tells two duties of one rule apart, e.g. plan and summary of SONGSHI-30. */
  readonly part?: string;
  readonly owner: 'student' | StaffRole;
  /** One duty for each of these. */
  readonly per: 'mentee' | 'mentor' | 'class_of_mentees' | 'class' | 'grade' | 'school';
  /** What kind of fact settles it, and of which kind the fact must be. */
  readonly settledBy: 'contact' | 'hand_in' | 'meeting' | 'attendance' | 'speech' | 'check';
  readonly asks: string;
  readonly window: Cadence;
  readonly times: number;
  readonly students: StudentGroup;
  readonly media?: readonly ContactMedium[];
  readonly fields?: readonly string[];
  /** Where the last day is not the window's own: plans (CV-17), the Monday after (CV-23), one month on (CV-22). */
  readonly due: 'window_end' | 'plan' | 'monday_after' | 'month_after' | 'ten_school_days';
}

export interface Rule {
  readonly id: string;
  readonly type: RuleType;
  readonly force: Force;
  /** One plain Chinese sentence. */
  readonly summary: string;
  readonly status: 'duty' | 'shown' | 'later';
  readonly duties: readonly DutyTemplate[];
}

export interface SchemeVersion {
  readonly scheme: SchemeId;
  readonly title: string;
  /** CV-19. */
  readonly effectiveFrom: Day;
  /** A pairing obliges from the day both have signed (SHEWOBO-25, XIGAO-25). */
  readonly needsAgreement: boolean;
  /** Flags that make a student special under this scheme. */
  readonly specialCategories: readonly string[];
  readonly rules: readonly Rule[];
}
