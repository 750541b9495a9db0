/** Contacts with students and guardians. The note is sealed under the student's key. */
import { z } from 'zod';
import { type Day, instantOf, readDay } from '../domain/day.ts';
import type { ContactFact } from '../domain/duties/facts.ts';
import { groupBy } from '../domain/group-by.ts';
import {
  type ContactKind,
  type ContactMedium,
  type ContactOutcome,
  contactKinds,
  contactMedia,
  contactOutcomes,
} from '../domain/vocabulary.ts';
import { batches } from './batches.ts';
import type { Words } from './data-keys.ts';
import { filledFields, filledNames } from './hand-ins.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export interface NewContact {
  readonly id: string;
  readonly schoolId: string;
  readonly authorId: string;
  readonly studentId: string;
  readonly kind: ContactKind;
  readonly occurredOn: Day;
  readonly loggedAt: Date;
  readonly outcome: ContactOutcome;
  readonly medium?: ContactMedium;
  readonly minutes?: number;
  readonly guardianIds: readonly string[];
  /** False for a talk with several at once (CV-06). */
  readonly individual: boolean;
  readonly note: string;
  /** V-02: psychology, family secrets, warnings. */
  readonly isRestricted?: boolean;
  /** Fields of the scheme's form by their identifiers (schemes.md, e). */
  readonly fields?: Readonly<Record<string, string>>;
  readonly inboxId?: string;
}

/** A contact without its note. */
export interface Contact {
  readonly id: string;
  readonly authorId: string;
  readonly studentId: string;
  readonly kind: ContactKind;
  readonly occurredOn: Day;
  readonly loggedAt: Date;
  readonly outcome: ContactOutcome;
  readonly medium?: ContactMedium;
  readonly minutes?: number;
  readonly guardianIds: readonly string[];
  readonly individual: boolean;
  /** V-02 */
  readonly isRestricted: boolean;
  readonly inboxId?: string;
}

/** By kind the first day that matters, a kind that is not there does not; and the last day for all. */
export interface WantedContacts {
  readonly since: ReadonlyMap<ContactKind, Day>;
  readonly until: Day;
}

export interface ReachedPair {
  readonly authorId: string;
  readonly studentId: string;
  readonly firstOn: Day;
}

export interface Contacts {
  add(contacts: readonly NewContact[]): Promise<void>;
  /** What the author filed with the last message that still stands, or with the one named; empty where there is none. */
  lastFiledBy(authorId: string, inboxId?: string): Promise<readonly Contact[]>;
  /** The last messages with which the author filed what still stands, newest first. */
  lastRecordsOf(authorId: string, most: number): Promise<readonly string[]>;
  /** What one message filed and still stands, whoever asks. */
  ofRecord(schoolId: string, recordId: string): Promise<readonly Contact[]>;
  /** Whether the author filed anything with that message, taken back or not. */
  hasEverFiledWith(authorId: string, inboxId: string): Promise<boolean>;
  /** What the author filed since a moment and still stands, oldest first. */
  filedSince(authorId: string, since: Date): Promise<readonly Contact[]>;
  /** Those of them that were not taken back. */
  standing(contactIds: readonly string[]): Promise<readonly Contact[]>;
  /** What is filled in of the scheme's form. */
  fields(contact: Pick<Contact, 'id' | 'studentId'>): Promise<Readonly<Record<string, string>>>;
  setFields(
    contact: Pick<Contact, 'id' | 'studentId'>,
    fields: Readonly<Record<string, string>>,
  ): Promise<void>;
  note(contact: Pick<Contact, 'id' | 'studentId'>): Promise<string>;
  /** With what is attached to them. */
  withdraw(contactIds: readonly string[], at: Date): Promise<void>;
  /** V-02: what came with this message becomes restricted. */
  restrict(inboxId: string): Promise<void>;
  /** What the duty engine needs; about these students or the whole school. */
  facts(
    schoolId: string,
    wanted: WantedContacts,
    studentIds?: readonly string[],
  ): Promise<readonly ContactFact[]>;
  /** Who has reached whom in these days, each pair once with its first day. */
  reachedPairs(schoolId: string, since: Day, until: Day): Promise<readonly ReachedPair[]>;
  /** The newest contacts about a student, by the day they took place. */
  recent(studentId: string, limit: number): Promise<readonly Contact[]>;
  /** What the author has filed for these days, oldest first. */
  byAuthor(authorId: string, firstOn: Day, lastOn: Day): Promise<readonly Contact[]>;
  /** One contact by its id; without an id the one logged last in the school. */
  find(schoolId: string, id?: string): Promise<Contact | undefined>;
  /** Newest `occurredOn` per student. */
  lastDays(studentIds: readonly string[]): Promise<ReadonlyMap<string, Day>>;
}

const fieldsSchema = z.record(z.string(), z.string());

export function contactsTable(rows: Rows, words: Words): Contacts {
  const place = (row: string) => ({ table: 'Contact', column: 'noteSealed', row });
  const fieldsPlace = (row: string) => ({ table: 'Contact', column: 'fieldsSealed', row });
  return {
    async add(contacts) {
      const data = [];
      for (const { note, guardianIds, fields = {}, ...contact } of contacts) {
        const { id, studentId } = contact;
        const names = filledNames(fields);
        data.push({
          ...contact,
          guardianIds: guardianIds.join(','),
          noteSealed: await words.seal(studentId, place(id), note),
          fieldNames: names.join(','),
          fieldsSealed:
            names.length === 0 ? '' : await words.seal(studentId, fieldsPlace(id), JSON.stringify(fields)),
        });
      }
      for (const some of batches(data)) await rows.contact.createMany({ data: [...some] });
    },
    async lastFiledBy(authorId, inboxId) {
      const newest = await rows.contact.findFirst({
        where: { authorId, withdrawnAt: null, ...(inboxId === undefined ? {} : { inboxId }) },
        orderBy: [{ loggedAt: 'desc' }, { id: 'desc' }],
      });
      if (newest === null) return [];
      if (newest.inboxId === null) return [toContact(newest)];
      const together = await rows.contact.findMany({
        where: { inboxId: newest.inboxId, withdrawnAt: null },
        orderBy: { id: 'asc' },
      });
      return together.map(toContact);
    },
    async lastRecordsOf(authorId, most) {
      const found = await rows.contact.groupBy({
        by: ['inboxId'],
        where: { authorId, withdrawnAt: null, inboxId: { not: null } },
        _max: { loggedAt: true, id: true },
        orderBy: [{ _max: { loggedAt: 'desc' } }, { _max: { id: 'desc' } }],
        take: most,
      });
      return found.flatMap(({ inboxId }) => inboxId ?? []);
    },
    async ofRecord(schoolId, recordId) {
      const found = await rows.contact.findMany({
        where: { schoolId, inboxId: recordId, withdrawnAt: null },
        orderBy: { id: 'asc' },
      });
      return found.map(toContact);
    },
    async hasEverFiledWith(authorId, inboxId) {
      return (await rows.contact.count({ where: { authorId, inboxId } })) > 0;
    },
    async filedSince(authorId, since) {
      const found = await rows.contact.findMany({
        where: { authorId, withdrawnAt: null, loggedAt: { gte: since } },
        orderBy: [{ loggedAt: 'asc' }, { id: 'asc' }],
      });
      return found.map(toContact);
    },
    async standing(contactIds) {
      const found = await rows.contact.findMany({
        where: { id: { in: [...contactIds] }, withdrawnAt: null },
      });
      return found.map(toContact);
    },
    async fields({ id, studentId }) {
      const { fieldsSealed } = await rows.contact.findUniqueOrThrow({
        where: { id },
        select: { fieldsSealed: true },
      });
      if (fieldsSealed === '') return {};
      return fieldsSchema.parse(JSON.parse(await words.open(studentId, fieldsPlace(id), fieldsSealed)));
    },
    async setFields({ id, studentId }, fields) {
      await rows.contact.update({
        where: { id },
        data: {
          fieldNames: filledNames(fields).join(','),
          fieldsSealed: await words.seal(studentId, fieldsPlace(id), JSON.stringify(fields)),
        },
        select: { id: true },
      });
    },
    async note({ id, studentId }) {
      const { noteSealed } = await rows.contact.findUniqueOrThrow({
        where: { id },
        select: { noteSealed: true },
      });
      return words.open(studentId, place(id), noteSealed);
    },
    async withdraw(contactIds, at) {
      await rows.contact.updateMany({
        where: { id: { in: [...contactIds] }, withdrawnAt: null },
        data: { withdrawnAt: at },
      });
      const taken = await rows.contact.findMany({
        where: { id: { in: [...contactIds] } },
        select: { inboxId: true },
      });
      const recordIds = [...new Set(taken.flatMap(({ inboxId }) => inboxId ?? []))];
      // A record goes whole: what one of its contacts still holds stays.
      const kept = await rows.contact.findMany({
        where: { inboxId: { in: recordIds }, withdrawnAt: null },
        select: { inboxId: true },
      });
      const gone = recordIds.filter((id) => kept.every(({ inboxId }) => inboxId !== id));
      await rows.attachment.updateMany({
        where: { recordId: { in: gone }, withdrawnAt: null },
        data: { withdrawnAt: at },
      });
    },
    async restrict(inboxId) {
      await rows.contact.updateMany({ where: { inboxId }, data: { isRestricted: true } });
    },
    async facts(schoolId, wanted, studentIds) {
      // Named students are found by their own index; the school's would read everybody's.
      const who = studentIds === undefined ? { schoolId } : { studentId: { in: [...studentIds] } };
      const found = [];
      // One query for each first day: an OR over them would make the database read the whole year.
      for (const span of kindsByFirstDay(wanted)) {
        const some = await rows.contact.findMany({
          where: { ...who, ...span, withdrawnAt: null },
          select: {
            id: true,
            authorId: true,
            studentId: true,
            kind: true,
            occurredOn: true,
            outcome: true,
            medium: true,
            individual: true,
            fieldNames: true,
          },
        });
        found.push(some);
      }
      return found.flat().map((row): ContactFact => {
        const fact = {
          id: row.id,
          authorId: row.authorId,
          studentIds: [row.studentId],
          kind: readWord(contactKinds, row.kind),
          on: readDay(row.occurredOn),
          outcome: readWord(contactOutcomes, row.outcome),
          individual: row.individual,
          ...filledFields(row.fieldNames),
        };
        return row.medium === null ? fact : { ...fact, medium: readWord(contactMedia, row.medium) };
      });
    },
    async reachedPairs(schoolId, since, until) {
      const found = await rows.contact.groupBy({
        by: ['authorId', 'studentId'],
        where: { schoolId, withdrawnAt: null, outcome: 'done', occurredOn: { gte: since, lte: until } },
        _min: { occurredOn: true },
      });
      return found.flatMap(({ authorId, studentId, _min }): ReachedPair[] =>
        _min.occurredOn === null ? [] : [{ authorId, studentId, firstOn: readDay(_min.occurredOn) }],
      );
    },
    async recent(studentId, limit) {
      const found = await rows.contact.findMany({
        where: { studentId, withdrawnAt: null },
        orderBy: [{ occurredOn: 'desc' }, { loggedAt: 'desc' }],
        take: limit,
      });
      return found.map(toContact);
    },
    async byAuthor(authorId, firstOn, lastOn) {
      const found = await rows.contact.findMany({
        where: {
          authorId,
          withdrawnAt: null,
          occurredOn: { gte: firstOn, lte: lastOn },
          // Nothing is filed ahead of its day; this is what the index knows.
          loggedAt: { gte: instantOf(firstOn, 0) },
        },
        orderBy: [{ occurredOn: 'asc' }, { loggedAt: 'asc' }],
      });
      return found.map(toContact);
    },
    async find(schoolId, id) {
      const row = await rows.contact.findFirst({
        where: { schoolId, ...(id === undefined ? {} : { id }) },
        orderBy: [{ loggedAt: 'desc' }, { id: 'desc' }],
      });
      return row === null ? undefined : toContact(row);
    },
    async lastDays(studentIds) {
      const found = await rows.contact.groupBy({
        by: ['studentId'],
        where: { studentId: { in: [...studentIds] }, withdrawnAt: null, outcome: 'done' },
        _max: { occurredOn: true },
      });
      return new Map(
        found.flatMap((row): [string, Day][] =>
          row._max.occurredOn === null ? [] : [[row.studentId, readDay(row._max.occurredOn)]],
        ),
      );
    },
  };
}

/** One condition for all kinds that begin to matter on the same day. */
function kindsByFirstDay({ since, until }: WantedContacts) {
  const byDay = groupBy([...since], ([, day]) => day);
  return [...byDay].map(([day, entries]) => ({
    kind: { in: entries.map(([kind]) => kind) },
    occurredOn: { gte: day, lte: until },
  }));
}

function toContact(row: {
  id: string;
  authorId: string;
  studentId: string;
  kind: string;
  occurredOn: string;
  loggedAt: Date;
  outcome: string;
  medium: string | null;
  minutes: number | null;
  guardianIds: string;
  individual: boolean;
  isRestricted: boolean;
  inboxId: string | null;
}): Contact {
  return {
    id: row.id,
    authorId: row.authorId,
    studentId: row.studentId,
    kind: readWord(contactKinds, row.kind),
    occurredOn: readDay(row.occurredOn),
    loggedAt: row.loggedAt,
    outcome: readWord(contactOutcomes, row.outcome),
    ...(row.medium === null ? {} : { medium: readWord(contactMedia, row.medium) }),
    ...(row.minutes === null ? {} : { minutes: row.minutes }),
    guardianIds: row.guardianIds === '' ? [] : row.guardianIds.split(','),
    individual: row.individual,
    isRestricted: row.isRestricted,
    ...(row.inboxId === null ? {} : { inboxId: row.inboxId }),
  };
}
