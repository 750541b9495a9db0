/** Tokens → clauses. Marks part them; run-on dictation is parted where a new act or somebody's words begin. */
import { has, type Token } from './token.ts';

export interface Clause {
  readonly tokens: readonly Token[];
  readonly line: number;
  /** What stands behind the clause. */
  readonly end: 'comma' | 'stop' | 'space' | 'colon' | 'line' | 'soft' | 'end';
  readonly isQuestion: boolean;
  readonly isTicked: boolean;
}

const fillers: ReadonlySet<string> = new Set([
  '嗯',
  '啊',
  '呢',
  '呀',
  '哦',
  '哎',
  '额',
  '呃',
  '嘛',
  '哈',
  '那个',
  '吧',
  '就是说',
  '的话',
  '恩',
  '唉',
  '诶',
  '欸',
  '哟',
  '噢',
  '滴',
  '哒',
  '呗',
  '嘞',
  '喔',
]);

export function isFiller(token: Token): boolean {
  return fillers.has(token.text);
}

/** Bounds the work per clause; no teacher writes as many words without a pause. */
const longestClause = 120;

export function clausesOf(tokens: readonly Token[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let held: Token[] = [];
  let line = 0;
  let isTicked = false;
  const close = (end: Clause['end'], isQuestion: boolean) => {
    const kept = held.filter((token) => !isFiller(token));
    if (kept.length > 0 || isTicked)
      clauses.push({ tokens: kept, line, end, isQuestion: isQuestion || endsAsking(held), isTicked });
    held = [];
    isTicked = false;
  };
  for (const [at, token] of tokens.entries()) {
    if (isListNumber(tokens, at)) {
      close('line', false);
      line += 1;
      continue;
    }
    if (token.kind !== 'mark') {
      if (held.length >= longestClause) close('soft', false);
      held.push(token);
      continue;
    }
    const end = endOf(token.text);
    if (end === 'none') continue;
    if (end === 'tick') {
      isTicked = true;
      continue;
    }
    close(end, token.text === '?');
    if (end === 'line') line += 1;
  }
  close('end', false);
  return clauses.flatMap(partRunOn);
}

/** `2.` or `2、` before a name begins a line, also within one line. */
function isListNumber(tokens: readonly Token[], at: number): boolean {
  const mark = tokens[at + 1];
  if (tokens[at]?.kind !== 'number' || mark?.kind !== 'mark' || !'.、)'.includes(mark.text)) return false;
  const next = tokens[at + 2]?.text === ' ' ? tokens[at + 3] : tokens[at + 2];
  return (
    next?.kind === 'person' &&
    (at === 0 || tokens[at - 1]?.kind === 'mark' || tokens[at - 1]?.to === tokens[at]?.from)
  );
}

function endsAsking(tokens: readonly Token[]): boolean {
  return tokens.at(-1)?.text === '吗' || tokens.at(-1)?.text === '么';
}

function endOf(mark: string): Clause['end'] | 'none' | 'tick' {
  if (mark === '\n') return 'line';
  if ('。!?;'.includes(mark)) return 'stop';
  if (mark === ':') return 'colon';
  if (mark === ' ' || mark === '|' || mark === '/') return 'space';
  if (',.…~-'.includes(mark)) return 'comma';
  return mark === '✔' ? 'tick' : 'none';
}

/** Parts one clause where dictation ran on. */
function partRunOn(clause: Clause): readonly Clause[] {
  const cuts: number[] = [];
  let isActSeen = false;
  for (const [at, token] of clause.tokens.entries()) {
    if (at > 0 && isOpener(token) && !isActSeen) cuts.push(at);
    else if (at > 0 && isActSeen && (beginsAct(clause.tokens, at) || beginsNextPerson(clause.tokens, at))) {
      cuts.push(at);
      isActSeen = false;
    } else if (at > 0 && isActSeen && beginsSpeech(clause.tokens, at)) cuts.push(at);
    if (isAct(token)) isActSeen = true;
  }
  if (cuts.length === 0) return [clause];
  const edges = [0, ...cuts, clause.tokens.length];
  return edges.slice(0, -1).map((from, index) => ({
    ...clause,
    tokens: clause.tokens.slice(from, edges[index + 1]),
    end: index === cuts.length ? clause.end : 'soft',
    isQuestion: index === cuts.length && clause.isQuestion,
    isTicked: index === cuts.length && clause.isTicked,
  }));
}

export function isAct(token: Token): boolean {
  return token.tags.has('act');
}

const firmSequence: ReadonlySet<string> = new Set([
  '还有',
  '再',

  '然后',
  '接着',
  '后来',
  '随后',
  '再就是',
  '还有就是',
  '另外',
  '此外',
  '先是',
  '又',
  '顺便',
  '紧接着',
  '接下来',
  '并',
  '并且',
  '同时',
  '完了又',
  '第二个',
  '末了',
  '完事',
  '完事后',
  '之后',
  '回来又',
  '顺路',
  '先',
]);

function isOpener(token: Token): boolean {
  return token.text === '先是' || token.text === '首先';
}

/** A connective or a day, then within a few words somebody approached, then an act. */
function beginsAct(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  const isDay =
    token.kind === 'date' && token.date?.form !== 'vague' && !has(tokens[at - 1], 'seek', 'towards');
  const isAfter = token.text === '后' && has(tokens[at + 1], 'seek', 'towards');
  const goesAgain = token.text === '又去' && has(tokens[at + 1], 'home');
  if (goesAgain) return true;
  if (!isDay && !isAfter && !firmSequence.has(token.text)) return false;
  const before = tokens[at - 1]?.text === '了' ? tokens[at - 2] : tokens[at - 1];
  if (isDay && (tokens[at + 1]?.text === '的' || has(before, 'appointment', 'future', 'say'))) return false;
  let approached = -1;
  for (let next = at + 1; next < Math.min(tokens.length, at + 9); next += 1) {
    const here = tokens[next];
    if (!here) break;
    if (has(here, 'say') && approached < 0) return false;
    if (firmSequence.has(here.text) && next > at + 1) return false;
    if (approached >= 0 && (isAct(here) || has(here, 'noAnswer', 'reached')))
      return !isTopicTail(tokens, next);
    const isSomebody = tokens[next + 1]?.kind === 'person' || has(tokens[next + 1], 'third');
    if (has(here, 'go') && isSomebody && has(tokens[next + 2], 'home')) return true;
    if (has(here, 'go') && has(tokens[next + 1], 'home') && tokens[next + 1]?.text !== '家') return true;
    if (has(here, 'towards', 'seek', 'go', 'dial', 'send') || here.kind === 'person') {
      if (has(here, 'seek') && tokens.slice(next + 1, next + 3).some((after) => after.kind === 'person'))
        return true;
      approached = next;
    } else if (isAct(here) && has(here, 'phone', 'visit', 'message', 'meet'))
      return !isTopicTail(tokens, next);
  }
  return false;
}

/** 跟甲谈了跟乙也谈了, 谈完甲谈乙: the same again with the next person. */
function beginsNextPerson(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  const before = tokens[at - 1];
  if (!token || next?.kind !== 'person') return false;
  if (tokens[at + 2]?.text === '的') return false;
  if (has(token, 'towards', 'dial') && isOver(before))
    return tokens
      .slice(at + 2, at + 8)
      .some((after, index) => isAct(after) && !isTopicTail(tokens, at + 2 + index));
  return (
    isAct(token) &&
    has(token, 'talk', 'talked', 'phone', 'visit') &&
    tokens.slice(0, at).some((earlier, index) => isAct(earlier) && tokens[index + 1]?.kind === 'person')
  );
}

function isOver(token: Token | undefined): boolean {
  return has(token, 'talked', 'done', 'noAnswer', 'notMet', 'reached') || token?.kind === 'length';
}

/** …聊天的事: the act stands in a topic. */
function isTopicTail(tokens: readonly Token[], at: number): boolean {
  const tail = tokens
    .slice(at + 1, at + 4)
    .map(({ text }) => text)
    .join('');
  return tail.startsWith('的事') || tail.startsWith('的问题') || tail.startsWith('的情况');
}

/** 他说, 妈妈说, 浩然答应: from here on it is somebody else's words. */
function beginsSpeech(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (!token || !next) return false;
  const isOther = token.kind === 'relation' || token.kind === 'person' || has(token, 'third', 'child');
  if (!isOther || !has(next, 'say') || has(tokens[at - 1], 'towards', 'conjunction')) return false;
  return !['想', '怕', '听', '要求', '希望'].includes(next.text) || has(token, 'third');
}
