/** Words by their characters: all words that begin at a place, in one walk that ends as soon as none can follow. */

interface Node<T> {
  readonly next: Map<number, Node<T>>;
  value: T | undefined;
}

export interface TrieHit<T> {
  readonly end: number;
  readonly value: T;
}

const none: readonly never[] = [];

export class Trie<T> {
  readonly #root: Node<T> = { next: new Map(), value: undefined };

  constructor(words: Iterable<readonly [string, T]>) {
    for (const [word, value] of words) this.#add(word, value);
  }

  #add(word: string, value: T): void {
    let node = this.#root;
    for (let at = 0; at < word.length; at += 1) {
      const code = word.charCodeAt(at);
      const next: Node<T> = node.next.get(code) ?? { next: new Map(), value: undefined };
      node.next.set(code, next);
      node = next;
    }
    node.value = value;
  }

  /** Every word that begins at `from`, the shortest first. */
  wordsAt(text: string, from: number): readonly TrieHit<T>[] {
    let node = this.#root.next.get(text.charCodeAt(from));
    if (node === undefined) return none;
    const hits: TrieHit<T>[] = [];
    for (let at = from + 1; node !== undefined; at += 1) {
      if (node.value !== undefined) hits.push({ end: at, value: node.value });
      node = at < text.length ? node.next.get(text.charCodeAt(at)) : undefined;
    }
    return hits;
  }
}
