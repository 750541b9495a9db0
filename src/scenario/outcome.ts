/** What came of one action, in the words of `expect`. */
import type { Day } from '../domain/day.ts';
import type { PhoneMessage } from '../sandbox/double.ts';

export interface Outcome {
  readonly accepted: boolean;
  /** Rule or reason of a refusal: each is a name it may be expected by. */
  readonly refused?: readonly string[];
  readonly asks?: string;
  readonly warns?: boolean;
  readonly state?: string;
  /** Days between happening and logging. */
  readonly delayDays?: number;
  /** What was handed in, where the action handed something in. */
  readonly filed?: Filed;
  /** What the person who acted was answered. */
  readonly reply?: Reply;
}

export interface Filed {
  readonly kind: string;
  readonly ownerId: string;
  readonly studentId?: string;
  readonly on: Day;
  readonly windowFirstOn?: Day;
}

export interface Reply {
  readonly messages: readonly PhoneMessage[];
  /** Name in `cards/`; absent where nothing was said. */
  readonly card?: string;
  /** Buttons the card has, by key and by words; WeCom shows none in the answer to a message. */
  readonly buttons: readonly string[];
  /** The card that was pressed, as it looks afterwards. */
  readonly pressed?: PhoneMessage;
}

export const accepted: Outcome = { accepted: true };

export function refusedFor(...reasons: readonly string[]): Outcome {
  return { accepted: false, refused: reasons };
}
