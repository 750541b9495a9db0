/** For which days a family asks leave: 「明天请假」, 「子涵发烧请假两天」, 「周三到周五请假」. */
import { addDays, type Day, dayOf, daysBetween, minuteOfDay } from '../day.ts';
import type { DateExpression } from '../understanding/date-expression.ts';
import { readDates } from '../understanding/date-grammar.ts';
import { comingDay } from '../understanding/days.ts';
import { readNumber } from '../understanding/numbers.ts';
import { type Scene, sceneOf } from '../understanding/scene.ts';
import { howWords, illnessWords, leaveWords } from './family-words.ts';

export interface LeaveAsked {
  readonly fromOn: Day;
  readonly untilOn: Day;
}

/** Later on a day without a named one, tomorrow is meant. */
const lastMinuteForToday = 14 * 60;
const longestDays = 60;
const earliestDaysAgo = 7;
const rangeWords = ['到', '至', '-', '—', '~', '～'];
const nobody: readonly never[] = [];

export function asksLeave(text: string): boolean {
  return leaveWords.some((word) => text.includes(word)) && !howWords.some((word) => text.includes(word));
}

export function speaksOfIllness(text: string): boolean {
  return [...illnessWords, ...leaveWords].some((word) => text.includes(word));
}

/** `undefined` where the days cannot be made out. */
export function readLeave(text: string, now: Date): LeaveAsked | undefined {
  const today = dayOf(now);
  const scene = sceneOf({
    now,
    speaker: { id: '', name: '', roles: [] },
    mentees: nobody,
    otherStudents: nobody,
    chat: 'private',
  });
  const spread = text.replaceAll('明后天', '明天到后天').replaceAll('明后两天', '明天到后天');
  const dates = datesIn(spread);
  // 下周, 过两天: which days is for the family to say.
  if (dates.some(({ date }) => date.form === 'ahead' || date.form === 'vague')) return undefined;
  const [first, second] = dates;
  const fromOn = first === undefined ? defaultDay(now) : dayMeant(first.date, scene);
  if (fromOn === undefined) return undefined;
  const isRange = second !== undefined && rangeWords.includes(spread.slice(first?.end, second.from).trim());
  const until = isRange ? dayMeant(second.date, scene) : addDays(fromOn, lengthIn(spread) - 1);
  if (until === undefined || until < fromOn || daysBetween(fromOn, until) >= longestDays) return undefined;
  return daysBetween(fromOn, today) > earliestDaysAgo ? undefined : { fromOn, untilOn: until };
}

interface DateFound {
  readonly from: number;
  readonly end: number;
  readonly date: DateExpression;
}

function datesIn(text: string): DateFound[] {
  const found: DateFound[] = [];
  for (let at = 0; at < text.length; ) {
    const here = readDates(text, at)
      .filter(({ date }) => date.form !== 'just_now')
      .toSorted((a, b) => b.end - a.end)[0];
    if (here !== undefined) found.push({ from: at, ...here });
    at = here?.end ?? at + 1;
  }
  return found;
}

function dayMeant(date: DateExpression, scene: Scene): Day | undefined {
  if (date.form === 'offset') return addDays(scene.today, date.days);
  return comingDay(date, scene);
}

function defaultDay(now: Date): Day {
  return minuteOfDay(now) < lastMinuteForToday ? dayOf(now) : addDays(dayOf(now), 1);
}

/** 半天 is a day of leave; a week is seven days. */
function lengthIn(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const number = readNumber(text, at);
    if (number === undefined) continue;
    const rest = text.slice(number.end).replace(/^个/u, '');
    if (rest.startsWith('天')) return Math.max(1, Math.min(number.value, longestDays + 1));
    if (/^(周|星期|礼拜)(?![一二三四五六日天])/u.test(rest))
      return Math.max(1, Math.min(number.value, 9)) * 7;
    at = number.end - 1;
  }
  return 1;
}
