/** What one clause shows by itself: contact words, people, days, lengths, and whether it happened. */
import { type Anchors, anchorsIn } from './anchors.ts';
import { frameDates } from './clause-dates.ts';
import { speechStart, tellerIn } from './clause-speech.ts';
import type { Clause } from './clauses.ts';
import type { DateExpression } from './date-expression.ts';
import type { Mention } from './mention.ts';
import { mentionsIn } from './mentions.ts';
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
  const isAhead = tokens.some(({ date }) => isComingDate(date));
  const isOver = isDone(frame, firstAnchor, isAhead) || clause.isTicked || isSomebodyIn(tokens, mentions);
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
    isNotYet:
      tokens
        .slice(0, anchors.found.length > 0 ? anchors.cut : speechAt)
        .some((token, at) => has(token, 'notYet') && !isThingCancelled(tokens, at)) || isOnceMeant(tokens),
    appointmentAt,
    isRemind: tokens.some(
      (token, at) => has(token, 'remind') && at <= firstAnchor && (token.text.length > 2 || at === 0),
    ),
    isAdvice: tokens.some((token) => has(token, 'advice')),
    isReport: !isAhead && tokens.some((token) => has(token, 'recordThis', 'justDone')),
    hasAgain: tokens.slice(0, firstAnchor).some(({ text }) => text === '再'),
    noAnswer:
      tokens.slice(0, speechAt).some((token) => has(token, 'noAnswer', 'blank')) ||
      (mentions.length === 0 && tokens.some(({ text }) => /空号|停机|关机|无法接通|占线|欠费/.test(text))),
    notMet: tokens.slice(0, Math.min(speechAt, talkOverAt(tokens))).some((_, at) => isAway(tokens, at)),
    reached:
      tokens.slice(0, speechAt).some((token) => has(token, 'reached')) &&
      !tokens.some((token) => has(token, 'blank')),
    ...(length?.minutes === undefined ? {} : { minutes: length.minutes }),
    hasContent: anchors.found.length > 0 && anchors.cut < tokens.length,
    isAll: frame.some((token) => has(token, 'all')),
  };
}

/** 谈了他上周没来的事: what follows a talk that took place is what it was about. */
function talkOverAt(tokens: readonly Token[]): number {
  const at = tokens.findIndex(
    (token, index) => has(token, 'talked') && /[了过]/.test(`${token.text}${tokens[index + 1]?.text ?? ''}`),
  );
  return at < 0 ? tokens.length : at;
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

/** 把卫生委员取消了: not the contact. */
function isThingCancelled(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.text === '取消了' &&
    (tokens.slice(0, at).some(({ text }) => text === '把' || text === '将') || !has(tokens[at - 1], 'act'))
  );
}

/** 本来今早要找甲的: meant, and not done. */
function isOnceMeant(tokens: readonly Token[]): boolean {
  if (tokens.some(({ text }) => text === '来着') && tokens.some((token) => has(token, 'future'))) return true;
  const at = tokens.findIndex(({ text }) => text === '本来' || text === '原本');
  return at >= 0 && at <= 3 && tokens.slice(at + 1, at + 6).some((token) => has(token, 'future'));
}

/** 家访甲 奶奶在: who was met at home. */
function isSomebodyIn(tokens: readonly Token[], mentions: readonly Mention[]): boolean {
  const last = mentions.findLast(({ kind, isHome }) => kind === 'guardian' && !isHome);
  return (
    last !== undefined &&
    tokens.some((token) => has(token, 'visit', 'go')) &&
    /^(都|也|正好|刚好)?在(家|家里|的)?$/.test(
      tokens
        .slice(last.to)
        .map(({ text }) => text)
        .join(''),
    )
  );
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

function isFuture(tokens: readonly Token[], firstAnchor: number, speechAt: number): boolean {
  return tokens
    .slice(0, Math.min(firstAnchor + 1, speechAt))
    .some(
      (token, at) =>
        has(token, 'future') &&
        !(token.text.startsWith('再') && isOverBehind(tokens, at)) &&
        isFutureHere(tokens, at),
    );
}

/** 再 with a verb that is over is no plan: 先找甲再找乙谈的. */
function isOverBehind(tokens: readonly Token[], at: number): boolean {
  return tokens
    .slice(at + 1)
    .some((token) => has(token, 'talked', 'done') || (has(token, 'act') && /[了过的]$/.test(token.text)));
}

/** 想着顺路就又去了: thought of, and done. */
function isCarriedOut(tokens: readonly Token[], at: number): boolean {
  const then = tokens.findIndex(
    ({ text }, place) => place > at && /^(就|便|于是|干脆|索性)(又|也)?$/.test(text),
  );
  return (
    then > 0 &&
    tokens.slice(then, then + 4).some((token) => has(token, 'go', 'act') && token.text.endsWith('了'))
  );
}

function isFutureHere(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token) return false;
  if (before && ['不', '没', '本来', '只', '主', '重', '是', '他', '她'].includes(before.text)) return false;
  if (isCarriedOut(tokens, at)) return false;
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

/** 后天, 下周一, 节后: a day that can only lie ahead. */
export function isComingDate(date: DateExpression | undefined): boolean {
  if (date?.form === 'ahead') return true;
  if (date?.form === 'offset') return date.days > 0;
  return date?.form === 'weekday' && (date.week ?? 0) > 0;
}

function isDone(frame: readonly Token[], firstAnchor: number, isAhead: boolean): boolean {
  return frame.some((token, at) => {
    if (token.kind === 'date') return token.date?.form === 'just_now';
    if (has(token, 'notYet', 'future') || (isAhead && has(token, 'justDone'))) return false;
    if (has(token, 'talked', 'reached', 'noAnswer', 'notMet', 'blank', 'justDone')) return true;
    if (token.kind === 'length') return token.minutes !== undefined || at > firstAnchor;
    if (has(token, 'done')) return (token.text !== '完' && token.text !== '过') || at > 0;
    if (token.kind !== 'word' || notPast.has(token.text)) return false;
    if (has(token, 'meet') && /[到着]$/.test(token.text)) return true;
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
