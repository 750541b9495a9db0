/** Date words read at a place in a text: chat-corpus.md §7. Says what is written; `days.ts` finds the day. */
import type { Weekday } from '../day.ts';
import { CharacterSet } from '../names/character-set.ts';
import type { DateExpression, ReadDate } from './date-expression.ts';
import {
  dateWords,
  feastDayWords,
  feasts,
  markNouns,
  notDateUnits,
  notDayNouns,
} from './lexicon/date-words.ts';
import { isDigit, isNumberAt, readNumber } from './numbers.ts';
import { Trie } from './trie.ts';

const dateTrie = new Trie(dateWords);
const dateStarts = new CharacterSet([
  ...dateWords.keys(),
  ...feasts.keys(),
  ...'上下这本周星礼去今前明昨0123456789零一二三四五六七八九十两廿半过几'.split(''),
]);

/** Every date expression that starts at `from`, so that the scanner may weigh them against names. */
export function readDates(text: string, from: number): readonly ReadDate[] {
  if (!dateStarts.hasAt(text, from)) return [];
  const first = text[from];
  const found: ReadDate[] = [];
  const word = dateTrie.wordsAt(text, from).at(-1);
  if (word) found.push({ end: word.end, date: word.value });
  const isNumber = isNumberAt(text, from);
  const reads = isNumber
    ? first === '十' || first === '五' || first === '三' || first === '六'
      ? numberedOrFeast
      : numbered
    : worded;
  for (const read of reads) {
    const date = read(text, from);
    if (date) found.push(date);
  }
  return found;
}

type Reader = (text: string, from: number) => ReadDate | undefined;
const numbered: readonly Reader[] = [readNumbered, readDistance];
const numberedOrFeast: readonly Reader[] = [readNumbered, readFeast, readDistance];
const worded: readonly Reader[] = [readWeekday, readNumbered, readFeast, readDistance];

const weekPrefixes: readonly (readonly [string, number])[] = [
  ['上上个', -2],
  ['上上', -2],
  ['上一个', -1],
  ['上个', -1],
  ['上', -1],
  ['这个', 0],
  ['这', 0],
  ['本', 0],
  ['下下', 2],
  ['下个', 1],
  ['下一个', 1],
  ['下', 1],
];

function readWeekday(text: string, from: number): ReadDate | undefined {
  const prefix = weekPrefixes.find(([written]) => text.startsWith(written, from));
  const at = from + (prefix?.[0].length ?? 0);
  const unit = ['星期', '礼拜', '周'].find((word) => text.startsWith(word, at));
  if (unit === undefined) return undefined;
  const weekday = weekdayWritten(text[at + unit.length]);
  if (weekday === undefined) return undefined;
  if (unit === '周' && text[at + unit.length] !== undefined && isAge(text, at + unit.length))
    return undefined;
  const end = at + unit.length + 1;
  return { end, date: { form: 'weekday', weekday, ...(prefix ? { week: prefix[1] } : {}) } };
}

function isAge(text: string, at: number): boolean {
  return text.startsWith('岁', at + 1);
}

function weekdayWritten(character: string | undefined): Weekday | undefined {
  if (character === undefined) return undefined;
  if (character === '日' || character === '天') return 7;
  const number = '一二三四五六'.indexOf(character) + 1 || '123456'.indexOf(character) + 1;
  return toWeekday(number);
}

function toWeekday(number: number): Weekday | undefined {
  const all: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
  return all.find((weekday) => weekday === number);
}

const yearWords: readonly (readonly [string, number])[] = [
  ['去年', -1],
  ['前年', -2],
  ['今年', 0],
];
const monthWords: readonly (readonly [string, number])[] = [
  ['上个月', -1],
  ['上月', -1],
  ['这个月', 0],
  ['本月', 0],
  ['下个月', 1],
  ['下月', 1],
];

function readNumbered(text: string, from: number): ReadDate | undefined {
  if (isDigit(text[from - 1]) || text[from - 1] === '.') return undefined;
  const year = yearWords.find(([word]) => text.startsWith(word, from));
  if (year) {
    const rest = readMonthDay(text, from + year[0].length);
    return rest && rest.date.form === 'month_day'
      ? { end: rest.end, date: { ...rest.date, yearOffset: year[1] } }
      : undefined;
  }
  const month = monthWords.find(([word]) => text.startsWith(word, from));
  if (month) {
    const rest = readDayOfMonth(text, from + month[0].length);
    return rest && rest.date.form === 'day_of_month'
      ? { end: rest.end, date: { ...rest.date, month: month[1] } }
      : undefined;
  }
  return (
    readFullDate(text, from) ??
    readMonthDay(text, from) ??
    readDotted(text, from) ??
    readDayOfMonth(text, from)
  );
}

function readFullDate(text: string, from: number): ReadDate | undefined {
  const year = readNumber(text, from);
  if (!year) return undefined;
  const fullYear = year.value < 100 && year.end - from === 2 && year.digits ? 2000 + year.value : year.value;
  if (fullYear < 2000 || fullYear > 2099) return undefined;
  if (text[year.end] === '年') {
    const rest = readMonthDay(text, year.end + 1);
    return rest?.date.form === 'month_day'
      ? { end: rest.end, date: { ...rest.date, year: fullYear } }
      : undefined;
  }
  if (year.end - from !== 4) return undefined;
  const rest = readSeparated(text, year.end + 1);
  return isSeparator(text[year.end]) && rest
    ? { end: rest.end, date: { ...rest.date, year: fullYear } }
    : undefined;
}

function readMonthDay(text: string, from: number): ReadDate | undefined {
  const month = readNumber(text, from);
  if (!month || month.value < 1 || month.value > 12 || text[month.end] !== '月') return undefined;
  const at = text[month.end + 1] === ' ' ? month.end + 2 : month.end + 1;
  const day = readNumber(text, at);
  if (!day || day.value < 1 || day.value > 31) return readMonthStretch(text, month.end + 1);
  const end = text[day.end] === '号' || text[day.end] === '日' ? day.end + 1 : day.end;
  if (end === day.end && !day.digits && day.value < 10 && '个次名位月'.includes(text[end] ?? '〓'))
    return undefined;
  return { end, date: { form: 'month_day', month: month.value, day: day.value } };
}

function readMonthStretch(text: string, at: number): ReadDate | undefined {
  for (const word of ['底', '初', '中旬', '上旬', '下旬', '份', '末'])
    if (text.startsWith(word, at))
      return { end: at + word.length, date: { form: 'vague', stretch: 'stretch' } };
  return undefined;
}

/** `10.12`, `10-12`, `10/12`, and the same followed by 号 or 日. */
function readDotted(text: string, from: number): ReadDate | undefined {
  const rest = readSeparated(text, from);
  if (!rest) return undefined;
  const before = text.slice(Math.max(0, from - 3), from);
  if (markNouns.some((noun) => before.endsWith(noun))) return undefined;
  if (notDateUnits.some((unit) => text.startsWith(unit, rest.end))) return undefined;
  const end = text[rest.end] === '号' || text[rest.end] === '日' ? rest.end + 1 : rest.end;
  return { end, date: rest.date };
}

function readSeparated(
  text: string,
  from: number,
): { end: number; date: { form: 'month_day'; month: number; day: number } } | undefined {
  const month = readNumber(text, from);
  if (!month?.digits || month.value < 1 || month.value > 12 || month.end - from > 2) return undefined;
  if (!isSeparator(text[month.end])) return undefined;
  const day = readNumber(text, month.end + 1);
  if (!day?.digits || day.value < 1 || day.value > 31 || day.end - month.end > 3) return undefined;
  if ((isSeparator(text[day.end]) && isDigit(text[day.end + 1])) || text[day.end] === ':') return undefined;
  return { end: day.end, date: { form: 'month_day', month: month.value, day: day.value } };
}

function isSeparator(character: string | undefined): boolean {
  return character === '.' || character === '-' || character === '/';
}

function readDayOfMonth(text: string, from: number): ReadDate | undefined {
  const day = readNumber(text, from);
  if (!day || day.value < 1 || day.value > 31) return undefined;
  const mark = text[day.end];
  if (mark !== '号' && mark !== '日') return undefined;
  if (mark === '号' && notDayNouns.some((noun) => text.startsWith(noun, day.end + 1))) return undefined;
  return { end: day.end + 1, date: { form: 'day_of_month', day: day.value } };
}

const feastHeads = new CharacterSet(feasts.keys());

function readFeast(text: string, from: number): ReadDate | undefined {
  if (!feastHeads.hasAt(text, from)) return undefined;
  for (let length = 5; length >= 2; length -= 1) {
    const feast = feasts.get(text.slice(from, from + length));
    if (!feast) continue;
    const end = from + length;
    const date: DateExpression = { form: 'month_day', month: feast.month, day: feast.day };
    const mark = feastDayWords.find((word) => text.startsWith(word, end));
    if (mark !== undefined) return { end: end + mark.length, date };
    if (feast.alone) return { end, date };
    return isDayPosition(text, end) ? { end, date: { form: 'vague', stretch: 'stretch' } } : undefined;
  }
  return undefined;
}

/** 国庆 with a person or a pause behind it dates the event; 国庆作业 does not. */
function isDayPosition(text: string, at: number): boolean {
  const next = text[at];
  return next === undefined || '跟和给找去到,。 前后期时我'.includes(next);
}

/** 三天后, 两天前, 过三天. */
function readDistance(text: string, from: number): ReadDate | undefined {
  const passed = text[from] === '过';
  const count = readNumber(text, passed ? from + 1 : from);
  if (!count || count.value > 60) return undefined;
  const unit = text.startsWith('天', count.end)
    ? 1
    : text.startsWith('周', count.end)
      ? 7
      : text.startsWith('个星期', count.end)
        ? 7
        : 0;
  if (unit === 0) return undefined;
  const after = count.end + (unit === 7 && text.startsWith('个星期', count.end) ? 3 : 1);
  if (passed) return { end: after, date: { form: 'offset', days: count.value * unit } };
  for (const [word, sign] of [
    ['以后', 1],
    ['之后', 1],
    ['后', 1],
    ['以前', -1],
    ['之前', -1],
    ['前', -1],
  ] as const)
    if (text.startsWith(word, after))
      return { end: after + word.length, date: { form: 'offset', days: sign * count.value * unit } };
  return undefined;
}
