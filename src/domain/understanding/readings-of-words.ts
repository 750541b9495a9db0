/** Words of the lexicon, also where only their sound is right, and runs of Latin letters. */
import { soundsOfRun } from '../names/sounds.ts';
import { readDates } from './date-grammar.ts';
import { type Lattice, readingCost, wordCost } from './lattice.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import { readNumber } from './numbers.ts';
import type { TokenKind } from './token.ts';

export function offerWords(lattice: Lattice, at: number, lexicon: Lexicon): void {
  const { text } = lattice;
  for (const { end, value } of lexicon.trie.wordsAt(text, at))
    lattice.offer(at, end, wordCost(end - at), kindOfWord(value), value);
  if (lexicon.soundHeads.canBeginAt(text, at)) offerSoundedWords(lattice, at, lexicon);
}

/** A wrong character of the same sound in a contact word: accepted where the run is no word by itself. */
function offerSoundedWords(lattice: Lattice, at: number, lexicon: Lexicon): void {
  const { text } = lattice;
  for (let length = 2; length <= Math.min(3, text.length - at); length += 1) {
    const run = text.slice(at, at + length);
    if (lexicon.words.has(run) || lexicon.soundAlikes.has(run)) continue;
    for (const sound of soundsOfRun([...run])) {
      const entry = lexicon.bySound.get(sound);
      if (!entry) continue;
      lattice.offer(at, at + length, readingCost.soundedWord, kindOfWord(entry), entry);
      break;
    }
  }
}

export function kindOfWord(entry: Entry): TokenKind {
  if (entry.relations) return 'relation';
  return entry.tags.size > 0 ? 'word' : 'plain';
}

export function offerLatin(lattice: Lattice, at: number, lexicon: Lexicon): void {
  const { text } = lattice;
  if (!isLatin(text[at]) || isLatin(text[at - 1])) return;
  let end = at;
  while (isLatin(text[end]) && end - at < 40) end += 1;
  const entry = lexicon.words.get(text.slice(at, end));
  lattice.offer(at, end, readingCost.word, entry ? kindOfWord(entry) : 'plain', entry);
}

function isLatin(character: string | undefined): boolean {
  return character !== undefined && character >= 'a' && character <= 'z';
}

const leadingTags = [
  'speaker',
  'together',
  'each',
  'all',
  'sequence',
  'third',
  'both',
  'again',
  'towards',
] as const;
const measures: ReadonlySet<string> = new Set('个名位人次天条遍回点号分年月周节');

/** The dictionary joins what two meanings stand in: 一起去, 我把, 七个, 昨天下午. */
export function isTornApart(text: string, at: number, end: number, lexicon: Lexicon): boolean {
  if (lexicon.words.has(text.slice(at, end))) return false;
  for (let middle = at + 1; middle < end; middle += 1) {
    const head = lexicon.words.get(text.slice(at, middle));
    if (!head || !leadingTags.some((tag) => head.tags.has(tag))) continue;
    if ((lexicon.words.get(text.slice(middle, end))?.tags.size ?? 0) > 0) return true;
  }
  if (readDates(text, at).some((date) => date.end < end)) return true;
  const number = readNumber(text, at);
  return number !== undefined && number.end < end && measures.has(text.slice(number.end, end));
}
