/** Who is asked, once per child and per mentor. Whether an answer came is known, never when nor which. */
import { type Day, readDay } from '../domain/day.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

/** Why no notice reached somebody; who it is gets a slip instead. */
export const unreachableReasons = ['no_account', 'not_subscribed', 'refused'] as const;
export type UnreachableReason = (typeof unreachableReasons)[number];

export interface NewInvitation {
  readonly id: string;
  readonly schoolId: string;
  readonly questionnaireId: string;
  readonly personId: string;
  /** The child it is about, of a guardian; of a student the student; '' of staff. */
  readonly studentId: string;
  /** Whom it is about, else ''. */
  readonly mentorId: string;
  readonly classKey: string;
  readonly grade: string;
  readonly unreachable?: UnreachableReason;
}

export interface Invitation extends NewInvitation {
  readonly isUsed: boolean;
  readonly nudges: number;
  readonly nudgedOn?: Day;
}

/** How many were asked and how many answered. */
export interface Returned {
  readonly classKey: string;
  readonly invited: number;
  readonly returned: number;
}

/** How many were asked about a mentor, in one grade. */
export interface RatedMentor {
  readonly mentorId: string;
  readonly grade: string;
  readonly invited: number;
  readonly returned: number;
}

export interface Invitations {
  add(invitations: readonly NewInvitation[]): Promise<void>;
  /** The id comes from outside: it must be one of this questionnaire's and person's, the caller looks. */
  find(id: string): Promise<Invitation | undefined>;
  byCode(codeHash: string): Promise<Invitation | undefined>;
  /** By child, then by mentor. */
  ofPerson(questionnaireId: string, personId: string): Promise<readonly Invitation[]>;
  list(questionnaireId: string): Promise<readonly Invitation[]>;
  /** Not answered yet, of people whom a notice can reach. */
  unanswered(questionnaireId: string): Promise<readonly Invitation[]>;
  /** Not answered yet, of people whom no notice reached. */
  unreached(questionnaireId: string): Promise<readonly Invitation[]>;
  /** Those of these people who still have a sheet to fill in. */
  stillAsked(questionnaireIds: readonly string[], personIds: readonly string[]): Promise<ReadonlySet<string>>;
  countByClass(questionnaireId: string): Promise<readonly Returned[]>;
  /** By mentor and grade, of those that are about one. */
  rated(questionnaireId: string): Promise<readonly RatedMentor[]>;
  /** Of which questionnaires this mentor is the subject. */
  questionnairesAbout(schoolId: string, mentorId: string): Promise<readonly string[]>;
  /** Marks it used; false where it was before. Nobody else can use it until the transaction ends. */
  use(id: string): Promise<boolean>;
  /** Holds it as it is until the transaction ends; false where it was used. */
  holdUnused(id: string): Promise<boolean>;
  nudged(ids: readonly string[], on: Day): Promise<void>;
  markUnreachable(ids: readonly string[], reason: UnreachableReason): Promise<void>;
  /** A new slip takes the place of the one before. */
  setCodes(codes: readonly { readonly id: string; readonly codeHash: string }[]): Promise<void>;
}

const mostAtOnce = 1_000;

export function invitationsTable(rows: Rows): Invitations {
  return {
    async add(invitations) {
      await inChunks(invitations, async (data) => {
        await rows.invitation.createMany({ data: [...data] });
      });
    },
    async find(id) {
      const row = await rows.invitation.findUnique({ where: { id } });
      return row === null ? undefined : toInvitation(row);
    },
    async byCode(codeHash) {
      const row = await rows.invitation.findUnique({ where: { codeHash } });
      return row === null ? undefined : toInvitation(row);
    },
    async ofPerson(questionnaireId, personId) {
      const found = await rows.invitation.findMany({
        where: { questionnaireId, personId },
        orderBy: [{ studentId: 'asc' }, { mentorId: 'asc' }],
      });
      return found.map(toInvitation);
    },
    async list(questionnaireId) {
      const found = await rows.invitation.findMany({ where: { questionnaireId }, orderBy: { id: 'asc' } });
      return found.map(toInvitation);
    },
    async unanswered(questionnaireId) {
      const found = await rows.invitation.findMany({
        where: { questionnaireId, isUsed: false, unreachable: null },
        orderBy: { id: 'asc' },
      });
      return found.map(toInvitation);
    },
    async unreached(questionnaireId) {
      const found = await rows.invitation.findMany({
        where: { questionnaireId, isUsed: false, unreachable: { not: null } },
        orderBy: [{ classKey: 'asc' }, { studentId: 'asc' }, { id: 'asc' }],
      });
      return found.map(toInvitation);
    },
    async stillAsked(questionnaireIds, personIds) {
      const asked = new Set<string>();
      await inChunks(personIds, async (some) => {
        const found = await rows.invitation.findMany({
          where: {
            questionnaireId: { in: [...questionnaireIds] },
            personId: { in: [...some] },
            isUsed: false,
          },
          select: { personId: true },
        });
        for (const { personId } of found) asked.add(personId);
      });
      return asked;
    },
    async countByClass(questionnaireId) {
      const groups = await rows.invitation.groupBy({
        by: ['classKey', 'isUsed'],
        where: { questionnaireId },
        _count: { _all: true },
        orderBy: { classKey: 'asc' },
      });
      const counts = new Map<string, Returned>();
      for (const { classKey, isUsed, _count } of groups) {
        const before = counts.get(classKey) ?? { classKey, invited: 0, returned: 0 };
        counts.set(classKey, {
          classKey,
          invited: before.invited + _count._all,
          returned: before.returned + (isUsed ? _count._all : 0),
        });
      }
      return [...counts.values()];
    },
    async rated(questionnaireId) {
      const groups = await rows.invitation.groupBy({
        by: ['mentorId', 'grade', 'isUsed'],
        where: { questionnaireId, mentorId: { not: '' } },
        _count: { _all: true },
        orderBy: [{ mentorId: 'asc' }, { grade: 'asc' }],
      });
      const counts = new Map<string, RatedMentor>();
      for (const { mentorId, grade, isUsed, _count } of groups) {
        const key = `${mentorId} ${grade}`;
        const before = counts.get(key) ?? { mentorId, grade, invited: 0, returned: 0 };
        counts.set(key, {
          ...before,
          invited: before.invited + _count._all,
          returned: before.returned + (isUsed ? _count._all : 0),
        });
      }
      return [...counts.values()];
    },
    async questionnairesAbout(schoolId, mentorId) {
      const found = await rows.invitation.findMany({
        where: { schoolId, mentorId },
        distinct: ['questionnaireId'],
        orderBy: { questionnaireId: 'asc' },
        select: { questionnaireId: true },
      });
      return found.map(({ questionnaireId }) => questionnaireId);
    },
    async use(id) {
      const { count } = await rows.invitation.updateMany({
        where: { id, isUsed: false },
        data: { isUsed: true },
      });
      return count === 1;
    },
    async holdUnused(id) {
      const { count } = await rows.invitation.updateMany({
        where: { id, isUsed: false },
        data: { isUsed: false },
      });
      return count === 1;
    },
    async nudged(ids, on) {
      await inChunks(ids, async (some) => {
        await rows.invitation.updateMany({
          where: { id: { in: [...some] }, isUsed: false },
          data: { nudges: { increment: 1 }, nudgedOn: on },
        });
      });
    },
    async markUnreachable(ids, unreachable) {
      await inChunks(ids, async (some) => {
        await rows.invitation.updateMany({ where: { id: { in: [...some] } }, data: { unreachable } });
      });
    },
    async setCodes(codes) {
      for (const { id, codeHash } of codes) {
        await rows.invitation.updateMany({ where: { id, isUsed: false }, data: { codeHash } });
      }
    },
  };
}

async function inChunks<Item>(
  items: readonly Item[],
  work: (some: readonly Item[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += mostAtOnce)
    await work(items.slice(from, from + mostAtOnce));
}

interface InvitationRow {
  readonly id: string;
  readonly schoolId: string;
  readonly questionnaireId: string;
  readonly personId: string;
  readonly studentId: string;
  readonly mentorId: string;
  readonly classKey: string;
  readonly grade: string;
  readonly isUsed: boolean;
  readonly nudges: number;
  readonly nudgedOn: string | null;
  readonly unreachable: string | null;
}

function toInvitation(row: InvitationRow): Invitation {
  const { id, schoolId, questionnaireId, personId, studentId, mentorId } = row;
  const { classKey, grade, isUsed, nudges, nudgedOn, unreachable } = row;
  return {
    id,
    schoolId,
    questionnaireId,
    personId,
    studentId,
    mentorId,
    classKey,
    grade,
    isUsed,
    nudges,
    ...(nudgedOn === null ? {} : { nudgedOn: readDay(nudgedOn) }),
    ...(unreachable === null ? {} : { unreachable: readWord(unreachableReasons, unreachable) }),
  };
}
