/** Pictures and voice messages: noted when they arrive, fetched later, taken by a record, sealed like its words. */
import type { Words } from './data-keys.ts';
import { readWord } from './read-word.ts';
import type { Rows } from './rows.ts';

const attachmentForms = ['picture', 'voice'] as const;
export type AttachmentForm = (typeof attachmentForms)[number];

/** waiting: to be fetched; kept: here; lost: the platform no longer has it, or it is nothing we keep. */
const attachmentStates = ['waiting', 'kept', 'lost'] as const;
export type AttachmentState = (typeof attachmentStates)[number];

export interface NewAttachment {
  readonly id: string;
  readonly schoolId: string;
  readonly accountId: string;
  readonly authorId: string;
  /** The message whose record took it: it belongs to every contact filed with that message. Absent until then. */
  readonly recordId?: string;
  /** Whose data key seals it: the one student's, else the school's. */
  readonly sealedFor: string;
  readonly form: AttachmentForm;
  readonly inboxId: string;
  /** How the platform hands it out. */
  readonly mediaId: string;
  readonly receivedAt: Date;
}

export interface Attachment {
  readonly id: string;
  readonly schoolId: string;
  readonly accountId: string;
  readonly authorId: string;
  readonly recordId?: string;
  readonly sealedFor: string;
  readonly form: AttachmentForm;
  readonly state: AttachmentState;
  readonly attempts: number;
  readonly receivedAt: Date;
}

export type TakenPicture = Attachment & { readonly recordId: string };

export interface Attachments {
  add(attachment: NewAttachment): Promise<void>;
  /** What the author sent and no record has taken; since an instant, or all. Newest first, without what was lost. */
  unattached(authorId: string, since?: Date): Promise<readonly Attachment[]>;
  /** Gives it to a record, and seals it anew for whom the record is about. */
  attach(attachmentId: string, to: { readonly recordId: string; readonly sealedFor: string }): Promise<void>;
  /** The record is about other students now: what belongs to it is sealed anew. */
  followRecord(recordId: string, sealedFor: string): Promise<void>;
  /** How many belong to what this author filed about the student. */
  countAbout(studentId: string, authorId: string): Promise<number>;
  /** How many belong to the record. */
  countOf(recordId: string): Promise<number>;
  /** The pictures of these records that are here, oldest first. */
  picturesOf(recordIds: readonly string[]): Promise<readonly Attachment[]>;
  /** One picture of the school that is here and belongs to a record. */
  picture(schoolId: string, id: string): Promise<TakenPicture | undefined>;
  /** Those whose time to be fetched has come, oldest first. */
  toFetch(now: Date, limit: number): Promise<readonly Attachment[]>;
  /** True for one caller: nobody else fetches it until then. */
  claim(attachment: Pick<Attachment, 'id' | 'attempts'>, until: Date): Promise<boolean>;
  mediaId(attachmentId: string): Promise<string>;
  keep(attachmentId: string, file: { readonly bytes: Buffer; readonly mediaType: string }): Promise<void>;
  retry(attachmentId: string, retry: { readonly at: Date; readonly reason: string }): Promise<void>;
  /** Given up; true where it was still waiting. */
  lose(attachmentId: string, reason: string): Promise<boolean>;
  /** The bytes of one that is kept. */
  content(attachmentId: string): Promise<{ readonly bytes: Buffer; readonly mediaType: string } | undefined>;
  /** Removes what no record took; how many. */
  dropUnattachedBefore(before: Date): Promise<number>;
}

const keptPicture = { form: 'picture', state: 'kept', withdrawnAt: null } as const;

export function attachmentsTable(rows: Rows, words: Words): Attachments {
  const sourceOf = (row: string) => ({ table: 'Attachment', column: 'sourceSealed', row });
  const contentOf = (row: string) => ({ table: 'Attachment', column: 'contentSealed', row });
  const byId = (id: string) => rows.attachment.findUniqueOrThrow({ where: { id } });
  /** Nothing happens where it belongs to something else than `from` meanwhile. */
  async function move(
    id: string,
    from: string | null,
    { recordId, sealedFor }: { recordId: string; sealedFor: string },
  ): Promise<void> {
    // It may be fetched at the same moment: then there is something else to seal anew.
    for (let isMoved = false; !isMoved; ) {
      const row = await byId(id);
      if (row.recordId !== from || (row.recordId === recordId && row.sealedFor === sealedFor)) return;
      const reseal = async (place: ReturnType<typeof sourceOf>, sealed: string) =>
        sealed === '' ? sealed : words.seal(sealedFor, place, await words.open(row.sealedFor, place, sealed));
      const { count } = await rows.attachment.updateMany({
        where: { id, recordId: from, state: row.state },
        data: {
          recordId,
          sealedFor,
          sourceSealed: await reseal(sourceOf(id), row.sourceSealed),
          ...(row.contentSealed === null
            ? {}
            : { contentSealed: await reseal(contentOf(id), row.contentSealed) }),
        },
      });
      isMoved = count === 1;
    }
  }
  return {
    async add({ mediaId, ...attachment }) {
      const sourceSealed = await words.seal(attachment.sealedFor, sourceOf(attachment.id), mediaId);
      const { receivedAt } = attachment;
      await rows.attachment.create({
        data: { ...attachment, sourceSealed, state: 'waiting', nextTryAt: receivedAt },
        select: { id: true },
      });
    },
    async unattached(authorId, since) {
      const found = await rows.attachment.findMany({
        where: {
          authorId,
          recordId: null,
          withdrawnAt: null,
          state: { not: 'lost' },
          ...(since === undefined ? {} : { receivedAt: { gte: since } }),
        },
        omit: { contentSealed: true },
        orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
      });
      return found.map(toAttachment);
    },
    attach: (id, to) => move(id, null, to),
    async countAbout(studentId, authorId) {
      const contacts = await rows.contact.findMany({
        where: { studentId, authorId, withdrawnAt: null },
        select: { inboxId: true },
      });
      const recordIds = [...new Set(contacts.flatMap(({ inboxId }) => inboxId ?? []))];
      return rows.attachment.count({
        where: { recordId: { in: recordIds }, withdrawnAt: null, NOT: { state: 'lost' } },
      });
    },
    countOf: (recordId) => rows.attachment.count({ where: { recordId, withdrawnAt: null } }),
    async picturesOf(recordIds) {
      const found = await rows.attachment.findMany({
        where: { recordId: { in: [...recordIds] }, ...keptPicture },
        omit: { contentSealed: true },
        orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
      });
      return found.map(toAttachment);
    },
    async picture(schoolId, id) {
      const row = await rows.attachment.findFirst({
        where: { id, schoolId, recordId: { not: null }, ...keptPicture },
        omit: { contentSealed: true },
      });
      return row === null || row.recordId === null
        ? undefined
        : { ...toAttachment(row), recordId: row.recordId };
    },
    async followRecord(recordId, sealedFor) {
      const found = await rows.attachment.findMany({ where: { recordId }, select: { id: true } });
      for (const { id } of found) await move(id, recordId, { recordId, sealedFor });
    },
    async toFetch(now, limit) {
      const found = await rows.attachment.findMany({
        where: { state: 'waiting', nextTryAt: { lte: now }, withdrawnAt: null },
        omit: { contentSealed: true },
        orderBy: [{ nextTryAt: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return found.map(toAttachment);
    },
    async claim({ id, attempts }, until) {
      const { count } = await rows.attachment.updateMany({
        where: { id, state: 'waiting', attempts },
        data: { attempts: attempts + 1, nextTryAt: until },
      });
      return count === 1;
    },
    async mediaId(id) {
      const { sealedFor, sourceSealed } = await byId(id);
      return words.open(sealedFor, sourceOf(id), sourceSealed);
    },
    async keep(id, { bytes, mediaType }) {
      // A record may take it meanwhile, and with it another key.
      for (let isKept = false; !isKept; ) {
        const { sealedFor, state } = await byId(id);
        if (state !== 'waiting') return;
        const { count } = await rows.attachment.updateMany({
          where: { id, sealedFor, state },
          data: {
            state: 'kept',
            contentSealed: await words.seal(sealedFor, contentOf(id), bytes.toString('base64')),
            mediaType,
            size: bytes.length,
            sourceSealed: '',
            nextTryAt: null,
            lastError: null,
          },
        });
        isKept = count === 1;
      }
    },
    async retry(id, { at, reason }) {
      await rows.attachment.updateMany({
        where: { id, state: 'waiting' },
        data: { nextTryAt: at, lastError: reason },
      });
    },
    async lose(id, reason) {
      const { count } = await rows.attachment.updateMany({
        where: { id, state: 'waiting' },
        data: { state: 'lost', sourceSealed: '', nextTryAt: null, lastError: reason },
      });
      return count === 1;
    },
    async content(id) {
      const { sealedFor, contentSealed, mediaType, withdrawnAt } = await byId(id);
      if (contentSealed === null || mediaType === null || withdrawnAt !== null) return undefined;
      const base64 = await words.open(sealedFor, contentOf(id), contentSealed);
      return { bytes: Buffer.from(base64, 'base64'), mediaType };
    },
    async dropUnattachedBefore(before) {
      const { count } = await rows.attachment.deleteMany({
        where: { recordId: null, receivedAt: { lt: before } },
      });
      return count;
    },
  };
}

function toAttachment(row: {
  id: string;
  schoolId: string;
  accountId: string;
  authorId: string;
  recordId: string | null;
  sealedFor: string;
  form: string;
  state: string;
  attempts: number;
  receivedAt: Date;
}): Attachment {
  return {
    id: row.id,
    schoolId: row.schoolId,
    accountId: row.accountId,
    authorId: row.authorId,
    sealedFor: row.sealedFor,
    form: readWord(attachmentForms, row.form),
    state: readWord(attachmentStates, row.state),
    attempts: row.attempts,
    receivedAt: row.receivedAt,
    ...(row.recordId === null ? {} : { recordId: row.recordId }),
  };
}
