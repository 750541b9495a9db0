/**
 * One pass over an account's outbox: hold the lane, take over what a dead holder left, drop what is settled or
 * expired, merge what goes to one person, respect quiet hours and caps, send.
 */
import type { PushLimits } from '../../domain/delivery/push-limits.ts';
import {
  hasRoom,
  nextMorning,
  nextWakingMoment,
  startOfDay,
  startOfWeek,
} from '../../domain/delivery/sending-hours.ts';
import { readFilledCard } from '../../domain/filled-card.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Platform } from '../../domain/vocabulary.ts';
import type { Sender } from '../../platforms/contract.ts';
import type { BegunCall, Notice } from '../../storage/outbox.ts';
import type { Account } from '../../storage/schools.ts';
import { limitsOf } from './limits-of.ts';
import { type RenderDeps, type RenderedMessage, renderNotices } from './render-notices.ts';
import { type PreparedCall, type SendCallDeps, sendCall, settle } from './send-call.ts';

export interface DeliverDeps extends SendCallDeps, RenderDeps {
  readonly senders: Partial<Readonly<Record<Platform, Sender>>>;
  /** Of a school that has set none of its own. */
  readonly limits: PushLimits;
  readonly newId: () => string;
  /** This process, in leases. */
  readonly holder: string;
}

const leaseMs = 2 * 60_000;
const batchSize = 200;
const parallelCalls = 4;
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
      for (const group of groupsOf(due)) {
        const call = await prepare(deps, account, sender, group);
        if (call !== undefined) prepared.push(call);
      }
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
  const call = await prepare(deps, account, sender, [notice]);
  if (call !== undefined) await sendCall(deps, call);
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
  const waiting = await deps.storage.outbox.awaitingFate(account.id, batchSize);
  const byRef = groupBy(waiting, (notice) => notice.platformRef ?? '');
  for (const [ref, notices] of byRef) {
    try {
      const fates = await sender.fate(ref);
      if (fates === undefined) continue;
      const userIds = await deps.storage.identities.userIds(
        account.id,
        notices.flatMap(({ personId }) => personId ?? []),
      );
      for (const notice of notices) {
        const userId = userIds.get(notice.personId ?? '');
        const outcome = userId === undefined ? undefined : fates.get(userId);
        await settle(deps, [notice], outcome ?? { outcome: 'sent' }, { isRepeat: notice.attempts > 1 });
      }
    } catch (error) {
      if (deps.asPlatformError(error) === undefined) throw error;
    }
  }
}

/** Notices of one call stay together over retries; new reminders to one person merge; everything else goes alone. */
function groupsOf(due: readonly Notice[]): Notice[][] {
  const key = (notice: Notice): string => {
    if (notice.callId !== undefined && notice.attempts > 0) return `call|${notice.callId}`;
    if (notice.card === 'reminder' || notice.card === 'guardian_reminder')
      return `merge|${notice.personId}|${notice.card}`;
    return `alone|${notice.id}`;
  };
  return [...groupBy(due, key).values()];
}

/** Claims what is to leave now and lays it out; `undefined` where nothing is left to send. */
async function prepare(
  deps: DeliverDeps,
  account: Account,
  sender: Sender,
  group: readonly Notice[],
): Promise<PreparedCall | undefined> {
  const timely = await withoutExpired(deps, group);
  const [first] = timely;
  if (first === undefined || !(await mayLeaveNow(deps, first, timely))) return undefined;
  const rendered = await messageOf(deps, sender, timely);
  await deps.storage.outbox.end(rendered.settledIds, { state: 'dropped', reason: 'settled', at: deps.now() });
  const kept = timely.filter((notice) => rendered.keptIds.includes(notice.id));
  const userId = await recipientId(deps, account, first);
  if (rendered.card === undefined || kept.length === 0) return undefined;
  if (userId === undefined) {
    const reason = 'no account on this platform';
    await settle(deps, kept, { outcome: 'refused', code: 'no_identity', reason }, rendered);
    return undefined;
  }
  return claimed(deps, { account, sender, kept, rendered, card: rendered.card, userId });
}

interface GroupMessage extends RenderedMessage, Pick<PreparedCall, 'isRepeat' | 'begins'> {}

/**
 * What the group says now. What may have arrived is said again to the letter, also where it is no longer quite true:
 * only then does the platform drop the double. It falls silent where nothing of it is true any more.
 */
async function messageOf(deps: DeliverDeps, sender: Sender, group: readonly Notice[]): Promise<GroupMessage> {
  const rendered = await renderNotices(deps, group, deps.now());
  const begun = await begunCallOf(deps, group);
  const isRepeat = begun !== undefined;
  const sinceMs = deps.now().getTime() - (begun?.at.getTime() ?? 0);
  const isAbsorbed = group.every(({ channel }) => sinceMs < sender.absorbsRepeatsForMs(channel));
  const said = begun?.card !== undefined && isAbsorbed ? readFilledCard(begun.card) : undefined;
  if (said !== undefined && rendered.card !== undefined)
    return { card: said, keptIds: group.map(({ id }) => id), settledIds: [], isRepeat };
  const { card, isStored } = rendered;
  const isToBeKept = card !== undefined && isStored !== true;
  return { ...rendered, isRepeat, begins: isToBeKept ? { card: JSON.stringify(card) } : {} };
}

async function begunCallOf(deps: DeliverDeps, [first]: readonly Notice[]): Promise<BegunCall | undefined> {
  if (first?.callId === undefined || first.attempts === 0) return undefined;
  return deps.storage.outbox.begunCall(first.callId);
}

interface ReadyGroup {
  readonly account: Account;
  readonly sender: Sender;
  readonly kept: readonly Notice[];
  readonly rendered: GroupMessage;
  readonly card: PreparedCall['card'];
  readonly userId: string;
}

async function claimed(deps: DeliverDeps, ready: ReadyGroup): Promise<PreparedCall | undefined> {
  const { account, sender, kept, rendered, card, userId } = ready;
  const [first] = kept;
  if (first === undefined) return undefined;
  const callId = first.callId !== undefined && first.attempts > 0 ? first.callId : deps.newId();
  const { replyUrl, isRepeat, begins } = rendered;
  const ids = await deps.storage.outbox.claim(
    kept.map((notice) => notice.id),
    { holder: deps.holder, leaseUntil: leaseEnd(deps), callId },
  );
  const mine = kept.filter((notice) => ids.includes(notice.id));
  if (mine.length < kept.length) {
    await deps.storage.outbox.release(ids);
    return undefined;
  }
  return {
    sender,
    accountId: account.id,
    holder: deps.holder,
    callId,
    channel: first.channel,
    card,
    recipients: new Map([[userId, mine]]),
    isRepeat,
    ...(replyUrl === undefined ? {} : { replyUrl }),
    ...(begins === undefined ? {} : { begins }),
  };
}

async function withoutExpired(deps: DeliverDeps, group: readonly Notice[]): Promise<Notice[]> {
  const now = deps.now();
  const expired = group.filter((notice) => notice.notAfterAt <= now).map((notice) => notice.id);
  if (expired.length > 0)
    await deps.storage.outbox.end(expired, { state: 'dropped', reason: 'expired', at: now });
  return group.filter((notice) => notice.notAfterAt > now);
}

async function mayLeaveNow(deps: DeliverDeps, first: Notice, group: readonly Notice[]): Promise<boolean> {
  if (first.isUrgent || first.personId === undefined) return true;
  const now = deps.now();
  const ids = group.map((notice) => notice.id);
  const limits = await limitsOf(deps.storage, first.schoolId, deps.limits);
  const waking = nextWakingMoment(now, limits);
  if (waking > now) {
    await deps.storage.outbox.postpone(ids, waking);
    return false;
  }
  const sent = {
    today: await deps.storage.outbox.callsSince(first.personId, startOfDay(now)),
    thisWeek: await deps.storage.outbox.callsSince(first.personId, startOfWeek(now)),
  };
  const kind = first.channel === 'school_notice' ? 'guardian' : 'staff';
  if (hasRoom(kind, sent, limits)) return true;
  await deps.storage.outbox.postpone(ids, nextMorning(now, limits));
  return false;
}

async function recipientId(deps: DeliverDeps, account: Account, notice: Notice): Promise<string | undefined> {
  // The address of the chat says who: nobody is named, and a stranger has no identity with us.
  if (notice.channel === 'reply') return 'chat';
  if (notice.personId === undefined) return undefined;
  return (await deps.storage.identities.userIds(account.id, [notice.personId])).get(notice.personId);
}

function leaseEnd(deps: DeliverDeps): Date {
  return new Date(deps.now().getTime() + leaseMs);
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
