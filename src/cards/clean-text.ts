/**
 * Makes text from outside safe to stand inside one line of ours: no control characters, no line breaks, no marks that
 * turn the reading direction round (a name could otherwise rewrite the sentence around it), no half characters.
 * Platform markup is the adapter's business, not escaped here.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(/[\s\u0085\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .trim();
}
