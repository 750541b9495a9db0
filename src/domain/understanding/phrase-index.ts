import { CharacterSet } from '../names/character-set.ts';

/** Many phrases looked for at once; `*` stands for up to four characters within a clause. */

export interface PhraseHit<T> {
  readonly from: number;
  readonly to: number;
  readonly value: T;
}

interface Phrase<T> {
  readonly head: string;
  readonly tails: readonly string[];
  readonly value: T;
}

export interface PhraseIndex<T> {
  readonly firstCharacters: CharacterSet;
  /** By the first two characters of the phrase, or its only one. */
  readonly byHead: ReadonlyMap<string, readonly Phrase<T>[]>;
}

const gap = 4;
const stops: ReadonlySet<string> = new Set([',', '。', ';', '!', '?', '\n', ' ']);

/** `classes`: the words that a name in braces stands for. */
export function phraseIndex<T>(
  lists: readonly (readonly [string, T])[],
  classes: Readonly<Record<string, string>> = {},
): PhraseIndex<T> {
  const byHead = new Map<string, Phrase<T>[]>();
  for (const [words, value] of lists)
    for (const word of new Set(words.split(' ').flatMap((written) => spelledOut(written, classes)))) {
      const [head = '', ...gapped] = word.toLowerCase().split('*');
      const key = head.slice(0, 2);
      const phrases = byHead.get(key) ?? [];
      phrases.push({ head, tails: gapped.filter((tail) => tail !== ''), value });
      byHead.set(key, phrases);
    }
  return { firstCharacters: new CharacterSet(byHead.keys()), byHead };
}

function spelledOut(written: string, classes: Readonly<Record<string, string>>): readonly string[] {
  const [name] = /\{(\w+)\}/.exec(written)?.slice(1) ?? [];
  if (name === undefined) return [written];
  return (classes[name] ?? '')
    .split(' ')
    .flatMap((word) => spelledOut(written.replace(`{${name}}`, word), classes));
}

/** All hits in order of their beginning. */
export function findPhrases<T>(text: string, index: PhraseIndex<T>): readonly PhraseHit<T>[] {
  const hits: PhraseHit<T>[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!index.firstCharacters.hasAt(text, at)) continue;
    collect(hits, text, at, index.byHead.get(text.slice(at, at + 2)));
    collect(hits, text, at, index.byHead.get(text[at] ?? ''));
  }
  return hits;
}

function collect<T>(
  hits: PhraseHit<T>[],
  text: string,
  at: number,
  phrases: readonly Phrase<T>[] | undefined,
): void {
  if (!phrases) return;
  for (const { head, tails, value } of phrases) {
    if (!text.startsWith(head, at)) continue;
    let to: number | undefined = at + head.length;
    for (const tail of tails) if (to !== undefined) to = tailEnd(text, to, tail);
    if (to !== undefined) hits.push({ from: at, to, value });
  }
}

function tailEnd(text: string, from: number, tail: string): number | undefined {
  for (let skipped = 0; skipped <= gap; skipped += 1) {
    if (text.startsWith(tail, from + skipped)) return from + skipped + tail.length;
    if (stops.has(text[from + skipped] ?? '\n')) return undefined;
  }
  return undefined;
}
