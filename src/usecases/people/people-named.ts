/** Whom a written name means: 子涵, 张子涵, 二(1)班张子涵 among students; 王芳, 王老师's 王 among the staff. */
import type { Person, SchoolRoster } from '../../domain/school-roster.ts';
import { peopleCalled } from '../school/people-called.ts';

const shortestGivenName = 2;

/** `ownClasses`: what a homeroom teacher says is about the own class where it can be. */
export function studentsNamed(
  roster: SchoolRoster,
  written: string,
  ownClasses: ReadonlySet<string>,
): readonly Person[] {
  const there = (person: Person): boolean => person.kind === 'student' && person.endedOn === undefined;
  const called = peopleCalled(roster, written).filter(there);
  const found =
    called.length > 0 || written.length < shortestGivenName
      ? called
      : [...roster.people.values()].filter((person) => there(person) && person.name.endsWith(written));
  const own = found.filter(({ classKey }) => ownClasses.has(classKey ?? ''));
  return own.length > 0 ? own : found;
}

export function staffNamed(roster: SchoolRoster, written: string): readonly Person[] {
  const staff = [...roster.people.values()].filter(
    (person) => person.kind === 'staff' && person.endedOn === undefined,
  );
  const exact = staff.filter(({ name }) => name === written);
  if (exact.length > 0) return exact;
  const partly = staff.filter(({ name }) =>
    written.length < shortestGivenName ? name.startsWith(written) : name.endsWith(written),
  );
  return partly.length > 0 || written.length < shortestGivenName
    ? partly
    : staff.filter(({ name }) => name.startsWith(written));
}
