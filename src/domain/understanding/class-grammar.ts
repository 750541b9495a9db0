/** Class words as teachers write them: 五2, 五(2)班, 五二班, 502, 初一4班, 七4, 二班 (chat-corpus.md §1.1). */
import { digitOf, readNumber } from './numbers.ts';
import type { ClassWord } from './token.ts';
import type { KnownStudent } from './understanding.ts';

export interface ReadClass {
  readonly end: number;
  readonly classWord: ClassWord;
}

const schoolStages: ReadonlyMap<string, number> = new Map([
  ['初', 6],
  ['高', 9],
]);

export function readClass(text: string, from: number): ReadClass | undefined {
  return readGraded(text, from) ?? readBare(text, from);
}

function readGraded(text: string, from: number): ReadClass | undefined {
  const stage = schoolStages.get(text[from] ?? '');
  const at = stage === undefined ? from : from + 1;
  const grade = gradeAt(text, at);
  if (grade === undefined) return undefined;
  const base = (stage ?? 0) + grade.value;
  const marked = text.startsWith('年级', grade.end) ? grade.end + 2 : grade.end;
  const open = text[marked] === '(' || text[marked] === '.' ? marked + 1 : marked;
  const number = readNumber(text, open);
  if (!number || number.value < 1 || number.value > 40) return undefined;
  const closed = text[number.end] === ')' ? number.end + 1 : number.end;
  const hasClass = text[closed] === '班';
  const isShort = grade.written && number.digits && number.end - open <= 2 && !isUnit(text[number.end]);
  if (!hasClass && !isShort && stage === undefined && marked === grade.end) return undefined;
  if (!hasClass && isUnit(text[closed])) return undefined;
  return { end: hasClass ? closed + 1 : closed, classWord: { grade: base, number: number.value } };
}

/** One character only: 五二班 is grade five, class two. */
function gradeAt(text: string, at: number): { value: number; end: number; written: boolean } | undefined {
  const character = text[at];
  const written = digitOf(character);
  if (written !== undefined && written > 0) return { value: written, end: at + 1, written: true };
  const digit = character === undefined ? Number.NaN : Number.parseInt(character, 10);
  if (!(digit >= 1 && digit <= 9)) return undefined;
  const room = text.slice(at, at + 4);
  if (/^\d0\d[班的]/.test(room)) return { value: digit, end: at + 1, written: true };
  return '(.年'.includes(text[at + 1] ?? '〓') ? { value: digit, end: at + 1, written: false } : undefined;
}

function readBare(text: string, from: number): ReadClass | undefined {
  const open = text[from] === '(' ? from + 1 : from;
  const number = readNumber(text, open);
  if (!number || number.value < 1 || number.value > 40) return undefined;
  const closed = open > from && text[number.end] === ')' ? number.end + 1 : number.end;
  if (text[closed] !== '班' || text[closed + 1] === '车') return undefined;
  return { end: closed + 1, classWord: { number: number.value } };
}

function isUnit(character: string | undefined): boolean {
  return character !== undefined && '个月号日点分名次位天周节页岁小人多:.-/到至%'.includes(character);
}

export function isInClass(student: KnownStudent, classWord: ClassWord): boolean {
  const [grade, number] = student.className.split('.').map(Number);
  return (
    number === classWord.number &&
    (classWord.grade === undefined || grade === classWord.grade || grade === classWord.grade + 6)
  );
}
