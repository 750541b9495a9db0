/** What has been told so far while the clauses of a message are read in order. */
import type { ContactKind } from '../vocabulary.ts';
import type { Act, PlannedAct } from './act.ts';
import type { DateExpression } from './date-expression.ts';
import type { Doubt } from './mention.ts';

/** A guardian whom the message put before the speaker: by name, or by coming to school. */
export interface Visitor {
  readonly studentIds: readonly string[];
  readonly guardianIds: readonly string[];
}

export interface Teller {
  acts: Act[];
  plans: PlannedAct[];
  /** A date holds for the clauses after it until another comes. */
  carried: readonly DateExpression[];
  /** Whom 他 means: the pupil named last. */
  lastNamed: readonly string[];
  lastDoubts: readonly Doubt[];
  /** Two pupils stood in one clause without a contact: who is meant without a word is open. */
  isOpen: boolean;
  /** Called together in a clause before: what follows is said to all of them. */
  isGathered: boolean;
  allNamed: readonly string[];
  lastKind: ContactKind | undefined;
  /** Pupils of whom it was said that nothing happened yet. */
  notYet: readonly string[];
  /** Pupils left out of a bulk mark. */
  absent: readonly string[];
  /** Somewhere a journal or letter was answered. */
  readonly isAnswered: boolean;
  isSpeech: boolean;
  isForeign: boolean;
  /** 补记, 帮我记一下: what follows happened. */
  isReport: boolean;
  told: readonly string[] | undefined;
  visitor: Visitor | undefined;
  /** Everybody but those who stayed away, where the message counts them. */
  group: readonly string[] | undefined;
  /** Pupils named in any clause. */
  readonly namedAnywhere: readonly string[];
}

export function newTeller(
  absent: readonly string[],
  isAnswered: boolean,
  namedAnywhere: readonly string[],
): Teller {
  return {
    acts: [],
    plans: [],
    carried: [],
    lastNamed: [],
    lastDoubts: [],
    isOpen: false,
    isGathered: false,
    allNamed: [],
    lastKind: undefined,
    notYet: [],
    absent,
    isAnswered,
    isSpeech: false,
    isForeign: false,
    isReport: false,
    told: undefined,
    visitor: undefined,
    group: undefined,
    namedAnywhere,
  };
}
