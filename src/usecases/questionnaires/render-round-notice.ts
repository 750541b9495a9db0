/** What a notice about an open questionnaire says when it leaves: the same to everybody who still has a sheet. */
import type { Cards } from '../../cards/load-cards.ts';
import { dayOf } from '../../domain/day.ts';
import type { FilledCard } from '../../domain/message.ts';
import type { Notice } from '../../storage/outbox.ts';
import type { Storage } from '../../storage/storage.ts';
import { type RoundCard, roundCards } from './ask-by-notice.ts';

export interface RenderRoundDeps {
  readonly storage: Storage;
  readonly cards: Cards;
  /** Address of a questionnaire, where the school has a public one. */
  readonly formUrl: (token: string) => string | undefined;
}

export interface RenderedForMany {
  /** Absent where nothing is to be said to anybody, or not yet. */
  readonly card?: FilledCard;
  readonly keptIds: readonly string[];
  readonly settledIds: readonly string[];
}

export function roundCardOf({ card }: Pick<Notice, 'card'>): RoundCard | undefined {
  return roundCards.find((known) => known === card);
}

/** All notices are of one questionnaire and one card; whoever has handed in meanwhile is left in peace. */
export async function renderRoundNotice(
  { storage, cards, formUrl }: RenderRoundDeps,
  notices: readonly Notice[],
  card: RoundCard,
  now: Date,
): Promise<RenderedForMany> {
  const ids = notices.map(({ id }) => id);
  const found = await storage.questionnaires.find(notices[0]?.payload['questionnaire'] ?? '');
  if (found === undefined || found.round.closedAt !== undefined) return { keptIds: [], settledIds: ids };
  const { questionnaire, round } = found;
  const url = formUrl(questionnaire.token);
  // Nobody can answer without an address: it waits until the school has one.
  if (url === undefined) return { keptIds: ids, settledIds: [] };
  const personIds = notices.flatMap(({ personId }) => personId ?? []);
  const asked = await storage.invitations.stillAsked([questionnaire.id], personIds);
  const kept = notices.filter(({ personId }) => asked.has(personId ?? ''));
  const { form } = questionnaire;
  const school = await storage.schools.get(questionnaire.schoolId);
  return {
    card: cards.fill(card, {
      school: school.name,
      title: form.title,
      until: cards.say.until(round.dueOn, dayOf(now)),
      who_sees: cards.words.who_sees[form.isNamed ? 'named' : 'anonymous'],
      url,
    }),
    keptIds: kept.map(({ id }) => id),
    settledIds: notices.filter(({ personId }) => !asked.has(personId ?? '')).map(({ id }) => id),
  };
}
