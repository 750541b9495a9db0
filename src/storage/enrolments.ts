/** In which class a student was, from when to when. The class of today stands in the person's row too. */
import { addDays, type Day, readDay } from '../domain/day.ts';
import { groupBy } from '../domain/group-by.ts';
import { type Enrolment, type EnrolmentReason, enrolmentReasons } from '../domain/years/class-history.ts';
import { batches } from './batches.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export interface NewEnrolment {
  readonly id: string;
  readonly studentId: string;
  readonly classId: string;
  readonly fromOn: Day;
  readonly reason: EnrolmentReason;
}

export interface Enrolments {
  /** Of the whole school, or of one student; the oldest first. */
  list(schoolId: string, studentId?: string): Promise<readonly Enrolment[]>;
  /** Moves students into classes on a day: what was open before ends on the day before. */
  move(schoolId: string, moves: readonly NewEnrolment[]): Promise<void>;
  /** The student was in the class for the last time. */
  end(studentIds: readonly string[], lastOn: Day): Promise<void>;
  /** The latest of each student goes on without an end. */
  reopen(schoolId: string, studentIds: readonly string[]): Promise<void>;
  /** Takes back everything that began on a day: what ended the day before goes on. */
  takeBack(schoolId: string, studentIds: readonly string[], on: Day): Promise<void>;
  /**
   * Writes down where students sit who have no history yet, from `enteredOn`, and who sit elsewhere than their history
   * says, from `on`. Answers how many rows were written.
   */
  followClasses(
    schoolId: string,
    days: { readonly enteredOn: Day; readonly on: Day },
    newId: () => string,
  ): Promise<number>;
}

export function enrolmentsTable(rows: Rows): Enrolments {
  const close = async (studentIds: readonly string[], lastOn: Day): Promise<void> => {
    for (const some of batches(studentIds)) {
      // What began after the last day never was.
      await rows.enrolment.deleteMany({
        where: { studentId: { in: [...some] }, untilOn: null, fromOn: { gt: lastOn } },
      });
      await rows.enrolment.updateMany({
        where: { studentId: { in: [...some] }, untilOn: null },
        data: { untilOn: lastOn },
      });
    }
  };
  const open = async (schoolId: string, fresh: readonly NewEnrolment[]): Promise<void> => {
    for (const some of batches(fresh))
      await rows.enrolment.createMany({ data: some.map((enrolment) => ({ ...enrolment, schoolId })) });
  };
  const table: Enrolments = {
    async list(schoolId, studentId) {
      const classes = await rows.schoolClass.findMany({
        where: { schoolId },
        select: { id: true, key: true },
      });
      const keys = new Map(classes.map(({ id, key }) => [id, key]));
      const found = await rows.enrolment.findMany({
        where: { schoolId, ...(studentId === undefined ? {} : { studentId }) },
        orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
      });
      return found.map((row) => ({
        studentId: row.studentId,
        classKey: keys.get(row.classId) ?? '',
        fromOn: readDay(row.fromOn),
        reason: readWord(enrolmentReasons, row.reason),
        ...(row.untilOn === null ? {} : { untilOn: readDay(row.untilOn) }),
      }));
    },
    async move(schoolId, moves) {
      for (const [on, some] of groupBy(moves, ({ fromOn }) => fromOn))
        await close(
          some.map(({ studentId }) => studentId),
          addDays(on, -1),
        );
      await open(schoolId, moves);
      for (const [classId, some] of groupBy(moves, (one) => one.classId)) {
        for (const batch of batches(some))
          await rows.person.updateMany({
            where: { id: { in: batch.map(({ studentId }) => studentId) } },
            data: { classId },
          });
      }
    },
    end: close,
    async reopen(schoolId, studentIds) {
      for (const some of batches(studentIds)) {
        const found = await rows.enrolment.findMany({
          where: { schoolId, studentId: { in: [...some] } },
          orderBy: { fromOn: 'asc' },
        });
        const latest = new Map(found.map((row) => [row.studentId, row.id]));
        await rows.enrolment.updateMany({
          where: { id: { in: [...latest.values()] } },
          data: { untilOn: null },
        });
      }
    },
    async takeBack(schoolId, studentIds, on) {
      for (const some of batches(studentIds)) {
        const those = { schoolId, studentId: { in: [...some] } };
        await rows.enrolment.deleteMany({ where: { ...those, fromOn: on } });
        await rows.enrolment.updateMany({
          where: { ...those, untilOn: addDays(on, -1) },
          data: { untilOn: null },
        });
        const open = await rows.enrolment.findMany({ where: { ...those, untilOn: null } });
        for (const [classId, back] of groupBy(open, (row) => row.classId))
          await rows.person.updateMany({
            where: { id: { in: back.map(({ studentId }) => studentId) } },
            data: { classId },
          });
      }
    },
    async followClasses(schoolId, { enteredOn, on }, newId) {
      const students = await rows.person.findMany({
        where: { schoolId, kind: 'student', endedOn: null, classId: { not: null } },
        select: { id: true, classId: true },
        orderBy: { id: 'asc' },
      });
      const history = await rows.enrolment.findMany({
        where: { schoolId },
        select: { studentId: true, classId: true, untilOn: true },
      });
      const known = new Set(history.map(({ studentId }) => studentId));
      const sitting = new Map(
        history
          .filter(({ untilOn }) => untilOn === null)
          .map(({ studentId, classId }) => [studentId, classId]),
      );
      const fresh = students.flatMap(({ id: studentId, classId }): NewEnrolment[] => {
        if (classId === null || sitting.get(studentId) === classId) return [];
        const isNew = !known.has(studentId);
        return [
          {
            id: newId(),
            studentId,
            classId,
            fromOn: isNew ? enteredOn : on,
            reason: isNew ? 'entered' : 'moved',
          },
        ];
      });
      await close(
        fresh.filter(({ studentId }) => sitting.has(studentId)).map(({ studentId }) => studentId),
        addDays(on, -1),
      );
      await open(schoolId, fresh);
      return fresh.length;
    },
  };
  return table;
}
