/** Once a minute: fetches what people sent, seals it, and tells them once where something was lost. */
import { mediaTypeOf, suitsForm } from '../../domain/attachments/media-type.ts';
import { delayAfter } from '../../domain/delivery/retry-policy.ts';
import type { Platform } from '../../domain/vocabulary.ts';
import type { PlatformError, Sender } from '../../platforms/contract.ts';
import type { Attachment } from '../../storage/attachments.ts';
import type { Account } from '../../storage/schools.ts';
import type { Storage } from '../../storage/storage.ts';

export interface FetchAttachmentsDeps {
  readonly storage: Storage;
  readonly senders: Partial<Readonly<Record<Platform, Sender>>>;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly asPlatformError: (error: unknown) => PlatformError | undefined;
  /** Ids and codes only. */
  readonly reportFile: (event: {
    readonly outcome: 'kept' | 'retry' | 'lost';
    readonly code?: string;
  }) => void;
}

const batchSize = 20;
/** Longer than one file takes. */
const claimMs = 5 * 60_000;
/** The platforms forget a file after this time (wecom.md §8). */
const platformLifeMs = 3 * 24 * 60 * 60_000;
const noticeLifeMs = 7 * 24 * 60 * 60_000;

export async function fetchAttachments(deps: FetchAttachmentsDeps): Promise<void> {
  const due = await deps.storage.attachments.toFetch(deps.now(), batchSize);
  if (due.length === 0) return;
  const accounts = new Map((await deps.storage.schools.accounts()).map((account) => [account.id, account]));
  const unreachable = new Set<string>();
  for (const attachment of due) {
    const account = accounts.get(attachment.accountId);
    const sender = account === undefined ? undefined : deps.senders[account.platform];
    if (account === undefined || sender === undefined || account.stoppedAt !== undefined) continue;
    // One call without an answer is enough for this minute.
    if (unreachable.has(account.id)) continue;
    const until = new Date(deps.now().getTime() + claimMs);
    if (!(await deps.storage.attachments.claim(attachment, until))) continue;
    if ((await fetchOne(deps, sender, account, attachment)) === 'retry') unreachable.add(account.id);
  }
}

async function fetchOne(
  deps: FetchAttachmentsDeps,
  sender: Sender,
  account: Account,
  attachment: Attachment,
): Promise<'kept' | 'retry' | 'lost'> {
  const { attachments } = deps.storage;
  try {
    const bytes = await sender.fetchMedia(await attachments.mediaId(attachment.id));
    const mediaType = mediaTypeOf(bytes);
    if (mediaType === undefined || !suitsForm(mediaType, attachment.form))
      return await lose(deps, account, attachment, 'unknown_type');
    await deps.storage.transaction((tables) => tables.attachments.keep(attachment.id, { bytes, mediaType }));
    deps.reportFile({ outcome: 'kept' });
    return 'kept';
  } catch (error) {
    const refusal = deps.asPlatformError(error);
    if (refusal === undefined) throw error;
    const { code, reaction } = refusal;
    if (reaction.do === 'give_up') return lose(deps, account, attachment, code);
    const at = new Date(deps.now().getTime() + delayAfter(attachment.attempts + 1));
    if (at.getTime() - attachment.receivedAt.getTime() > platformLifeMs)
      return lose(deps, account, attachment, code);
    await attachments.retry(attachment.id, { at, reason: code });
    deps.reportFile({ outcome: 'retry', code });
    return 'retry';
  }
}

async function lose(
  deps: FetchAttachmentsDeps,
  account: Account,
  attachment: Attachment,
  code: string,
): Promise<'lost'> {
  const now = deps.now();
  await deps.storage.transaction(async (tables) => {
    if (!(await tables.attachments.lose(attachment.id, code))) return;
    await tables.outbox.add({
      id: deps.newId(),
      schoolId: attachment.schoolId,
      accountId: account.id,
      personId: attachment.authorId,
      channel: 'app',
      card: 'attachment_lost',
      payload: { form: attachment.form },
      isUrgent: false,
      naturalKey: `attachment_lost|${attachment.id}`,
      notBeforeAt: now,
      notAfterAt: new Date(now.getTime() + noticeLifeMs),
      createdAt: now,
    });
  });
  deps.reportFile({ outcome: 'lost', code });
  return 'lost';
}
