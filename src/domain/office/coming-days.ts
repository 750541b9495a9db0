/** Days of an arrangement: 下周一起, 到6月, 从9月14日到期末. Without a year the next such day is meant. */
import { addDays, type Day, isDay, mondayOf, readDay } from '../day.ts';

export interface SaidDays {
  readonly fromOn?: Day;
  readonly untilOn?: Day;
  /** The text without them. */
  readonly rest: string;
  /** Something looks like a day and is none: 2月30日. */
  readonly unclear?: true;
}

export interface DayGround {
  readonly today: Day;
  /** Last day of the term that runs, for 到期末. */
  readonly termLastOn?: Day;
}

const near: Readonly<Record<string, number>> = {
  昨天: -1,
  今天: 0,
  今日: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  大后天: 3,
};
const weekWords: Readonly<Record<string, number>> = { 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 };
const weekdays = '一二三四五六日';
const named = '大后天|昨天|今天|今日|明天|明日|后天';
const week =
  '(?:下下|下|这|本|上)个?(?:周|星期|礼拜)[一二三四五六日天]?|' +
  // 周 alone is a surname, and 周一鸣 a name.
  '(?:周|星期|礼拜)[一二三四五六日天](?=[，,\\s起开以之到至—~～-]|为止|结束|止|$)';
const dated =
  '\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}[日号]?|(?:明年|今年)?\\d{1,2}月\\d{1,2}[日号]?|(?:下个?月|这个?月|本月)\\d{1,2}[日号]|\\d{1,2}[./]\\d{1,2}(?![\\d.班年])|\\d{1,2}[日号]';
const months =
  '(?:明年|今年)?(?:\\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?(?:底|末|初)?|下个?月(?:底|末|初)?|(?:这个?|本)?月[底末]|(?:学)?期末|(?:这个?|本)?学期(?:末|结束)?|年底';
const one = `(?:${dated}|${months}|${named}|${week})`;
const until = new RegExp(`(?:，|,|\\s)*(?:一直)?(?:到|至|直到)(${one})(?:为止|结束|止)?`, 'u');
const span = new RegExp(`(?:从|自)?(${one})(?:到|至|—|-|~|～)(${one})(?:为止|结束|止)?`, 'u');
const from = new RegExp(`(?:，|,|\\s)*(?:从|自)?(${one})(?:起|开始|以后|之后|开学)?`, 'u');
const chinese = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

export function readComingDays(text: string, ground: DayGround): SaidDays {
  const both = span.exec(text);
  if (both !== null) return between(text, both[0], ground, [both[1], both[2]]);
  const last = until.exec(text);
  const without = last === null ? text : text.replace(last[0], '，');
  const first = from.exec(without);
  return between(without, first?.[0] ?? '', ground, [first?.[1], last?.[1]]);
}

function between(
  text: string,
  cut: string,
  ground: DayGround,
  [first, last]: readonly [string | undefined, string | undefined],
): SaidDays {
  const fromOn = first === undefined ? undefined : dayOfWords(first, ground, 'first');
  const after = fromOn ?? ground.today;
  const untilOn = last === undefined ? undefined : dayOfWords(last, { ...ground, today: after }, 'last');
  const unclear =
    (first !== undefined && fromOn === undefined) || (last !== undefined && untilOn === undefined);
  return {
    rest: cut === '' ? text : text.replace(cut, '，'),
    ...(fromOn === undefined ? {} : { fromOn }),
    ...(untilOn === undefined ? {} : { untilOn }),
    ...(unclear ? { unclear } : {}),
  };
}

function dayOfWords(words: string, ground: DayGround, end: 'first' | 'last'): Day | undefined {
  const { today, termLastOn } = ground;
  const offset = near[words];
  if (offset !== undefined) return addDays(today, offset);
  if (/期/u.test(words) && !words.includes('星期')) return termLastOn;
  const inWeek = /^(下下|下|这|本|上)?个?(?:周|星期|礼拜)([一二三四五六日天])?$/u.exec(words);
  if (inWeek !== null) return weekDay(today, inWeek[1], inWeek[2], end);
  if (words === '年底') return checked(today.slice(0, 4), '12', '31');
  const full = /^(\d{4})\D(\d{1,2})\D(\d{1,2})/u.exec(words);
  if (full !== null) return checked(full[1], full[2], full[3]);
  const inMonth = /^(下个?月|这个?月|本月|月)?(\d{1,2})?[日号]?([底末初])?$/u.exec(words);
  if (inMonth !== null) return dayInMonth(today, inMonth[2], { end, words });
  const dated = /^(明年|今年)?(\d{1,2})[月./](\d{1,2})[日号]?$/u.exec(words);
  if (dated !== null) return comingDay(today, dated[1], dated[2], dated[3]);
  const month = /^(明年|今年)?(\d{1,2}|[一二三四五六七八九十]+)月份?([底末初])?$/u.exec(words);
  if (month === null) return undefined;
  const number = chinese.indexOf(month[2] ?? '');
  const name = number > 0 ? String(number) : (month[2] ?? '');
  const first = comingMonth(today, month[1], name);
  if (first === undefined) return undefined;
  const isEnd = month[3] === undefined ? end === 'last' : month[3] !== '初';
  return isEnd ? lastOfMonth(first) : first;
}

function weekDay(today: Day, which: string | undefined, day: string | undefined, end: 'first' | 'last'): Day {
  const monday = addDays(mondayOf(today), (weekWords[which ?? '这'] ?? 0) * 7);
  if (day === undefined) return end === 'last' ? addDays(monday, 6) : monday;
  const at = addDays(monday, weekdays.indexOf(day === '天' ? '日' : day));
  // 周一 said on a Wednesday is the one to come.
  return which === undefined && at < today ? addDays(at, 7) : at;
}

function dayInMonth(
  today: Day,
  day: string | undefined,
  { end, words }: { readonly end: 'first' | 'last'; readonly words: string },
): Day | undefined {
  const ahead = words.startsWith('下') ? 1 : 0;
  const first = addMonths(readDay(`${today.slice(0, 7)}-01`), ahead);
  if (day === undefined) return /[底末]/u.test(words) || end === 'last' ? lastOfMonth(first) : first;
  const at = checked(first.slice(0, 4), first.slice(5, 7), day);
  if (at !== undefined && at < today && ahead === 0) {
    const next = addMonths(first, 1);
    return checked(next.slice(0, 4), next.slice(5, 7), day);
  }
  return at;
}

/** Of this year and the next the nearest that is not long past. */
function comingDay(
  today: Day,
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): Day | undefined {
  const thisYear = Number(today.slice(0, 4));
  if (year === '明年') return checked(String(thisYear + 1), month, day);
  const here = checked(String(thisYear), month, day);
  if (year === '今年' || (here !== undefined && here >= addDays(today, -longestPast))) return here;
  return checked(String(thisYear + 1), month, day);
}

function comingMonth(today: Day, year: string | undefined, month: string): Day | undefined {
  const thisYear = Number(today.slice(0, 4));
  const here = checked(String(thisYear), month, '1');
  if (here === undefined) return undefined;
  if (year === '明年' || (year === undefined && here.slice(0, 7) < today.slice(0, 7)))
    return checked(String(thisYear + 1), month, '1');
  return here;
}

/** An arrangement may be told some weeks late. */
const longestPast = 60;

function lastOfMonth(first: Day): Day {
  return addDays(addMonths(first, 1), -1);
}

function addMonths(first: Day, count: number): Day {
  const months = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + count;
  const written = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
  return isDay(written) ? written : first;
}

function checked(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): Day | undefined {
  const written = `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return isDay(written) ? written : undefined;
}
