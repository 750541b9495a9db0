/** A student sits in another class from a day on: 转班, or back from another school. */
import { type Day, dayOf } from '../../domain/day.ts';
import type { Storage } from '../../storage/storage.ts';

export interface ChangeClass {
  readonly schoolId: string;
  readonly studentId: string;
  readonly classKey: string;
  /** First day there: today or earlier. */
  readonly fromOn: Day;
  readonly actorId?: string;
  readonly now: Date;
}

export type ClassChanged =
  | { readonly state: 'moved' | 'returned' }
  | { readonly refused: 'nobody' | 'no_class' | 'there_already' | 'in_future' };

export function changeClass(
  { storage, newId }: { readonly storage: Storage; readonly newId: () => string },
  { schoolId, studentId, classKey, fromOn, actorId, now }: ChangeClass,
): Promise<ClassChanged> {
  return storage.transaction(async (tables): Promise<ClassChanged> => {
    const roster = await tables.roster(await tables.schools.get(schoolId));
    const student = roster.people.get(studentId);
    if (student?.kind !== 'student') return { refused: 'nobody' };
    const to = (await tables.rosterWriter.classes(schoolId)).find(({ key }) => key === classKey);
    if (to === undefined) return { refused: 'no_class' };
    const isBack = student.endedOn !== undefined;
    if (!isBack && student.classKey === classKey) return { refused: 'there_already' };
    if (fromOn > dayOf(now)) return { refused: 'in_future' };
    if (isBack) await tables.rosterWriter.endPeople([studentId], undefined);
    await tables.enrolments.move(schoolId, [
      { id: newId(), studentId, classId: to.id, fromOn, reason: isBack ? 'entered' : 'moved' },
    ]);
    await tables.schools.rosterChanged(schoolId);
    await tables.audit.add([
      {
        id: newId(),
        schoolId,
        at: now,
        ...(actorId === undefined ? {} : { actorId }),
        verb: isBack ? 'person_returned' : 'class_changed',
        subjectId: studentId,
        detail: { class: classKey, on: fromOn },
      },
    ]);
    return { state: isBack ? 'returned' : 'moved' };
  });
}
