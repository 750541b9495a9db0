/** The school follows another preset as it is, or changes something of what it follows, from a day on. */
import { dayOf } from '../../domain/day.ts';
import { loadPreset } from '../../schemes/load-preset.ts';
import { followScheme } from '../../usecases/school/follow-scheme.ts';
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
  const effectiveFrom = effective_from ?? dayOf(now);
  const before = roster.followed.findLast((followed) => followed.effectiveFrom <= effectiveFrom);
  try {
    await followScheme(
      { storage, newId, loadPreset },
      {
        schoolId,
        presetId: preset ?? before?.presetId ?? school.schemeId,
        changes: preset === undefined ? together(before?.changes ?? {}, changes) : changes,
        effectiveFrom,
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

type Changes = Readonly<Record<string, unknown>>;

/** Who changes one thing more keeps what was changed before; of one rule each part. */
function together(before: Changes, changes: Changes): Changes {
  const both = { ...before, ...changes };
  return Object.fromEntries(
    Object.entries(both).map(([key, value]) => {
      const [old] = [before[key]].filter(isParts);
      return [key, old && isParts(value) ? { ...old, ...value } : value];
    }),
  );
}

function isParts(value: unknown): value is Changes {
  return typeof value === 'object' && value !== null;
}
