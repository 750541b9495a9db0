/** The many ways to write a class: 五2, 五(2)班, 五年级2班, 502, 5.2, 初一4班, 七4. */
import { filled } from './fold-text.ts';
import { type RosterReasonCode, RowRefused } from './roster-reason.ts';
import { chineseDigits, chineseTen, classWords, dayInsteadOfClass, stageWords } from './roster-words.ts';

export interface ClassName {
  readonly grade: number;
  readonly number: number;
}

const lastGrade = 12;
/** Above this a bare number beside a grade is rather grade and class in one: 52 for 5.2. */
const maxBareNumber = 49;
const stages = Object.keys(stageWords).join('');
const digits = chineseDigits.slice(1);
const gradePattern = `[${stages}][${digits}]|${chineseTen}[一二]?|[${digits}]|1[0-2]|0?[1-9]`;
const numberPattern = `\\d{1,2}|[${digits}]?${chineseTen}?[${digits}]?`;

/** 五年级2班, 五-2, 5.2, 七4: a grade, then something between, then a number. Two bare digits need the between. */
const full = new RegExp(
  `^(${gradePattern})(${classWords.grade}|${classWords.gradeShort})?[-./]*(${numberPattern})$`,
  'u',
);
const compact = /^(\d|0\d|1[0-2])(\d\d)$/;
const cohort = new RegExp(`^(19|20)?\\d\\d${classWords.gradeShort}`, 'u');

/** Reads the class of a row whose grade may stand in a column of its own. Throws RowRefused. */
export function readClass(gradeCell: string | undefined, classCell: string | undefined): ClassName {
  const written = filled(classCell);
  if (written === undefined) throw new RowRefused({ code: 'class_missing' });
  const grade = filled(gradeCell) === undefined ? undefined : readGrade(gradeCell ?? '');
  const text = fold(written);
  const bare = bareNumber(text);
  if (bare !== undefined) {
    if (grade === undefined || bare > maxBareNumber) throw refused('class_unreadable', written);
    return { grade, number: bare };
  }
  const found = readFull(text, written);
  if (grade !== undefined && grade !== found.grade)
    throw new RowRefused({ code: 'class_grade_conflict', found: written, allowed: [gradeCell ?? ''] });
  return found;
}

export function readGrade(written: string): number {
  const text = fold(written).replace(new RegExp(`(${classWords.grade}|${classWords.gradeShort})$`, 'u'), '');
  if (cohort.test(fold(written))) throw refused('class_cohort', written);
  const grade = new RegExp(`^(${gradePattern})$`, 'u').test(text) ? gradeNumber(text) : undefined;
  if (grade === undefined) throw refused('grade_unreadable', written);
  return grade;
}

export function classKey({ grade, number }: ClassName): string {
  return `${grade}.${number}`;
}

/** As it is written on the classroom door. */
export function writeClass({ grade, number }: ClassName): string {
  const senior = stageWords[classWords.senior] ?? lastGrade;
  const word =
    grade < senior
      ? chineseDigits.charAt(grade)
      : `${classWords.senior}${chineseDigits.charAt(grade - senior + 1)}`;
  return `${word}(${number})${classWords.class}`;
}

function readFull(text: string, written: string): ClassName {
  if (dayInsteadOfClass.test(text)) throw refused('class_became_date', written);
  if (cohort.test(text)) throw refused('class_cohort', written);
  const parts = compact.exec(text) ?? full.exec(text);
  const number = readNumber(parts?.at(-1) ?? '');
  const grade = gradeNumber(parts?.[1] ?? '');
  if (grade === undefined || number === undefined) throw refused('class_unreadable', written);
  return { grade, number };
}

function bareNumber(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) || !/\d/.test(text) ? readNumber(text) : undefined;
}

/** Brackets become a dash, so that 5(2) does not become 52. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[([{〔【〈—–_·]/g, '-')
    .replace(/[)\]}〕】〉]/g, '')
    .replace(new RegExp(`^${classWords.school}`, 'u'), '')
    .replace(new RegExp(`^([${stages}])${classWords.stage}(?=[${digits}])`, 'u'), '$1')
    .replace(new RegExp(`-?(${classWords.classLong}|${classWords.class})$`, 'u'), '')
    .replace(/^-/, '');
}

function gradeNumber(text: string): number | undefined {
  const first = stageWords[text.charAt(0)];
  const grade =
    first === undefined ? readNumber(text) : first - 1 + Math.max(0, digits.indexOf(text.charAt(1)) + 1);
  if (grade === undefined || grade < 1 || grade > lastGrade) return undefined;
  const stageYears = first === 1 ? 6 : 3;
  return first !== undefined && grade >= first + stageYears ? undefined : grade;
}

/** 1 to 99, in digits or in Chinese. */
function readNumber(text: string): number | undefined {
  const number = /^\d{1,2}$/.test(text) ? Number(text) : chineseNumber(text);
  return number !== undefined && number >= 1 ? number : undefined;
}

function chineseNumber(text: string): number | undefined {
  const parts = new RegExp(`^([${digits}])?(${chineseTen})?([${digits}])?$`, 'u').exec(text);
  if (!parts) return undefined;
  const [, tens, ten, ones] = parts;
  if (ten === undefined)
    return tens === undefined || ones !== undefined ? undefined : digits.indexOf(tens) + 1;
  return (
    (tens === undefined ? 1 : digits.indexOf(tens) + 1) * 10 +
    (ones === undefined ? 0 : digits.indexOf(ones) + 1)
  );
}

function refused(code: RosterReasonCode, found: string): RowRefused {
  return new RowRefused({ code, found });
}
