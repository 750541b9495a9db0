/**
 * What is pushed about a concern. Every later push is planned in the transaction that makes it necessary and says
 * nothing when its moment comes and it is no longer wanted (`render-concern-notice.ts`): so each happens once, whatever
 * dies in between. The rows hold ids only; quiet hours and caps do not hold them back.
 */
import type { NewNotice } from '../../storage/outbox.ts';
import type { ConcernScene } from './concern-scene.ts';

export const concernCards = [
  'concern_ask_again',
  'concern_waits',
  'concern_raised',
  'concern_status',
  'concern_overdue',
  'concern_nobody',
  'concern_seen',
  'concern_write_here',
] as const;
export type ConcernCard = (typeof concernCards)[number];

export interface PlannedPush {
  readonly card: ConcernCard;
  readonly personId: string;
  /** What it is about: a concern, or the message it answers. */
  readonly about: string;
  /** Tells two pushes of one card to one person apart. */
  readonly round: 'first' | 'again' | `moved_${string}`;
  readonly at: Date;
}

const pushLifeMs = 7 * 24 * 60 * 60_000;

/** What was planned before stays as it was. Who has no account is left out: nobody can be told there. */
export async function planPushes(
  { tables, newId, school, now }: Pick<ConcernScene, 'tables' | 'newId' | 'school' | 'now'>,
  pushes: readonly PlannedPush[],
): Promise<void> {
  if (pushes.length === 0) return;
  const accountOf = await tables.identities.accountsInUse(school.id);
  for (const { card, personId, about, round, at } of pushes) {
    const accountId = accountOf.get(personId);
    const naturalKey = `${card}|${about}|${personId}|${round}`;
    if (accountId === undefined || (await tables.outbox.isPlanned(naturalKey))) continue;
    const notice: NewNotice = {
      id: newId(),
      schoolId: school.id,
      accountId,
      personId,
      channel: 'app',
      card,
      payload: { concern: about, round },
      isUrgent: true,
      naturalKey,
      notBeforeAt: at,
      notAfterAt: new Date(at.getTime() + pushLifeMs),
      createdAt: now,
    };
    await tables.outbox.add(notice);
  }
}
