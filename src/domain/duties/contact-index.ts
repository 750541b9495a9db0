/** Contacts as the makers of duties look them up. */
import { type Day, dayNumber } from '../day.ts';
import { groupBy } from '../group-by.ts';
import type { ContactEntry } from './entry.ts';
import type { DutyInput } from './facts.ts';

/** By student and kind, in the order of the days. */
export type ContactIndex = ReadonlyMap<string, ReadonlyMap<string, readonly ContactEntry[]>>;

/** Only what took place by the day asked about. */
export function contactsByStudent(
  { contacts }: DutyInput,
  { isConcerned, until, numberOf }: ContactFilter,
): ContactIndex {
  const byStudent = new Map<string, Map<string, ContactEntry[]>>();
  const outOfOrder = new Set<ContactEntry[]>();
  for (const fact of contacts) {
    const day = numberOf(fact.on);
    if (day > until || fact.outcome !== 'done') continue;
    const entry = { day, fact };
    for (const studentId of fact.studentIds) {
      if (!isConcerned(studentId)) continue;
      const kinds = byStudent.get(studentId) ?? new Map<string, ContactEntry[]>();
      if (kinds.size === 0) byStudent.set(studentId, kinds);
      const entries = kinds.get(fact.kind);
      if (!entries) kinds.set(fact.kind, [entry]);
      else if ((entries.at(-1)?.day ?? day) > day) outOfOrder.add(entries);
      entries?.push(entry);
    }
  }
  for (const entries of outOfOrder) entries.sort((a, b) => a.day - b.day);
  return byStudent;
}

interface ContactFilter {
  readonly isConcerned: (studentId: string) => boolean;
  readonly until: number;
  readonly numberOf: (day: Day) => number;
}

/** Students about whom a wanted duty can be: all, or the mentees of the wanted owners and these owners themselves. */
export function concernedStudents({ roster, only }: DutyInput): (studentId: string) => boolean {
  const subjects = only?.studentIds && new Set(only.studentIds);
  const owners = only?.ownerIds && new Set(only.ownerIds);
  if (!owners) return (studentId) => !subjects || subjects.has(studentId);
  const owned = new Set(owners);
  for (const { mentorId, studentId } of roster.pairings) if (owners.has(mentorId)) owned.add(studentId);
  return (studentId) => owned.has(studentId) && (!subjects || subjects.has(studentId));
}

/** Days on which a mentor told of a parent meeting he or she went to. */
export function parentMeetingDays(
  { contacts }: DutyInput,
  until: number,
): ReadonlyMap<string, readonly number[]> {
  const told = contacts.filter(({ kind, outcome }) => kind === 'parent_meeting' && outcome === 'done');
  const byMentor = groupBy(told, ({ authorId }) => authorId);
  return new Map(
    [...byMentor].map(([mentorId, own]) => [
      mentorId,
      own.map(({ on }) => dayNumber(on)).filter((day) => day <= until),
    ]),
  );
}

/** Most facts share a few hundred days: each is turned into its number once. */
export function rememberingDayNumber(): (day: Day) => number {
  const numbers = new Map<Day, number>();
  return (day) => {
    const found = numbers.get(day);
    if (found !== undefined) return found;
    const number = dayNumber(day);
    numbers.set(day, number);
    return number;
  };
}
