/** One reading of a run of characters, with what it costs: the cheapest path through a text wins. */
import type { Token } from './token.ts';

export interface Edge {
  readonly to: number;
  readonly cost: number;
  readonly token: Token;
}

/** The scale of costs: a known word is cheaper than two known characters, these than unknown ones. */
export const edgeCost = {
  mark: 0.5,
  teacher: 0.9,
  fullName: 0.93,
  figure: 0.95,
  name: 0.97,
  word: 1,
  number: 1.15,
  character: 1.2,
  otherName: 1.3,
  ordinaryWord: 1.3,
  soundedLongName: 1.5,
  soundedWord: 1.6,
  unknown: 1.9,
  soundedName: 2.25,
} as const;

export const noTags: Token['tags'] = new Set();

/** Longer words are a little cheaper, so that 昨天晚上 is not torn without need. */
export function wordCost(length: number): number {
  return length === 1 ? edgeCost.character : edgeCost.word - 0.02 * length;
}
