/** Everything the makers of duties look up, indexed once per run. */
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import { schoolDaysOf } from '../calendar/school-days.ts';
import { addDays, type Day, dayNumber, mondayOf } from '../day.ts';
import { groupBy } from '../group-by.ts';
import type { SchemeVersion } from '../schemes/scheme.ts';
import { studentOfConcern } from '../vocabulary.ts';
import { type Bonds, bondsOf } from './bonds.ts';
import {
  type ContactIndex,
  concernedStudents,
  contactsByStudent,
  parentMeetingDays,
  rememberingDayNumber,
} from './contact-index.ts';
import type { HandInEntry } from './entry.ts';
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
  /** Students who were ever of concern, by class, grade and `school`. */
  readonly onceOfConcern: ReadonlyMap<string, readonly StudentFact[]>;
  readonly contactsOf: ContactIndex;
  /** By the student they are about, or by their author where they are about no student. */
  readonly handInsOf: ReadonlyMap<string, readonly HandInEntry[]>;
  /** Checks and scores, by the mentor they are about. */
  readonly checksOf: ReadonlyMap<string, readonly HandInEntry[]>;
  /** Days on which a mentor told of a parent meeting he or she went to, by mentor. */
  readonly wentTo: ReadonlyMap<string, readonly number[]>;
  /** By type, and by type and scope. */
  readonly meetingsOf: ReadonlyMap<string, readonly HeldMeeting[]>;
  meetingsAt(type: string, scope: string): readonly HeldMeeting[];
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
  const held = heldMeetings(input, until);
  const heldAt = groupBy(held, ({ fact }) => `${fact.type}|${fact.scope}`);
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
    onceOfConcern: onceOfConcern(input),
    contactsOf: contactsByStudent(input, { isConcerned: concernedStudents(input), until, numberOf }),
    ...handInsBySubject(input, until, numberOf),
    wentTo: parentMeetingDays(input, until),
    meetingsOf: groupBy(held, ({ fact }) => fact.type),
    meetingsAt: (type, scope) => heldAt.get(`${type}|${scope}`) ?? [],
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

function onceOfConcern({ roster }: DutyInput): ReadonlyMap<string, readonly StudentFact[]> {
  const flagged = roster.students.filter(({ flags }) =>
    flags.some(({ category }) => category === studentOfConcern),
  );
  return new Map([['school', flagged], ...groupedByPlace(flagged)]);
}

/** By every class and grade a student has been in: who asks looks at the place of the day. */
function groupedByPlace(students: readonly StudentFact[]): ReadonlyMap<string, readonly StudentFact[]> {
  const entries = students.flatMap((student) =>
    [
      ...new Set([student, ...(student.places ?? [])].flatMap(({ grade, classKey }) => [grade, classKey])),
    ].map((key) => ({ key, student })),
  );
  return new Map(
    [...groupBy(entries, ({ key }) => key)].map(([key, own]) => [key, own.map(({ student }) => student)]),
  );
}

function leaveByPerson({ leaves }: DutyInput): ReadonlyMap<string, readonly Interval[]> {
  const byPerson = groupBy(leaves, ({ personId }) => personId);
  return new Map(
    [...byPerson].map(([personId, own]) => [
      personId,
      mergeIntervals(own.map(({ fromOn, untilOn }) => intervalOf(fromOn, untilOn))),
    ]),
  );
}

function handInsBySubject(
  { handIns, calendar }: DutyInput,
  until: number,
  numberOf: (day: Day) => number,
): Pick<DutyContext, 'handInsOf' | 'checksOf'> {
  const entries = handIns
    .map((fact) => ({
      day: numberOf(fact.on),
      fact,
      about: fact.windowFirstOn && numberOf(cutByTerm(calendar, fact.windowFirstOn)),
    }))
    .filter(({ day }) => day <= until);
  return {
    handInsOf: groupBy(
      entries.filter(({ fact }) => fact.mentorId === undefined),
      ({ fact }) => fact.studentId ?? fact.authorId,
    ),
    checksOf: groupBy(entries, ({ fact }) => fact.mentorId ?? ''),
  };
}

/** A week is named by its first day in the term (CV-03); one named by the Monday before the term is the same week. */
function cutByTerm({ terms }: SchoolCalendar, day: Day): Day {
  const lastOfWeek = addDays(mondayOf(day), 6);
  return terms.find(({ firstOn }) => day < firstOn && firstOn <= lastOfWeek)?.firstOn ?? day;
}

/** CV-18: with minutes or a list of those present; a notice alone is none. */
function heldMeetings({ meetings }: DutyInput, until: number): readonly HeldMeeting[] {
  return meetings
    .filter(({ status, hasMinutes, attendance }) => {
      const isProved = hasMinutes || Object.keys(attendance).length > 0;
      return status === 'held' && isProved;
    })
    .map((fact) => ({ day: dayNumber(fact.on), fact }))
    .filter(({ day }) => day <= until);
}
