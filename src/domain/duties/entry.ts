/** Contacts and hand-ins about one student, brought into one shape for counting. */
import type { ContactFact, HandInFact } from './facts.ts';

export interface ContactEntry {
  readonly day: number;
  readonly fact: ContactFact;
}

export interface HandInEntry {
  readonly day: number;
  /** First day of the window it says it is about. */
  readonly about: number | undefined;
  readonly fact: HandInFact;
}
