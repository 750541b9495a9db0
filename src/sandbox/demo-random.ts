/** Numbers that look random and are the same in every run (mulberry32). */
export interface SeededRandom {
  /** A whole number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
  readonly shuffled: <T>(items: readonly T[]) => T[];
}

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;

  function below(limit: number): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  return {
    below,
    pick: (from) => from[below(from.length)] ?? from[0],
    shuffled: (items) =>
      items
        .map((item) => ({ item, place: below(2 ** 30) }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
  };
}
