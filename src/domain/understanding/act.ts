/** One contact as the message tells it, before the calendar and the doubts decide. */
import type { ContactKind, ContactMedium, ContactOutcome } from '../vocabulary.ts';
import type { DateExpression } from './date-expression.ts';
import type { Doubt } from './mention.ts';
import type { Span } from './understanding.ts';

export interface Act {
  readonly kind: ContactKind | undefined;
  /** Kinds to choose from, where the words leave it open. */
  readonly kindChoices?: readonly ContactKind[];
  readonly medium?: ContactMedium;
  readonly studentIds: readonly string[];
  readonly guardianIds: readonly string[];
  readonly hasGuardian: boolean;
  readonly doubts: readonly Doubt[];
  readonly isNamed: boolean;
  /** Only an observation or tutoring: gives way to a contact beside it. */
  readonly isWeak: boolean;
  /** 联系了…: by which channel is told behind it, if at all. */
  readonly isBare?: boolean;
  /** 经常找他谈, 懒得找他谈: how things are, or a word before it that no rule knows. Asked about. */
  readonly isUncertain?: boolean;
  /** 谈谈 without 了: may lie ahead even without a word for the future. */
  readonly isTentative?: boolean;
  readonly isEach: boolean;
  readonly isTogether: boolean;
  readonly dates: readonly DateExpression[];
  readonly isFuture: boolean;
  readonly isDone: boolean;
  readonly hasContent: boolean;
  readonly outcome: ContactOutcome;
  readonly minutes?: number;
  readonly followUp?: FollowUp;
  readonly span: Span;
}

export interface FollowUp {
  readonly date?: DateExpression;
  readonly kind?: ContactKind;
  readonly text: string;
}

export interface PlannedAct {
  readonly studentIds: readonly string[];
  readonly doubts: readonly Doubt[];
  readonly isNamed: boolean;
  readonly kind: ContactKind | undefined;
  readonly isAppointment?: boolean;
  readonly isTogether?: boolean;
  readonly date?: DateExpression;
  readonly text: string;
}
