/** A school of any size for the doubles: invented, and the same on every start. */
import { boyNames, girlNames, surnames } from './demo-names.ts';
import { seededRandom } from './demo-random.ts';
import type { DirectoryClassUnit, SchoolDirectory } from './school-directory.ts';

export interface DirectorySize {
  readonly students: number;
  readonly guardians: number;
  readonly staff: number;
  readonly classSize?: number;
}

const gradeCount = 6;
const teachersPerClass = 6;
const relationTurns = ['mother', 'father', 'grandmother_paternal', 'grandfather_paternal', 'other'] as const;
const gradeDigits = '一二三四五六';

export function largeDirectory(size: DirectorySize): SchoolDirectory {
  const random = seededRandom(size.students + 1);
  const name = (): string =>
    random.pick(surnames) + random.pick(girlNames) + random.pick(boyNames).slice(0, 1);
  const classCount = Math.max(1, Math.ceil(size.students / (size.classSize ?? 45)));
  const staff = Array.from({ length: size.staff }, (_, index) => ({
    userId: `T${String(index + 1).padStart(4, '0')}`,
    name: name(),
    number: `G${1000 + index}`,
    departments: [100 + (index % gradeCount)],
  }));
  const teacher = (place: number): string => staff[place % staff.length]?.userId ?? '';
  const grades = Array.from({ length: Math.min(gradeCount, classCount) }, (_, index) => ({
    id: 10 + index,
    grade: index + 1,
    name: `${gradeDigits.charAt(index)}年级`,
  }));
  const classes = Array.from({ length: classCount }, (_, index): DirectoryClassUnit => {
    const grade = index % grades.length;
    const number = Math.floor(index / grades.length) + 1;
    return {
      id: 1000 + index,
      gradeId: 10 + grade,
      number,
      name: `${gradeDigits.charAt(grade)}年级${number}班`,
      adviser: teacher(index),
      teachers: Array.from({ length: Math.min(teachersPerClass, staff.length - 1) }, (_, turn) =>
        teacher(index + classCount + turn),
      ),
    };
  });
  const students = Array.from({ length: size.students }, (_, index) => ({
    userId: `S${String(index + 1).padStart(5, '0')}`,
    name: name(),
    number: `2026${String(index + 1).padStart(5, '0')}`,
    classId: 1000 + (index % classCount),
  }));
  const guardians = Array.from({ length: size.guardians }, (_, index) => ({
    userId: `P${String(index + 1).padStart(5, '0')}`,
    phone: `139${String(index).padStart(8, '0')}`,
    isSubscribed: index % 5 !== 0,
    children: [
      {
        userId: students[index % students.length]?.userId ?? '',
        relation: relationTurns[Math.floor(index / students.length) % relationTurns.length] ?? 'other',
      },
    ],
  }));
  return {
    departments: [
      { id: 1, name: '学校', parentId: 0, leaders: [] },
      ...Array.from({ length: gradeCount }, (_, index) => ({
        id: 100 + index,
        name: `${gradeDigits.charAt(index)}年级组`,
        parentId: 1,
        leaders: index < staff.length ? [teacher(index)] : [],
      })),
    ],
    staff,
    grades,
    classes,
    students,
    guardians,
  };
}
