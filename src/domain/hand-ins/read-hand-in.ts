/**
 * Entries that are handed in by chat: the word for it first, then for whom, then a colon and the words:
 * 「手记：…」, 「评语 张子涵：…」, 「周反思 张子涵、李明」. Anything else is no hand-in and is left to the understanding.
 */
import type { HandInKind } from '../vocabulary.ts';

interface HandInWord {
  readonly kind: HandInKind;
  /** By or about the mentor, about one student, or by one or more students and given to the mentor. */
  readonly of: 'mentor' | 'student' | 'from_students';
}

/** Longest first where one word begins another. */
const handInWords: readonly (readonly [string, HandInWord])[] = [
  ['学期综合评价', { kind: 'term_student_evaluation', of: 'student' }],
  ['综合评价', { kind: 'term_student_evaluation', of: 'student' }],
  ['下学期工作方案', { kind: 'next_term_plan', of: 'mentor' }],
  ['下学期计划', { kind: 'next_term_plan', of: 'mentor' }],
  ['工作计划', { kind: 'work_plan', of: 'mentor' }],
  ['工作总结', { kind: 'term_summary', of: 'mentor' }],
  ['学期总结', { kind: 'term_summary', of: 'mentor' }],
  ['个人小结', { kind: 'term_summary', of: 'mentor' }],
  ['导师手记', { kind: 'mentor_journal', of: 'mentor' }],
  ['手记', { kind: 'mentor_journal', of: 'mentor' }],
  ['学期评语', { kind: 'term_comment', of: 'student' }],
  ['评语', { kind: 'term_comment', of: 'student' }],
  ['成长规划', { kind: 'growth_plan', of: 'student' }],
  ['发展计划', { kind: 'growth_plan', of: 'student' }],
  ['家庭分析', { kind: 'family_analysis', of: 'student' }],
  ['考试分析', { kind: 'exam_analysis', of: 'student' }],
  ['月登记', { kind: 'monthly_record', of: 'student' }],
  ['每月表现', { kind: 'monthly_performance', of: 'student' }],
  ['月表现', { kind: 'monthly_performance', of: 'student' }],
  ['周反思', { kind: 'weekly_reflection', of: 'from_students' }],
  ['心得体会', { kind: 'student_essay', of: 'from_students' }],
  ['学生汇报', { kind: 'student_report', of: 'from_students' }],
];

export interface StudentName {
  readonly id: string;
  readonly name: string;
}

export type HandInReading =
  | {
      readonly kind: HandInKind;
      readonly of: HandInWord['of'];
      readonly studentIds: readonly string[];
      readonly text: string;
    }
  /** The word is clear, but the words or the student are missing. */
  | { readonly kind: HandInKind; readonly missing: 'text' | 'student' };

const separators = /[、，,和与\s]+/u;

/** `undefined` where the message is no hand-in. `mentees` are known by full name or by given name of two characters. */
export function readHandIn(message: string, mentees: readonly StudentName[]): HandInReading | undefined {
  const trimmed = message.trim();
  const found = handInWords.find(([word]) => trimmed.startsWith(word));
  if (found === undefined) return undefined;
  const [word, { kind, of }] = found;
  const rest = trimmed.slice(word.length);
  const colon = rest.search(/[：:]/u);
  const head = (colon < 0 ? rest : rest.slice(0, colon)).trim();
  const text = colon < 0 ? '' : rest.slice(colon + 1).trim();
  const names = head === '' ? [] : head.split(separators).filter((name) => name !== '');
  const named = names.map((name) => studentNamed(name, mentees));
  // A name that is nobody's makes it an ordinary sentence that happens to begin with the word.
  if (named.includes(undefined)) return undefined;
  const studentIds = named.flatMap((id) => id ?? []);
  if (of === 'mentor') {
    if (studentIds.length > 0) return undefined;
    return text === '' ? { kind, missing: 'text' } : { kind, of, studentIds: [], text };
  }
  if (studentIds.length === 0) return { kind, missing: 'student' };
  if (of === 'student' && text === '') return { kind, missing: 'text' };
  if (of === 'student' && studentIds.length > 1) return undefined;
  return { kind, of, studentIds, text };
}

function studentNamed(written: string, mentees: readonly StudentName[]): string | undefined {
  const full = mentees.filter(({ name }) => name === written);
  const found =
    full.length > 0 ? full : mentees.filter(({ name }) => written.length === 2 && name.endsWith(written));
  return found.length === 1 ? found[0]?.id : undefined;
}
