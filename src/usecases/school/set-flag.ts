/** A student's category or concern, set from a day on and cleared on a day (CV-05). */
import { dayOf } from '../../domain/day.ts';
import type { Storage, Tables } from '../../storage/storage.ts';

export interface SetFlag {
  readonly schoolId: string;
  readonly studentId: string;
  /** Identifier of the scheme's list, or `student_of_concern`. */
  readonly category: string;
  /** WEIFANG: the school leader answerable for a student of concern. */
  readonly responsibleLeaderId?: string;
  readonly actorId?: string;
  readonly now: Date;
}

type FlagDeps = { readonly storage: Storage; readonly newId: () => string };
type FlagTables = { readonly tables: Tables; readonly newId: () => string };

/** False where the flag is set already. */
export async function setFlag({ storage, newId }: FlagDeps, flag: SetFlag): Promise<boolean> {
  return storage.transaction((tables) => addFlag({ tables, newId }, flag));
}

/** False where there was no such flag. */
export async function clearFlag({ storage, newId }: FlagDeps, flag: SetFlag): Promise<boolean> {
  return storage.transaction((tables) => removeFlag({ tables, newId }, flag));
}

export async function addFlag({ tables, newId }: FlagTables, flag: SetFlag): Promise<boolean> {
  const { schoolId, studentId, category, responsibleLeaderId, now } = flag;
  const there = await tables.rosterWriter.ties(schoolId);
  if (there.has(`flag|${studentId}|${category}`)) return false;
  const fromOn = dayOf(now);
  await tables.rosterWriter.addFlags(schoolId, [{ id: newId(), studentId, category, fromOn }]);
  if (
    responsibleLeaderId !== undefined &&
    !there.has(`role|${responsibleLeaderId}|responsible_leader|${studentId}`)
  ) {
    await tables.rosterWriter.addRoles(schoolId, [
      { id: newId(), personId: responsibleLeaderId, role: 'responsible_leader', scope: studentId, fromOn },
    ]);
  }
  await tables.schools.rosterChanged(schoolId);
  await tables.audit.add([{ ...traceOf(flag), id: newId(), verb: 'flag_set', detail: { category } }]);
  return true;
}

export async function removeFlag({ tables, newId }: FlagTables, flag: SetFlag): Promise<boolean> {
  const { schoolId, studentId, category, now } = flag;
  if ((await tables.rosterWriter.clearFlag(studentId, category, dayOf(now))) === 0) return false;
  await tables.schools.rosterChanged(schoolId);
  await tables.audit.add([{ ...traceOf(flag), id: newId(), verb: 'flag_cleared', detail: { category } }]);
  return true;
}

function traceOf({ schoolId, studentId, actorId, now }: SetFlag) {
  return { schoolId, at: now, subjectId: studentId, ...(actorId === undefined ? {} : { actorId }) };
}
