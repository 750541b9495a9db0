/**
 * What stands before the contact of a clause: 懒得找甲谈, 假装跟乙谈过了. A word there that no rule knows may turn the
 * sentence round, so it is asked about; places, times, occasions and manners are known to be harmless.
 */
import type { ClauseReading } from './clause-reading.ts';
import { circumstanceEnds, harmlessHeads, occasions, weightyHeads } from './lexicon/head-words.ts';
import { has, type Token } from './token.ts';

export function hasUnreadHead(reading: ClauseReading): boolean {
  const head = headOf(reading);
  return (
    isAwaited(reading) ||
    isRefused(reading) ||
    head.some(
      (token, at) =>
        weightyHeads.has(token.text) ||
        has(token, 'harmlessNegation') ||
        (token.kind === 'plain' && !isHarmless(token.text) && !isCircumstance(head, at)),
    )
  );
}

/** 等他成绩出来了就找他谈: hangs on something to come. */
function isAwaited({ tokens, anchors }: ClauseReading): boolean {
  const before = tokens.slice(0, anchors.found[0]?.at ?? 0);
  return (
    before[0]?.text === '等' &&
    before.some(({ text }) => text === '就' || text === '再') &&
    !tokens.some((token) => has(token, 'talked', 'notMet', 'noAnswer'))
  );
}

/** 甲不愿意跟我聊, 甲躲着不跟我谈. */
function isRefused({ tokens, anchors }: ClauseReading): boolean {
  const before = tokens.slice(0, anchors.found[0]?.at ?? 0);
  const at = before.findIndex(
    (token, place) => has(token, 'speaker') && /[跟和给找]$/.test(before[place - 1]?.text ?? ''),
  );
  return before.slice(0, Math.max(0, at)).some(({ text }) => weightyHeads.has(text));
}

/** Up to the first word that approaches somebody, or the first pupil, guardian or contact. */
function headOf({ tokens, mentions, anchors }: ClauseReading): readonly Token[] {
  const first = anchors.found[0]?.at ?? 0;
  const end = tokens.findIndex(
    (token, at) =>
      at >= first ||
      (has(token, 'towards', 'seek', 'dial', 'go', 'summon') && !weightyHeads.has(token.text)) ||
      mentions.some(
        ({ from, to, kind }) => from <= at && at < to && kind !== 'speaker' && kind !== 'outsider',
      ),
  );
  return tokens.slice(0, Math.max(0, end));
}

/** One character alone is part of an unknown word or a thin one: 节, 段; four are a manner: 开门见山. */
function isHarmless(text: string): boolean {
  return (
    text.length === 1 ||
    text.length === 4 ||
    harmlessHeads.has(text) ||
    text.startsWith('第') ||
    /^[^\p{L}]+$/u.test(text)
  );
}

/** 吃完饭后, 利用午休, 耐心地: the word belongs to when, where or how. */
function isCircumstance(head: readonly Token[], at: number): boolean {
  return (
    head.slice(0, at + 1).some(({ text }) => occasions.has(text) || text.endsWith('着')) ||
    head.slice(at).some((token) => circumstanceEnds.has(token.text) || has(token, 'place', 'home', 'done')) ||
    circumstanceEnds.has(head[at]?.text.at(-1) ?? '') ||
    has(head[at - 1], 'done')
  );
}
