/** Rows per statement: PostgreSQL takes at most 65,535 values in one, and Prisma plans a large one in much memory. */
const batchSize = 250;

export function* batches<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += batchSize) yield items.slice(from, from + batchSize);
}
