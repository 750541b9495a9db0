/** What a push about a concern says when its moment comes; nothing where it is no longer wanted. No child, no words. */

import type { Cards } from '../../cards/load-cards.ts';
import { markOf } from '../../domain/mark.ts';
import type { FilledCard } from '../../domain/message.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import type { Concern, ConcernRecipient } from '../../storage/concerns.ts';
import type { Notice } from '../../storage/outbox.ts';
import type { Storage } from '../../storage/storage.ts';
import { type ConcernCard, concernCards } from './concern-notices.ts';
import { reporterWords } from './describe-told.ts';

export interface RenderConcernDeps {
  readonly storage: Storage;
  readonly cards: Cards;
}

interface Told {
  readonly cards: Cards;
  readonly roster: SchoolRoster;
  readonly concern: Concern;
  readonly recipients: readonly ConcernRecipient[];
  readonly notice: Notice;
}

export function concernCardOf({ card }: Pick<Notice, 'card'>): ConcernCard | undefined {
  return concernCards.find((known) => known === card);
}

export async function renderConcernNotice(
  { storage, cards }: RenderConcernDeps,
  notice: Notice,
  card: ConcernCard,
): Promise<FilledCard | undefined> {
  if (card === 'concern_write_here') return cards.fill(card, {});
  const concern = await storage.concerns.find(notice.payload['concern'] ?? '');
  if (concern === undefined) return undefined;
  const recipients = await storage.concerns.recipients(concern.id);
  const roster = await storage.roster(await storage.schools.get(notice.schoolId));
  return fill({ cards, roster, concern, recipients, notice }, card);
}

function fill(told: Told, card: Exclude<ConcernCard, 'concern_write_here'>): FilledCard | undefined {
  const { cards, concern, recipients, notice } = told;
  const isWaiting = concern.state === 'waiting';
  const late = recipients.filter(({ mustConfirm, acknowledgedAt }) => mustConfirm && !acknowledgedAt);
  const seen = recipients.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined);
  const reporter = reporterWords(told, concern.reporterId);
  switch (card) {
    case 'concern_ask_again':
      return isWaiting ? cards.fill(card, { concern_mark: markOf(concern.inboxId) }) : undefined;
    case 'concern_waits':
      return isWaiting ? cards.fill(card, { reporter }) : undefined;
    case 'concern_raised': {
      const isLate = late.some(({ personId }) => personId === notice.personId);
      const again = notice.payload['round'] === 'again' ? reporter : undefined;
      return isLate ? cards.fill(card, { again, concern_mark: markOf(concern.id) }) : undefined;
    }
    case 'concern_status':
      if (late.length === 0) return undefined;
      return cards.fill(card, { late: namesOf(told, late), seen: optional(namesOf(told, seen)) });
    case 'concern_overdue':
      if (late.length === 0) return undefined;
      return cards.fill(card, { reporter, late: namesOf(told, late), concern_mark: markOf(concern.id) });
    case 'concern_nobody':
      return cards.fill(card, { reporter, concern_mark: markOf(concern.id) });
    case 'concern_seen':
      return cards.fill(card, { seen: namesOf(told, seen) });
  }
}

function nameOf({ roster }: Told, personId: string): string {
  return roster.people.get(personId)?.name ?? '';
}

function namesOf(told: Told, recipients: readonly ConcernRecipient[]): string[] {
  return recipients.map(({ personId }) => nameOf(told, personId));
}

function optional(names: readonly string[]): readonly string[] | undefined {
  return names.length === 0 ? undefined : names;
}
