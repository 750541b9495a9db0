/** A promotion written down before its day: done on that day, with whoever is at the school then. */
import { z } from 'zod';
import { type Day, readDay } from '../../domain/day.ts';
import type { Tables } from '../../storage/storage.ts';
import type { PeopleTables } from '../people/change-mentor.ts';

export interface PlannedPromotion {
  readonly on: Day;
  readonly teachersFollow: boolean;
  readonly graduating?: readonly number[];
  readonly actorId?: string;
}

const kept = z.object({
  on: z.string().transform(readDay),
  teachersFollow: z.boolean(),
  graduating: z.array(z.int()).exactOptional(),
  actorId: z.string().exactOptional(),
});

export async function planPromotionOn(
  { tables, newId }: PeopleTables,
  planned: PlannedPromotion & { readonly schoolId: string; readonly now: Date },
): Promise<void> {
  const { schoolId, now, ...rest } = planned;
  await tables.settings.set(keyOf(schoolId), JSON.stringify(rest));
  await tables.audit.add([
    {
      id: newId(),
      schoolId,
      at: now,
      ...(planned.actorId === undefined ? {} : { actorId: planned.actorId }),
      verb: 'change_planned',
      subjectId: schoolId,
      detail: { on: planned.on },
    },
  ]);
}

export async function plannedPromotion(
  { settings }: Pick<Tables, 'settings'>,
  schoolId: string,
): Promise<PlannedPromotion | undefined> {
  const text = await settings.get(keyOf(schoolId));
  return text === undefined || text === '' ? undefined : kept.parse(JSON.parse(text));
}

export async function clearPlannedPromotion(
  { settings }: Pick<Tables, 'settings'>,
  schoolId: string,
): Promise<void> {
  await settings.set(keyOf(schoolId), '');
}

function keyOf(schoolId: string): string {
  return `promotion_planned|${schoolId}`;
}
