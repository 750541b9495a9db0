/** One message, scanned: what every later step reads. */
import { type Clause, clausesOf, isAct, isFiller } from './clauses.ts';
import type { Tag } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { mentionsIn } from './mentions.ts';
import { normalise } from './normalise.ts';
import { isPersonHere } from './person-place.ts';
import { kindOfWord } from './readings-of-words.ts';
import { scan } from './scan.ts';
import type { Scene } from './scene.ts';
import { withoutMention } from './system-lines.ts';
import { has, newToken, type Token } from './token.ts';

export interface Message {
  readonly text: string;
  /** The message as it was sent, from this place of `text` on. */
  readonly writtenFrom: (at: number) => string;
  /** Place in the original message of a place in `text`. */
  readonly originOf: (at: number) => number;
  /** All tokens but marks and fillers. */
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly clauses: readonly Clause[];
  /** Places where a word begins or ends. */
  readonly wordEdges: () => ReadonlySet<number>;
  /** Longer than any platform carries: only the head was read, so nothing is filed without asking. */
  readonly isCut: boolean;
  readonly isQuestion: boolean;
}

/** WeCom carries 2,048 bytes, a third of this in Chinese. */
const longestRead = 1_600;

export function readMessage(written: string, scene: Scene): Message {
  const normal = normalise(written);
  const { text, cut } = withoutMention(normal.text);
  const scanned = withoutTitles(settleNames(scan(text.slice(0, longestRead), scene)));
  const all = withoutSlips(scanned);
  const tokens = all.filter((token) => token.kind !== 'mark' && (!isFiller(token) || token.text === '那个'));
  const last = all.filter(({ kind }) => kind !== 'mark').at(-1);
  const originOf = (at: number) => normal.origins[Math.min(at + cut, normal.origins.length - 1)] ?? 0;
  return {
    text,
    writtenFrom: (at) => written.slice(originOf(at)),
    originOf,
    tokens,
    mentions: mentionsIn(tokens, scene),
    clauses: clausesOf(all),
    wordEdges: () => new Set(scanned.flatMap(({ from, to }) => [from, to])),
    isCut: text.length > longestRead,
    isQuestion: text.trimEnd().endsWith('?') || asks(tokens, last?.text ?? ''),
  };
}

/** 谈了没, 写作业呢: 呢 asks only behind a word that asks, or where hardly anything stands before it. */
function asks(tokens: readonly Token[], last: string): boolean {
  if (last === '呢')
    return (
      !tokens.slice(0, 3).some((token) => has(token, 'notYet')) &&
      (tokens.length <= 4 || tokens.some(({ text }) => /谁|哪|怎么|啥|什么|几[个次号]|多少|多久/.test(text)))
    );
  return ['吗', '么', '没', '没有', '不'].includes(last);
}

/** 一一来汇报了 and 一一谈过: a name where a person can stand, else the word. */
function settleNames(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, at) =>
    token.word === undefined || isPersonHere(tokens, at)
      ? token
      : {
          ...token,
          kind: kindOfWord(token.word),
          tags: token.word.tags,
          relations: token.word.relations,
          person: undefined,
        },
  );
}

/** 《一次家访》: what stands in a title is none of the words it looks like. */
function withoutTitles(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ text }) => text === '《')) return tokens;
  let isTitle = false;
  return tokens.map((token) => {
    if (token.text === '《' || token.text === '》') isTitle = token.text === '《';
    return isTitle ? newToken('plain', token.text, token.from, {}) : token;
  });
}

export function hasTag(message: Message, ...tags: readonly Tag[]): boolean {
  return message.tokens.some((token) => has(token, ...tags));
}

/** Pupils named by the words themselves. */
export function namedStudents(message: Message): readonly Mention[] {
  return message.mentions.filter(
    ({ kind, isNamed }) => isNamed && (kind === 'student' || kind === 'guardian'),
  );
}

/** Whether any pupil, family or record is touched: what must not be answered in a group. */
export function isAboutPeople(message: Message): boolean {
  return message.mentions.some(({ kind }) => kind !== 'speaker' && kind !== 'staff');
}

const slipWords: ReadonlySet<string> = new Set([
  '不对',
  '错了',
  '说错了',
  '口误',
  '不不',
  '说错',
  '打错了',
  '写错了',
  '更正',
  '划掉',
  '删掉',
  '不对不对',
  '哦不',
  '啊不',
  '不不不',
  '应该是',
]);

/** 和甲，不对，是乙: the later one counts (chat-corpus.md §6); the same for days, lengths and relations. */
function withoutSlips(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  let skipTo = 0;
  for (const [at, token] of tokens.entries()) {
    const act = actSlipAt(tokens, at);
    if (act) {
      const from = kept.findLastIndex((before) => isAct(before) && sharesAct(before, act.wrong));
      if (from >= 0) kept.splice(from, 1);
      skipTo = act.to;
    }
    if (at < skipTo) continue;
    const late = lateSlip(tokens, at, kept);
    if (late) {
      kept.splice(late.wrong, 1, late.right);
      break;
    }
    const wrong = slipAt(tokens, at);
    if (wrong !== undefined) {
      const last = kept.findLastIndex((before) => before.kind === wrong.kind);
      const isNamedAnew = wrong.kind === 'relation' && isPersonBehind(tokens, at);
      const from = isNamedAnew && kept[last - 1]?.kind === 'person' ? last - 1 : last;
      if (from > 0 || (from === 0 && kept.length > 0)) kept.splice(from);
      continue;
    }
    if (isSlipPart(tokens, at)) continue;
    kept.push(token);
  }
  return kept;
}

/** 上周二打的电话，哦不，上周四: what was wrong stands further back, and nothing follows. */
function lateSlip(
  tokens: readonly Token[],
  at: number,
  kept: readonly Token[],
): { wrong: number; right: Token } | undefined {
  if (!isSlip(tokens, at) || correctable.has(lastSaid(tokens, at)?.kind ?? 'plain')) return undefined;
  const rest = tokens
    .slice(at + 1)
    .filter((token) => token.kind !== 'mark' && !isPause(token) && !/^(应该)?是$/.test(token.text));
  const [right] = rest;
  if (!right || rest.length > 1 || !correctable.has(right.kind)) return undefined;
  const wrong = kept.findLastIndex(({ kind }) => kind === right.kind);
  return wrong < 0 || !kept.some(isAct) ? undefined : { wrong, right };
}

function lastSaid(tokens: readonly Token[], at: number): Token | undefined {
  return tokens.slice(0, at).findLast((token) => token.kind !== 'mark' && !isPause(token));
}

/** 打了电话 哦不是电话 是发的短信: another act than the one first told. */
function actSlipAt(tokens: readonly Token[], at: number): { wrong: Token; to: number } | undefined {
  if (tokens[at]?.text !== '不是' || !tokens.slice(0, at).some(isAct)) return undefined;
  const wrong = tokens[at + 1];
  let is = at + 2;
  while (isPause(tokens[is])) is += 1;
  if (!wrong || !isAct(wrong) || tokens[is]?.text !== '是') return undefined;
  return tokens.slice(is + 1, is + 5).some(isAct) ? { wrong, to: is + 1 } : undefined;
}

const channels = [
  'phone',
  'message',
  'voiceMessage',
  'video',
  'visit',
  'talk',
  'meet',
  'letter',
  'mail',
] as const;

function sharesAct(first: Token, second: Token): boolean {
  return channels.some((tag) => has(first, tag) && has(second, tag));
}

function isPause(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (isFiller(token) ||
      (token.kind === 'mark' && ',~-… '.includes(token.text)) ||
      token.text === '哦' ||
      token.text === '我')
  );
}

const who: ReadonlySet<Token['kind']> = new Set(['person', 'relation', 'guardian']);
const correctable: ReadonlySet<Token['kind']> = new Set(['person', 'date', 'length', 'relation', 'guardian']);

/** 甲爸爸，不对，是乙外婆: the child is named anew. */
function isPersonBehind(tokens: readonly Token[], at: number): boolean {
  const right = tokens.slice(at + 1).find(({ kind }) => correctable.has(kind));
  return right?.kind === 'person';
}

/** The thing that a slip word at this place takes back. */
function slipAt(tokens: readonly Token[], at: number): Token | undefined {
  const token = tokens[at];
  if (!token || !isSlip(tokens, at)) return undefined;
  let back = at - 1;
  while (isPause(tokens[back])) back -= 1;
  let next = at + 1;
  while (
    isPause(tokens[next]) ||
    ['是', '应该是', '不是', '不对', '是和', '是跟', '和', '跟', '与', '同', '找', '给'].includes(
      tokens[next]?.text ?? '',
    )
  )
    next += 1;
  const wrong = tokens[back];
  const right = tokens[next];
  if (!wrong || !right || !correctable.has(wrong.kind)) return undefined;
  if (wrong.kind !== right.kind && !(who.has(wrong.kind) && who.has(right.kind))) return undefined;
  const hasAct =
    tokens.slice(next + 1).some((after) => isAct(after) || has(after, 'go')) ||
    tokens.slice(0, back).some((before) => isAct(before));
  return hasAct ? wrong : undefined;
}

/** 哦不, 欸不是: caught while speaking. */
function isHesitation(token: Token | undefined): boolean {
  return token !== undefined && ['哦', '啊', '呃', '额', '诶', '欸', '哎', '噢', '哎呀'].includes(token.text);
}

function isSlip(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  if (slipWords.has(text)) return true;
  if (text !== '不是' && text !== '不') return false;
  let next = at + 1;
  while (isPause(tokens[next])) next += 1;
  return (
    (tokens[next]?.text === '是' && isPause(tokens[at - 1])) ||
    (text === '不是' && isPause(tokens[at - 1]) && isPause(tokens[at + 1])) ||
    isHesitation(tokens[at - 1]) ||
    (text === '不' && isPause(tokens[at - 1]) && tokens[next]?.text === '是')
  );
}

/** Pauses and 是 between the slip word and what is meant. */
function isSlipPart(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  if (
    !['是', '应该是', '不是', '不对', '和', '跟', '与', '同', '找', '给'].includes(text) &&
    !isPause(tokens[at])
  )
    return false;
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    if (slipAt(tokens, back) !== undefined) return true;
    if (!isPause(tokens[back]) && tokens[back]?.text !== '是') return false;
  }
  return false;
}
