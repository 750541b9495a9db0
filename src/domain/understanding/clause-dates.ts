/** The days of a clause that date its contact: chat-corpus.md §7. */
import type { AnchorClass, Anchors } from './anchors.ts';
import type { DateExpression } from './date-expression.ts';
import { has, type Token } from './token.ts';

/** Dates before the contact word, or behind it where only dates and lengths follow. */
export function frameDates(
  tokens: readonly Token[],
  { found, cut }: Anchors,
  speechAt: number,
): readonly DateExpression[] {
  const first = found[0]?.at ?? tokens.length;
  const topic = topicRange(tokens, first);
  const dates: { at: number; date: DateExpression }[] = [];
  tokens.forEach((token, at) => {
    if (!token.date || at >= Math.min(cut, speechAt)) return;
    if (at >= topic.from && at < topic.to) return;
    if (at > first && !isDateTail(tokens, at) && !datesTheEvent(tokens, first, at, found)) return;
    dates.push({ at, date: token.date });
  });
  const isRange = dates.some(
    ({ at }, index) => dates[index + 1]?.at === at + 2 && /^(到|至|-|~)$/.test(tokens[at + 1]?.text ?? ''),
  );
  return isRange ? [{ form: 'vague', stretch: 'stretch' }] : withMonths(dates.map(({ date }) => date));
}

/** 10月8号和9号: the second day lies in the same month. */
function withMonths(dates: readonly DateExpression[]): readonly DateExpression[] {
  return dates.map((date, at) => {
    const before = dates[at - 1];
    return date.form === 'day_of_month' && date.month === undefined && before?.form === 'month_day'
      ? { ...before, day: date.day }
      : date;
  });
}

const events: ReadonlySet<AnchorClass> = new Set(['parentMeeting', 'visit', 'phone']);

/** 家长会周五下午开的, 家访甲 11月19日 父亲在家: right behind the event and its people a date is its day. */
function datesTheEvent(
  tokens: readonly Token[],
  first: number,
  at: number,
  found: Anchors['found'],
): boolean {
  if (!found.some((anchor) => anchor.at === first && events.has(anchor.cls))) return false;
  const isClose = tokens
    .slice(first + 1, at)
    .every(({ kind }) => ['person', 'date', 'clock', 'class', 'relation', 'guardian'].includes(kind));
  let next = at + 1;
  while (tokens[next]?.kind === 'date' || tokens[next]?.kind === 'clock') next += 1;
  const after = tokens[next];
  return (
    isClose &&
    (after === undefined ||
      after.kind === 'relation' ||
      after.kind === 'guardian' ||
      ['开的', '开了', '开', '开完', '去的', '打的'].includes(after.text))
  );
}

/** 就昨天打架的事和…谈: what stands between 就 and 的事 is content. */
function topicRange(tokens: readonly Token[], end: number): { from: number; to: number } {
  const from = tokens.findIndex(
    (token, at) => at < end && ['就', '关于', '针对', '因为', '因', '围绕', '为'].includes(token.text),
  );
  if (from < 0) return { from: 0, to: 0 };
  const to = tokens.findIndex(
    (token, at) =>
      at > from &&
      at <= end &&
      (['事', '事情', '问题', '情况', '事儿'].includes(token.text) || has(token, 'towards')),
  );
  return to < 0 ? { from: 0, to: 0 } : { from, to };
}

function isDateTail(tokens: readonly Token[], at: number): boolean {
  const isHeadline =
    tokens[at]?.date?.form === 'month_day' &&
    tokens
      .slice(0, at)
      .every(({ kind, tags }) => kind !== 'plain' && !tags.has('talked') && !tags.has('said'));
  if (isHeadline && tokens[at + 1]?.text !== '的') return true;
  return tokens.slice(at).every((token) => token.kind !== 'plain' || ['的', '是'].includes(token.text));
}
