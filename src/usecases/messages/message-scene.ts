/** What every verb of a chat message is given: who wrote, when, where, and the tables of the open transaction. */
import type { Cards } from '../../cards/load-cards.ts';
import type { Day } from '../../domain/day.ts';
import type { FilledCard, InboundMessage } from '../../domain/message.ts';
import type { QuestionnaireForm } from '../../domain/questionnaires/form.ts';
import type { SchemeVersion } from '../../domain/schemes/scheme.ts';
import type { Mentees, Person, SchoolRoster } from '../../domain/school-roster.ts';
import type { Shown } from '../../storage/inbox.ts';
import type { School } from '../../storage/schools.ts';
import type { Tables } from '../../storage/storage.ts';

/** What every verb is given that acts for one person, by chat or on a page. */
export interface PersonScene {
  readonly tables: Tables;
  readonly cards: Cards;
  readonly newId: () => string;
  readonly school: School;
  readonly roster: SchoolRoster;
  readonly schemeVersions: readonly SchemeVersion[];
  readonly person: Person;
  readonly mentees: Mentees;
  readonly now: Date;
  readonly today: Day;
}

export interface MessageScene extends PersonScene {
  readonly message: InboundMessage;
  /** The platform account that the message came by. */
  readonly accountId: string;
  /** Id of the inbox row that this message becomes. */
  readonly inboxId: string;
  /** Address of the person's own page, where the school has a public one. */
  readonly ownPageUrl: string | undefined;
  /** 256 random bits, hexadecimal. */
  readonly newSecret: () => string;
  /** The bank of questionnaires, by key. */
  readonly forms: () => ReadonlyMap<string, QuestionnaireForm>;
}

/** What a verb did, for the inbox row. */
export interface Acted {
  /** The intent in one word: counted, never shown. */
  readonly intent: string;
  readonly reply: FilledCard | undefined;
  /** Whose data key seals the reply: the student it is about; absent for the school's. */
  readonly aboutStudentId?: string;
  /** Where the reply showed a record, or something that a correction could mean instead; absent where it did neither. */
  readonly shows?: Shown;
}
