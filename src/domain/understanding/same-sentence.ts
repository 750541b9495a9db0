import { normalise } from './normalise.ts';

/** However it was typed: widths, blanks and punctuation make no difference. */
export function isSameSentence(one: string, other: string): boolean {
  return lettersOf(one) === lettersOf(other);
}

function lettersOf(text: string): string {
  return normalise(text)
    .text.replaceAll(/[\p{P}\p{Z}\s]/gu, '')
    .toLowerCase();
}
