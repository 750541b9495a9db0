/** Somebody named or meant in a clause: chat-corpus.md §6. */
import type { GuardianRelation } from '../vocabulary.ts';
import type { QuestionReason } from './understanding.ts';

export interface Doubt {
  readonly about: QuestionReason;
  readonly candidates: readonly string[];
}

export type MentionKind =
  | 'student'
  | 'guardian'
  | 'third'
  | 'staff'
  | 'group'
  | 'some'
  | 'others'
  | 'both'
  | 'speaker'
  | 'class'
  | 'outsider';

export interface Mention {
  readonly kind: MentionKind;
  /** Token places, half-open. */
  readonly from: number;
  readonly to: number;
  /** Mentees meant; several for a shared guardian or a group. */
  readonly studentIds: readonly string[];
  readonly doubt?: Doubt;
  /** Guardians by relation; an empty list is 家长. */
  readonly relations?: readonly GuardianRelation[];
  readonly guardianIds?: readonly string[];
  /** X家: the home or the family. */
  readonly isHome: boolean;
  /** Named by the words themselves, not by 他 or 孩子. */
  readonly isNamed: boolean;
  readonly count?: number;
  readonly feminine?: boolean;
}

export function bareMention(kind: MentionKind, from: number, to: number): Mention {
  return { kind, from, to, studentIds: [], isHome: false, isNamed: false };
}
