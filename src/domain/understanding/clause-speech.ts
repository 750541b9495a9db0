/** Where somebody else's words begin in a clause, and who told the speaker something. */
import type { Mention } from './mention.ts';
import { has, type Token } from './token.ts';

export function speechStart(tokens: readonly Token[], mentions: readonly Mention[]): number {
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token || !has(token, 'say') || token.kind === 'date') continue;
    if (token.text === '喊' && mentions.some(({ from, kind }) => from === at + 1 && kind !== 'speaker'))
      continue;
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
export function tellerIn(
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
