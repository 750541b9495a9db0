/** Everything the makers of duties look up, indexed once per run. */
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import { schoolDaysOf } from '../calendar/school-days.ts';
import { type Day, dayNumber } from '../day.ts';
import type { SchemeVersion } from '../schemes/scheme.ts';
import { type Bonds, bondsOf } from './bonds.ts';
import type { ContactEntry, HandInEntry } from './entry.ts';
import type { DutyInput, MeetingFact, StudentFact } from './facts.ts';
import { countWithin, type Interval, intervalOf, mergeIntervals } from './intervals.ts';
import { type RoleHolders, roleHolders } from './role-holders.ts';
import type { WindowSpan } from './window-span.ts';

/** A meeting that was held, with minutes or a list (CV-18), by the day asked about. */
export interface HeldMeeting {
  readonly day: number;
  readonly fact: MeetingFact;
}

export interface DutyContext {
  readonly input: DutyInput;
  readonly calendar: SchoolCalendar;
  readonly onDay: Day;
  readonly on: number;
  readonly roles: RoleHolders;
  readonly students: ReadonlyMap<string, StudentFact>;
  /** By student and kind, in the order of the days. */
  readonly contactsOf: ReadonlyMap<string, ReadonlyMap<string, readonly ContactEntry[]>>;
  /** By the student they are about, or by their author where they are about no student. */
  readonly handInsOf: ReadonlyMap<string, readonly HandInEntry[]>;
  /** Checks and scores, by the mentor they are about. */
  readonly checksOf: ReadonlyMap<string, readonly HandInEntry[]>;
  /** Days on which a mentor told of a parent meeting he or she went to, by mentor. */
  readonly wentTo: ReadonlyMap<string, readonly number[]>;
  readonly meetingsOf: ReadonlyMap<string, readonly HeldMeeting[]>;
  /** How many school days lie on or before a day number. */
  readonly countSchoolDays: (number: number) => number;
  bonds(version: SchemeVersion): Bonds;
  /** CV-09: leave of this person on every school day of the window. */
  isOnLeave(personId: string, span: Pick<WindowSpan, 'first' | 'last'>): boolean;
  wantsOwner(personId: string): boolean;
  wantsStudent(studentId: string): boolean;
  /** The duty's days are among those asked for. */
  readonly wantsDays: (days: Pick<WindowSpan, 'first' | 'due'>) => boolean;
}

export function dutyContext(input: DutyInput, on: Day): DutyContext {
  const { countUpTo } = schoolDaysOf(input.calendar);
  const numberOf = rememberingDayNumber();
  const until = dayNumber(on);
  const leave = leaveByPerson(input);
  const owners = input.only?.ownerIds && new Set(input.only.ownerIds);
  const subjects = input.only?.studentIds && new Set(input.only.studentIds);
  const dueFrom = input.only?.dueFrom ? dayNumber(input.only.dueFrom) : Number.NEGATIVE_INFINITY;
  const openingUntil = input.only?.openingUntil
    ? dayNumber(input.only.openingUntil)
    : Number.POSITIVE_INFINITY;
  const bondsByAgreement = new Map<boolean, Bonds>();
  const bonds = ({ needsAgreement }: SchemeVersion) => {
    const made = bondsByAgreement.get(needsAgreement) ?? bondsOf(input, needsAgreement);
    bondsByAgreement.set(needsAgreement, made);
    return made;
  };
  return {
    input,
    calendar: input.calendar,
    onDay: on,
    on: until,
    roles: roleHolders(input.roster.staff),
    students: new Map(input.roster.students.map((student) => [student.id, student])),
    contactsOf: contactsByStudent(input, { isConcerned: concernedStudents(input), until, numberOf }),
    ...handInsBySubject(input, until, numberOf),
    wentTo: parentMeetingDays(input, until),
    meetingsOf: meetingsByType(input, until),
    countSchoolDays: countUpTo,
    bonds,
    isOnLeave: (personId, span) => {
      const days = leave.get(personId);
      if (!days) return false;
      const schoolDays = countUpTo(span.last) - countUpTo(span.first - 1);
      return schoolDays > 0 && countWithin(days, span, countUpTo) === schoolDays;
    },
    wantsOwner: (personId) => !owners || owners.has(personId),
    wantsStudent: (studentId) => !subjects || subjects.has(studentId),
    wantsDays: ({ first, due }) => first <= openingUntil && due >= dueFrom,
  };
}

/** Most facts share a few hundred days: each is turned into its number once. */
function rememberingDayNumber(): (day: Day) => number {
  const numbers = new Map<Day, number>();
  return (day) => {
    const found = numbers.get(day);
    if (found !== undefined) return found;
    const number = dayNumber(day);
    numbers.set(day, number);
    return number;
  };
}

function leaveByPerson({ leaves }: DutyInput): ReadonlyMap<string, readonly Interval[]> {
  const byPerson = new Map<string, Interval[]>();
  for (const { personId, fromOn, untilOn } of leaves) {
    const spans = byPerson.get(personId) ?? [];
    spans.push(intervalOf(fromOn, untilOn));
    byPerson.set(personId, spans);
  }
  return new Map([...byPerson].map(([personId, spans]) => [personId, mergeIntervals(spans)]));
}

/** Only what took place by the day asked about. */
function contactsByStudent(
  { contacts }: DutyInput,
  { isConcerned, until, numberOf }: ContactFilter,
): DutyContext['contactsOf'] {
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
function concernedStudents({ roster, only }: DutyInput): (studentId: string) => boolean {
  const subjects = only?.studentIds && new Set(only.studentIds);
  const owners = only?.ownerIds && new Set(only.ownerIds);
  if (!owners) return (studentId) => !subjects || subjects.has(studentId);
  const owned = new Set(owners);
  for (const { mentorId, studentId } of roster.pairings) if (owners.has(mentorId)) owned.add(studentId);
  return (studentId) => owned.has(studentId) && (!subjects || subjects.has(studentId));
}

function handInsBySubject(
  { handIns }: DutyInput,
  until: number,
  numberOf: (day: Day) => number,
): Pick<DutyContext, 'handInsOf' | 'checksOf'> {
  const handInsOf = new Map<string, HandInEntry[]>();
  const checksOf = new Map<string, HandInEntry[]>();
  for (const fact of handIns) {
    const day = numberOf(fact.on);
    if (day > until) continue;
    const entry = { day, fact, about: fact.windowFirstOn && numberOf(fact.windowFirstOn) };
    if (fact.mentorId !== undefined) pushTo(checksOf, fact.mentorId, entry);
    else pushTo(handInsOf, fact.studentId ?? fact.authorId, entry);
  }
  return { handInsOf, checksOf };
}

function parentMeetingDays({ contacts }: DutyInput, until: number): ReadonlyMap<string, readonly number[]> {
  const days = new Map<string, number[]>();
  for (const { kind, outcome, authorId, on } of contacts) {
    if (kind !== 'parent_meeting' || outcome !== 'done') continue;
    const day = dayNumber(on);
    if (day <= until) pushTo(days, authorId, day);
  }
  return days;
}

function meetingsByType({ meetings }: DutyInput, until: number): ReadonlyMap<string, readonly HeldMeeting[]> {
  const byType = new Map<string, HeldMeeting[]>();
  for (const fact of meetings) {
    const isProved = fact.hasMinutes || Object.keys(fact.attendance).length > 0;
    const day = dayNumber(fact.on);
    if (fact.status === 'held' && isProved && day <= until) pushTo(byType, fact.type, { day, fact });
  }
  return byType;
}

function pushTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
