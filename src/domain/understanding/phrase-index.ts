/** Many phrases looked for at once; `*` stands for up to four characters within a clause. */
import { Trie } from './trie.ts';

export interface PhraseHit<T> {
  readonly from: number;
  readonly to: number;
  readonly value: T;
}

/** A stretch of a phrase that has been read: what ends here, and what may follow after a gap. */
interface Stretch<T> {
  readonly ends: readonly T[];
  readonly next: Trie<Stretch<T>> | undefined;
}

export type PhraseIndex<T> = Trie<Stretch<T>>;

interface Growing<T> {
  readonly ends: T[];
  readonly next: Map<string, Growing<T>>;
}

const gap = 4;
const stops: ReadonlySet<string> = new Set([',', '。', ';', '!', '?', '\n', ' ']);

/** `classes`: the words that a name in braces stands for. */
export function phraseIndex<T>(
  lists: readonly (readonly [string, T])[],
  classes: Readonly<Record<string, string>> = {},
): PhraseIndex<T> {
  const root: Growing<T> = { ends: [], next: new Map() };
  for (const [words, value] of lists)
    for (const word of new Set(words.split(' ').flatMap((written) => spelledOut(written, classes)))) {
      let node = root;
      for (const part of word.toLowerCase().split('*')) if (part !== '') node = grown(node, part);
      node.ends.push(value);
    }
  return toTrie(root.next);
}

function grown<T>(node: Growing<T>, part: string): Growing<T> {
  const known = node.next.get(part);
  if (known) return known;
  const made: Growing<T> = { ends: [], next: new Map() };
  node.next.set(part, made);
  return made;
}

function toTrie<T>(parts: ReadonlyMap<string, Growing<T>>): Trie<Stretch<T>> {
  return new Trie(
    [...parts].map(([part, { ends, next }]): [string, Stretch<T>] => [
      part,
      { ends, next: next.size === 0 ? undefined : toTrie(next) },
    ]),
  );
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
  for (let at = 0; at < text.length; at += 1) collect(hits, text, at, at, index);
  return hits;
}

function collect<T>(
  hits: PhraseHit<T>[],
  text: string,
  from: number,
  at: number,
  parts: Trie<Stretch<T>>,
): void {
  for (const { end, value } of parts.wordsAt(text, at)) {
    for (const found of value.ends) hits.push({ from, to: end, value: found });
    if (value.next) collectBehind(hits, text, from, end, value.next);
  }
}

function collectBehind<T>(
  hits: PhraseHit<T>[],
  text: string,
  from: number,
  end: number,
  next: Trie<Stretch<T>>,
): void {
  for (let skipped = 0; skipped <= gap; skipped += 1) {
    collect(hits, text, from, end + skipped, next);
    if (stops.has(text[end + skipped] ?? '\n')) return;
  }
}
