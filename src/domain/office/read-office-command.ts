/**
 * What the office tells the program by chat until it has a console: a sudden closing day, a make-up day, a leave, a
 * student to be watched over. The command word stands first; anything else is no office command.
 */
import { addDays, type Day, dayOf, isDay } from '../day.ts';

export type OfficeCommand =
  | { readonly verb: 'close' | 'make_up'; readonly on: Day }
  | { readonly verb: 'leave'; readonly name: string; readonly fromOn: Day; readonly untilOn: Day }
  | { readonly verb: 'watch' | 'unwatch'; readonly name: string }
  /** The word is clear, the rest is not. */
  | { readonly verb: 'unclear'; readonly about: 'day' | 'leave' | 'student' };

const nearDays: Readonly<Record<string, number>> = { 昨天: -1, 今天: 0, 明天: 1, 后天: 2 };
const dayPattern =
  /(\d{4}-\d{1,2}-\d{1,2}|(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./-]\d{1,2}|昨天|今天|明天|后天)/u;
const rangePattern = new RegExp(
  `^${dayPattern.source}(?:\\s*(?:到|至|—|-|~|～)\\s*(?:${dayPattern.source}|(\\d{1,2})[日号]))?$`,
  'u',
);
/** A name, or a class and a name where two people share it: 二(1)班张子涵. */
const namePattern = /^[\p{Script=Han}·\d.()（）]{1,30}$/u;

export function readOfficeCommand(message: string, now: Date): OfficeCommand | undefined {
  const [word = '', ...parts] = message.trim().split(/[\s：:]+/u);
  const rest = parts.join(' ').trim();
  const today = dayOf(now);
  switch (word) {
    case '停课':
    case '补课': {
      const on = readDayWords(rest, today);
      if (on === undefined) return { verb: 'unclear', about: 'day' };
      return { verb: word === '停课' ? 'close' : 'make_up', on };
    }
    case '请假':
      return readLeave(parts, today);
    case '关注':
    case '取消关注':
      if (!namePattern.test(rest)) return { verb: 'unclear', about: 'student' };
      return { verb: word === '关注' ? 'watch' : 'unwatch', name: rest };
    default:
      return undefined;
  }
}

function readLeave([name = '', ...when]: readonly string[], today: Day): OfficeCommand {
  const range = rangePattern.exec(when.join(''));
  const fromOn = readDayWords(range?.[1] ?? '', today);
  if (!namePattern.test(name) || range === null || fromOn === undefined)
    return { verb: 'unclear', about: 'leave' };
  const untilOn = lastDay(range, fromOn, today);
  if (untilOn === undefined || untilOn < fromOn) return { verb: 'unclear', about: 'leave' };
  return { verb: 'leave', name, fromOn, untilOn };
}

function lastDay([, , last, dayOnly]: RegExpExecArray, fromOn: Day, today: Day): Day | undefined {
  if (last !== undefined) return readDayWords(last, today);
  if (dayOnly === undefined) return fromOn;
  const text = `${fromOn.slice(0, 8)}${dayOnly.padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}

/** Without a year the day nearest to today is meant: closing days and leave lie close by. */
function readDayWords(words: string, today: Day): Day | undefined {
  const near = nearDays[words];
  if (near !== undefined) return addDays(today, near);
  const numbers = words.match(/\d+/gu);
  if (numbers === null || !dayPattern.test(words)) return undefined;
  const [year, month, day] = numbers.length === 3 ? numbers : [undefined, ...numbers];
  if (month === undefined || day === undefined) return undefined;
  const written = (of: number): string => `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const years = year === undefined ? [thisYear - 1, thisYear, thisYear + 1] : [Number(year)];
  const days = years.map(written).filter(isDay);
  const distance = (on: Day): number => Math.abs(Date.parse(on) - Date.parse(today));
  return days.sort((a, b) => distance(a) - distance(b))[0];
}
