/** The identifiers of the vocabulary table (schemes.md, c). One word per idea, everywhere. */

export const contactKinds = [
  'talk',
  'group_exchange',
  'daily_meet',
  'deep_exchange',
  'student_report',
  'phone_call',
  'home_visit',
  'guardian_contact',
  'parent_meeting',
  'monthly_record',
] as const;
export type ContactKind = (typeof contactKinds)[number];

/** CV-07: only `done` satisfies a duty. */
export const contactOutcomes = ['done', 'no_answer', 'not_met'] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];

export const contactMedia = [
  'face_to_face',
  'phone',
  'video',
  'voice_message',
  'text_message',
  'letter',
  'journal',
  'email',
  'family_notice',
] as const;
export type ContactMedium = (typeof contactMedia)[number];

export const guardianRelations = [
  'mother',
  'father',
  'grandmother_paternal',
  'grandfather_paternal',
  'grandmother_maternal',
  'grandfather_maternal',
  'other',
] as const;
export type GuardianRelation = (typeof guardianRelations)[number];

export const platforms = ['wecom', 'dingtalk'] as const;
export type Platform = (typeof platforms)[number];

export const personKinds = ['staff', 'student', 'guardian'] as const;
export type PersonKind = (typeof personKinds)[number];

/** Force of a rule (CV-10): must, default, advice, permission. Only `M` can become overdue. */
export const forces = ['M', 'D', 'A', 'P'] as const;
export type Force = (typeof forces)[number];

export const staffRoles = [
  'mentor',
  'homeroom_teacher',
  'subject_teacher',
  'mentor_group_leader',
  'community_helper',
  'grade_head',
  'steering_group',
  'work_group',
  'moral_office',
  'academic_office',
  'logistics_office',
  'psych_teacher',
  'principal',
  'deputy_principal',
  'responsible_leader',
  'scheme_officer',
  /** Runs the program for the school: the roster, roles and settings, nothing of what mentors write. */
  'administrator',
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Entries that are handed in by a day, by a mentor, a student, or a checker. */
export const handInKinds = [
  'student_report',
  'weekly_reflection',
  'student_essay',
  'work_plan',
  'next_term_plan',
  'term_summary',
  'mentor_journal',
  'monthly_record',
  'monthly_performance',
  'term_comment',
  'term_student_evaluation',
  'growth_plan',
  'family_analysis',
  'exam_analysis',
  'record_check',
  'quantified_score',
  'filing',
] as const;
export type HandInKind = (typeof handInKinds)[number];

export const meetingTypes = [
  'launch_campaign',
  'theme_class_meeting',
  'class_mentor_meeting',
  'community_report_meeting',
  'class_case_meeting',
  'class_moral_meeting',
  'mentor_plenary',
  'mentor_dispatch_meeting',
  'case_conference',
  'case_analysis_meeting',
  'office_meeting',
  'exchange_meeting',
  'all_teacher_meeting',
  'parent_meeting',
  'symposium',
  'showcase',
  'theme_activity',
  'training_session',
  'workshop',
] as const;
export type MeetingType = (typeof meetingTypes)[number];

export const attendanceMarks = ['present', 'leave', 'absent'] as const;
export type AttendanceMark = (typeof attendanceMarks)[number];

/** The flag that is not one of a scheme's special categories. */
export const studentOfConcern = 'student_of_concern';
