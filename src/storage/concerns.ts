/** Concerns about a child: what was said, how its reporter decided, who was told and took note. The words are sealed. */
import { type ConcernStrength, concernStrengths } from '../domain/concern/strength.ts';
import type { Words } from './data-keys.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

/** waiting for the reporter's decision → raised | noted | harmless. */
export const concernStates = ['waiting', 'raised', 'noted', 'harmless'] as const;
export type ConcernState = (typeof concernStates)[number];

export interface NewConcern {
  readonly id: string;
  readonly schoolId: string;
  /** Absent while nobody is named. */
  readonly studentId?: string;
  readonly reporterId: string;
  /** The message or form it came with, shared by the contacts filed from it. */
  readonly inboxId: string;
  readonly signs: readonly string[];
  readonly strength: ConcernStrength;
  readonly text: string;
  readonly askedAt: Date;
}

/** Without its words. */
export interface Concern extends Omit<NewConcern, 'text'> {
  readonly sealedFor: string;
  readonly state: ConcernState;
}

export interface NewConcernRecipient {
  readonly id: string;
  readonly concernId: string;
  readonly personId: string;
  readonly mustConfirm: boolean;
  readonly toldAt: Date;
  readonly acknowledgedAt?: Date;
}

export type ConcernRecipient = Omit<NewConcernRecipient, 'id'>;

export interface Concerns {
  add(concern: NewConcern): Promise<void>;
  find(id: string): Promise<Concern | undefined>;
  words(concern: Pick<Concern, 'id' | 'sealedFor'>): Promise<string>;
  /** By the end of its id, as buttons carry it. */
  findMarked(schoolId: string, mark: string): Promise<Concern | undefined>;
  /** What one message still asks its reporter or those told of it: the newest, or the one whose id ends like this. */
  waitingOf(personId: string, mark?: string): Promise<readonly Concern[]>;
  /** False where it was decided before. */
  decide(id: string, state: 'raised' | 'noted' | 'harmless', at: Date): Promise<boolean>;
  /** The child was named later: the words move under the child's own key. */
  name(concern: Concern, studentId: string): Promise<void>;
  ofMessage(inboxId: string): Promise<readonly Concern[]>;
  /** To another child: the words move under its key, and nobody but the reporter has taken note of it. */
  move(concern: Concern, studentId: string): Promise<void>;
  tell(recipients: readonly NewConcernRecipient[]): Promise<void>;
  recipients(concernId: string): Promise<readonly ConcernRecipient[]>;
  /** What this person was told of and has not taken note of, newest first. */
  unacknowledgedBy(personId: string): Promise<readonly string[]>;
  /** The newest concern this person was told of since then. */
  lastToldTo(personId: string, since: Date): Promise<string | undefined>;
  /** False where it was done before, or the person is no recipient. */
  acknowledge(concernId: string, personId: string, at: Date): Promise<boolean>;
  /** Who was told of the concerns that came with these messages (V-02). */
  receivedBy(inboxId: string): Promise<readonly string[]>;
}

/** How far back somebody who was told may still decide. */
const mostTold = 50;

export function concernsTable(rows: Rows, words: Words): Concerns {
  const place = (row: string) => ({ table: 'Concern', column: 'textSealed', row });
  return {
    async add({ text, signs, ...concern }) {
      const sealedFor = concern.studentId ?? concern.schoolId;
      await rows.concern.create({
        data: {
          ...concern,
          signs: signs.join(','),
          sealedFor,
          textSealed: await words.seal(sealedFor, place(concern.id), text),
          state: 'waiting',
        },
        select: { id: true },
      });
    },
    async find(id) {
      const row = await rows.concern.findUnique({ where: { id } });
      return row === null ? undefined : toConcern(row);
    },
    async words({ id, sealedFor }) {
      const { textSealed } = await rows.concern.findUniqueOrThrow({
        where: { id },
        select: { textSealed: true },
      });
      return words.open(sealedFor, place(id), textSealed);
    },
    async findMarked(schoolId, mark) {
      const row = await rows.concern.findFirst({
        where: { schoolId, id: { endsWith: mark } },
        orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      });
      return row === null ? undefined : toConcern(row);
    },
    async waitingOf(personId, mark) {
      const told = await rows.concernRecipient.findMany({
        where: { personId },
        orderBy: [{ toldAt: 'desc' }, { id: 'desc' }],
        take: mostTold,
        select: { concernId: true },
      });
      const ids = told.map(({ concernId }) => concernId);
      const waiting = { state: 'waiting', OR: [{ reporterId: personId }, { id: { in: ids } }] };
      const newest = await rows.concern.findFirst({
        where: { ...waiting, ...(mark === undefined ? {} : { inboxId: { endsWith: mark } }) },
        orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      });
      if (newest === null) return [];
      const together = await rows.concern.findMany({
        where: { ...waiting, inboxId: newest.inboxId },
        orderBy: { id: 'asc' },
      });
      return together.map(toConcern);
    },
    async decide(id, state, at) {
      const { count } = await rows.concern.updateMany({
        where: { id, state: 'waiting' },
        data: { state, decidedAt: at },
      });
      return count === 1;
    },
    async name(concern, studentId) {
      const text = await this.words(concern);
      const textSealed = await words.seal(studentId, place(concern.id), text);
      await rows.concern.updateMany({
        where: { id: concern.id, studentId: null },
        data: { studentId, sealedFor: studentId, textSealed },
      });
    },
    async ofMessage(inboxId) {
      const found = await rows.concern.findMany({ where: { inboxId }, orderBy: { id: 'asc' } });
      return found.map(toConcern);
    },
    async move(concern, studentId) {
      const text = await this.words(concern);
      const textSealed = await words.seal(studentId, place(concern.id), text);
      await rows.concern.update({
        where: { id: concern.id },
        data: { studentId, sealedFor: studentId, textSealed },
        select: { id: true },
      });
      await rows.concernRecipient.updateMany({
        where: { concernId: concern.id, personId: { not: concern.reporterId } },
        data: { acknowledgedAt: null },
      });
    },
    async tell(recipients) {
      await rows.concernRecipient.createMany({ data: [...recipients] });
    },
    async recipients(concernId) {
      const found = await rows.concernRecipient.findMany({
        where: { concernId },
        orderBy: [{ toldAt: 'asc' }, { id: 'asc' }],
      });
      return found.map(({ personId, mustConfirm, toldAt, acknowledgedAt }) => ({
        concernId,
        personId,
        mustConfirm,
        toldAt,
        ...(acknowledgedAt === null ? {} : { acknowledgedAt }),
      }));
    },
    async unacknowledgedBy(personId) {
      const found = await rows.concernRecipient.findMany({
        where: { personId, acknowledgedAt: null },
        orderBy: [{ toldAt: 'desc' }, { id: 'desc' }],
        select: { concernId: true },
      });
      return found.map(({ concernId }) => concernId);
    },
    async lastToldTo(personId, since) {
      const found = await rows.concernRecipient.findFirst({
        where: { personId, toldAt: { gte: since } },
        orderBy: [{ toldAt: 'desc' }, { id: 'desc' }],
        select: { concernId: true },
      });
      return found?.concernId;
    },
    async acknowledge(concernId, personId, at) {
      const { count } = await rows.concernRecipient.updateMany({
        where: { concernId, personId, acknowledgedAt: null },
        data: { acknowledgedAt: at },
      });
      return count === 1;
    },
    async receivedBy(inboxId) {
      const concerns = await rows.concern.findMany({ where: { inboxId }, select: { id: true } });
      if (concerns.length === 0) return [];
      const found = await rows.concernRecipient.findMany({
        where: { concernId: { in: concerns.map(({ id }) => id) } },
        select: { personId: true },
      });
      return [...new Set(found.map(({ personId }) => personId))];
    },
  };
}

function toConcern(row: {
  id: string;
  schoolId: string;
  studentId: string | null;
  reporterId: string;
  inboxId: string | null;
  signs: string;
  strength: string;
  sealedFor: string;
  state: string;
  askedAt: Date;
}): Concern {
  return {
    id: row.id,
    schoolId: row.schoolId,
    ...(row.studentId === null ? {} : { studentId: row.studentId }),
    reporterId: row.reporterId,
    inboxId: row.inboxId ?? '',
    signs: row.signs === '' ? [] : row.signs.split(','),
    strength: readWord(concernStrengths, row.strength),
    sealedFor: row.sealedFor,
    state: readWord(concernStates, row.state),
    askedAt: row.askedAt,
  };
}
