import type { Understanding, UnderstandingContext } from './understanding.ts';

/**
 * What a message means (chat-corpus.md). Pure and deterministic: the same text in the same context always means the
 * same. Never throws, whatever the text.
 */
export function understand(_text: string, _context: UnderstandingContext): Understanding {
  return { intent: 'unsupported' };
}
