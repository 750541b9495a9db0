/**
 * One pass over an account's outbox: hold the lane, take over what a dead holder left, drop what is settled or
 * expired, merge what goes to one person, respect quiet hours and caps, send.
 */
import { groupBy } from '../../domain/group-by.ts';
import type { Platform } from '../../domain/vocabulary.ts';
import type { RecipientOutcome, Sender } from '../../platforms/contract.ts';
import type { Notice } from '../../storage/outbox.ts';
import type { Account } from '../../storage/schools.ts';
import { groupsOf, leaseEnd, type PrepareDeps, prepareCalls } from './prepare-calls.ts';
import { type PreparedCall, type SendCallDeps, sendCall, settleAll } from './send-call.ts';

export interface DeliverDeps extends SendCallDeps, PrepareDeps {
  readonly senders: Partial<Readonly<Record<Platform, Sender>>>;
}

const batchSize = 200;
const parallelCalls = 4;
/** Calls whose outcome is asked for in one pass. */
const fatesAtOnce = 50;
/** A stopped account is tried again by a real token call, in case somebody has mended it. */
const probeAfterMs = 15 * 60_000;

/** How many calls were made. Zero also where another instance holds the lane. */
export async function deliverOutbox(deps: DeliverDeps, account: Account): Promise<number> {
  const sender = deps.senders[account.platform];
  if (sender === undefined || !(await isUsable(deps, account, sender))) return 0;
  const { outbox } = deps.storage;
  if (!(await outbox.takeLane(account.id, deps.holder, deps.now(), leaseEnd(deps)))) return 0;
  try {
    await takeOverAbandoned(deps, account, sender);
    await askFates(deps, account, sender);
    let calls = 0;
    let seen: readonly Notice[] = [];
    for (;;) {
      const due = await outbox.due(account.id, deps.now(), batchSize);
      if (due.length === 0) return calls;
      const prepared: PreparedCall[] = [];
      for (const group of await groupsOf(deps, due))
        prepared.push(...(await prepareCalls(deps, { account, sender }, group)));
      calls += prepared.length;
      if ((await sendAll(deps, prepared)) === 'account_stopped') return calls;
      // Nothing left although something is due: somebody else holds it; the next tick looks again.
      if (prepared.length === 0 && isSame(due, seen)) return calls;
      seen = due;
      // The lane is renewed between batches; a lease outlives the longest batch.
      if (!(await outbox.takeLane(account.id, deps.holder, deps.now(), leaseEnd(deps)))) return calls;
    }
  } finally {
    await outbox.leaveLane(account.id, deps.holder);
  }
}

/** Once the account is stopped no further call is made: what was claimed for one waits again. */
async function sendAll(
  deps: DeliverDeps,
  calls: readonly PreparedCall[],
): Promise<'account_stopped' | undefined> {
  let stopped: 'account_stopped' | undefined;
  await inParallel(calls, async (call) => {
    if (stopped !== undefined)
      return deps.storage.outbox.release([...call.recipients.values()].flat().map(({ id }) => id));
    const outcome = await sendCall(deps, call);
    stopped ??= outcome;
  });
  return stopped;
}

/** The answer to the chat just spoken in leaves at once, whoever holds the lane: no limit of the account is on it. */
export async function deliverReply(deps: DeliverDeps, noticeId: string, platform: Platform): Promise<void> {
  const sender = deps.senders[platform];
  const notice = await deps.storage.outbox.find(noticeId);
  if (sender === undefined || notice?.state !== 'waiting') return;
  const account = (await deps.storage.schools.accounts()).find(({ id }) => id === notice.accountId);
  if (account === undefined) return;
  const calls = await prepareCalls(deps, { account, sender }, [notice]);
  for (const call of calls) await sendCall(deps, call);
}

async function isUsable(deps: DeliverDeps, account: Account, sender: Sender): Promise<boolean> {
  if (account.stoppedAt === undefined) return true;
  if (deps.now().getTime() - account.stoppedAt.getTime() < probeAfterMs) return false;
  try {
    await sender.checkCredentials();
  } catch (error) {
    const refusal = deps.asPlatformError(error);
    if (refusal === undefined) throw error;
    await deps.storage.schools.stopAccount(account.id, refusal.code, deps.now());
    return false;
  }
  await deps.storage.schools.resumeAccount(account.id);
  return true;
}

/** What was claimed but not begun is free again; what was begun is repeated only where the platform drops doubles. */
async function takeOverAbandoned(deps: DeliverDeps, account: Account, sender: Sender): Promise<void> {
  const { outbox } = deps.storage;
  const abandoned = await outbox.abandoned(account.id, deps.now());
  const isSafe = (notice: Notice): boolean =>
    notice.state === 'claimed' || sender.absorbsRepeatsForMs(notice.channel) > 0;
  await outbox.release(abandoned.filter(isSafe).map((notice) => notice.id));
  const lost = abandoned.filter((notice) => !isSafe(notice)).map((notice) => notice.id);
  if (lost.length === 0) return;
  await outbox.end(lost, { state: 'unknown', reason: 'holder_died', at: deps.now() });
  deps.report({ kind: 'unknown', noticeIds: lost, code: 'holder_died' });
}

async function askFates(deps: DeliverDeps, account: Account, sender: Sender): Promise<void> {
  if (sender.fate === undefined) return;
  const waiting = await deps.storage.outbox.awaitingFate(account.id, fatesAtOnce);
  const byRef = groupBy(waiting, (notice) => notice.platformRef ?? '');
  for (const [ref, notices] of byRef) {
    try {
      const fates = await sender.fate(ref);
      if (fates === undefined) continue;
      const outcomes: { notice: Notice; outcome: RecipientOutcome }[] = [];
      const userIds = await deps.storage.identities.userIds(
        account.id,
        notices.flatMap(({ personId }) => personId ?? []),
      );
      for (const notice of notices) {
        const userId = userIds.get(notice.personId ?? '');
        const outcome = userId === undefined ? undefined : fates.get(userId);
        outcomes.push({ notice, outcome: outcome ?? { outcome: 'sent' } });
      }
      await settleAll(deps, outcomes, ({ attempts }) => attempts > 1);
    } catch (error) {
      if (deps.asPlatformError(error) === undefined) throw error;
    }
  }
}

function isSame(due: readonly Notice[], before: readonly Notice[]): boolean {
  return due.length === before.length && due.every((notice, index) => notice.id === before[index]?.id);
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(parallelCalls, items.length) }, worker));
}
