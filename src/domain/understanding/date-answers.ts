/** Replies to the questions on which day, and whether it has happened: chat-corpus.md §10. */
import { addDays, type Day, isDay, mondayOf, weekdayOf } from '../day.ts';
import { type Answer, isReport, ordinalIn, yesOrNo } from './answer-words.ts';
import type { DateExpression } from './date-expression.ts';
import { comingDay, pastDay } from './days.ts';
import { hasTag, type Message, namedStudents } from './message.ts';
import type { Scene } from './scene.ts';
import { has, type Token } from './token.ts';
import type { AwaitedQuestion } from './understanding.ts';

function dateToken(message: Message): Token | undefined {
  return (
    message.tokens.find((token) => token.date && token.date.form !== 'part') ??
    message.tokens.find((token) => token.date)
  );
}

export function whichDate(message: Message, awaiting: AwaitedQuestion, scene: Scene): Answer | undefined {
  if (isReport(message) || namedStudents(message).length > 0) return undefined;
  const days = awaiting.candidates.filter(isDay);
  const pointed = /前面|后面|上面|下面|头一|最后/.test(message.text)
    ? ordinalIn(message, days.length)
    : undefined;
  const pointedDay = pointed === undefined ? undefined : days[pointed];
  if (pointedDay) return { intent: 'answer', on: pointedDay };
  const date = dateToken(message)?.date;
  if (date) {
    const offered =
      date.form === 'weekday' && date.week === undefined
        ? days.filter((day) => weekdayOf(day) === date.weekday)
        : [];
    const [only] = offered;
    if (offered.length === 1 && only !== undefined) return { intent: 'answer', on: only };
    const read = pastDay(date, scene);
    if (read.is === 'day') return { intent: 'answer', on: read.day };
    if (read.is === 'unclear' && date.form === 'offset') return { intent: 'answer', on: scene.today };
    const week = weekMeant(date, scene);
    const within = week === undefined ? [] : days.filter((day) => mondayOf(day) === week);
    if (within.length === 1 && within[0]) return { intent: 'answer', on: within[0] };
    const near =
      read.is === 'unclear' ? read.candidates.filter(isDay).find((day) => days.includes(day)) : undefined;
    return near ? { intent: 'answer', on: near } : undefined;
  }
  const place = ordinalIn(message, days.length);
  const chosen = place === undefined ? undefined : days[place];
  if (chosen) return { intent: 'answer', on: chosen };
  const number =
    message.tokens.length <= 2 ? message.tokens.find(({ kind }) => kind === 'number')?.value : undefined;
  const numbered = days.filter((day) => Number(day.slice(8)) === number);
  return numbered.length === 1 && numbered[0] ? { intent: 'answer', on: numbered[0] } : undefined;
}

/** 上个礼拜的, among days to choose from. */
function weekMeant(date: DateExpression, scene: Scene): Day | undefined {
  if (date.form !== 'vague') return undefined;
  return date.stretch === 'last_week' ? addDays(mondayOf(scene.today), -7) : undefined;
}

export function futureOrPast(message: Message, awaiting: AwaitedQuestion, scene: Scene): Answer | undefined {
  if (isReport(message) && namedStudents(message).length > 0) return undefined;
  const days = awaiting.candidates.filter(isDay);
  const past = days.findLast((day) => day <= scene.today);
  const coming = days.find((day) => day > scene.today);
  const date = dateToken(message)?.date;
  const isPast =
    !/^(没呢|还没|没有|没去|没谈|未|没)/.test(message.text) &&
    message.tokens.some(
      (token) =>
        has(token, 'pastAnswer', 'talked') ||
        (has(token, 'done') && token.text !== '好了') ||
        token.text.endsWith('过了'),
    ) &&
    !hasTag(message, 'notYet');
  const isPlanned =
    (hasTag(message, 'plannedAnswer', 'future', 'notYet') || message.text.startsWith('没')) && !isPast;
  if (date) {
    const ahead = comingDay(date, scene);
    const back = pastDay(date, scene);
    if (isPlanned || back.is === 'future')
      return { intent: 'answer', confirm: 'plan', ...(ahead ? { on: ahead } : {}) };
    if (back.is === 'day') return { intent: 'answer', on: back.day };
    if (ahead && days.includes(ahead) && !isPast) return { intent: 'answer', confirm: 'plan', on: ahead };
  }
  const place = ordinalIn(message, days.length);
  const chosen: Day | undefined = place === undefined ? undefined : days[place];
  if (chosen)
    return chosen > scene.today
      ? { intent: 'answer', on: chosen, confirm: 'plan' }
      : { intent: 'answer', on: chosen };
  if (isPlanned) return { intent: 'answer', confirm: 'plan', ...(coming ? { on: coming } : {}) };
  if (isPast) return { intent: 'answer', ...(past ? { on: past } : {}), confirm: 'yes' };
  return yesOrNo(message, []);
}
