/** Full width and half width, upper and lower case, with and without spaces: one text. */
import { headingNotes } from './roster-headings.ts';
import { listSeparators, nothingWords } from './roster-words.ts';

export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

export function foldHeading(text: string): string {
  return foldText(text).replace(headingNotes, '');
}

/** A cell's text, or nothing where it says that there is nothing. */
export function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' || nothingWords.includes(trimmed) ? undefined : trimmed;
}

export function splitList(text: string | undefined): readonly string[] {
  return (filled(text) ?? '')
    .split(listSeparators)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Numbers and accounts are typed in either width and case. */
export function foldCode(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
