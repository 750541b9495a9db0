/** Writes people, classes, pairings and the calendar. Callers count the change with `schools.rosterChanged`. */
import type { SchoolCalendar } from '../domain/calendar/school-calendar.ts';
import { type Day, readDay } from '../domain/day.ts';
import { foldUserId } from '../domain/directory/fold-user-id.ts';
import {
  type GuardianRelation,
  type PersonKind,
  type Platform,
  type StaffRole,
  staffRoles,
} from '../domain/vocabulary.ts';
import { batches } from './batches.ts';
import type { Words } from './data-keys.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export interface NewPerson {
  readonly id: string;
  readonly kind: PersonKind;
  readonly name: string;
  readonly gender?: 'female' | 'male';
  readonly number?: string;
  readonly phone?: string;
  readonly classId?: string;
  /** Absent: typed. */
  readonly source?: string;
}

export interface KnownPersonRow {
  readonly id: string;
  readonly name: string;
  readonly gender: string | null;
  readonly number: string | null;
  readonly phone: string | null;
  readonly classId: string | null;
}

export interface NewPairing {
  readonly id: string;
  readonly mentorId: string;
  readonly studentId: string;
  readonly fromOn: Day;
  /** Last day in force, where it is known beforehand. */
  readonly untilOn?: Day;
  readonly signedOn?: Day;
  /** Second carer under 1+1 (CV-16). */
  readonly isJoint?: boolean;
  readonly focus?: 'academic' | 'moral' | 'both';
  readonly reason?: string;
}

export const endedWhys = ['left', 'graduated', 'transferred', 'vanished'] as const;
export type EndedWhy = (typeof endedWhys)[number];

export interface HeldPost {
  readonly id: string;
  readonly personId: string;
  readonly role: StaffRole;
  readonly scope: string;
  readonly fromOn: Day;
  readonly untilOn?: Day;
}

export interface RosterWriter {
  classes(schoolId: string): Promise<readonly { id: string; key: string; grade: number; number: number }[]>;
  addClasses(
    schoolId: string,
    classes: readonly { id: string; key: string; grade: number; number: number; name: string }[],
  ): Promise<void>;
  /** All who have not ended. */
  people(schoolId: string): Promise<readonly KnownPersonRow[]>;
  /** Makes the people, and a data key for each student. */
  addPeople(schoolId: string, people: readonly NewPerson[]): Promise<void>;
  updatePerson(
    id: string,
    change: { name: string; gender?: 'female' | 'male'; number?: string; phone?: string; classId?: string },
  ): Promise<void>;
  /** What binds people already, as keys such as `pairing|MENTOR|STUDENT`, so that a second import adds nothing. */
  ties(schoolId: string): Promise<ReadonlySet<string>>;
  addGuardianships(
    schoolId: string,
    links: readonly {
      id: string;
      studentId: string;
      guardianId: string;
      relation: GuardianRelation;
      source?: string;
    }[],
  ): Promise<void>;
  addIdentities(
    identities: readonly {
      id: string;
      accountId: string;
      platform: Platform;
      personId: string;
      userId: string;
    }[],
  ): Promise<void>;
  addRoles(
    schoolId: string,
    roles: readonly {
      id: string;
      personId: string;
      role: string;
      scope: string;
      fromOn: Day;
      untilOn?: Day;
    }[],
  ): Promise<void>;
  /** Every post there is or was, by its first day. */
  posts(schoolId: string): Promise<readonly HeldPost[]>;
  endPost(id: string, untilOn: Day): Promise<void>;
  /** One that was never in force. */
  takeBackPost(id: string): Promise<void>;
  addPairings(schoolId: string, pairings: readonly NewPairing[]): Promise<void>;
  /** Both have signed the agreement. */
  signPairing(id: string, signedOn: Day): Promise<void>;
  endPairing(id: string, untilOn: Day): Promise<void>;
  /** Ended as before: on a day, or not at all. */
  restorePairing(id: string, untilOn: Day | undefined): Promise<void>;
  /** A pairing that was made by mistake and is taken back. */
  removePairing(id: string): Promise<void>;
  /** Ends the posts that are in force. */
  endRole(
    post: { readonly personId: string; readonly role: string; readonly scope: string },
    untilOn: Day,
  ): Promise<void>;
  /** Takes back what began on a day, and what ended the day before for its sake goes on. */
  removeRole(post: {
    readonly personId: string;
    readonly role: string;
    readonly scope: string;
    readonly fromOn: Day;
  }): Promise<void>;
  restoreRole(
    post: { readonly personId: string; readonly role: string; readonly scope: string },
    untilOn: Day,
  ): Promise<void>;
  /** The last day at the school; who comes back has none. */
  endPeople(
    ids: readonly string[],
    ended: { readonly on: Day; readonly why: EndedWhy } | undefined,
  ): Promise<void>;
  addFlags(
    schoolId: string,
    flags: readonly { id: string; studentId: string; category: string; fromOn: Day }[],
  ): Promise<void>;
  clearFlag(studentId: string, category: string, untilOn: Day): Promise<number>;
  addLeave(
    schoolId: string,
    leave: { id: string; personId: string; fromOn: Day; untilOn: Day },
  ): Promise<void>;
  /** One day that the calendar did not foresee; what the calendar said of it before is overruled. */
  setCalendarDay(
    schoolId: string,
    day: { id: string; on: Day; kind: 'make_up' | 'closed' | 'holiday' },
  ): Promise<void>;
  /** Takes the place of the calendar entered before. */
  replaceCalendar(schoolId: string, calendar: SchoolCalendar, newId: () => string): Promise<void>;
}

export function rosterWriter(rows: Rows, words: Words): RosterWriter {
  return {
    classes: (schoolId) =>
      rows.schoolClass.findMany({
        where: { schoolId },
        select: { id: true, key: true, grade: true, number: true },
      }),
    async addClasses(schoolId, classes) {
      await rows.schoolClass.createMany({ data: classes.map((row) => ({ ...row, schoolId })) });
    },
    people: (schoolId) =>
      rows.person.findMany({
        where: { schoolId, endedOn: null },
        select: { id: true, name: true, gender: true, number: true, phone: true, classId: true },
        orderBy: { id: 'asc' },
      }),
    async addPeople(schoolId, people) {
      for (const some of batches(people)) {
        await rows.person.createMany({ data: some.map((person) => ({ ...person, schoolId })) });
        const students = some.filter((person) => person.kind === 'student').map((person) => person.id);
        if (students.length > 0) await words.createKeys(students);
      }
    },
    async updatePerson(id, change) {
      await rows.person.update({ where: { id }, data: change, select: { id: true } });
    },
    async ties(schoolId) {
      const accounts = await rows.platformAccount.findMany({ where: { schoolId }, select: { id: true } });
      const [guardianships, identities, roles, flags, pairings] = [
        await rows.guardianship.findMany({ where: { schoolId } }),
        await rows.platformIdentity.findMany({ where: { accountId: { in: accounts.map(({ id }) => id) } } }),
        await rows.roleAssignment.findMany({ where: { schoolId, untilOn: null } }),
        await rows.studentFlag.findMany({ where: { schoolId, untilOn: null } }),
        await rows.pairing.findMany({ where: { schoolId, untilOn: null } }),
      ];
      return new Set([
        ...guardianships.map((row) => `guardian|${row.studentId}|${row.guardianId}`),
        ...identities.map((row) => `identity|${row.accountId}|${row.personId}`),
        ...roles.map((row) => `role|${row.personId}|${row.role}|${row.scope}`),
        ...flags.map((row) => `flag|${row.studentId}|${row.category}`),
        ...pairings.map((row) => `pairing|${row.mentorId}|${row.studentId}`),
      ]);
    },
    async addGuardianships(schoolId, links) {
      for (const some of batches(links)) {
        await rows.guardianship.createMany({ data: some.map((link) => ({ ...link, schoolId })) });
      }
    },
    async addIdentities(identities) {
      for (const some of batches(identities)) {
        await rows.platformIdentity.createMany({
          data: some.map(({ platform, ...identity }) => ({
            ...identity,
            foldedUserId: foldUserId(platform, identity.userId),
          })),
        });
      }
    },
    async addRoles(schoolId, roles) {
      for (const some of batches(roles)) {
        await rows.roleAssignment.createMany({ data: some.map((role) => ({ ...role, schoolId })) });
      }
    },
    async posts(schoolId) {
      const found = await rows.roleAssignment.findMany({
        where: { schoolId },
        orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
      });
      return found.map(({ id, personId, role, scope, fromOn, untilOn }) => ({
        id,
        personId,
        role: readWord(staffRoles, role),
        scope,
        fromOn: readDay(fromOn),
        ...(untilOn === null ? {} : { untilOn: readDay(untilOn) }),
      }));
    },
    async endPost(id, untilOn) {
      await rows.roleAssignment.update({ where: { id }, data: { untilOn }, select: { id: true } });
    },
    async takeBackPost(id) {
      await rows.roleAssignment.delete({ where: { id }, select: { id: true } });
    },
    async addPairings(schoolId, pairings) {
      for (const some of batches(pairings)) {
        await rows.pairing.createMany({ data: some.map((pairing) => ({ ...pairing, schoolId })) });
      }
    },
    async signPairing(id, signedOn) {
      await rows.pairing.update({ where: { id }, data: { signedOn }, select: { id: true } });
    },
    async endPairing(id, untilOn) {
      await rows.pairing.update({ where: { id }, data: { untilOn }, select: { id: true } });
    },
    async restorePairing(id, untilOn) {
      await rows.pairing.update({ where: { id }, data: { untilOn: untilOn ?? null }, select: { id: true } });
    },
    async removePairing(id) {
      await rows.pairing.deleteMany({ where: { id } });
    },
    async endRole(post, untilOn) {
      await rows.roleAssignment.updateMany({
        where: { ...post, OR: [{ untilOn: null }, { untilOn: { gt: untilOn } }] },
        data: { untilOn },
      });
    },
    async removeRole(post) {
      await rows.roleAssignment.deleteMany({ where: post });
    },
    async restoreRole(post, untilOn) {
      await rows.roleAssignment.updateMany({ where: { ...post, untilOn }, data: { untilOn: null } });
    },
    async endPeople(ids, ended) {
      for (const some of batches(ids)) {
        await rows.person.updateMany({
          where: { id: { in: [...some] } },
          data: { endedOn: ended?.on ?? null, endedWhy: ended?.why ?? null },
        });
      }
    },
    async addFlags(schoolId, flags) {
      for (const some of batches(flags)) {
        await rows.studentFlag.createMany({ data: some.map((flag) => ({ ...flag, schoolId })) });
      }
    },
    async clearFlag(studentId, category, untilOn) {
      const { count } = await rows.studentFlag.updateMany({
        where: { studentId, category, untilOn: null },
        data: { untilOn },
      });
      return count;
    },
    async addLeave(schoolId, leave) {
      await rows.leave.create({ data: { ...leave, schoolId }, select: { id: true } });
    },
    async setCalendarDay(schoolId, { id, on, kind }) {
      await rows.calendarDay.upsert({
        where: { schoolId_on: { schoolId, on } },
        create: { id, schoolId, on, kind, name: '' },
        update: { kind },
        select: { id: true },
      });
    },
    async replaceCalendar(schoolId, calendar, newId) {
      await rows.term.deleteMany({ where: { schoolId } });
      await rows.calendarDay.deleteMany({ where: { schoolId } });
      await rows.term.createMany({
        data: calendar.terms.map((term) => ({ ...term, id: newId(), schoolId, name: '' })),
      });
      const day = (on: Day, kind: string) => ({ id: newId(), schoolId, on, kind, name: '' });
      await rows.calendarDay.createMany({
        data: [
          ...calendar.holidays.map((on) => day(on, 'holiday')),
          ...calendar.makeUpDays.map((on) => day(on, 'make_up')),
        ],
      });
    },
  };
}
