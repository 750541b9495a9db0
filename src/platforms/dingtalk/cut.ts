/** Shortening to a platform's limit without breaking a character in two. */

const ellipsis = '…';
const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Length of a text inside JSON, in bytes: quotes, line feeds and the like count double. */
export function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

export function cut(text: string, limit: number, measure: (text: string) => number): string {
  if (measure(text) <= limit) return text;
  let kept = '';
  let used = measure(ellipsis);
  if (used > limit) return '';
  for (const { segment } of characters.segment(text)) {
    used += measure(segment);
    if (used > limit) break;
    kept += segment;
  }
  return kept + ellipsis;
}
