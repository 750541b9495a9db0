/** Where a message says that something of the last record was wrong: chat-corpus.md §10. */
import type { Message } from './message.ts';
import { has, type Token } from './token.ts';

export interface Correction {
  /** What is corrected: 不是A. */
  readonly wrong: readonly Token[];
  /** What it becomes: 是B. */
  readonly right: readonly Token[];
  readonly isAddition: boolean;
}

export function correctionIn(message: Message, isAfterRecord: boolean): Correction | undefined {
  const { tokens } = message;
  const bare = bareCorrection(message, isAfterRecord);
  if (bare) return bare;
  const addition = tokens.findIndex(
    (token, at) =>
      has(token, 'addition') ||
      (at === 0 && isAfterRecord && ['加上', '再加', '补上', '另加'].includes(token.text)),
  );
  if (
    addition >= 0 &&
    addition <= 3 &&
    !/谁|哪个|哪些|几个|多少/.test(message.text) &&
    !tokens.slice(0, addition).some((token) => has(token, 'talked', 'said')) &&
    (tokens.length > addition + 1 || tokens[addition]?.text.startsWith('也') === true) &&
    !tokens.slice(addition + 1).some(({ text }) => /^(改成|改为|换成|改到)$/.test(text)) &&
    !hasAct(tokens.slice(addition + 1), message)
  ) {
    const isBehind = tokens[addition]?.text.startsWith('也') === true && addition > 0;
    const right = isBehind ? tokens.slice(0, addition) : tokens.slice(addition + 1);
    return { wrong: [], right, isAddition: true };
  }
  const not = tokens.findIndex(
    (token) => token.text === '不是' || token.text === '并不是' || token.text === '不对',
  );
  const is = tokens.findLastIndex(
    (token) =>
      token.text === '是' || token.text === '应该是' || token.text === '其实是' || token.text === '应该',
  );
  const isPlain = (at: number) =>
    !tokens
      .slice(0, at)
      .some(
        (token) =>
          (has(token, 'talked', 'said', 'say', 'talk') && !has(token, 'mistaken', 'change', 'lastRecord')) ||
          (has(token, 'go') &&
            token.text !== '到' &&
            tokens.slice(0, at).some(({ kind }) => kind === 'person')),
      );
  if (not >= 0 && is >= 0 && not !== is && isPlain(Math.min(not, is)) && Math.min(not, is) <= 6) {
    if (not < is)
      return {
        wrong: [...tokens.slice(0, not), ...tokens.slice(not + 1, is)],
        right: tokens.slice(is + 1),
        isAddition: false,
      };
    return { wrong: tokens.slice(not + 1), right: tokens.slice(is + 1, not), isAddition: false };
  }
  if (
    not > 0 &&
    is < 0 &&
    isPlain(not) &&
    tokens[not]?.text === '不是' &&
    tokens.length > not + 1 &&
    hasRecordWord(tokens)
  )
    return { wrong: tokens.slice(not + 1), right: tokens.slice(0, not), isAddition: false };
  const change = tokens.findIndex(
    (token) => has(token, 'change') && token.text !== '是' && token.text !== '按' && token.text !== '换',
  );
  if (
    change >= 0 &&
    isPlain(change) &&
    change <= 7 &&
    !tokens
      .slice(0, change)
      .some(
        (token) =>
          has(token, 'towards') &&
          token.text !== '把' &&
          token.text !== '帮' &&
          token.text !== '给' &&
          token.text !== '将',
      )
  )
    return { wrong: tokens.slice(0, change), right: tokens.slice(change + 1), isAddition: false };
  const mistaken = tokens.findIndex(
    (token) => has(token, 'mistaken') && !['不是', '错', '写成', '记成'].includes(token.text),
  );
  if (mistaken >= 0 && mistaken <= 5 && isPlain(mistaken) && tokens.length > mistaken + 1)
    return {
      wrong: tokens.slice(0, mistaken),
      right: withoutIs(tokens.slice(mistaken + 1)),
      isAddition: false,
    };
  const failed = tokens.findIndex((token) => has(token, 'noAnswer', 'notMet', 'reached'));
  if (
    failed > 0 &&
    failed <= 5 &&
    ['那个', '那条', '刚才那个', '刚才那条', '上一条', '刚那个', '上条'].includes(tokens[0]?.text ?? '') &&
    isPlain(failed)
  )
    return { wrong: [], right: tokens.slice(failed), isAddition: false };
  return undefined;
}

const isWords: ReadonlySet<string> = new Set([
  '是',
  '应该是',
  '其实是',
  '该是',
  '而是',
  '实际是',
  '应是',
  '才是',
]);
const notWords: ReadonlySet<string> = new Set(['不是', '并不是', '没有', '不算']);

/**
 * 写错了 不是微信 我直接上他家去的: after the admission every clause says what is right, but what stands behind 不是,
 * up to the next 是 or pause.
 */
export function toldCorrection({ tokens, clauses }: Message): Correction | undefined {
  const [first] = tokens;
  const mistaken = tokens.findIndex((token) => has(token, 'mistaken') && !notWords.has(token.text));
  const isAdmitted = mistaken >= 0 && mistaken <= 3;
  const isContrast =
    first !== undefined &&
    tokens.length > 2 &&
    (notWords.has(first.text) || (first.text === '是' && tokens.some((token) => has(token, 'notYet'))));
  const isAsked =
    tokens.length > 2 && tokens.slice(-2).some((token) => has(token, 'change') && !isWords.has(token.text));
  const isLength = isLengthOnly(tokens) || isOutcomeOnly(tokens);
  if (tokens.length > 22 || !(isAdmitted || isContrast || isAsked || isLength)) return undefined;
  const wrong: Token[] = [];
  const right: Token[] = [];
  for (const clause of clauses) {
    const isAbsence =
      clause.tokens.some(({ kind }) => kind === 'relation') &&
      clause.tokens.some((token) => has(token, 'notMet'));
    let into = isAbsence ? wrong : right;
    for (const token of clause.tokens) {
      if (notWords.has(token.text) || has(token, 'notYet')) into = wrong;
      else if (isWords.has(token.text) || /^是[他她它]$/.test(token.text)) into = right;
      else if (!has(token, 'mistaken', 'change')) into.push(token);
    }
  }
  return right.length > 0 ? { wrong, right, isAddition: false } : undefined;
}

const lengthHeads: ReadonlySet<string> = new Set([
  '没有',
  '没',
  '不止',
  '足足',
  '其实',
  '实际',
  '应该',
  '总共',
  '一共',
  '前后',
  '时长',
]);

/** 其实没打通: how it ended was told wrong. */
function isOutcomeOnly(tokens: readonly Token[]): boolean {
  return (
    tokens.length <= 7 &&
    /^(其实|实际|实际上|后来|最后|当时)$/.test(tokens[0]?.text ?? '') &&
    tokens.some((token) => has(token, 'noAnswer', 'notMet', 'reached')) &&
    tokens.every(({ kind }) => kind !== 'person' && kind !== 'date')
  );
}

/** 没有一刻钟那么短 足足二十五分钟: nothing but how long it took. */
function isLengthOnly(tokens: readonly Token[]): boolean {
  return (
    tokens.length <= 9 &&
    lengthHeads.has(tokens[0]?.text ?? '') &&
    tokens.some(({ minutes }) => minutes !== undefined) &&
    tokens.every((token) => token.kind !== 'person' && token.kind !== 'relation' && !token.tags.has('act'))
  );
}

const joining = /^(加上|加进去|加进来|补上|补进去|算上|添上|写上|带上)(了|吧)?$/;
const removing = /^(拿走|拿掉|去掉|划掉|删掉|剔除|剔掉|去除|移走|除掉|勾掉|划去)(了|吧)?$/;

/** 把爸爸也加上, 名单里把她拿走: somebody joins, or leaves, the record. */
export function membershipIn({ tokens }: Message): { who: readonly Token[]; joins: boolean } | undefined {
  const hold = tokens.findIndex(({ text }) => text === '把' || text === '将');
  const last = tokens.at(-1);
  if (
    hold < 0 &&
    last &&
    joining.test(last.text) &&
    tokens.length <= 10 &&
    !tokens.slice(0, -1).some((token) => token.tags.has('act'))
  )
    return { who: tokens.slice(0, -1), joins: true };
  if (hold < 0) return undefined;
  const verb = tokens.findIndex(({ text }, at) => at > hold && (joining.test(text) || removing.test(text)));
  if (verb < 0 || verb < tokens.length - 2 || verb - hold > 6) return undefined;
  return { who: tokens.slice(hold + 1, verb), joins: joining.test(tokens[verb]?.text ?? '') };
}

/** Right after a record: 是前天的事, 还有乙也在. */
function bareCorrection({ tokens, mentions }: Message, isAfterRecord: boolean): Correction | undefined {
  const [first, ...rest] = tokens;
  if (!isAfterRecord || !first || tokens.length > 7) return undefined;
  const isPeople =
    mentions.some(({ kind, isNamed }) => kind === 'student' && isNamed) &&
    !rest.some((token) => has(token, 'talked', 'talk', 'phone', 'visit'));
  if (first.text === '还有' && isPeople)
    return { wrong: [], right: rest.filter(({ text }) => text !== '的'), isAddition: true };
  const slip = rest.findIndex(({ text }) => /^(记|写|登|填|录|报)成/.test(text));
  const told = slip < 0 ? rest : rest.slice(0, slip);
  const isDated =
    told.some(({ kind }) => kind === 'date') &&
    told.every(
      (token) =>
        token.kind === 'date' ||
        ['的', '事', '了', '那天'].includes(token.text) ||
        has(token, 'talk', 'talked') ||
        (has(token, 'act', 'send', 'dial', 'go') && token.text.endsWith('的')),
    );
  return ['是', '应该是', '其实是'].includes(first.text) && isDated
    ? { wrong: [], right: told, isAddition: false }
    : dayOfIt(tokens);
}

/** 周四发的, right after a record: its day, and nothing else. */
function dayOfIt(tokens: readonly Token[]): Correction | undefined {
  const last = tokens.at(-1);
  const isDay =
    tokens.length <= 3 &&
    tokens[0]?.kind === 'date' &&
    last !== undefined &&
    last.kind !== 'date' &&
    (/.的$/.test(last.text) || last.text === '的') &&
    tokens.slice(1, -1).every((token) => token.kind === 'date' || has(token, 'act', 'send', 'dial', 'go'));
  return isDay
    ? { wrong: [], right: tokens.filter(({ kind }) => kind === 'date'), isAddition: false }
    : undefined;
}

function hasRecordWord(tokens: readonly Token[]): boolean {
  return tokens.some((token) => has(token, 'lastRecord', 'mistaken'));
}

/** A whole contact with somebody is a new event, not an addition. */
function hasAct(tokens: readonly Token[], message: Message): boolean {
  const named = message.mentions.some(({ kind, isNamed }) => isNamed && kind === 'student');
  return (
    named &&
    tokens.some((token) => has(token, 'talk', 'talked', 'phone', 'visit')) &&
    tokens.some((token) => has(token, 'towards')) &&
    tokens.some(({ kind }) => kind === 'date')
  );
}

function withoutIs(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findLastIndex(({ text }) => text === '是' || text === '应该是');
  return at >= 0 ? tokens.slice(at + 1) : tokens;
}
