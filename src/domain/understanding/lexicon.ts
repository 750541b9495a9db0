/** All words with a meaning, by writing and by sound. A word may have several meanings; its place decides. */
import { SoundHeads, soundsOfRun } from '../names/sounds.ts';
import type { GuardianRelation } from '../vocabulary.ts';
import { commandWords } from './lexicon/command-words.ts';
import { contactWords } from './lexicon/contact-words.ts';
import { outcomeWords } from './lexicon/outcome-words.ts';
import { peopleWords, relationWords } from './lexicon/people-words.ts';
import { plainWords } from './lexicon/plain-words.ts';
import { tenseWords } from './lexicon/tense-words.ts';
import { soundAlikeWords, soundedWords, typingErrors } from './lexicon/typing-errors.ts';
import type { SchoolWord } from './understanding.ts';

const taggedWords = { ...contactWords, ...outcomeWords, ...tenseWords, ...peopleWords, ...commandWords };
export type Tag = keyof typeof taggedWords;

export interface Entry {
  readonly tags: ReadonlySet<Tag>;
  readonly relations?: readonly GuardianRelation[];
}

export interface Lexicon {
  readonly words: ReadonlyMap<string, Entry>;
  /** Longest word by its first character. */
  readonly longest: ReadonlyMap<string, number>;
  readonly bySound: ReadonlyMap<string, Entry>;
  readonly soundHeads: SoundHeads;
  readonly soundAlikes: ReadonlySet<string>;
}

function buildLexicon(): Lexicon {
  const words = new Map<string, { tags: Set<Tag>; relations?: readonly GuardianRelation[] }>();
  const entryOf = (word: string) => {
    const known = words.get(word) ?? { tags: new Set<Tag>() };
    words.set(word, known);
    return known;
  };
  for (const [tag, list] of Object.entries(taggedWords))
    for (const word of list.split(' ')) if (isTag(tag)) entryOf(word).tags.add(tag);
  for (const [relations, list] of relationWords)
    for (const word of list.split(' ')) entryOf(word).relations = relations;
  for (const word of plainWords.split(' ')) entryOf(word);
  for (const [wrong, right] of typingErrors) words.set(wrong, entryOf(right));
  const bySound = new Map<string, Entry>();
  for (const word of soundedWords.split(' ')) {
    const entry = words.get(word);
    if (entry) for (const sound of soundsOfRun([...word])) bySound.set(sound, entry);
  }
  return {
    words,
    longest: longestByFirst(words.keys()),
    bySound,
    soundHeads: new SoundHeads(bySound.keys()),
    soundAlikes: new Set(soundAlikeWords.split(' ')),
  };
}

function isTag(text: string): text is Tag {
  return text in taggedWords;
}

function longestByFirst(words: Iterable<string>): Map<string, number> {
  const longest = new Map<string, number>();
  for (const word of words) {
    const first = word[0] ?? '';
    longest.set(first, Math.max(longest.get(first) ?? 0, word.length));
  }
  return longest;
}

export const lexicon: Lexicon = buildLexicon();

const remembered = new WeakMap<readonly SchoolWord[], Lexicon>();

/** The lexicon with a school's own words; a word like nothing known is passed over. */
export function lexiconOf(words: readonly SchoolWord[] | undefined): Lexicon {
  if (!words || words.length === 0) return lexicon;
  const known = remembered.get(words);
  if (known) return known;
  const extended = new Map(lexicon.words);
  for (const { written, like } of words) {
    const entry = lexicon.words.get(like);
    if (entry && written !== '') extended.set(written, entry);
  }
  const built = { ...lexicon, words: extended, longest: longestByFirst(extended.keys()) };
  remembered.set(words, built);
  return built;
}
