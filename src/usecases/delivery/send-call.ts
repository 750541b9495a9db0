/** One platform call for claimed notices: say that it begins, make it, write down what became of each person. */
import { delayAfter } from '../../domain/delivery/retry-policy.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { FilledCard } from '../../domain/message.ts';
import type { PlatformError, RecipientOutcome, Sender } from '../../platforms/contract.ts';
import type { Notice } from '../../storage/outbox.ts';
import type { Storage } from '../../storage/storage.ts';

export interface SendCallDeps {
  readonly storage: Storage;
  readonly now: () => Date;
  /** Narrows a thrown value; anything else is a fault of ours and travels on. */
  readonly asPlatformError: (error: unknown) => PlatformError | undefined;
  readonly report: (event: DeliveryEvent) => void;
}

/** For logs and counters: ids, codes and numbers only. */
export type DeliveryEvent =
  | {
      readonly kind: 'sent' | 'refused' | 'retry' | 'unknown' | 'dead';
      readonly noticeIds: readonly string[];
      readonly code?: string;
    }
  | {
      readonly kind: 'account_stopped';
      readonly accountId: string;
      readonly code: string;
      readonly remedy: string;
    };

export interface PreparedCall {
  readonly sender: Sender;
  readonly accountId: string;
  readonly holder: string;
  readonly callId: string;
  readonly channel: Notice['channel'];
  readonly card: FilledCard;
  /** Platform id to the notices that this person's message stands for. */
  readonly recipients: ReadonlyMap<string, readonly Notice[]>;
  readonly replyUrl?: string;
  /** An earlier attempt may have arrived. */
  readonly isRepeat: boolean;
  /** What is written down before the platform is called; absent where the card is the one of the earlier attempt. */
  readonly begins?: { readonly card?: string };
}

const fateLeaseMs = 24 * 60 * 60_000;

/** Says so where the refusal stopped the account: no further call makes sense then. */
export async function sendCall(
  deps: SendCallDeps,
  call: PreparedCall,
): Promise<'account_stopped' | undefined> {
  const notices = [...call.recipients.values()].flat();
  const { callId, holder } = call;
  const begins = call.begins && { ...call.begins, at: deps.now() };
  const begun = await deps.storage.transaction((tables) =>
    tables.outbox.calling({ callId, holder, ...(begins && { begins }) }),
  );
  if (begun === 0) return undefined;
  try {
    const receipt = await call.sender.send({
      channel: call.channel,
      to: [...call.recipients.keys()],
      card: call.card,
      messageId: callId,
      ...(call.replyUrl === undefined ? {} : { replyUrl: call.replyUrl }),
      ...(call.card.link === undefined ? {} : { linkUrl: call.card.link.url }),
    });
    if (receipt.fateKnownLater && receipt.platformRef !== undefined) {
      const ids = notices.map((notice) => notice.id);
      await deps.storage.outbox.accepted(
        ids,
        receipt.platformRef,
        new Date(deps.now().getTime() + fateLeaseMs),
      );
      return undefined;
    }
    const outcomes = [...call.recipients].flatMap(([userId, its]) =>
      its.map((notice) => ({
        notice,
        outcome: receipt.outcomes.get(userId) ?? { outcome: 'sent' as const },
      })),
    );
    await settleAll(deps, outcomes, () => call.isRepeat);
  } catch (error) {
    const refusal = deps.asPlatformError(error);
    if (refusal === undefined) throw error;
    await afterRefusal(deps, call, notices, refusal);
    return refusal.reaction.do === 'stop_account' ? 'account_stopped' : undefined;
  }
  return undefined;
}

/** Those with the same outcome at once: a call may stand for a thousand people. */
export async function settleAll(
  deps: Pick<SendCallDeps, 'storage' | 'now' | 'report'>,
  outcomes: readonly { readonly notice: Notice; readonly outcome: RecipientOutcome }[],
  isRepeat: (notice: Notice) => boolean,
): Promise<void> {
  const alike = groupBy(outcomes, ({ notice, outcome }) => JSON.stringify([outcome, isRepeat(notice)]));
  for (const group of alike.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const notices = group.map(({ notice }) => notice);
    await settle(deps, notices, first.outcome, { isRepeat: isRepeat(first.notice) });
  }
}

export async function settle(
  deps: Pick<SendCallDeps, 'storage' | 'now' | 'report'>,
  notices: readonly Notice[],
  given: RecipientOutcome,
  { isRepeat }: Pick<PreparedCall, 'isRepeat'>,
): Promise<void> {
  const outcome = given.outcome === 'had_before' && isRepeat ? ({ outcome: 'sent' } as const) : given;
  const noticeIds = notices.map((notice) => notice.id);
  const at = deps.now();
  switch (outcome.outcome) {
    case 'sent':
      await deps.storage.outbox.end(noticeIds, { state: 'sent', at });
      deps.report({ kind: 'sent', noticeIds });
      return;
    case 'refused':
    case 'had_before':
      await deps.storage.outbox.end(noticeIds, { state: 'refused', reason: outcome.code, at });
      deps.report({ kind: 'refused', noticeIds, code: outcome.code });
      return;
    case 'later':
      await deps.storage.outbox.retry(noticeIds, {
        at: new Date(at.getTime() + outcome.retryAfterMs),
        reason: outcome.code,
        mayHaveArrived: isRepeat,
      });
      deps.report({ kind: 'retry', noticeIds, code: outcome.code });
  }
}

async function afterRefusal(
  deps: SendCallDeps,
  call: PreparedCall,
  notices: readonly Notice[],
  refusal: PlatformError,
): Promise<void> {
  const { outbox, schools } = deps.storage;
  const noticeIds = notices.map((notice) => notice.id);
  const { code, reaction } = refusal;
  const at = deps.now();
  const mayHaveArrived = refusal.outcomeUnknown || call.isRepeat;
  // Never repeated blindly: the person would get it twice, or nobody knows whether at all.
  if (refusal.outcomeUnknown && call.sender.absorbsRepeatsForMs(call.channel) === 0) {
    await outbox.end(noticeIds, { state: 'unknown', reason: code, at });
    deps.report({ kind: 'unknown', noticeIds, code });
    return;
  }
  switch (reaction.do) {
    case 'retry':
    case 'refresh_token': {
      const attempts = Math.max(...notices.map((notice) => notice.attempts + 1));
      const named = reaction.do === 'retry' ? reaction.retryAfterMs : undefined;
      const next = new Date(at.getTime() + Math.max(delayAfter(attempts), named ?? 0));
      // An attempt after the deadline would say what is no longer true.
      if (notices.every((notice) => notice.notAfterAt <= next)) {
        await outbox.end(noticeIds, { state: 'dead', reason: code, at });
        deps.report({ kind: 'dead', noticeIds, code });
        return;
      }
      await outbox.retry(noticeIds, { at: next, reason: code, mayHaveArrived });
      deps.report({ kind: 'retry', noticeIds, code });
      return;
    }
    case 'drop_recipient':
      await settle(deps, notices, { outcome: 'refused', code, reason: refusal.message }, call);
      return;
    case 'give_up':
      await outbox.end(noticeIds, { state: 'dead', reason: code, at });
      deps.report({ kind: 'dead', noticeIds, code });
      return;
    case 'stop_account':
      await schools.stopAccount(call.accountId, code, at);
      await outbox.retry(noticeIds, { at, reason: code, mayHaveArrived });
      deps.report({ kind: 'account_stopped', accountId: call.accountId, code, remedy: reaction.remedy });
  }
}
