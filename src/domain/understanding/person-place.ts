/** Names that are words, and words that sound like names: only where a person can stand (chat-corpus.md §6). */
import { has, type Token } from './token.ts';

const degreeWords: ReadonlySet<string> = new Set([
  '很',
  '挺',
  '特别',
  '多',
  '要',
  '太',
  '非常',
  '比较',
  '更',
  '最',
  '不',
  '真',
  '好',
  '十分',
  '保持',
  '表示',
  '感到',
  '越来越',
  '有点',
  '有点儿',
  '让人',
  '得',
  '更加',
  '蛮',
  '怪',
  '相当',
  '还挺',
  '都很',
  '也很',
  '多么',
  '需要',
  '不太',
  '不够',
  '在',
  '到处',
  '一片',
  '格外',
  '说得',
  '玩得',
  '显得',
  '觉得',
  '使',
  '令',
  '没',
  '没有',
  '不是',
  '会',
  '可',
  '应该',
  '得到',
  '缺乏',
  '缺少',
  '互相',
  '老师',
  '家长',
  '给予',
]);
const verbTails: ReadonlySet<string> = new Set(['一下', '极了', '地', '得', '坏了', '着', '不已', '死了']);

export function isPersonHere(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  const isSounded = token.person?.via === 'sound';
  if (!token.isOrdinaryWord && !isSounded) return true;
  const before =
    (isAspect(tokens[at - 1]) || tokens[at - 1]?.text === '完了') &&
    has(
      tokens[at - 2],
      'visit',
      'meet',
      'talk',
      'talked',
      'observed',
      'askAfter',
      'seek',
      'phone',
      'answered',
      'read',
      'dial',
      'summon',
    )
      ? tokens[at - 2]
      : tokens[at - 1];
  const next = tokens[at + 1];
  if (isApproached(before, isSounded)) return true;
  if (before?.text === '谈' && next === undefined) return true;
  if (isOwner(tokens, at))
    return before === undefined || !degreeWords.has(before.text) || before.text === '在';
  if (before !== undefined && degreeWords.has(before.text)) return false;
  if (next !== undefined && verbTails.has(next.text)) return false;
  if (!isHead(tokens, at)) return false;
  if (isSounded)
    return (
      next === undefined ||
      (next.text === '的' && token.text.length > 2) ||
      next.kind === 'date' ||
      has(
        next,
        'talk',
        'talked',
        'say',
        'came',
        'report',
        'done',
        'notYet',
        'monthly',
        'phone',
        'visit',
        'conjunction',
        'each',
        'together',
        'third',
        'answered',
        'noAnswer',
        'notMet',
        'meet',
        'both',
        'all',
      ) ||
      next.kind === 'length'
    );
  return !(
    (next?.kind === 'person' &&
      next.from === token.to &&
      (token.word?.tags.has('each') === true ||
        !tokens.slice(at + 2, at + 5).some((after) => has(after, 'act', 'each', 'towards'))) &&
      token.person?.via !== 'nickname' &&
      !has(tokens[at + 2], 'both')) ||
    next?.text === '了' ||
    next?.text === '过'
  );
}

const seen: ReadonlySet<string> = new Set([
  '看见',
  '看到',
  '发现',
  '听说',
  '得知',
  '瞧见',
  '瞅见',
  '撞见',
  '听到',
  '据说',
]);

function isAspect(token: Token | undefined): boolean {
  return (
    token !== undefined && ['了', '过', '到', '着', '的', '一下', '下', '一次', '完'].includes(token.text)
  );
}

function isApproached(before: Token | undefined, isSounded: boolean): boolean {
  if (!before) return false;
  if (before.kind === 'class' || before.kind === 'person') return true;
  if (seen.has(before.text)) return true;
  if (has(before, 'future', 'show') && /..?[找跟和约叫喊给见看下]$/.test(before.text)) return true;
  if (
    has(
      before,
      'towards',
      'seek',
      'meet',
      'summon',
      'dial',
      'go',
      'visit',
      'answered',
      'except',
      'absent',
      'notMet',
      'appointment',
      'reached',
      'observed',
      'teaching',
      'bareContact',
      'askAfter',
      'read',
      'report',
    )
  )
    return (
      !['就', '上', '来', '进', '带', '帮', '跑', '请', '往', '让', '留', '通', '问', '为'].includes(
        before.text,
      ) || !isSounded
    );
  return has(before, 'conjunction', 'phone', 'talked') && before.text !== '同' && before.text !== '加';
}

function isOwner(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  if (next?.kind === 'relation') return true;
  if (next?.text === '的' && tokens[at + 2]?.kind === 'relation') return true;
  return (
    next?.text.startsWith('家') === true ||
    (has(next, 'third') && tokens[at + 2]?.kind === 'relation') ||
    next?.text === '同学' ||
    (has(next, 'third') && (next?.text ?? '').length > 1)
  );
}

function isHead(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= 0; back -= 1) {
    const token = tokens[back];
    if (!token) return true;
    if (token.kind === 'date' || token.kind === 'number' || token.kind === 'clock' || token.kind === 'class')
      continue;
    if (token.kind === 'length' && tokens[back - 1]?.kind === 'person') return true;
    if (
      has(token, 'sequence', 'justDone', 'recordThis', 'except', 'conjunction', 'speaker', 'monthly') ||
      token.text === '的'
    )
      continue;
    return false;
  }
  return true;
}
