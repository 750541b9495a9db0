/** What a guardian or a student wants: pure, the same for the same text, and never a throw. */
import type { HandInKind } from '../vocabulary.ts';
import * as words from './family-words.ts';
import { asksLeave, type LeaveAsked, readLeave } from './read-leave.ts';

export interface FamilyContext {
  readonly now: Date;
  readonly speaker: 'guardian' | 'student';
  /** Of a guardian all own children, of a student only itself. */
  readonly children: readonly { readonly id: string; readonly name: string }[];
  /** What the scheme in force asks students to hand in. */
  readonly asked: ReadonlySet<string>;
}

export type FamilyMessage =
  | { readonly intent: 'report'; readonly kind: HandInKind; readonly text: string }
  | { readonly intent: 'report_empty'; readonly kind: HandInKind }
  | ({ readonly intent: 'leave' } & LeaveAsked)
  | { readonly intent: 'leave_unclear' }
  | { readonly intent: 'question'; readonly text: string }
  | { readonly intent: 'undo' | 'thanks' | 'help' | 'unknown' };

export function readFamilyMessage(message: string, context: FamilyContext): FamilyMessage {
  const text = message.normalize('NFKC').trim();
  const report = readReport(text, context);
  if (report !== undefined) return report;
  if (words.undoWords.includes(text)) return { intent: 'undo' };
  if (asksLeave(text)) {
    const leave = readLeave(text, context.now);
    return leave === undefined ? { intent: 'leave_unclear' } : { intent: 'leave', ...leave };
  }
  const small = readSmall(text);
  if (small !== undefined) return small;
  if (isPlainReport(text))
    return { intent: 'report', kind: kindMeant(words.plainReportKinds, context), text };
  return isQuestion(text) ? { intent: 'question', text: withoutHead(text) } : { intent: 'unknown' };
}

/** Whom of the own children the text names: all of them where it names none. */
export function childrenMeant(
  message: string,
  children: FamilyContext['children'],
): FamilyContext['children'] {
  const isNamed = ({ name }: { readonly name: string }): boolean =>
    message.includes(name) || (name.length > 2 && message.includes(name.slice(-2)));
  const full = children.filter(({ name }) => message.includes(name));
  if (full.length > 0) return full;
  const named = children.filter(isNamed);
  return named.length > 0 ? named : children;
}

/** 「周报：…」, 「子涵的反思：…」: the word, then a colon; the words follow. */
function readReport(text: string, context: FamilyContext): FamilyMessage | undefined {
  const colon = text.search(/[:,，\n]/u);
  const head = (colon < 0 ? text : text.slice(0, colon)).trim();
  const names = context.children.flatMap(({ name }) => [name, name.slice(-2)]);
  const bare = names.reduce((rest, name) => rest.replace(name, ''), head).replace(/^的|[\s的]+$/gu, '');
  const found = words.reportWords.find(([word]) => bare.trim() === word);
  if (found === undefined) return undefined;
  const kind = kindMeant(found[1], context);
  const said = colon < 0 ? '' : text.slice(colon + 1).trim();
  return said === '' ? { intent: 'report_empty', kind } : { intent: 'report', kind, text: said };
}

function kindMeant(kinds: readonly HandInKind[], { asked }: FamilyContext): HandInKind {
  return kinds.find((kind) => asked.has(kind)) ?? kinds[0] ?? 'student_report';
}

function isPlainReport(text: string): boolean {
  return (
    words.weekWords.some((word) => text.startsWith(word)) &&
    text.length >= words.shortestPlainReport &&
    !words.askMarks.some((mark) => text.includes(mark)) &&
    !words.askEndings.some((ending) => text.endsWith(ending))
  );
}

function readSmall(text: string): FamilyMessage | undefined {
  const bare = text.toLowerCase().replaceAll(/[\p{P}\p{S}\s]/gu, '');
  if (bare === '') return { intent: 'thanks' };
  if (text.length > words.longestSmallTalk || words.askMarks.some((mark) => text.includes(mark)))
    return undefined;
  if (words.helpWords.some((word) => bare.includes(word))) return { intent: 'help' };
  if (words.helloWords.some((word) => bare === word)) return { intent: 'help' };
  return words.thanksWords.some((word) => bare.startsWith(word)) ? { intent: 'thanks' } : undefined;
}

function isQuestion(text: string): boolean {
  return (
    words.askHeads.some((head) => text.startsWith(head)) ||
    words.askMarks.some((mark) => text.includes(mark)) ||
    words.askEndings.some((ending) => text.endsWith(ending)) ||
    words.askWords.some((word) => text.includes(word))
  );
}

function withoutHead(text: string): string {
  const stripped = text.replace(/^(问|转告导师|转告老师|转告|转给导师|给导师|给老师)\s*:\s*/u, '').trim();
  return stripped === '' ? text : stripped;
}
