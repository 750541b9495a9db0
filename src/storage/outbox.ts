/**
 * What is to be sent, to whom, and what became of it. A row is written in the transaction of the change that asks for
 * it, claimed by a conditional update under a lease, and marked after the platform answered.
 */
import { z } from 'zod';
import type { Words } from './data-keys.ts';
import { readWord } from './read-word.ts';
import { isTaken, type Rows } from './rows.ts';

/**
 * waiting → claimed (safe to take over when the lease ends) → calling (the platform may have it) →
 * accepted (the platform tells the outcome later) → sent | refused | unknown. Or dropped: settled, expired, not
 * wanted any more. Or dead: given up after the last attempt.
 */
export const noticeStates = [
  'waiting',
  'claimed',
  'calling',
  'accepted',
  'sent',
  'refused',
  'unknown',
  'dropped',
  'dead',
] as const;
export type NoticeState = (typeof noticeStates)[number];

export const noticeChannels = ['app', 'school_notice', 'reply'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

export interface NewNotice {
  readonly id: string;
  readonly schoolId: string;
  readonly accountId: string;
  /** Absent only for the answer to a stranger, which travels by the address of the chat. */
  readonly personId?: string;
  readonly channel: NoticeChannel;
  readonly card: string;
  /** Ids, rule ids and window days only: never a name, never a note. */
  readonly payload: Readonly<Record<string, string>>;
  /** Exempt from quiet hours and caps: what somebody just asked for, raised concerns. */
  readonly isUrgent: boolean;
  /** Planning twice writes once. */
  readonly naturalKey: string;
  readonly notBeforeAt: Date;
  readonly notAfterAt: Date;
  readonly createdAt: Date;
}

export interface Notice extends NewNotice {
  readonly state: NoticeState;
  readonly callId?: string;
  readonly attempts: number;
  readonly platformRef?: string;
}

export interface CallBeginning {
  readonly callId: string;
  readonly holder: string;
  /** Absent where the call is made again to the letter. */
  readonly begins?: {
    readonly at: Date;
    /** What it says, where that is not stored elsewhere. */
    readonly card?: string;
  };
}

/** A call that was made and may have arrived. */
export interface BegunCall {
  readonly at: Date;
  readonly card?: string;
}

export interface NoticeEnd {
  readonly state: 'sent' | 'refused' | 'unknown' | 'dropped' | 'dead';
  /** A code or a short reason: never content. */
  readonly reason?: string;
  readonly at: Date;
}

export interface NoticeRetry {
  readonly at: Date;
  readonly reason: string;
  readonly mayHaveArrived: boolean;
}

export interface Outbox {
  /** Adds what is not there yet; how many were new. Not for use inside a transaction that others may race. */
  plan(notices: readonly NewNotice[]): Promise<number>;
  /** Adds one notice inside the transaction of its change. Throws where its natural key is taken: see `isTaken`. */
  add(notice: NewNotice): Promise<void>;
  /**
   * Waiting notices whose time has come, urgent first, then by deadline; about `limit` of them, but always all of a
   * person's, so that what goes to one person can become one message.
   */
  due(accountId: string, now: Date, limit: number): Promise<readonly Notice[]>;
  /** Due notices that say the same as this one to other people, itself among them, never begun before. */
  alike(notice: Notice, now: Date): Promise<readonly Notice[]>;
  find(id: string): Promise<Notice | undefined>;
  /** Notices of one earlier call, for a retry with the same content. */
  ofCall(callId: string): Promise<readonly Notice[]>;
  /** Claims those still waiting; the ids that were. */
  claim(
    ids: readonly string[],
    claim: { holder: string; leaseUntil: Date; callId: string },
  ): Promise<readonly string[]>;
  /**
   * Last step before the platform is called: from here on the outcome may be unknown. Inside a transaction only, since
   * words are sealed. How many notices it stands for; none where the claim was lost.
   */
  calling(call: CallBeginning): Promise<number>;
  /** What an earlier attempt of the call said, where it may have arrived. */
  begunCall(callId: string): Promise<BegunCall | undefined>;
  /** Nothing that was to be said stays stored; a call made again is then laid out anew. */
  forgetCards(schoolId: string): Promise<void>;
  accepted(ids: readonly string[], platformRef: string, leaseUntil: Date): Promise<void>;
  /** Those of at most so many calls, each call whole. */
  awaitingFate(accountId: string, calls: number): Promise<readonly Notice[]>;
  end(ids: readonly string[], end: NoticeEnd): Promise<void>;
  /** Back to waiting, not before `at`. `mayHaveArrived`: then the same is said again to the letter. */
  retry(ids: readonly string[], retry: NoticeRetry): Promise<void>;
  /** Moves waiting notices to a later moment: quiet hours, a cap. */
  postpone(ids: readonly string[], at: Date): Promise<void>;
  /** Claims and calls whose holder died. */
  abandoned(accountId: string, now: Date): Promise<readonly Notice[]>;
  release(ids: readonly string[]): Promise<void>;
  /** How many calls reached or may have reached each of these people since an instant; urgent ones do not count. */
  callsSince(personIds: readonly string[], since: Date): Promise<ReadonlyMap<string, number>>;
  /** People whom the platform refused a notice whose natural key begins so. */
  refused(keyBeginning: string): Promise<readonly string[]>;
  /** Of any urgency: how many calls to a person's app reached it since an instant or are on their way. */
  callsInFlight(accountId: string, personId: string, since: Date): Promise<number>;
  isPlanned(naturalKey: string): Promise<boolean>;
  /** One holder per account at a time; true where the caller is it until `until`. */
  takeLane(accountId: string, holder: string, now: Date, until: Date): Promise<boolean>;
  leaveLane(accountId: string, holder: string): Promise<void>;
  countByState(): Promise<Readonly<Partial<Record<NoticeState, number>>>>;
  /** The earliest moment at which something waits to be sent. */
  nextDueAt(): Promise<Date | undefined>;
}

const mostAtOnce = 1_000;
const payloadSchema = z.record(z.string(), z.string());
const finalStates: readonly NoticeState[] = ['sent', 'refused', 'unknown', 'dropped', 'dead'];
/** Of a call whose outcome is known. */
const ended = { beganAt: null, cardSealed: null };

export function outboxTable(rows: Rows, words: Words): Outbox {
  const place = (row: string) => ({ table: 'OutboxNotice', column: 'cardSealed', row });
  const idIn = (ids: readonly string[]) => ({ id: { in: [...ids] } });
  const asRow = ({ payload, ...notice }: NewNotice) => ({
    ...notice,
    payload: JSON.stringify(payload),
    state: 'waiting' as const,
  });
  const create = async (notice: NewNotice): Promise<void> => {
    await rows.outboxNotice.create({ data: asRow(notice), select: { id: true } });
  };
  /** Where somebody else plans the same at the same time. */
  const addOneByOne = async (notices: readonly NewNotice[]): Promise<number> => {
    let added = 0;
    for (const notice of notices) {
      try {
        await create(notice);
        added += 1;
      } catch (error) {
        if (!isTaken(error)) throw error;
      }
    }
    return added;
  };
  return {
    async plan(notices) {
      const keys = notices.map((notice) => notice.naturalKey);
      const there = await rows.outboxNotice.findMany({
        where: { naturalKey: { in: keys } },
        select: { naturalKey: true },
      });
      const known = new Set(there.map((row) => row.naturalKey));
      const fresh = notices.filter((notice) => !known.has(notice.naturalKey));
      if (fresh.length === 0) return 0;
      try {
        // All at once: another instance must not find half of what merges into one message.
        await rows.outboxNotice.createMany({ data: fresh.map(asRow) });
        return fresh.length;
      } catch (error) {
        if (!isTaken(error)) throw error;
        return addOneByOne(fresh);
      }
    },
    add: create,
    async due(accountId, now, limit) {
      const isDue = { accountId, state: 'waiting', notBeforeAt: { lte: now } };
      const order = [
        { isUrgent: 'desc' as const },
        { notAfterAt: 'asc' as const },
        { createdAt: 'asc' as const },
        { id: 'asc' as const },
      ];
      const found = await rows.outboxNotice.findMany({ where: isDue, orderBy: order, take: limit });
      if (found.length < limit) return found.map(toNotice);
      const personIds = [...new Set(found.flatMap(({ personId }) => personId ?? []))];
      const theirs = await rows.outboxNotice.findMany({
        where: { ...isDue, personId: { in: personIds } },
        orderBy: order,
      });
      const strangers = found.filter(({ personId }) => personId === null);
      return [...strangers, ...theirs].map(toNotice);
    },
    async alike({ accountId, channel, card, payload }, now) {
      const found = await rows.outboxNotice.findMany({
        where: {
          accountId,
          channel,
          card,
          payload: JSON.stringify(payload),
          state: 'waiting',
          attempts: 0,
          notBeforeAt: { lte: now },
        },
        orderBy: { id: 'asc' },
      });
      return found.map(toNotice);
    },
    async find(id) {
      const row = await rows.outboxNotice.findUnique({ where: { id } });
      return row === null ? undefined : toNotice(row);
    },
    ofCall: async (callId) =>
      (await rows.outboxNotice.findMany({ where: { callId }, orderBy: { id: 'asc' } })).map(toNotice),
    async claim(ids, claim) {
      const claimed = await rows.outboxNotice.updateManyAndReturn({
        where: { ...idIn(ids), state: 'waiting' },
        data: { state: 'claimed', ...claim },
        select: { id: true },
      });
      return claimed.map((row) => row.id);
    },
    async calling({ callId, holder, begins }) {
      const { count } = await rows.outboxNotice.updateMany({
        where: { callId, holder, state: 'claimed' },
        data: { state: 'calling', attempts: { increment: 1 } },
      });
      if (count === 0 || begins === undefined) return count;
      // The others may expire before it.
      const { id, schoolId } = await rows.outboxNotice.findFirstOrThrow({
        where: { callId, state: 'calling' },
        orderBy: [{ notAfterAt: 'desc' }, { id: 'asc' }],
        select: { id: true, schoolId: true },
      });
      const { at, card } = begins;
      const cardSealed = card === undefined ? null : await words.seal(schoolId, place(id), card);
      await rows.outboxNotice.update({
        where: { id },
        data: { beganAt: at, cardSealed },
        select: { id: true },
      });
      return count;
    },
    async begunCall(callId) {
      const row = await rows.outboxNotice.findFirst({
        where: { callId, beganAt: { not: null } },
        select: { id: true, schoolId: true, beganAt: true, cardSealed: true },
      });
      if (row === null || row.beganAt === null) return undefined;
      const { id, schoolId, beganAt, cardSealed } = row;
      if (cardSealed === null) return { at: beganAt };
      return { at: beganAt, card: await words.open(schoolId, place(id), cardSealed) };
    },
    async forgetCards(schoolId) {
      await rows.outboxNotice.updateMany({
        where: { schoolId, cardSealed: { not: null } },
        data: { cardSealed: null },
      });
    },
    async accepted(ids, platformRef, leaseUntil) {
      await rows.outboxNotice.updateMany({
        where: idIn(ids),
        data: { state: 'accepted', platformRef, leaseUntil },
      });
    },
    async awaitingFate(accountId, calls) {
      const accepted = { accountId, state: 'accepted' };
      const refs = await rows.outboxNotice.groupBy({
        by: ['platformRef'],
        where: accepted,
        orderBy: { platformRef: 'asc' },
        take: calls,
      });
      const found = await rows.outboxNotice.findMany({
        where: { ...accepted, platformRef: { in: refs.flatMap(({ platformRef }) => platformRef ?? []) } },
        orderBy: { id: 'asc' },
      });
      return found.map(toNotice);
    },
    async end(ids, { state, reason, at }) {
      await rows.outboxNotice.updateMany({
        where: { ...idIn(ids), state: { notIn: [...finalStates] } },
        data: { state, lastError: reason ?? null, settledAt: at, holder: null, leaseUntil: null, ...ended },
      });
    },
    async retry(ids, { at, reason, mayHaveArrived }) {
      await rows.outboxNotice.updateMany({
        where: { ...idIn(ids), state: { notIn: [...finalStates] } },
        data: {
          state: 'waiting',
          notBeforeAt: at,
          lastError: reason,
          holder: null,
          leaseUntil: null,
          ...(mayHaveArrived ? {} : ended),
        },
      });
    },
    async postpone(ids, at) {
      await rows.outboxNotice.updateMany({
        where: { ...idIn(ids), state: 'waiting' },
        data: { notBeforeAt: at },
      });
    },
    async abandoned(accountId, now) {
      const found = await rows.outboxNotice.findMany({
        where: { accountId, state: { in: ['claimed', 'calling'] }, leaseUntil: { lt: now } },
        orderBy: { id: 'asc' },
      });
      return found.map(toNotice);
    },
    async release(ids) {
      await rows.outboxNotice.updateMany({
        where: { ...idIn(ids), state: { in: ['claimed', 'calling'] } },
        data: { state: 'waiting', holder: null, leaseUntil: null },
      });
    },
    async callsSince(personIds, since) {
      const counts = new Map<string, number>();
      for (let from = 0; from < personIds.length; from += mostAtOnce) {
        const found = await rows.outboxNotice.findMany({
          where: {
            personId: { in: personIds.slice(from, from + mostAtOnce) },
            isUrgent: false,
            OR: [
              { state: { in: ['sent', 'unknown', 'accepted'] }, settledAt: { gte: since } },
              { state: { in: ['claimed', 'calling', 'accepted'] } },
            ],
          },
          select: { personId: true, callId: true },
          distinct: ['personId', 'callId'],
        });
        for (const { personId } of found)
          if (personId !== null) counts.set(personId, (counts.get(personId) ?? 0) + 1);
      }
      return counts;
    },
    async refused(keyBeginning) {
      const found = await rows.outboxNotice.findMany({
        where: { naturalKey: { startsWith: keyBeginning }, state: 'refused' },
        select: { personId: true },
      });
      return found.flatMap(({ personId }) => personId ?? []);
    },
    async callsInFlight(accountId, personId, since) {
      const found = await rows.outboxNotice.findMany({
        where: {
          accountId,
          personId,
          channel: 'app',
          OR: [
            { settledAt: { gte: since }, state: { in: ['sent', 'unknown'] } },
            { createdAt: { gte: since }, state: { in: ['waiting', 'claimed', 'calling', 'accepted'] } },
          ],
        },
        select: { id: true, callId: true },
      });
      return new Set(found.map(({ id, callId }) => callId ?? id)).size;
    },
    async isPlanned(naturalKey) {
      return (await rows.outboxNotice.count({ where: { naturalKey } })) > 0;
    },
    async takeLane(accountId, holder, now, until) {
      const { count } = await rows.platformAccount.updateMany({
        where: {
          id: accountId,
          OR: [{ laneHolder: null }, { laneHolder: holder }, { laneUntil: { lt: now } }],
        },
        data: { laneHolder: holder, laneUntil: until },
      });
      return count === 1;
    },
    async leaveLane(accountId, holder) {
      await rows.platformAccount.updateMany({
        where: { id: accountId, laneHolder: holder },
        data: { laneHolder: null, laneUntil: null },
      });
    },
    async countByState() {
      const counts = await rows.outboxNotice.groupBy({ by: ['state'], _count: { _all: true } });
      return Object.fromEntries(counts.map((row) => [readWord(noticeStates, row.state), row._count._all]));
    },
    async nextDueAt() {
      const { _min } = await rows.outboxNotice.aggregate({
        where: { state: 'waiting' },
        _min: { notBeforeAt: true },
      });
      return _min.notBeforeAt ?? undefined;
    },
  };
}

function toNotice(row: {
  id: string;
  schoolId: string;
  accountId: string;
  personId: string | null;
  channel: string;
  card: string;
  payload: string;
  isUrgent: boolean;
  naturalKey: string;
  notBeforeAt: Date;
  notAfterAt: Date;
  createdAt: Date;
  state: string;
  callId: string | null;
  attempts: number;
  platformRef: string | null;
}): Notice {
  const { callId, platformRef, personId, ...notice } = row;
  return {
    ...notice,
    channel: readWord(noticeChannels, row.channel),
    state: readWord(noticeStates, row.state),
    payload: payloadSchema.parse(JSON.parse(row.payload)),
    ...(personId === null ? {} : { personId }),
    ...(callId === null ? {} : { callId }),
    ...(platformRef === null ? {} : { platformRef }),
  };
}
