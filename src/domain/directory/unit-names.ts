/** What the names of units say: 三年级 is a grade, 三(2)班 or 2班 under 三年级 is a class. */
import { type ClassName, readClass, readGrade } from '../roster/class-name.ts';
import { RowRefused } from '../roster/roster-reason.ts';

export function gradeOfName(name: string): number | undefined {
  return unlessRefused(() => readGrade(name.replace(groupEnding, '')));
}

/** 三年级组 and 三年级教研组 are grades as well. */
const groupEnding = /(?:教研)?组$/u;

export function classOfNames(className: string, gradeName?: string): ClassName | undefined {
  const grade = gradeName === undefined ? undefined : gradeOfName(gradeName);
  return unlessRefused(() => readClass(grade === undefined ? undefined : String(grade), className));
}

function unlessRefused<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RowRefused) return undefined;
    throw error;
  }
}
