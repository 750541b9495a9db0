/** A school as both doubles' directories hold it: one picture, told by each platform in its own words. */
import type { GuardianRelation } from '../domain/vocabulary.ts';

export interface SchoolDirectory {
  /** 1 is the root. */
  readonly departments: readonly {
    readonly id: number;
    readonly name: string;
    readonly parentId: number;
    readonly leaders: readonly string[];
  }[];
  readonly staff: readonly {
    readonly userId: string;
    readonly name: string;
    readonly number?: string;
    readonly departments: readonly number[];
  }[];
  readonly grades: readonly { readonly id: number; readonly grade: number; readonly name: string }[];
  readonly classes: readonly DirectoryClassUnit[];
  readonly students: readonly {
    readonly userId: string;
    readonly name: string;
    readonly number?: string;
    readonly classId: number;
  }[];
  readonly guardians: readonly {
    readonly userId: string;
    readonly phone?: string;
    readonly isSubscribed: boolean;
    readonly children: readonly { readonly userId: string; readonly relation: GuardianRelation }[];
  }[];
}

export interface DirectoryClassUnit {
  readonly id: number;
  readonly gradeId: number;
  readonly number: number;
  readonly name: string;
  readonly adviser?: string;
  readonly teachers: readonly string[];
}

export const emptyDirectory: SchoolDirectory = {
  departments: [{ id: 1, name: '学校', parentId: 0, leaders: [] }],
  staff: [],
  grades: [],
  classes: [],
  students: [],
  guardians: [],
};

/** Members of a class, found fast in a school of any size; remembered as long as the picture. */
export interface ClassPeople {
  readonly students: SchoolDirectory['students'];
  readonly guardians: SchoolDirectory['guardians'];
}

const remembered = new WeakMap<SchoolDirectory, ReadonlyMap<number, ClassPeople>>();

export function peopleOfClass(directory: SchoolDirectory, classId: number): ClassPeople {
  const known = remembered.get(directory) ?? byClass(directory);
  remembered.set(directory, known);
  return known.get(classId) ?? { students: [], guardians: [] };
}

function byClass({ classes, students, guardians }: SchoolDirectory): ReadonlyMap<number, ClassPeople> {
  const of = new Map(
    classes.map(({ id }) => [
      id,
      { students: [...students].slice(0, 0), guardians: [...guardians].slice(0, 0) },
    ]),
  );
  const classOf = new Map(students.map(({ userId, classId }) => [userId, classId]));
  for (const student of students) of.get(student.classId)?.students.push(student);
  for (const guardian of guardians) {
    const ids = new Set(guardian.children.flatMap(({ userId }) => classOf.get(userId) ?? []));
    for (const id of ids) of.get(id)?.guardians.push(guardian);
  }
  return of;
}

/** What stands behind an event. */
export interface DirectoryTouch {
  readonly what: 'staff' | 'class' | 'student' | 'guardian';
  readonly id: string;
  readonly classId?: number;
}

export interface DirectoryFaults {
  /** Every second event never leaves. */
  readonly lost?: boolean;
  readonly doubled?: boolean;
  readonly outOfOrder?: boolean;
  /** Types and keys as in the vendors' own samples. */
  readonly misspelt?: boolean;
}

export interface DirectoryDouble {
  directory(): SchoolDirectory;
  setDirectory(directory: SchoolDirectory): void;
  /** Sends the events of changes that `setDirectory` has made. */
  announce(touches: readonly DirectoryTouch[], faults?: DirectoryFaults): Promise<void>;
}
