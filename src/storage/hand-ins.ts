/** Entries that are handed in: plans, journals, reflections, comments, checks, scores. Their words are sealed. */
import { z } from 'zod';
import { type Day, readDay } from '../domain/day.ts';
import type { HandInFact } from '../domain/duties/facts.ts';
import { type HandInKind, handInKinds } from '../domain/vocabulary.ts';
import type { Words } from './data-keys.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

export interface NewHandIn {
  readonly id: string;
  readonly schoolId: string;
  readonly kind: HandInKind;
  readonly authorId: string;
  /** Who wrote it down: the author, or the mentor for a student. */
  readonly loggedById: string;
  readonly handedInOn: Day;
  readonly loggedAt: Date;
  readonly studentId?: string;
  /** The mentor that was checked or scored. */
  readonly mentorId?: string;
  readonly windowFirstOn?: Day;
  readonly examId?: string;
  readonly part?: string;
  /** Of a score: a decimal as text. */
  readonly value?: string;
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly inboxId?: string;
}

export interface FiledHandIn {
  readonly id: string;
  readonly kind: HandInKind;
  readonly loggedAt: Date;
  readonly handedInOn: Day;
  readonly studentId?: string;
  readonly inboxId?: string;
}

export interface HandIns {
  add(handIn: NewHandIn): Promise<void>;
  /** A reflection marked by the mentor. */
  mark(id: string, on: Day): Promise<void>;
  withdraw(ids: readonly string[], at: Date): Promise<void>;
  /** What this person wrote down with the last message that still stands, or with the one named. */
  lastFiledBy(loggedById: string, inboxId?: string): Promise<readonly FiledHandIn[]>;
  /** What this person wrote down since a moment and still stands, newest first; those of these ids where they are given. */
  filedSince(loggedById: string, since: Date, ids?: readonly string[]): Promise<readonly FiledHandIn[]>;
  setFields(id: string, fields: Readonly<Record<string, string>>): Promise<void>;
  /** What the duty engine needs: about these students, or by or about these people, or the whole school. */
  facts(schoolId: string, fromOn: Day, peopleIds?: readonly string[]): Promise<readonly HandInFact[]>;
  /** Of the newest entries about the student that fill one of these fields, the fields. */
  fieldsAbout(
    studentId: string,
    names: readonly string[],
    limit: number,
  ): Promise<readonly Readonly<Record<string, string>>[]>;
  words(id: string): Promise<{ readonly text: string; readonly fields: Readonly<Record<string, string>> }>;
}

const wordsSchema = z.object({ text: z.string(), fields: z.record(z.string(), z.string()) });

export function handInsTable(rows: Rows, words: Words): HandIns {
  const place = (row: string) => ({ table: 'HandIn', column: 'wordsSealed', row });
  async function wordsOf(row: { id: string; sealedFor: string; wordsSealed: string }) {
    return wordsSchema.parse(JSON.parse(await words.open(row.sealedFor, place(row.id), row.wordsSealed)));
  }
  return {
    async add({ text, fields, ...handIn }) {
      const sealedFor = handIn.studentId ?? handIn.schoolId;
      const wordsSealed = await words.seal(sealedFor, place(handIn.id), JSON.stringify({ text, fields }));
      const fieldNames = filledNames(fields).join(',');
      await rows.handIn.create({
        data: { ...handIn, sealedFor, wordsSealed, fieldNames },
        select: { id: true },
      });
    },
    async mark(id, on) {
      await rows.handIn.updateMany({ where: { id, markedOn: null }, data: { markedOn: on } });
    },
    async withdraw(ids, at) {
      await rows.handIn.updateMany({
        where: { id: { in: [...ids] }, withdrawnAt: null },
        data: { withdrawnAt: at },
      });
    },
    async lastFiledBy(loggedById, inboxId) {
      const newest = await rows.handIn.findFirst({
        where: { loggedById, withdrawnAt: null, ...(inboxId === undefined ? {} : { inboxId }) },
        orderBy: [{ loggedAt: 'desc' }, { id: 'desc' }],
      });
      if (newest === null) return [];
      const together =
        newest.inboxId === null
          ? [newest]
          : await rows.handIn.findMany({
              where: { inboxId: newest.inboxId, withdrawnAt: null },
              orderBy: { id: 'asc' },
            });
      return together.map(toFiled);
    },
    async filedSince(loggedById, since, ids) {
      const found = await rows.handIn.findMany({
        where: {
          loggedById,
          withdrawnAt: null,
          loggedAt: { gte: since },
          ...(ids === undefined ? {} : { id: { in: [...ids] } }),
        },
        orderBy: [{ loggedAt: 'desc' }, { id: 'desc' }],
      });
      return found.map(toFiled);
    },
    async setFields(id, fields) {
      const row = await rows.handIn.findUniqueOrThrow({ where: { id } });
      const { text } = await wordsOf(row);
      const wordsSealed = await words.seal(row.sealedFor, place(id), JSON.stringify({ text, fields }));
      await rows.handIn.update({
        where: { id },
        data: { wordsSealed, fieldNames: filledNames(fields).join(',') },
        select: { id: true },
      });
    },
    async facts(schoolId, fromOn, peopleIds) {
      const ids = peopleIds === undefined ? undefined : [...peopleIds];
      const found = await rows.handIn.findMany({
        where: {
          schoolId,
          withdrawnAt: null,
          handedInOn: { gte: fromOn },
          ...(ids === undefined
            ? {}
            : { OR: [{ authorId: { in: ids } }, { studentId: { in: ids } }, { mentorId: { in: ids } }] }),
        },
        select: {
          id: true,
          kind: true,
          authorId: true,
          handedInOn: true,
          studentId: true,
          mentorId: true,
          windowFirstOn: true,
          examId: true,
          part: true,
          value: true,
          markedOn: true,
          fieldNames: true,
        },
      });
      return found.map(
        (row): HandInFact => ({
          id: row.id,
          kind: readWord(handInKinds, row.kind),
          authorId: row.authorId,
          on: readDay(row.handedInOn),
          ...(row.studentId === null ? {} : { studentId: row.studentId }),
          ...(row.mentorId === null ? {} : { mentorId: row.mentorId }),
          ...(row.windowFirstOn === null ? {} : { windowFirstOn: readDay(row.windowFirstOn) }),
          ...(row.examId === null ? {} : { examId: row.examId }),
          ...(row.part === null ? {} : { part: row.part }),
          ...(row.value === null ? {} : { value: Number(row.value) }),
          ...(row.markedOn === null ? {} : { markedOn: readDay(row.markedOn) }),
          ...filledFields(row.fieldNames),
        }),
      );
    },
    async fieldsAbout(studentId, names, limit) {
      const found = await rows.handIn.findMany({
        where: {
          studentId,
          withdrawnAt: null,
          OR: names.map((name) => ({ fieldNames: { contains: name } })),
        },
        orderBy: [{ handedInOn: 'desc' }, { loggedAt: 'desc' }],
        take: limit,
        select: { id: true, sealedFor: true, wordsSealed: true },
      });
      const entries = [];
      for (const row of found) entries.push((await wordsOf(row)).fields);
      return entries;
    },
    async words(id) {
      const row = await rows.handIn.findUniqueOrThrow({ where: { id } });
      return wordsOf(row);
    },
  };
}

function toFiled(row: {
  id: string;
  kind: string;
  loggedAt: Date;
  handedInOn: string;
  studentId: string | null;
  inboxId: string | null;
}): FiledHandIn {
  return {
    id: row.id,
    kind: readWord(handInKinds, row.kind),
    loggedAt: row.loggedAt,
    handedInOn: readDay(row.handedInOn),
    ...(row.studentId === null ? {} : { studentId: row.studentId }),
    ...(row.inboxId === null ? {} : { inboxId: row.inboxId }),
  };
}

export function filledNames(fields: Readonly<Record<string, string>>): string[] {
  return Object.keys(fields).filter((name) => (fields[name] ?? '').trim() !== '');
}

/** The engine asks whether a field is filled, not with what: the words stay sealed. */
export function filledFields(fieldNames: string): { fields?: Readonly<Record<string, string>> } {
  if (fieldNames === '') return {};
  return { fields: Object.fromEntries(fieldNames.split(',').map((name) => [name, '✓'])) };
}
