/** The school follows another preset, or changes of its own, from a day on (CV-19). */
import type { Day } from '../../domain/day.ts';
import type { SchemeId, SchemeVersion } from '../../domain/schemes/scheme.ts';
import { readChanges } from '../../domain/schemes/scheme-changes.ts';
import type { Storage } from '../../storage/storage.ts';

export interface FollowScheme {
  readonly schoolId: string;
  readonly presetId: SchemeId;
  /** Rule ids and settings; `{}` for the preset as it is. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly effectiveFrom: Day;
  readonly actorId?: string;
  readonly now: Date;
}

/** Throws where the changes do not fit the preset: nothing is stored then. */
export async function followScheme(
  deps: { storage: Storage; newId: () => string; loadPreset: (id: SchemeId) => SchemeVersion },
  { schoolId, presetId, changes, effectiveFrom, actorId, now }: FollowScheme,
): Promise<void> {
  readChanges(changes, deps.loadPreset(presetId));
  await deps.storage.transaction(async (tables) => {
    await tables.schemeVersions.put({
      id: deps.newId(),
      schoolId,
      presetId,
      changes,
      effectiveFrom,
      createdAt: now,
    });
    await tables.schools.rosterChanged(schoolId);
    await tables.audit.add([
      {
        id: deps.newId(),
        schoolId,
        at: now,
        ...(actorId === undefined ? {} : { actorId }),
        verb: 'scheme_followed',
        subjectId: schoolId,
        detail: { preset: presetId, from: effectiveFrom },
      },
    ]);
  });
}
