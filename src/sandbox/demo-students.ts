/** The invented students: 12 classes of 33. */
import type { RosterCategory } from '../domain/roster/roster-plan.ts';
import { type NamedStudent, namedStudents } from './demo-named-students.ts';
import { boyNames, girlNames, surnames } from './demo-names.ts';
import type { SeededRandom } from './demo-random.ts';

export interface DemoStudent extends NamedStudent {
  readonly categories: readonly RosterCategory[];
}

const classSize = 33;
/** Every fourteenth child is in a category: left behind most often. */
const categoryEvery = 14;
const categoryTurns: readonly (readonly RosterCategory[])[] = [
  ['left_behind'],
  ['single_parent'],
  ['left_behind'],
  ['weak_self_control'],
  ['left_behind', 'single_parent'],
  ['heavy_study_pressure'],
  ['subject_outlier'],
  ['left_behind'],
  ['psych_problem'],
];

export function demoStudents(random: SeededRandom, classKeys: readonly string[]): readonly DemoStudent[] {
  const taken = new Set(namedStudents.map((student) => student.name));
  return classKeys
    .flatMap((classKey) => classOf(random, classKey, taken))
    .map((student, index) => ({
      ...student,
      categories:
        index % categoryEvery === 5
          ? (categoryTurns[Math.floor(index / categoryEvery) % categoryTurns.length] ?? [])
          : [],
    }));
}

function classOf(random: SeededRandom, classKey: string, taken: Set<string>): readonly NamedStudent[] {
  const students = namedStudents.filter((student) => student.classKey === classKey);
  while (students.length < classSize) {
    const sex = students.length % 2 === 0 ? 'female' : 'male';
    const name = random.pick(surnames) + random.pick(sex === 'female' ? girlNames : boyNames);
    if (taken.has(name)) continue;
    taken.add(name);
    students.push({ classKey, name, sex, surnameLength: 1 });
  }
  return random.shuffled(students);
}
