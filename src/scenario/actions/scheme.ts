/** The school follows another preset, or changes of its own, from a day on. */
import { dayOf } from '../../domain/day.ts';
import { loadPreset } from '../../schemes/load-preset.ts';
import { followScheme } from '../../usecases/follow-scheme.ts';
import type { SchemeAction } from '../action-schemas.ts';
import { accepted, type Outcome, refusedFor } from '../outcome.ts';
import type { Stage } from '../stage.ts';

export async function follow(
  stage: Stage,
  { preset, changes, effective_from, by }: SchemeAction,
): Promise<Outcome> {
  const { storage, newId, schoolId } = stage;
  const school = await storage.schools.get(schoolId);
  const roster = await storage.roster(school);
  const now = stage.clock.now();
  try {
    await followScheme(
      { storage, newId, loadPreset },
      {
        schoolId,
        presetId: preset ?? roster.followed.at(-1)?.presetId ?? school.schemeId,
        changes,
        effectiveFrom: effective_from ?? dayOf(now),
        ...(by === undefined ? {} : { actorId: by }),
        now,
      },
    );
    return accepted;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('changes:'))
      return refusedFor('changes_do_not_fit');
    throw error;
  }
}
