/** What a person's own page is made from: who it is, which students, today. */
import type { Cards } from '../../cards/load-cards.ts';
import { dayOf } from '../../domain/day.ts';
import { menteesOf } from '../../domain/school-roster.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import type { WebSession } from '../../storage/web-sessions.ts';
import type { SchemeVersionsOf } from '../duties/load-duties.ts';
import type { PersonScene } from '../messages/message-scene.ts';

export interface OwnPageDeps {
  readonly storage: Storage;
  readonly cards: Cards;
  readonly newId: () => string;
  readonly schemeVersions: SchemeVersionsOf;
  /** Whether an error says that a unique key was taken by somebody else. */
  readonly isTaken: (error: unknown) => boolean;
}

export type Visitor = Pick<WebSession, 'schoolId' | 'accountId' | 'personId'>;

/** Undefined where the school no longer knows the person. */
export async function ownScene(
  deps: OwnPageDeps,
  tables: Tables,
  visitor: Visitor,
  now: Date,
): Promise<PersonScene | undefined> {
  const school = await tables.schools.get(visitor.schoolId);
  const roster = await tables.roster(school);
  const person = roster.people.get(visitor.personId);
  if (person === undefined) return undefined;
  const today = dayOf(now);
  return {
    tables,
    cards: deps.cards.worded(roster.wording),
    newId: deps.newId,
    school,
    roster,
    schemeVersions: deps.schemeVersions(school.schemeId, roster.followed),
    person,
    mentees: menteesOf(roster, person.id, today),
    now,
    today,
  };
}
