/** Leave of a student or a mentor. Only leave on every school day of a window excuses (CV-09). */
import type { Day } from '../../domain/day.ts';
import type { Storage, Tables } from '../../storage/storage.ts';

export interface RecordLeave {
  readonly schoolId: string;
  readonly personId: string;
  readonly fromOn: Day;
  /** Last day of the leave. */
  readonly untilOn: Day;
  readonly actorId?: string;
  readonly now: Date;
}

/** In its own transaction. */
export async function recordLeave(
  { storage, newId }: { readonly storage: Storage; readonly newId: () => string },
  leave: RecordLeave,
): Promise<void> {
  await storage.transaction((tables) => addLeave({ tables, newId }, leave));
}

export async function addLeave(
  { tables, newId }: { readonly tables: Tables; readonly newId: () => string },
  { schoolId, personId, fromOn, untilOn, actorId, now }: RecordLeave,
): Promise<void> {
  await tables.rosterWriter.addLeave(schoolId, { id: newId(), personId, fromOn, untilOn });
  await tables.schools.rosterChanged(schoolId);
  await tables.audit.add([
    {
      id: newId(),
      schoolId,
      at: now,
      ...(actorId === undefined ? {} : { actorId }),
      verb: 'leave_recorded',
      subjectId: personId,
      detail: { from: fromOn, until: untilOn },
    },
  ]);
}
