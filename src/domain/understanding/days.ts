/** Date expressions laid on the calendar: chat-corpus.md §7. */
import { addDays, type Day, dayNumber, isDay, mondayOf, weekdayOf } from '../day.ts';
import { type DateExpression, dayPartEnds, dayPartStarts } from './date-expression.ts';
import { isAfterMidnight, type Scene } from './scene.ts';

export type ReadDay =
  | { readonly is: 'day'; readonly day: Day }
  /** Today, but only if its part has begun. */
  | { readonly is: 'unclear'; readonly candidates: readonly Day[] }
  | { readonly is: 'future'; readonly day?: Day };

/** The day of something that happened; `future` where only a coming day fits. */
export function pastDay(date: DateExpression, scene: Scene): ReadDay {
  const { today } = scene;
  switch (date.form) {
    case 'offset':
      if (date.days > 0) return { is: 'future', day: addDays(today, date.days) };
      if (date.days === 0 && isAfterMidnight(scene))
        return { is: 'unclear', candidates: [addDays(today, -1), today] };
      return checked(addDays(today, date.days), scene);
    case 'part':
      return partOfToday(date, scene);
    case 'just_now':
      return { is: 'day', day: today };
    case 'weekday':
      return pastWeekday(date, scene);
    case 'day_of_month':
      return pastDayOfMonth(date, scene);
    case 'month_day':
      return pastMonthDay(date, scene);
    case 'vague':
      return { is: 'unclear', candidates: vagueCandidates(date.stretch, scene) };
    case 'ahead':
      return { is: 'future' };
  }
}

function partOfToday(date: DateExpression & { form: 'part' }, scene: Scene): ReadDay {
  if (isAfterMidnight(scene)) return { is: 'unclear', candidates: [addDays(scene.today, -1), scene.today] };
  if (dayPartStarts[date.part] > scene.minute)
    return { is: 'unclear', candidates: [addDays(scene.today, -1), scene.today] };
  return { is: 'day', day: scene.today };
}

function pastWeekday(date: DateExpression & { form: 'weekday' }, scene: Scene): ReadDay {
  const { today } = scene;
  if (date.week !== undefined) {
    const day = addDays(mondayOf(today), date.week * 7 + date.weekday - 1);
    return day > today ? { is: 'future', day } : checked(day, scene);
  }
  const back = (weekdayOf(today) - date.weekday + 7) % 7;
  if (back === 0) return { is: 'unclear', candidates: [today, addDays(today, -7)] };
  return checked(addDays(today, -back), scene);
}

function pastDayOfMonth(date: DateExpression & { form: 'day_of_month' }, scene: Scene): ReadDay {
  const [year, month] = yearAndMonth(scene.today);
  if (date.month !== undefined) {
    const day = dayIn(year, month + date.month, date.day);
    if (day === undefined) return { is: 'unclear', candidates: [] };
    return day > scene.today ? { is: 'future', day } : checked(day, scene);
  }
  const here = dayIn(year, month, date.day);
  if (here !== undefined && here <= scene.today) return checked(here, scene);
  const before = dayIn(year, month - 1, date.day);
  return before === undefined ? { is: 'unclear', candidates: [] } : checked(before, scene);
}

function pastMonthDay(date: DateExpression & { form: 'month_day' }, scene: Scene): ReadDay {
  const [thisYear] = yearAndMonth(scene.today);
  const year = date.year ?? (date.yearOffset === undefined ? undefined : thisYear + date.yearOffset);
  if (year !== undefined) {
    const day = dayIn(year, date.month, date.day);
    if (day === undefined) return { is: 'unclear', candidates: [] };
    return day > scene.today ? { is: 'future', day } : checked(day, scene);
  }
  const here = dayIn(thisYear, date.month, date.day);
  const before = dayIn(thisYear - 1, date.month, date.day);
  if (here === undefined) return { is: 'unclear', candidates: [] };
  if (here <= scene.today) return checked(here, scene);
  const isLastYear = before !== undefined && isPaired(before, scene);
  return isLastYear ? { is: 'day', day: before } : { is: 'future', day: here };
}

function isPaired(day: Day, scene: Scene): boolean {
  const since = scene.context.pairedSince;
  return since !== undefined && day >= since;
}

/** CV-01: no record lies before the pairing began. */
function checked(day: Day, scene: Scene): ReadDay {
  const since = scene.context.pairedSince;
  return since !== undefined && day < since ? { is: 'unclear', candidates: [] } : { is: 'day', day };
}

/** The coming day of a plan; undefined where the words leave it open. */
export function comingDay(date: DateExpression, scene: Scene): Day | undefined {
  const { today } = scene;
  switch (date.form) {
    case 'offset':
      return isAfterMidnight(scene) && date.days > 0 && date.days < 3
        ? undefined
        : addDays(today, Math.max(0, date.days));
    case 'part':
      return isAfterMidnight(scene) ? undefined : today;
    case 'weekday': {
      if (date.week !== undefined) return addDays(mondayOf(today), date.week * 7 + date.weekday - 1);
      const ahead = (date.weekday - weekdayOf(today) + 7) % 7;
      return addDays(today, ahead === 0 ? 7 : ahead);
    }
    case 'day_of_month':
      return comingDayOfMonth(date, scene);
    case 'month_day': {
      const [thisYear] = yearAndMonth(today);
      const here = dayIn(date.year ?? thisYear, date.month, date.day);
      return here !== undefined && here < today ? dayIn(thisYear + 1, date.month, date.day) : here;
    }
    case 'just_now':
    case 'vague':
    case 'ahead':
      return undefined;
  }
}

function comingDayOfMonth(date: DateExpression & { form: 'day_of_month' }, scene: Scene): Day | undefined {
  const [year, month] = yearAndMonth(scene.today);
  if (date.month !== undefined) return dayIn(year, month + date.month, date.day);
  const here = dayIn(year, month, date.day);
  return here !== undefined && here > scene.today ? here : dayIn(year, month + 1, date.day);
}

/** Whether an expression without any finished verb could as well lie ahead (chat-corpus.md §7). */
export function mayLieAhead(date: DateExpression, scene: Scene): boolean {
  const { today } = scene;
  switch (date.form) {
    case 'weekday':
      if (date.week !== undefined) return date.week === 0 && date.weekday >= weekdayOf(today);
      return date.weekday >= weekdayOf(today);
    case 'day_of_month': {
      const [year, month] = yearAndMonth(today);
      if (date.month !== undefined) return false;
      const here = dayIn(year, month, date.day);
      return here === undefined || here >= today;
    }
    case 'offset':
      return date.days === 0;
    case 'part':
      return dayPartStarts[date.part] <= scene.minute && scene.minute < dayPartEnds[date.part];
    case 'month_day': {
      const [year] = yearAndMonth(today);
      return date.year === undefined && dayIn(year, date.month, date.day) === today;
    }
    case 'vague':
      return date.stretch === 'weekend';
    case 'just_now':
    case 'ahead':
      return false;
  }
}

/** A part of today that has not begun. */
export function isNotBegun(date: DateExpression, scene: Scene): boolean {
  return date.form === 'part' && dayPartStarts[date.part] > scene.minute && !isAfterMidnight(scene);
}

function vagueCandidates(stretch: string, scene: Scene): readonly Day[] {
  const monday = mondayOf(scene.today);
  if (stretch === 'last_weekend') return [addDays(monday, -2), addDays(monday, -1)];
  if (stretch !== 'weekend') return [];
  const saturday = addDays(monday, 5);
  return saturday <= scene.today
    ? [saturday, addDays(saturday, 1)].filter((day) => day <= scene.today)
    : [addDays(monday, -2), addDays(monday, -1)];
}

function yearAndMonth(day: Day): readonly [number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
}

/** A month may lie outside 1 to 12 and is carried over; undefined where the day does not exist. */
function dayIn(year: number, month: number, day: number): Day | undefined {
  const months = year * 12 + month - 1;
  const text = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(text) && dayNumber(text) > 0 ? text : undefined;
}
