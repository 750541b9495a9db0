/** While a question waits: whether a message is itself, or an answer that did not come across. */

import { dayOf } from '../../domain/day.ts';
import { understand } from '../../domain/understanding/understand.ts';
import type { Understanding, UnderstandingContext } from '../../domain/understanding/understanding.ts';
import type { OpenQuestion } from '../../storage/questions.ts';
import type { AnsweredQuestion } from './answer-question.ts';

/** 不知道, 9, a name nobody has: it neither tells nor asks anything. */
export function isNoMessageOfItsOwn(
  meaning: Understanding,
  text: string,
  context: UnderstandingContext,
): boolean {
  if (meaning.intent === 'smalltalk' || meaning.intent === 'unsupported') return true;
  if (meaning.intent !== 'ask') return false;
  const { about } = meaning;
  if (about !== 'which_student' && about !== 'not_your_mentee' && about !== 'empty_content') return false;
  return !wouldBeReport(text, context);
}

/** Whether it would tell of a contact if only it were clear whom and when. */
function wouldBeReport(text: string, { awaiting: _awaiting, ...context }: UnderstandingContext): boolean {
  const [anybody] = context.mentees;
  if (anybody === undefined) return false;
  const settled = { studentIds: [anybody.id], on: dayOf(context.now), happened: true as const };
  return understand(text, { ...context, settled }).intent === 'log';
}

/** What was asked for is told: the kept words and these together are a report. */
export function withAddedWords(
  { about, text: kept, settled, saidAt }: OpenQuestion,
  added: string,
  { awaiting: _awaiting, ...context }: UnderstandingContext,
): AnsweredQuestion | undefined {
  if (about !== 'empty_content' || understand(added, context).intent === 'log') return undefined;
  const text = `${kept}，${added}`;
  const meaning = understand(text, { ...context, now: saidAt, settled });
  return meaning.intent === 'log' ? { meaning, text, settled } : undefined;
}
