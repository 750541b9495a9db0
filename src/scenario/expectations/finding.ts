/** One thing that was expected, and what there was. */
export interface Finding {
  /** In the words of the file: `reply.contains 张子涵`. */
  readonly expected: string;
  readonly found: string;
  readonly holds: boolean;
}

export function compare(name: string, expected: unknown, found: unknown): Finding {
  return {
    expected: `${name}: ${show(expected)}`,
    found: show(found),
    holds: show(expected) === show(found),
  };
}

/** A text must hold each of some words, or none of them. */
export function holdsWords(
  name: string,
  text: string,
  {
    contains = [],
    not_contains: without = [],
  }: Readonly<Partial<Record<'contains' | 'not_contains', readonly string[]>>>,
): Finding[] {
  const found = text === '' ? 'nothing' : JSON.stringify(text);
  return [
    ...contains.map((word) => ({ expected: `${name}.contains: ${word}`, found, holds: text.includes(word) })),
    ...without.map((word) => ({
      expected: `${name}.not_contains: ${word}`,
      found,
      holds: !text.includes(word),
    })),
  ];
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
