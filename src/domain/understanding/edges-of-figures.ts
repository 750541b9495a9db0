/** Dates, lengths, clock times, numbers and classes. */
import type { NameIndex } from '../names/match-name.ts';
import { readClass } from './class-grammar.ts';
import { readDates } from './date-grammar.ts';
import { isLengthStart, readClock, readLength } from './duration-grammar.ts';
import { type Edge, edgeCost, noTags } from './edge.ts';
import { isNumberStart, readNumber } from './numbers.ts';
import type { Token, TokenKind } from './token.ts';

interface FigureContext {
  readonly names: NameIndex;
}

export function addFigures(edges: Edge[], text: string, at: number, context: FigureContext): void {
  const first = text[at] ?? '';
  for (const { end, date } of readDates(text, at))
    push(edges, text, at, end, edgeCost.word - 0.02 * (end - at), 'date', { date });
  if (isLengthStart(first)) {
    const length = readLength(text, at);
    if (length)
      push(
        edges,
        text,
        at,
        length.end,
        edgeCost.figure,
        'length',
        length.minutes === undefined ? {} : { minutes: length.minutes },
      );
  }
  const isNumber = isNumberStart(first);
  if (isNumber) {
    const clock = readClock(text, at);
    if (clock) push(edges, text, at, clock.end, edgeCost.word, 'clock', { value: clock.minute });
    const number = readNumber(text, at);
    if (number) push(edges, text, at, number.end, edgeCost.number, 'number', { value: number.value });
    addDottedClass(edges, text, at, context);
  }
  if (!isNumber && first !== '(' && first !== '初' && first !== '高') return;
  const read = readClass(text, at);
  if (read) push(edges, text, at, read.end, edgeCost.figure, 'class', { classWord: read.classWord });
}

function push(
  edges: Edge[],
  text: string,
  from: number,
  to: number,
  cost: number,
  kind: TokenKind,
  value: Partial<Token>,
): void {
  edges.push({ to, cost, token: { ...value, kind, text: text.slice(from, to), from, to, tags: noTags } });
}

/** 7.4 right before a pupil's name is the class, not a date. */
function addDottedClass(edges: Edge[], text: string, at: number, { names }: FigureContext): void {
  const grade = readNumber(text, at);
  if (!grade?.digits || grade.value > 12 || text[grade.end] !== '.') return;
  const number = readNumber(text, grade.end + 1);
  if (!number?.digits) return;
  const from = text[number.end] === '的' || text[number.end] === '班' ? number.end + 1 : number.end;
  const isShared = [2, 3, 4].some(
    (length) => (names.mentees.byWriting.get(text.slice(from, from + length))?.length ?? 0) > 1,
  );
  if (isShared)
    push(edges, text, at, number.end, 0.85, 'class', {
      classWord: { grade: grade.value, number: number.value },
    });
}
