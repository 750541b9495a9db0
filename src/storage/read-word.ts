/** A stored word of the vocabulary; throws RangeError where the database holds a word this program does not know. */
export function readWord<Known extends string>(known: readonly Known[], text: string): Known {
  const found = known.find((value) => value === text);
  if (found === undefined) throw new RangeError(`unknown word in the database: ${text}`);
  return found;
}
