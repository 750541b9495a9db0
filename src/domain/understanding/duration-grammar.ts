/** Lengths: chat-corpus.md §8. A rough length keeps the named number; 一会儿 and 一节课 have none. */
import { CharacterSet } from '../names/character-set.ts';
import { isNumberAt, readNumber } from './numbers.ts';

export interface ReadLength {
  readonly end: number;
  readonly minutes?: number;
}

const minuteUnits = ['分钟', '分种', '分中', '份钟', 'mins', 'min', 'minutes', '分多钟', '分来钟', "'"];
const hourUnits = [
  '个小时',
  '小时',
  '个钟头',
  '钟头',
  '个钟',
  'h',
  '个多小时',
  '个多钟头',
  '多小时',
  '多个小时',
  '来个小时',
];
const vagueLengths = [
  '一会儿',
  '一会',
  '会儿',
  '一小会儿',
  '一小会',
  '好一会儿',
  '好一会',
  '老半天',
  '大半天',
  '半天',
  '几分钟',
  '一阵子',
  '一阵',
  '半晌',
  '一节课',
  '半节课',
  '两节课',
  '一个课间',
  '一中午',
  '一下午',
  '一上午',
  '一晚上',
  '几句',
  '两句',
  '三句',
  '好久',
  '很久',
  '一整节课',
];

const lengthHeads = new CharacterSet(['半', ...vagueLengths]);

/** Whether a length may begin at this place. */
export function isLengthAt(text: string, at: number): boolean {
  return lengthHeads.hasAt(text, at) || isNumberAt(text, at);
}

/** Reads a length that starts at `from`. A clock time or a mark is none. */
export function readLength(text: string, from: number): ReadLength | undefined {
  return (
    readHalf(text, from) ??
    readQuarter(text, from) ??
    readCounted(text, from) ??
    readRange(text, from) ??
    readVague(text, from)
  );
}

function readHalf(text: string, from: number): ReadLength | undefined {
  if (text[from] !== '半') return undefined;
  for (const unit of ['个多小时', '个多钟头', '多小时', '个小时', '个钟头', '小时', '钟头', '个钟', '点钟'])
    if (text.startsWith(unit, from + 1)) return { end: from + 1 + unit.length, minutes: 30 };
  return undefined;
}

function readQuarter(text: string, from: number): ReadLength | undefined {
  const count = readNumber(text, from);
  if (!count || !text.startsWith('刻钟', count.end) || count.value > 4) return undefined;
  return { end: count.end + 2, minutes: count.value * 15 };
}

function readCounted(text: string, from: number): ReadLength | undefined {
  const count = readNumber(text, from);
  if (!count) return undefined;
  const decimal = readDecimal(text, count.end, count.digits);
  let end = decimal.end;
  const value = count.value + decimal.fraction;
  if (text.startsWith('个半小时', end)) return { end: end + 4, minutes: value * 60 + 30 };
  if (text.startsWith('个半钟头', end)) return { end: end + 4, minutes: value * 60 + 30 };
  if (text.startsWith('小时半', end)) return { end: end + 3, minutes: value * 60 + 30 };
  end = skipSpace(text, end);
  while (text[end] === '来' || text[end] === '多' || text[end] === '几') end += 1;
  const hour = hourUnits.find((unit) => text.startsWith(unit, end));
  if (hour !== undefined && !(hour === 'h' && isLetter(text[end + 1]))) {
    const rest = readCounted(text, end + hour.length);
    const more = rest?.minutes !== undefined && rest.minutes < 60 ? rest : undefined;
    return { end: more?.end ?? end + hour.length, minutes: Math.round(value * 60) + (more?.minutes ?? 0) };
  }
  const minute = minuteUnits.find((unit) => text.startsWith(unit, end));
  if (minute === undefined) return undefined;
  return { end: end + minute.length, minutes: Math.round(value) };
}

/** `12:30到12:50` is twenty minutes. */
function readRange(text: string, from: number): ReadLength | undefined {
  const first = readClock(text, from);
  if (!first) return undefined;
  const mark = ['到', '至', '-', '~'].find((sign) => text.startsWith(sign, first.end));
  if (mark === undefined) return undefined;
  const last = readClock(text, first.end + mark.length);
  if (!last || last.minute <= first.minute) return undefined;
  return { end: last.end, minutes: last.minute - first.minute };
}

export interface ReadClock {
  readonly minute: number;
  readonly end: number;
}

/** `12:30`, 八点半, 8点20; a time of day, never a date or a length. */
export function readClock(text: string, from: number): ReadClock | undefined {
  const hour = readNumber(text, from);
  if (!hour || hour.value > 24) return undefined;
  if (text[hour.end] === ':') {
    const minute = readNumber(text, hour.end + 1);
    if (!minute || !minute.digits || minute.value > 59) return undefined;
    return { minute: hour.value * 60 + minute.value, end: minute.end };
  }
  const point = text.startsWith('点钟', hour.end) ? '点钟' : text[hour.end] === '点' ? '点' : undefined;
  if (point === undefined) return undefined;
  const after = hour.end + point.length;
  if (text[after] === '半') return { minute: hour.value * 60 + 30, end: after + 1 };
  if (text.startsWith('一刻', after)) return { minute: hour.value * 60 + 15, end: after + 2 };
  if (text[after] === '多') return { minute: hour.value * 60, end: after + 1 };
  const minute = readNumber(text, after);
  if (minute && minute.value < 60 && !isUnitAfter(text, minute.end)) {
    return {
      minute: hour.value * 60 + minute.value,
      end: text[minute.end] === '分' ? minute.end + 1 : minute.end,
    };
  }
  return { minute: hour.value * 60, end: after };
}

function isUnitAfter(text: string, at: number): boolean {
  return ['个', '次', '名', '位', '条', '页', '遍'].includes(text[at] ?? '');
}

function readVague(text: string, from: number): ReadLength | undefined {
  const found = vagueLengths.find((length) => text.startsWith(length, from));
  return found === undefined ? undefined : { end: from + found.length };
}

function readDecimal(text: string, from: number, digits: boolean): { end: number; fraction: number } {
  if (!digits || text[from] !== '.') return { end: from, fraction: 0 };
  const after = readNumber(text, from + 1);
  if (!after?.digits) return { end: from, fraction: 0 };
  return { end: after.end, fraction: Number(`0.${text.slice(from + 1, after.end)}`) };
}

function skipSpace(text: string, from: number): number {
  return text[from] === ' ' ? from + 1 : from;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && character >= 'a' && character <= 'z';
}
