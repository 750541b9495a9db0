/** Cutting text to a platform's limits, on the borders of characters as people see them. */

const ellipsis = '…';
const ellipsisBytes = Buffer.byteLength(ellipsis);
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** At most `limit` bytes of UTF-8; what was cut ends with an ellipsis. */
export function cutToBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let kept = '';
  let bytes = ellipsisBytes;
  // No character takes less than one byte per UTF-16 unit, so more than `limit` units never fit.
  for (const { segment } of segmenter.segment(text.slice(0, Math.max(0, limit)))) {
    bytes += Buffer.byteLength(segment);
    if (bytes > limit) break;
    kept += segment;
  }
  return limit < ellipsisBytes ? '' : kept + ellipsis;
}

export function charCount(text: string): number {
  return Array.from(text).length;
}

/** Without control characters and lone surrogates: some clients crash on them (errcode 82004), and XML forbids them. */
export function withoutControls(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Surrogate}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}
