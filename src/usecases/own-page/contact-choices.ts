/** What the short form offers: the mentor's students, the kinds that are about one student, how it went. */
import type { Day } from '../../domain/day.ts';
import type { ContactKind, ContactOutcome } from '../../domain/vocabulary.ts';
import { contactOutcomes } from '../../domain/vocabulary.ts';
import type { PersonScene } from '../messages/message-scene.ts';

export interface ContactChoices {
  readonly students: readonly { readonly id: string; readonly name: string }[];
  readonly kinds: readonly { readonly id: ContactKind; readonly word: string }[];
  readonly outcomes: readonly { readonly id: ContactOutcome; readonly word: string }[];
  readonly today: Day;
}

/** The rest comes in by other ways: a group by chat, reports and registers by being handed in. */
export const formKinds = [
  'talk',
  'phone_call',
  'home_visit',
  'daily_meet',
  'guardian_contact',
  'deep_exchange',
] as const satisfies readonly ContactKind[];

export function contactChoices({ mentees, cards, today }: PersonScene): ContactChoices {
  return {
    students: mentees.students.map(({ id, name }) => ({ id, name })),
    kinds: formKinds.map((id) => ({ id, word: cards.say.kind(id) })),
    outcomes: contactOutcomes.map((id) => ({ id, word: cards.words.outcomes[id] })),
    today,
  };
}
