/**
 * Who mentors or stands in from now on is told so, in private (V-07: names stand in the card, never in its title).
 * Planned in the transaction of the change; what is taken back before it leaves says nothing.
 */
import type { Cards } from '../../cards/load-cards.ts';
import { type Day, dayOf } from '../../domain/day.ts';
import type { FilledCard } from '../../domain/message.ts';
import { className } from '../../domain/school-roster.ts';
import type { NewNotice, Notice } from '../../storage/outbox.ts';
import type { School } from '../../storage/schools.ts';
import type { Storage, Tables } from '../../storage/storage.ts';
import type { SchemeVersionsOf } from '../duties/load-duties.ts';

const card = 'mentor_assigned';
/** Whoever arranges a class sentence by sentence makes one message; and there is time to take a slip back. */
const restMs = 10 * 60_000;
const lifeMs = 7 * 24 * 60 * 60_000;

export interface NewlyPaired {
  readonly school: School;
  readonly mentorId: string;
  readonly pairingIds: readonly string[];
  readonly now: Date;
}

/** Nothing before the school has begun: until then nobody is written to. */
export async function planMentorNews(
  { tables, newId }: { readonly tables: Tables; readonly newId: () => string },
  { school, mentorId, pairingIds, now }: NewlyPaired,
): Promise<void> {
  if (!school.isStarted) return;
  const accountId = (await tables.identities.accountsInUse(school.id)).get(mentorId);
  if (accountId === undefined) return;
  const notBeforeAt = new Date(now.getTime() + restMs);
  for (const pairing of pairingIds) {
    const notice: NewNotice = {
      id: newId(),
      schoolId: school.id,
      accountId,
      personId: mentorId,
      channel: 'app',
      card,
      payload: { pairing },
      isUrgent: false,
      naturalKey: `${card}|${pairing}`,
      notBeforeAt,
      notAfterAt: new Date(notBeforeAt.getTime() + lifeMs),
      createdAt: now,
    };
    await tables.outbox.add(notice);
  }
}

export function isMentorNews(notice: Notice): boolean {
  return notice.card === card;
}

interface RenderParts {
  readonly storage: Storage;
  readonly cards: Cards;
  readonly schemeVersions: SchemeVersionsOf;
}

export async function renderMentorNews(
  { storage, cards, schemeVersions }: RenderParts,
  notices: readonly Notice[],
  now: Date,
): Promise<{ card?: FilledCard; keptIds: readonly string[]; settledIds: readonly string[] }> {
  const school = await storage.schools.get(notices[0]?.schoolId ?? '');
  const roster = await storage.roster(school);
  const today = dayOf(now);
  const shown = notices.flatMap((notice) => {
    const pairing = roster.facts.pairings.find(({ id }) => id === notice.payload['pairing']);
    const student = roster.people.get(pairing?.studentId ?? '');
    const isOver = pairing?.untilOn !== undefined && pairing.untilOn < today;
    if (pairing === undefined || student === undefined || isOver) return [];
    return pairing.mentorId === notice.personId && student.endedOn === undefined
      ? [{ id: notice.id, pairing, student }]
      : [];
  });
  const keptIds = shown.map(({ id }) => id);
  const settledIds = notices.map(({ id }) => id).filter((id) => !keptIds.includes(id));
  if (shown.length === 0) return { keptIds, settledIds };
  const day = (on: Day): string => cards.say.day(on, today);
  const versions = schemeVersions(school.schemeId, roster.followed);
  const asksAgreement =
    versions.findLast(({ effectiveFrom }) => effectiveFrom <= today)?.needsAgreement === true;
  const unsigned = shown
    .filter(({ pairing }) => asksAgreement && pairing.isCover !== true && pairing.signedOn === undefined)
    .map(({ student }) => student.name);
  return {
    card: cards.fill(card, {
      count: shown.length,
      items: shown.map(({ pairing, student }) => ({
        student: student.name,
        class: className(roster, student.classKey ?? ''),
        from: pairing.fromOn > today ? day(pairing.fromOn) : undefined,
        until: pairing.isCover === true && pairing.untilOn !== undefined ? day(pairing.untilOn) : undefined,
      })),
      unsigned: unsigned.length === 0 ? undefined : unsigned,
    }),
    keptIds,
    settledIds,
  };
}
