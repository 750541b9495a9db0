/** What one clause shows by itself: contact words, people, days, lengths, and whether it happened. */
import { type AnchorClass, type Anchors, anchorsIn } from './anchors.ts';
import type { Clause } from './clauses.ts';
import type { DateExpression } from './date-expression.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { type Parties, partiesOf } from './parties.ts';
import type { Scene } from './scene.ts';
import { has, type Token } from './token.ts';

export interface ClauseReading {
  readonly clause: Clause;
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly anchors: Anchors;
  readonly parties: Parties;
  /** Days that date the contact, in order; content dates are left out. */
  readonly dates: readonly DateExpression[];
  /** Where somebody else's words begin, or the end. */
  readonly speechAt: number;
  /** A pupil told the speaker something. */
  readonly toldBy?: Mention;
  readonly isFuture: boolean;
  readonly isDone: boolean;
  readonly isNotYet: boolean;
  /** Token place of 约好, 说好 …, or -1. */
  readonly appointmentAt: number;
  readonly isRemind: boolean;
  readonly isAdvice: boolean;
  readonly isReport: boolean;
  readonly hasAgain: boolean;
  readonly noAnswer: boolean;
  readonly notMet: boolean;
  readonly reached: boolean;
  readonly minutes?: number;
  readonly hasContent: boolean;
  readonly isAll: boolean;
}

export function readClause(clause: Clause, scene: Scene): ClauseReading {
  const { tokens } = clause;
  const mentions = mentionsIn(tokens, scene);
  const speechAt = speechStart(tokens, mentions);
  const anchors = anchorsIn(tokens, mentions, speechAt);
  const parties = partiesOf(tokens, mentions, anchors);
  const frame = tokens.slice(0, anchors.cut);
  const firstAnchor = anchors.found[0]?.at ?? tokens.length;
  const appointmentAt = frameIndex(
    tokens,
    speechAt,
    (token, at) => has(token, 'appointment') && isAppointment(tokens, at, firstAnchor),
  );
  const toldBy = tellerIn(tokens, mentions, speechAt);
  const length = tokens
    .slice(0, anchors.found.length > 0 ? anchors.cut : speechAt)
    .find(({ kind, minutes }) => kind === 'length' && minutes !== undefined);
  const isOver = isDone(frame, firstAnchor) || clause.isTicked;
  return {
    clause,
    tokens,
    mentions,
    anchors,
    parties,
    dates: frameDates(tokens, anchors, speechAt),
    speechAt,
    ...(toldBy ? { toldBy } : {}),
    isFuture:
      isFuture(tokens, firstAnchor, speechAt) ||
      (!isOver && tokens.slice(0, firstAnchor).some((token) => has(token, 'someday'))),
    isDone: isOver,
    isNotYet: tokens.slice(0, speechAt).some((token) => has(token, 'notYet')) || isOnceMeant(tokens),
    appointmentAt,
    isRemind: tokens.some(
      (token, at) => has(token, 'remind') && at <= firstAnchor && (token.text.length > 2 || at === 0),
    ),
    isAdvice: tokens.some((token) => has(token, 'advice')),
    isReport: tokens.some((token) => has(token, 'recordThis', 'justDone')),
    hasAgain: tokens.slice(0, speechAt).some((token) => has(token, 'again')),
    noAnswer:
      tokens.slice(0, speechAt).some((token) => has(token, 'noAnswer', 'blank')) ||
      (mentions.length === 0 && tokens.some(({ text }) => /空号|停机|关机|无法接通|占线|欠费/.test(text))),
    notMet: tokens.slice(0, speechAt).some((_, at) => isAway(tokens, at)),
    reached:
      tokens.slice(0, speechAt).some((token) => has(token, 'reached')) &&
      !tokens.some((token) => has(token, 'blank')),
    ...(length?.minutes === undefined ? {} : { minutes: length.minutes }),
    hasContent: anchors.found.length > 0 && anchors.cut < tokens.length,
    isAll: frame.some((token) => has(token, 'all')),
  };
}

/** 不在走廊疯跑: not away, but not there. */
function isAway(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!has(token, 'notMet')) return false;
  if (token?.text !== '不在' && token?.text !== '没在') return true;
  const next = tokens[at + 1];
  return (
    next === undefined || has(next, 'home', 'done') || ['学校', '班', '班里', '屋', '校'].includes(next.text)
  );
}

/** 本来今早要找甲的: meant, and not done. */
function isOnceMeant(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(({ text }) => text === '本来' || text === '原本');
  return at >= 0 && at <= 3 && tokens.slice(at + 1, at + 6).some((token) => has(token, 'future'));
}

function frameIndex(
  tokens: readonly Token[],
  end: number,
  test: (token: Token, at: number) => boolean,
): number {
  return tokens.slice(0, end).findIndex(test);
}

/** 约 approaches a person unless a day or an act follows; 答应 of a pupil is content. */
function isAppointment(tokens: readonly Token[], at: number, firstAnchor: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (token?.text === '通知' || token?.text === '请了') return false;
  if (
    ['答应', '答应了', '承诺', '允诺', '许诺'].includes(token?.text ?? '') &&
    (before?.kind === 'person' || before?.kind === 'relation' || has(before, 'third', 'child'))
  )
    return false;
  return at < tokens.length - 1 || firstAnchor < at || at > 0;
}

function speechStart(tokens: readonly Token[], mentions: readonly Mention[]): number {
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token || !has(token, 'say') || token.kind === 'date') continue;
    if (isForeignSay(tokens, mentions, at)) return at;
  }
  return tokens.length;
}

const hearing: ReadonlySet<string> = new Set([
  '听',
  '听说',
  '据说',
  '得知',
  '发现',
  '知道',
  '了解到',
  '看见',
  '看到',
  '说是',
  '写道',
  '写的是',
  '写到',
  '怀疑',
  '担心',
]);
const wishing: ReadonlySet<string> = new Set(['想', '要求', '希望', '觉得', '感觉', '怕']);

/** The one who speaks is not the speaker: a pupil, a guardian, 他, or nobody after an act. */
function isForeignSay(tokens: readonly Token[], mentions: readonly Mention[], at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (hearing.has(token.text)) return !tokens.slice(0, at).some((before) => has(before, 'talked', 'talk'));
  let back = at - 1;
  while (back >= 0 && isAdverb(tokens[back])) back -= 1;
  const before = mentions.find(({ from, to }) => from <= back && back < to);
  if (!before) return at === 0 && !has(token, 'said', 'talk', 'talked') && !wishing.has(token.text);
  if (before.kind === 'speaker')
    return has(tokens[before.from - 1], 'towards') || tokens[at]?.text === '问我';
  if (before.kind === 'staff') return true;
  return (
    (!has(tokens[before.from - 1], 'towards') &&
      !(has(tokens[before.from - 1], 'each') && has(tokens[before.from - 2], 'towards'))) ||
    (has(token, 'say') && !has(token, 'said') && has(tokens[before.from - 1], 'dial'))
  );
}

function isAdverb(token: Token | undefined): boolean {
  if (!token) return false;
  return (
    [
      '也',
      '就',
      '都',
      '又',
      '还',
      '老',
      '总',
      '一直',
      '老是',
      '主动',
      '突然',
      '刚',
      '自己',
      '今天',
      '昨天',
      '才',
      '后来',
      '最近',
      '偷偷',
      '悄悄',
      '哭着',
      '笑着',
      '老实',
      '这',
    ].includes(token.text) || token.kind === 'date'
  );
}

/** 小雨跟我说, 来说, 告诉我: the pupil told the speaker. */
function tellerIn(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  speechAt: number,
): Mention | undefined {
  const teller = mentions.find(({ kind, to }) => kind === 'student' && to <= speechAt);
  if (!teller) return undefined;
  const isToSpeaker = tokens
    .slice(teller.to, speechAt + 2)
    .some(
      (token, index, all) =>
        ['告诉我', '问我', '跟我讲', '跟我说', '来说', '找我'].includes(token.text) ||
        has(token, 'came') ||
        (token.text === '我' && has(all[index - 1], 'towards')),
    );
  return isToSpeaker ? teller : undefined;
}

function isFuture(tokens: readonly Token[], firstAnchor: number, speechAt: number): boolean {
  return tokens
    .slice(0, Math.min(firstAnchor + 1, speechAt))
    .some(
      (token, at) =>
        has(token, 'future') &&
        !(at === firstAnchor && !token.text.startsWith('再')) &&
        isFutureHere(tokens, at),
    );
}

function isFutureHere(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token) return false;
  if (before && ['不', '没', '本来', '只', '主', '重', '是', '他', '她'].includes(before.text)) return false;
  if (token.text === '得') return !has(before, 'talk', 'talked') && before?.kind !== 'plain';
  if (token.text === '会')
    return before === undefined || before.kind === 'date' || has(before, 'speaker') || before.kind === 'mark';
  return true;
}

const notPast: ReadonlySet<string> = new Set([
  '除了',
  '为了',
  '算了',
  '了解情况',
  '忘了',
  '给忘了',
  '不了',
  '了解',
]);

function isDone(frame: readonly Token[], firstAnchor: number): boolean {
  return frame.some((token, at) => {
    if (token.kind === 'date') return token.date?.form === 'just_now';
    if (has(token, 'notYet', 'future')) return false;
    if (has(token, 'talked', 'reached', 'noAnswer', 'notMet', 'blank', 'justDone')) return true;
    if (token.kind === 'length') return token.minutes !== undefined || at > firstAnchor;
    if (has(token, 'done')) return (token.text !== '完' && token.text !== '过') || at > 0;
    if (token.kind !== 'word' || notPast.has(token.text)) return false;
    if (/^(来电|打来|来信|来访)/.test(token.text)) return true;
    if (
      at >= firstAnchor &&
      token.text.endsWith('的') &&
      has(token, 'seek', 'dial', 'send', 'said', 'bareContact')
    )
      return true;
    return (
      /[了过完]/.test(token.text.replace('了解', '')) &&
      !has(token, 'conjunction', 'towards', 'thanks', 'sequence')
    );
  });
}

/** Dates before the contact word, or behind it where only dates and lengths follow. */
function frameDates(
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
  return withMonths(dates.map(({ date }) => date));
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
