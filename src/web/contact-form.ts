/** The short form for one contact: what was written stays as it was written, and each fault stands beside its field. */
import { z } from 'zod';
import { type Day, isDay } from '../domain/day.ts';
import { type ContactKind, type ContactOutcome, contactOutcomes } from '../domain/vocabulary.ts';
import { formKinds } from '../usecases/own-page/contact-choices.ts';
import type { ContactRefusal } from '../usecases/records/log-contact-by-form.ts';

export const contactFieldNames = ['student', 'kind', 'on', 'outcome', 'minutes', 'note'] as const;
export type ContactFieldName = (typeof contactFieldNames)[number];
export type ContactFields = Readonly<Record<ContactFieldName, string>>;
export type ContactFaults = Readonly<Partial<Record<ContactFieldName | 'form', string>>>;

export interface ReadContact {
  readonly studentId: string;
  readonly kind: ContactKind;
  readonly on: Day;
  readonly outcome: ContactOutcome;
  readonly minutes?: number;
  readonly note: string;
}

const longestNote = 2_000;
const mostMinutes = 600;

const contactSchema = z.object({
  student: z.string().regex(/^[\w-]{1,64}$/, '请选一位学生。'),
  kind: z.enum(formKinds, '请选一样。'),
  on: z
    .string()
    .transform(asDay)
    .refine((text) => isDay(text), '请写一个日子，比如 2026-11-18。'),
  outcome: z.enum(contactOutcomes, '请选一样。'),
  minutes: z
    .string()
    .transform((text) => text.replace(/\s*分钟?$/, ''))
    .refine(isMinutes, `请写 1 到 ${mostMinutes} 之间的数，不记得就空着。`),
  note: z.string().max(longestNote, `最多写 ${longestNote} 个字，长的请分两次记。`),
});

export function contactFieldsOf(sent: URLSearchParams): ContactFields {
  const field = (name: ContactFieldName): string => sent.get(name)?.trim() ?? '';
  return {
    student: field('student'),
    kind: field('kind'),
    on: field('on'),
    outcome: field('outcome'),
    minutes: field('minutes'),
    note: field('note'),
  };
}

export function readContact(fields: ContactFields): { contact: ReadContact } | { faults: ContactFaults } {
  const { data, error } = contactSchema.safeParse(fields);
  if (data === undefined) {
    const first = error.issues.toReversed().map(({ path, message }) => [path[0], message]);
    return { faults: Object.fromEntries(first) };
  }
  const { student, minutes, ...rest } = data;
  return {
    contact: { ...rest, studentId: student, ...(minutes === '' ? {} : { minutes: Number(minutes) }) },
  };
}

/** Why the use case would not file it, beside the field that can mend it. */
export function faultsOf(refused: ContactRefusal): ContactFaults {
  switch (refused) {
    case 'future':
      return { on: '这一天还没有到。做过了再记，写做的那一天就好。' };
    case 'before_pairing':
      return { on: '这一天您还没有带这名学生，请看看日子对不对。' };
    case 'after_pairing':
      return { on: '这一天您已经不带这名学生了，请看看日子对不对。' };
    case 'not_your_mentee':
      return { student: '这名学生不在您名下，请从名单里选一位。' };
    case 'unknown_person':
      return { form: '学校的名单里现在没有您，请找学校管导师工作的老师看一看。' };
  }
}

/** 2026/11/8 and 2026.11.8 are typed where the browser has no picker. */
function asDay(text: string): string {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  return parts === null ? text : [parts[1], parts[2]?.padStart(2, '0'), parts[3]?.padStart(2, '0')].join('-');
}

function isMinutes(text: string): boolean {
  if (text === '') return true;
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= mostMinutes;
}
