import { foldText } from './fold-text.ts';
import type { Words } from './roster-words.ts';

export function meaningOf<Meaning extends string>(words: Words<Meaning>, text: string): Meaning | undefined {
  const folded = foldText(text);
  for (const meaning in words) {
    if (words[meaning].includes(folded)) return meaning;
  }
  return undefined;
}

/** The word of each meaning that is shown to people. */
export function shownWords(words: Words<string>): readonly string[] {
  return Object.values(words).flatMap(([first]) => (first === undefined ? [] : [first]));
}
