/** Rows per statement: PostgreSQL takes at most 65,535 values in one. */
const batchSize = 1_000;

export function* batches<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += batchSize) yield items.slice(from, from + batchSize);
}
