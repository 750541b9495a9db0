/** By full name, or by class and name where two share it. */
import { className, type Person, type SchoolRoster } from '../../domain/school-roster.ts';

export function peopleCalled(roster: SchoolRoster, written: string): Person[] {
  const people = [...roster.people.values()];
  const named = people.filter(({ name }) => name === written);
  if (named.length > 0) return named;
  return people.filter(({ name, classKey }) => {
    if (classKey === undefined || !written.endsWith(name)) return false;
    const head = foldClass(written.slice(0, -name.length));
    return head === foldClass(className(roster, classKey)) || head === foldClass(classKey);
  });
}

function foldClass(text: string): string {
  return text.replaceAll(/[()（）班.年级]/gu, '');
}
