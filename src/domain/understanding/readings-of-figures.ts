/** Dates, lengths, clock times, numbers and classes. */
import type { NameIndex } from '../names/match-name.ts';
import { readClass } from './class-grammar.ts';
import { readDates } from './date-grammar.ts';
import { isLengthAt, readClock, readLength } from './duration-grammar.ts';
import { type Lattice, readingCost } from './lattice.ts';
import { isNumberAt, readNumber } from './numbers.ts';

interface FigureContext {
  readonly names: NameIndex;
}

export function offerFigures(lattice: Lattice, at: number, context: FigureContext): void {
  const { text } = lattice;
  const first = text[at] ?? '';
  for (const { end, date } of readDates(text, at))
    lattice.offer(at, end, readingCost.word - 0.02 * (end - at), 'date', { date });
  if (isLengthAt(text, at)) {
    const length = readLength(text, at);
    if (length) lattice.offer(at, length.end, readingCost.figure, 'length', { minutes: length.minutes });
  }
  const isNumber = isNumberAt(text, at);
  if (isNumber) {
    const clock = readClock(text, at);
    if (clock) lattice.offer(at, clock.end, readingCost.word, 'clock', { value: clock.minute });
    const number = readNumber(text, at);
    if (number) lattice.offer(at, number.end, readingCost.number, 'number', { value: number.value });
    offerDottedClass(lattice, at, context);
  }
  if (!isNumber && first !== '(' && first !== '初' && first !== '高') return;
  const read = readClass(text, at);
  if (read) lattice.offer(at, read.end, readingCost.figure, 'class', { classWord: read.classWord });
}

/** 7.4 right before a pupil's name is the class, not a date. */
function offerDottedClass(lattice: Lattice, at: number, { names }: FigureContext): void {
  const { text } = lattice;
  const grade = readNumber(text, at);
  if (!grade?.digits || grade.value > 12 || text[grade.end] !== '.') return;
  const number = readNumber(text, grade.end + 1);
  if (!number?.digits) return;
  const from = text[number.end] === '的' || text[number.end] === '班' ? number.end + 1 : number.end;
  const isShared = [2, 3, 4].some(
    (length) => (names.mentees.byWriting.get(text.slice(from, from + length))?.length ?? 0) > 1,
  );
  const isOfClass = /^(班|的?([几一二两三四五六七八九十\d]+个|孩子|学生|娃|家长会))/.test(
    text.slice(number.end),
  );
  if (isShared || isOfClass)
    lattice.offer(at, number.end, 0.85, 'class', {
      classWord: { grade: grade.value, number: number.value },
    });
}
