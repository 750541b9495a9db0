/** Ordinary words, from the runtime's own dictionary of Chinese: they tell a name from a word that sounds like it. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** For each place, the end of the ordinary word of two or more characters that begins there, or 0. */
export function ordinaryWordEnds(text: string): Uint16Array {
  const ends = new Uint16Array(text.length);
  for (const { index, segment, isWordLike } of segmenter.segment(text))
    if (isWordLike === true && segment.length > 1) ends[index] = index + segment.length;
  return ends;
}

const remembered = new Map<string, boolean>();

/** Whether a run by itself is a word of the dictionary. */
export function isOrdinaryWord(run: string): boolean {
  const known = remembered.get(run);
  if (known !== undefined) return known;
  const [first] = segmenter.segment(run);
  const found = run.length > 1 && first?.segment === run;
  if (remembered.size < 20_000) remembered.set(run, found);
  return found;
}
