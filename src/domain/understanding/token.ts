/** The words of a message, each with the place it was read from. */

import type { NameReading } from '../names/match-name.ts';
import type { GuardianRelation } from '../vocabulary.ts';
import type { DateExpression } from './date-expression.ts';
import type { Entry, Tag } from './lexicon.ts';

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
  readonly person: NameReading | undefined;
  /** The name is also an ordinary word: only its place tells which (chat-corpus.md §6). */
  readonly isOrdinaryWord: boolean;
  /** The meaning of the same characters as a word. */
  readonly word: Entry | undefined;
  readonly guardian: GuardianReading | undefined;
  readonly relations: readonly GuardianRelation[] | undefined;
  readonly date: DateExpression | undefined;
  readonly minutes: number | undefined;
  readonly value: number | undefined;
  readonly classWord: ClassWord | undefined;
}

export interface GuardianReading {
  readonly guardianIds: readonly string[];
  readonly studentIds: readonly string[];
}

/** What a token was read as, beside its words. */
export type Reading = Partial<Omit<Token, 'kind' | 'text' | 'from' | 'to'>>;

const noTags: ReadonlySet<Tag> = new Set();

/** All tokens have one shape: the engine reads thousands of them through the same code. */
export function newToken(kind: TokenKind, text: string, from: number, reading: Reading): Token {
  return {
    kind,
    text,
    from,
    to: from + text.length,
    tags: reading.tags ?? noTags,
    person: reading.person,
    isOrdinaryWord: reading.isOrdinaryWord ?? false,
    word: reading.word,
    guardian: reading.guardian,
    relations: reading.relations,
    date: reading.date,
    minutes: reading.minutes,
    value: reading.value,
    classWord: reading.classWord,
  };
}

export function has(token: Token | undefined, ...tags: readonly Tag[]): boolean {
  if (token === undefined || token.tags.size === 0) return false;
  for (const tag of tags) if (token.tags.has(tag)) return true;
  return false;
}
