/** A set of characters (UTF-16 units), asked by place in a text so that no string is made for the question. */
export class CharacterSet {
  readonly #bits = new Uint8Array(0x1_00_00 >> 3);

  /** Of each word only its first character counts. */
  constructor(words: Iterable<string>) {
    for (const word of words) {
      const code = word.charCodeAt(0);
      const byte = this.#bits[code >> 3];
      if (byte !== undefined && word !== '') this.#bits[code >> 3] = byte | (1 << (code & 7));
    }
  }

  hasAt(text: string, at: number): boolean {
    if (at < 0 || at >= text.length) return false;
    const code = text.charCodeAt(at);
    return (((this.#bits[code >> 3] ?? 0) >> (code & 7)) & 1) === 1;
  }
}
