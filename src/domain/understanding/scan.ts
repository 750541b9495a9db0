/**
 * Text → tokens. Every reading that starts at a place is an edge with a cost; the cheapest path wins, so that the
 * longest name that leaves a sensible rest is taken (chat-corpus.md §6). Work per place is bounded.
 */

import { type Edge, edgeCost, noTags } from './edge.ts';
import { addFigures } from './edges-of-figures.ts';
import { addNames, type NamedPeople } from './edges-of-names.ts';
import { addLatin, addWords, isTornApart } from './edges-of-words.ts';
import type { Lexicon } from './lexicon.ts';
import { ordinaryWordEnds } from './ordinary-words.ts';
import { plainToken, type Token } from './token.ts';

export interface ScanContext extends NamedPeople {
  readonly lexicon: Lexicon;
}

const marks: ReadonlySet<string> = new Set(',。.!?;:、\n()[]"\'~-…/|+ ✔✘&@#=<>*_^%$');

export function scan(text: string, context: ScanContext): readonly Token[] {
  const ordinary = withoutNames(ordinaryWordEnds(text), text, context);
  const costs = new Float64Array(text.length + 1).fill(Number.POSITIVE_INFINITY);
  const best: Token[] = [];
  costs[0] = 0;
  for (let at = 0; at < text.length; at += 1) {
    const base = costs[at] ?? Number.POSITIVE_INFINITY;
    for (const { to, cost, token } of edgesAt(text, at, ordinary[at] ?? 0, context)) {
      if (base + cost >= (costs[to] ?? Number.POSITIVE_INFINITY)) continue;
      costs[to] = base + cost;
      best[to] = token;
    }
  }
  return walkBack(text.length, best);
}

function walkBack(end: number, best: readonly Token[]): readonly Token[] {
  const tokens: Token[] = [];
  let token = best[end];
  while (token) {
    tokens.push(token);
    token = token.from > 0 ? best[token.from] : undefined;
  }
  return tokens.toReversed();
}

function edgesAt(text: string, at: number, ordinaryEnd: number, context: ScanContext): readonly Edge[] {
  const character = text[at] ?? '';
  if (marks.has(character)) {
    const edges: Edge[] = [
      {
        to: at + 1,
        cost: edgeCost.mark,
        token: { kind: 'mark', text: character, from: at, to: at + 1, tags: noTags },
      },
    ];
    if (character === '(') addFigures(edges, text, at, context);
    return edges;
  }
  const edges: Edge[] = [{ to: at + 1, cost: edgeCost.unknown, token: plainToken(character, at) }];
  addWords(edges, text, at, context.lexicon);
  addNames(edges, text, at, ordinaryEnd, context);
  addFigures(edges, text, at, context);
  addLatin(edges, text, at, context.lexicon);
  if (ordinaryEnd > at + 1 && !isTornApart(text, at, ordinaryEnd, context.lexicon))
    edges.push({
      to: ordinaryEnd,
      cost: edgeCost.ordinaryWord + 0.45 * (ordinaryEnd - at - 2),
      token: plainToken(text.slice(at, ordinaryEnd), at),
    });
  return edges;
}

/** No ordinary word may swallow the head of a name: 和田野 is 和 + 田野. */
function withoutNames(
  ends: readonly number[],
  text: string,
  { names, longestName }: ScanContext,
): readonly number[] {
  const { byWriting, firstCharacters } = names.mentees;
  const beginsName = (from: number) => {
    if (!firstCharacters.has(text[from] ?? '')) return false;
    for (let length = 2; length <= Math.min(longestName, text.length - from); length += 1)
      if (byWriting.get(text.slice(from, from + length))?.some(({ form }) => form !== 'surname')) return true;
    return false;
  };
  return ends.map((end, at) => {
    for (let from = at + 1; from < end; from += 1) if (beginsName(from)) return 0;
    return end;
  });
}
