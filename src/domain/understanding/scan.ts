/**
 * Text → tokens. Every reading that starts at a place has a cost; the cheapest path wins, so that the longest name
 * that leaves a sensible rest is taken (chat-corpus.md §6). Work per place is bounded.
 */

import { CharacterSet } from '../names/character-set.ts';
import { Lattice, readingCost } from './lattice.ts';
import type { Lexicon } from './lexicon.ts';
import { ordinaryWordEnds } from './ordinary-words.ts';
import { offerFigures } from './readings-of-figures.ts';
import { type NamedPeople, offerNames } from './readings-of-names.ts';
import { isTornApart, offerLatin, offerWords } from './readings-of-words.ts';
import type { Token } from './token.ts';

export interface ScanContext extends NamedPeople {
  readonly lexicon: Lexicon;
}

const marks = new CharacterSet(',。.!?;:、\n()[]"\'~-…/|+ ✔✘&@#=<>*_^%$');

export function scan(text: string, context: ScanContext): readonly Token[] {
  const ordinary = withoutNames(ordinaryWordEnds(text), text, context);
  const lattice = new Lattice(text);
  for (let at = 0; at < text.length; at += 1) offerReadings(lattice, at, ordinary[at] ?? 0, context);
  return lattice.cheapestPath();
}

function offerReadings(lattice: Lattice, at: number, ordinaryEnd: number, context: ScanContext): void {
  const { text } = lattice;
  if (marks.hasAt(text, at)) {
    lattice.offer(at, at + 1, readingCost.mark, 'mark');
    if (text[at] === '(') offerFigures(lattice, at, context);
    return;
  }
  lattice.offer(at, at + 1, readingCost.unknown, 'plain');
  offerWords(lattice, at, context.lexicon);
  offerNames(lattice, at, ordinaryEnd, context);
  offerFigures(lattice, at, context);
  offerLatin(lattice, at, context.lexicon);
  if (ordinaryEnd > at + 1 && !isTornApart(text, at, ordinaryEnd, context.lexicon))
    lattice.offer(at, ordinaryEnd, readingCost.ordinaryWord + 0.45 * (ordinaryEnd - at - 2), 'plain');
}

/** No ordinary word may swallow the head of a name: 和田野 is 和 + 田野. */
function withoutNames(ends: Uint16Array, text: string, { names, longestName }: ScanContext): Uint16Array {
  const { byWriting, firstCharacters } = names.mentees;
  const beginsName = (from: number) => {
    if (!firstCharacters.hasAt(text, from)) return false;
    for (let length = 2; length <= Math.min(longestName, text.length - from); length += 1)
      if (byWriting.get(text.slice(from, from + length))?.some(({ form }) => form !== 'surname')) return true;
    return false;
  };
  return ends.map((end, at) => {
    for (let from = at + 1; from < end; from += 1) if (beginsName(from)) return 0;
    return end;
  });
}
