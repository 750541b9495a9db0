/** What a mentor promised: kept until the matching record, or until it is dropped. The words are sealed. */
import { type Day, readDay } from '../domain/day.ts';
import { type ContactKind, contactKinds } from '../domain/vocabulary.ts';
import type { Words } from './data-keys.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export interface FollowUp {
  readonly id: string;
  readonly schoolId: string;
  readonly authorId: string;
  readonly studentId: string;
  /** As far as the words name it. */
  readonly kind?: ContactKind;
  /** Absent where no day was named. */
  readonly dueOn?: Day;
  readonly inboxId?: string;
  readonly createdAt: Date;
}

export interface FollowUps {
  add(followUps: readonly (FollowUp & { readonly text: string })[]): Promise<void>;
  text(followUp: Pick<FollowUp, 'id' | 'studentId'>): Promise<string>;
  /** Still open, by the day promised, those without a day last. */
  openOf(authorId: string, studentIds?: readonly string[]): Promise<readonly FollowUp[]>;
  /** Still open and promised for the day. */
  openOn(schoolId: string, on: Day): Promise<readonly FollowUp[]>;
  /** Those of these that are still open. */
  stillOpen(ids: readonly string[]): Promise<readonly FollowUp[]>;
  fulfilledBy(contactIds: readonly string[]): Promise<readonly FollowUp[]>;
  /** What the person promised with the last message, as far as it is open; or with the message named. */
  lastBy(authorId: string, inboxId?: string): Promise<readonly FollowUp[]>;
  /** Fulfilled by a contact, or dropped where none is named. */
  close(ids: readonly string[], at: Date, contactId?: string): Promise<void>;
  /** The contacts are no more what they were: what they had fulfilled is open again. */
  reopenFulfilledBy(contactIds: readonly string[]): Promise<void>;
}

export function followUpsTable(rows: Rows, words: Words): FollowUps {
  const place = (row: string) => ({ table: 'FollowUp', column: 'textSealed', row });
  return {
    async add(followUps) {
      for (const { text, ...followUp } of followUps) {
        await rows.followUp.create({
          data: { ...followUp, textSealed: await words.seal(followUp.studentId, place(followUp.id), text) },
          select: { id: true },
        });
      }
    },
    async text({ id, studentId }) {
      const { textSealed } = await rows.followUp.findUniqueOrThrow({
        where: { id },
        select: { textSealed: true },
      });
      return words.open(studentId, place(id), textSealed);
    },
    async openOf(authorId, studentIds) {
      const found = await rows.followUp.findMany({
        where: {
          authorId,
          closedAt: null,
          ...(studentIds === undefined ? {} : { studentId: { in: [...studentIds] } }),
        },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return found.map(toFollowUp).sort(byDay);
    },
    async openOn(schoolId, on) {
      const found = await rows.followUp.findMany({
        where: { schoolId, dueOn: on, closedAt: null },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return found.map(toFollowUp);
    },
    async stillOpen(ids) {
      const found = await rows.followUp.findMany({ where: { id: { in: [...ids] }, closedAt: null } });
      return found.map(toFollowUp).sort(byDay);
    },
    async fulfilledBy(contactIds) {
      const found = await rows.followUp.findMany({ where: { closedById: { in: [...contactIds] } } });
      return found.map(toFollowUp).sort(byDay);
    },
    async lastBy(authorId, inboxId) {
      const newest = await rows.followUp.findFirst({
        where: { authorId, closedAt: null, ...(inboxId === undefined ? {} : { inboxId }) },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      });
      if (newest === null) return [];
      if (newest.inboxId === null) return [toFollowUp(newest)];
      const together = await rows.followUp.findMany({
        where: { inboxId: newest.inboxId, closedAt: null },
        orderBy: { id: 'asc' },
      });
      return together.map(toFollowUp);
    },
    async close(ids, at, contactId) {
      await rows.followUp.updateMany({
        where: { id: { in: [...ids] }, closedAt: null },
        data: { closedAt: at, ...(contactId === undefined ? {} : { closedById: contactId }) },
      });
    },
    async reopenFulfilledBy(contactIds) {
      await rows.followUp.updateMany({
        where: { closedById: { in: [...contactIds] } },
        data: { closedAt: null, closedById: null },
      });
    },
  };
}

function byDay(a: FollowUp, b: FollowUp): number {
  if (a.dueOn === b.dueOn) return 0;
  if (a.dueOn === undefined || b.dueOn === undefined) return a.dueOn === undefined ? 1 : -1;
  return a.dueOn < b.dueOn ? -1 : 1;
}

function toFollowUp(row: {
  id: string;
  schoolId: string;
  authorId: string;
  studentId: string;
  kind: string | null;
  dueOn: string | null;
  inboxId: string | null;
  createdAt: Date;
}): FollowUp {
  return {
    id: row.id,
    schoolId: row.schoolId,
    authorId: row.authorId,
    studentId: row.studentId,
    createdAt: row.createdAt,
    ...(row.kind === null ? {} : { kind: readWord(contactKinds, row.kind) }),
    ...(row.dueOn === null ? {} : { dueOn: readDay(row.dueOn) }),
    ...(row.inboxId === null ? {} : { inboxId: row.inboxId }),
  };
}
