/** The words of a message, each with the place it was read from. */

import type { NameReading } from '../names/match-name.ts';
import type { GuardianRelation } from '../vocabulary.ts';
import type { DateExpression } from './date-expression.ts';
import type { Tag } from './lexicon.ts';

export type TokenKind =
  | 'word'
  | 'plain'
  | 'mark'
  | 'person'
  | 'guardian'
  | 'relation'
  | 'teacher'
  | 'date'
  | 'length'
  | 'clock'
  | 'number'
  | 'class';

export interface ClassWord {
  readonly grade?: number;
  readonly number: number;
}

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Place in the normalised text. */
  readonly from: number;
  readonly to: number;
  readonly tags: ReadonlySet<Tag>;
  readonly person?: NameReading;
  /** The name is also an ordinary word: only its place tells which (chat-corpus.md §6). */
  readonly isOrdinaryWord?: boolean;
  readonly guardian?: { readonly guardianIds: readonly string[]; readonly studentIds: readonly string[] };
  readonly relations?: readonly GuardianRelation[];
  readonly date?: DateExpression;
  readonly minutes?: number;
  readonly value?: number;
  readonly classWord?: ClassWord;
}

const noTags: ReadonlySet<Tag> = new Set();

export function plainToken(text: string, from: number): Token {
  return { kind: 'plain', text, from, to: from + text.length, tags: noTags };
}

export function has(token: Token | undefined, ...tags: readonly Tag[]): boolean {
  if (token === undefined || token.tags.size === 0) return false;
  for (const tag of tags) if (token.tags.has(tag)) return true;
  return false;
}
