/** All readings of a text at once: of the ways that lead to a place, only the cheapest is kept. */
import { newToken, type Reading, type Token, type TokenKind } from './token.ts';

/** The scale of costs: a known word is cheaper than two known characters, these than unknown ones. */
export const readingCost = {
  mark: 0.5,
  teacher: 0.9,
  /** A name that is a word of the lexicon too: which of the two it is, its place decides afterwards. */
  wordOfAName: 0.92,
  /** The full name of somebody known, and no word of any dictionary. */
  plainFullName: 0.4,
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

/** Longer words are a little cheaper, so that 昨天晚上 is not torn without need. */
export function wordCost(length: number): number {
  return length === 1 ? readingCost.character : readingCost.word - 0.02 * length;
}

const nothing: Reading = {};

export class Lattice {
  readonly text: string;
  /** What it costs to read the text up to a place, and the last step on the way there. */
  readonly #costs: Float64Array;
  readonly #from: Uint16Array;
  readonly #kinds: TokenKind[] = [];
  readonly #readings: Reading[] = [];

  constructor(text: string) {
    this.text = text;
    this.#costs = new Float64Array(text.length + 1).fill(Number.POSITIVE_INFINITY);
    this.#costs[0] = 0;
    this.#from = new Uint16Array(text.length + 1);
  }

  /** Proposes to read `text[from, to)` as one token. All offers from a place are made before those from a later one. */
  offer(from: number, to: number, cost: number, kind: TokenKind, reading: Reading = nothing): void {
    const total = (this.#costs[from] ?? 0) + cost;
    if (total >= (this.#costs[to] ?? Number.NEGATIVE_INFINITY)) return;
    this.#costs[to] = total;
    this.#from[to] = from;
    this.#kinds[to] = kind;
    this.#readings[to] = reading;
  }

  cheapestPath(): readonly Token[] {
    const tokens: Token[] = [];
    for (let to = this.text.length; to > 0; to = this.#from[to] ?? 0) {
      const from = this.#from[to] ?? 0;
      const written = this.text.slice(from, to);
      tokens.push(newToken(this.#kinds[to] ?? 'plain', written, from, this.#readings[to] ?? nothing));
    }
    return tokens.toReversed();
  }
}
