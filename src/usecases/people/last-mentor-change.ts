/** What somebody changed last about mentors: kept so that it can be taken back the same day. */
import { z } from 'zod';
import { type Day, dayOf, readDay } from '../../domain/day.ts';
import type { Tables } from '../../storage/storage.ts';
import type { PeopleTables } from './change-mentor.ts';

export interface LastMentorChange {
  readonly at: Date;
  readonly inboxId?: string;
  readonly studentIds: readonly string[];
  /** Pairings that began by it. */
  readonly made: readonly string[];
  /** Pairings that ended by it, and when they would have ended before. */
  readonly ended: readonly { readonly id: string; readonly untilOn?: Day }[];
}

const kept = z.object({
  at: z.iso.datetime().transform((text) => new Date(text)),
  inboxId: z.string().exactOptional(),
  studentIds: z.array(z.string()),
  made: z.array(z.string()),
  ended: z.array(z.object({ id: z.string(), untilOn: z.string().transform(readDay).exactOptional() })),
});

export async function rememberChange(
  { settings }: Pick<Tables, 'settings'>,
  actorId: string,
  change: LastMentorChange,
): Promise<void> {
  await settings.set(keyOf(actorId), JSON.stringify(change));
}

/** Of today: an older one is changed anew and not taken back. */
export async function lastMentorChange(
  { settings }: Pick<Tables, 'settings'>,
  actorId: string,
  now: Date,
): Promise<LastMentorChange | undefined> {
  const text = await settings.get(keyOf(actorId));
  if (text === undefined || text === '') return undefined;
  const change = kept.parse(JSON.parse(text));
  return dayOf(change.at) === dayOf(now) ? change : undefined;
}

export async function takeBackMentorChange(
  { tables, newId }: PeopleTables,
  { schoolId, actorId, now }: { readonly schoolId: string; readonly actorId: string; readonly now: Date },
  change: LastMentorChange,
): Promise<void> {
  for (const id of change.made) await tables.rosterWriter.removePairing(id);
  for (const { id, untilOn } of change.ended) await tables.rosterWriter.restorePairing(id, untilOn);
  await tables.settings.set(keyOf(actorId), '');
  await tables.schools.rosterChanged(schoolId);
  await tables.audit.add(
    change.studentIds.map((subjectId) => ({
      id: newId(),
      schoolId,
      at: now,
      actorId,
      verb: 'pairing_taken_back' as const,
      subjectId,
      detail: {},
    })),
  );
}

function keyOf(actorId: string): string {
  return `mentor_change|${actorId}`;
}
