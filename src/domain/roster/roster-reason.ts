/** Why a row, or a whole sheet, cannot be taken. The words are in `reasons.ts`. */
export const rosterReasonCodes = [
  'headings_not_found',
  'column_missing',
  'name_missing',
  'name_invalid',
  'name_unreadable',
  'class_missing',
  'class_unreadable',
  'class_cohort',
  'class_became_date',
  'class_grade_conflict',
  'grade_unreadable',
  'sex_unknown',
  'category_unknown',
  'relation_missing',
  'relation_unknown',
  'guardian_name_missing',
  'guardian_twice',
  'phone_invalid',
  'account_invalid',
  'account_taken',
  'date_unreadable',
  'role_unknown',
  'role_needs_class',
  'role_needs_grade',
  'same_name_staff',
  'same_name_student',
  'number_twice',
  'number_of_other',
  'may_have_moved',
  'mentor_unknown',
  'mentor_ambiguous',
  'mentor_row_failed',
  'mentor_twice',
  'homeroom_unknown',
  'homeroom_ambiguous',
  'homeroom_conflict',
  'student_missing',
  'student_unknown',
  'guardian_repeated',
  'calendar_kind_unknown',
  'calendar_day_missing',
  'calendar_backwards',
  'calendar_too_long',
  'calendar_overlap',
] as const;
export type RosterReasonCode = (typeof rosterReasonCodes)[number];

export interface RosterReason {
  readonly code: RosterReasonCode;
  /** What stood in the file. */
  readonly found?: string;
  /** What could have stood there. */
  readonly allowed?: readonly string[];
  /** The other row it collides with. */
  readonly row?: number;
}

/** Thrown while one row is checked, caught where the next row begins. */
export class RowRefused extends Error {
  override readonly name = 'RowRefused';
  readonly reason: RosterReason;

  constructor(reason: RosterReason) {
    super(`row refused: ${reason.code}`);
    this.reason = reason;
  }
}
