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
