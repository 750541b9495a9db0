/** Who a platform's user id is. */
import { foldUserId } from '../domain/directory/fold-user-id.ts';
import type { Platform } from '../domain/vocabulary.ts';
import type { Rows } from './rows.ts';

export type Reach = { readonly accountId: string } | 'not_subscribed';

export interface Identities {
  /**
   * The person behind a sender, and a lock on that person's messages until the transaction ends: two messages of one
   * person are worked on one after the other, on every instance (reliability.md R6).
   */
  takeTurn(accountId: string, platform: Platform, userId: string, at: Date): Promise<string | undefined>;
  /** The same lock for somebody who acts on a page. */
  takeTurnOf(accountId: string, personId: string, at: Date): Promise<void>;
  /** The person behind a platform's user id; nobody who has left the school. */
  personOf(accountId: string, platform: Platform, userId: string): Promise<string | undefined>;
  /** Platform ids of people, in this account. */
  userIds(accountId: string, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** For everybody of a school: the account last written from, else the first there is. */
  accountsInUse(schoolId: string): Promise<ReadonlyMap<string, string>>;
  /**
   * For everybody of a school who has an account: the one a notice goes by. A guardian who does not follow the school's
   * notices on one platform is reached on the other, or not at all.
   */
  reach(schoolId: string): Promise<ReadonlyMap<string, Reach>>;
  /** Every identity of an account. */
  list(accountId: string): Promise<readonly { personId: string; userId: string }[]>;
}

export function identitiesTable(rows: Rows): Identities {
  return {
    async takeTurn(accountId, platform, userId, at) {
      const taken = await rows.platformIdentity.updateManyAndReturn({
        where: { accountId, foldedUserId: foldUserId(platform, userId), endedAt: null },
        data: { lastMessageAt: at },
        select: { personId: true },
      });
      return taken[0]?.personId;
    },
    async takeTurnOf(accountId, personId, at) {
      await rows.platformIdentity.updateMany({
        where: { accountId, personId },
        data: { lastMessageAt: at },
      });
    },
    async personOf(accountId, platform, userId) {
      const identity = await rows.platformIdentity.findUnique({
        where: { accountId_foldedUserId: { accountId, foldedUserId: foldUserId(platform, userId) } },
        select: { personId: true, endedAt: true },
      });
      if (identity === null || identity.endedAt !== null) return undefined;
      const person = await rows.person.findFirst({
        where: { id: identity.personId, endedOn: null },
        select: { id: true },
      });
      return person?.id;
    },
    async userIds(accountId, personIds) {
      const found = await rows.platformIdentity.findMany({
        where: { accountId, personId: { in: [...personIds] }, endedAt: null },
        select: { personId: true, userId: true },
      });
      return new Map(found.map((row) => [row.personId, row.userId]));
    },
    async accountsInUse(schoolId) {
      const accounts = await rows.platformAccount.findMany({ where: { schoolId }, select: { id: true } });
      const found = await rows.platformIdentity.findMany({
        where: { accountId: { in: accounts.map(({ id }) => id) }, endedAt: null },
        orderBy: [{ lastMessageAt: { sort: 'asc', nulls: 'first' } }, { accountId: 'desc' }],
        select: { personId: true, accountId: true },
      });
      return new Map(found.map((row) => [row.personId, row.accountId]));
    },
    async reach(schoolId) {
      const accounts = await rows.platformAccount.findMany({ where: { schoolId }, select: { id: true } });
      const found = await rows.platformIdentity.findMany({
        where: { accountId: { in: accounts.map(({ id }) => id) }, endedAt: null },
        orderBy: [{ lastMessageAt: { sort: 'asc', nulls: 'first' } }, { accountId: 'desc' }],
        select: { personId: true, accountId: true, isSubscribed: true },
      });
      const reach = new Map<string, Reach>();
      for (const { personId, accountId, isSubscribed } of found) {
        if (isSubscribed !== false) reach.set(personId, { accountId });
        else if (!reach.has(personId)) reach.set(personId, 'not_subscribed');
      }
      return reach;
    },
    list: (accountId) =>
      rows.platformIdentity.findMany({
        where: { accountId, endedAt: null },
        select: { personId: true, userId: true },
      }),
  };
}
