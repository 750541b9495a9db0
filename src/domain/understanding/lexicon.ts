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
import { Trie } from './trie.ts';
import type { SchoolWord } from './understanding.ts';

const taggedWords = { ...contactWords, ...outcomeWords, ...tenseWords, ...peopleWords, ...commandWords };
type ListedTag = keyof typeof taggedWords;
/** `act` marks every word that may name a contact. */
export type Tag = ListedTag | 'act';

const actTags: readonly ListedTag[] = [
  'talk',
  'talked',
  'deep',
  'assembly',
  'phone',
  'video',
  'voiceCall',
  'voiceMessage',
  'voiceUnclear',
  'message',
  'visit',
  'report',
  'meet',
  'parentMeeting',
  'seek',
  'answered',
  'summon',
  'came',
  'monthly',
];

export interface Entry {
  readonly tags: ReadonlySet<Tag>;
  readonly relations?: readonly GuardianRelation[];
}

export interface Lexicon {
  readonly words: ReadonlyMap<string, Entry>;
  readonly trie: Trie<Entry>;
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
    for (const word of list.split(' ')) if (isTag(tag) && word !== '') entryOf(word).tags.add(tag);
  for (const [relations, list] of relationWords)
    for (const word of list.split(' ')) entryOf(word).relations = relations;
  for (const entry of words.values()) if (actTags.some((tag) => entry.tags.has(tag))) entry.tags.add('act');
  for (const word of plainWords.split(' ')) entryOf(word);
  for (const [wrong, right] of typingErrors) words.set(wrong, entryOf(right));
  const bySound = new Map<string, Entry>();
  for (const word of soundedWords.split(' ')) {
    const entry = words.get(word);
    if (entry) for (const sound of soundsOfRun([...word])) bySound.set(sound, entry);
  }
  return {
    words,
    trie: new Trie<Entry>(words),
    bySound,
    soundHeads: new SoundHeads(bySound.keys()),
    soundAlikes: new Set(soundAlikeWords.split(' ')),
  };
}

function isTag(text: string): text is ListedTag {
  return text in taggedWords;
}

const lexicon: Lexicon = buildLexicon();

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
  const built = { ...lexicon, words: extended, trie: new Trie(extended) };
  remembered.set(words, built);
  return built;
}
