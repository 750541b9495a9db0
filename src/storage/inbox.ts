/**
 * Every message that was acted on, once: the unique key on (account, de-duplication key) is what makes a redelivery
 * harmless. The reply is kept, sealed, so that a redelivery gets the same one.
 */
import type { Words } from './data-keys.ts';
import type { Rows } from './rows.ts';

export interface InboxEntry {
  readonly id: string;
  readonly accountId: string;
  readonly dedupeKey: string;
  readonly personId?: string;
  readonly receivedAt: Date;
  readonly intent: string;
  /** Whose data key seals the reply: the one student it is about, else the school. */
  readonly replySubject: string;
  /** The filled reply as JSON; empty where there is none. */
  readonly reply: string;
  /** DingTalk: the session webhook, a bearer secret. */
  readonly replyUrl?: string;
  readonly shows?: Shown;
}

/** What a reply showed that 改成昨天 may be about: a record, by the message that filed it, or something else. */
export type Shown = { readonly record: string } | 'something_else';

export interface StoredReply {
  readonly inboxId: string;
  readonly reply: string;
}

export interface Inbox {
  /** Throws where the key is taken: see `isTaken`. */
  add(entry: InboxEntry): Promise<void>;
  find(accountId: string, dedupeKey: string): Promise<StoredReply | undefined>;
  /** The reply and the address of a message whose answer travels by the outbox. */
  replyOf(inboxId: string): Promise<{ reply: string; replyUrl?: string } | undefined>;
  /** The message that the person sent last. */
  lastOf(personId: string): Promise<string | undefined>;
  /** A message of this person by the end of its id, as buttons carry it. */
  marked(personId: string, mark: string): Promise<string | undefined>;
  /** What this person was shown last, of what a correction may be about. */
  lastShown(personId: string): Promise<{ readonly at: Date; readonly shows: Shown } | undefined>;
  hasIntentSince(personId: string, intent: string, since: Date): Promise<boolean>;
  /** Forgets replies and addresses older than the platforms' longest redelivery; the keys stay. */
  clearRepliesBefore(before: Date): Promise<number>;
}

const cleared = '';
const somethingElse = '';

export function inboxTable(rows: Rows, words: Words): Inbox {
  const place = (column: string, row: string) => ({ table: 'InboxMessage', column, row });
  return {
    async add({ reply, replyUrl, shows, ...entry }) {
      const replySealed =
        reply === '' ? cleared : await words.seal(entry.replySubject, place('replySealed', entry.id), reply);
      const addressSealed =
        replyUrl === undefined
          ? null
          : await words.seal(entry.replySubject, place('addressSealed', entry.id), replyUrl);
      await rows.inboxMessage.create({
        data: { ...entry, replySealed, addressSealed, shownRecord: toShownRecord(shows) },
        select: { id: true },
      });
    },
    async find(accountId, dedupeKey) {
      const row = await rows.inboxMessage.findUnique({
        where: { accountId_dedupeKey: { accountId, dedupeKey } },
      });
      if (row === null) return undefined;
      if (row.replySealed === cleared) return { inboxId: row.id, reply: '' };
      return {
        inboxId: row.id,
        reply: await words.open(row.replySubject, place('replySealed', row.id), row.replySealed),
      };
    },
    async replyOf(inboxId) {
      const row = await rows.inboxMessage.findUnique({ where: { id: inboxId } });
      if (row === null || row.replySealed === cleared) return undefined;
      const reply = await words.open(row.replySubject, place('replySealed', row.id), row.replySealed);
      if (row.addressSealed === null) return { reply };
      const replyUrl = await words.open(row.replySubject, place('addressSealed', row.id), row.addressSealed);
      return { reply, replyUrl };
    },
    async lastOf(personId) {
      const row = await rows.inboxMessage.findFirst({
        where: { personId },
        orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
        select: { id: true },
      });
      return row?.id;
    },
    async marked(personId, mark) {
      const row = await rows.inboxMessage.findFirst({
        where: { personId, id: { endsWith: mark } },
        orderBy: { receivedAt: 'desc' },
        select: { id: true },
      });
      return row?.id;
    },
    async lastShown(personId) {
      const row = await rows.inboxMessage.findFirst({
        where: { personId, shownRecord: { not: null } },
        orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
        select: { receivedAt: true, shownRecord: true },
      });
      if (row === null || row.shownRecord === null) return undefined;
      const { receivedAt: at, shownRecord: record } = row;
      return { at, shows: record === somethingElse ? 'something_else' : { record } };
    },
    async hasIntentSince(personId, intent, since) {
      const found = await rows.inboxMessage.findFirst({
        where: { personId, intent, receivedAt: { gte: since } },
        select: { id: true },
      });
      return found !== null;
    },
    async clearRepliesBefore(before) {
      const { count } = await rows.inboxMessage.updateMany({
        where: { receivedAt: { lt: before }, NOT: { replySealed: cleared } },
        data: { replySealed: cleared, addressSealed: null },
      });
      return count;
    },
  };
}

function toShownRecord(shows: Shown | undefined): string | null {
  if (shows === undefined) return null;
  return shows === 'something_else' ? somethingElse : shows.record;
}
