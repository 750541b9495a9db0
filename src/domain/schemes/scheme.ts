/** A scheme as data: one version of one preset, every line with its rule id. Checked by `scheme-schema.ts`. */
import type { Day } from '../day.ts';
import type { RespondentKind } from '../questionnaires/form.ts';
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

export const dutySubjects = [
  'mentee',
  'mentor',
  'class_of_mentees',
  'class',
  'grade',
  'school',
  'mentor_of_class',
  'mentor_of_grade',
  'mentor_of_school',
] as const;

export const settlements = ['contact', 'hand_in', 'meeting', 'attendance', 'speech', 'check'] as const;

export const dueDays = ['window_end', 'plan', 'monday_after', 'month_after', 'ten_school_days'] as const;

export const coverages = ['students_of_concern', 'classes_of_concern', 'grades_of_concern'] as const;

/** What one line makes owed. */
export interface DutyTemplate {
  /** Tells two duties of one rule apart, e.g. plan and summary of SONGSHI-30. */
  readonly part?: string;
  readonly owner: 'student' | StaffRole;
  /** One duty for each of these. */
  readonly per: (typeof dutySubjects)[number];
  /** What kind of fact settles it; `asks` names the contact, entry or meeting it must be. */
  readonly settledBy: (typeof settlements)[number];
  readonly asks: string;
  /** Other meetings that do as well: a showcase or an exchange (XXX-17). */
  readonly alternatives?: readonly string[];
  readonly window: Cadence;
  readonly times: number;
  /** More than this many are warned about (HUAQIAO-29). */
  readonly usualTimes?: number;
  readonly students: StudentGroup;
  /** Only contacts through these media count. */
  readonly media?: readonly ContactMedium[];
  /** Fields an entry must have filled in. */
  readonly fields?: readonly string[];
  /** Parts of the mentor's result whose scores count as this check. */
  readonly scoreParts?: readonly string[];
  /** Where the last day is not the window's own: plans (CV-17), the Monday after (CV-23), one month on (CV-22). */
  readonly due: (typeof dueDays)[number];
  /** An entry about this window that comes after the last day does not count (SHEWOBO-55). */
  readonly onTime?: boolean;
  /** What is there once stays: an earlier entry settles every later window (SONGSHI-55). */
  readonly lasting?: boolean;
  /** What a meeting must treat one by one, and whether the duty stays open without it (WEIFANG-28, 31, 33). */
  readonly covers?: (typeof coverages)[number];
  readonly coverageRequired?: boolean;
}

/** Signs that go at once to the holders of these roles, each of whom must take note (XXX-54). */
export interface Warning {
  readonly signs: readonly string[];
  readonly tells: readonly StaffRole[];
}

/** When within its window a round of questionnaires opens. */
export const roundOpenings = ['mid_term', 'month_end', 'term_end', 'year_end'] as const;
export type RoundOpening = (typeof roundOpenings)[number];

export const roundWindows = ['month', 'term', 'school_year'] as const;

/** What a rule has people asked. All lines of one rule are asked together, as one round. */
export interface QuestionnaireTemplate {
  /** Key of a form of the bank. */
  readonly form: string;
  readonly respondents: RespondentKind;
  /** Opens the round and may read what was written (V-06). */
  readonly issuer: StaffRole;
  /** One round for each grade, or one for the school. */
  readonly per: 'school' | 'grade';
  readonly window: (typeof roundWindows)[number];
  /** As many rounds in each window. */
  readonly opens: readonly RoundOpening[];
}

export interface Rule {
  readonly id: string;
  readonly type: RuleType;
  readonly force: Force;
  /** Word for word from the source, and where it stands there. */
  readonly quote: string;
  readonly section: string;
  /** One plain Chinese sentence. */
  readonly summary: string;
  readonly status: 'duty' | 'shown' | 'later';
  readonly duties: readonly DutyTemplate[];
  readonly questionnaires: readonly QuestionnaireTemplate[];
  /** Kinds of contact or meeting the scheme offers here without asking for a number of them. */
  readonly offers: readonly string[];
  /** A pairing obliges from the day both have signed (SHEWOBO-25, XIGAO-25). */
  readonly needsAgreement?: boolean;
  /** Flags that make a student special under this rule. */
  readonly specialCategories?: readonly string[];
  /** Students take part by their own wish: nobody counts as left out (SHEWOBO-19). */
  readonly isOptIn?: boolean;
  readonly warning?: Warning;
}

export type SettingValue = string | number | boolean;

export interface SchemeVersion {
  readonly scheme: SchemeId;
  readonly title: string;
  /** CV-19. */
  readonly effectiveFrom: Day;
  /** What follows from the rules. */
  readonly needsAgreement: boolean;
  readonly specialCategories: readonly string[];
  readonly rules: readonly Rule[];
  /** Choices that belong to no single rule, by name. */
  readonly settings?: Readonly<Record<string, SettingValue>>;
}

/** A version whose derived facts fit its rules. */
export function schemeVersion(
  version: Omit<SchemeVersion, 'needsAgreement' | 'specialCategories'>,
): SchemeVersion {
  return {
    ...version,
    needsAgreement: version.rules.some(({ needsAgreement }) => needsAgreement === true),
    specialCategories: version.rules.flatMap(({ specialCategories }) => specialCategories ?? []),
  };
}
