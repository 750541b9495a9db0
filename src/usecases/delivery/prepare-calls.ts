/**
 * From due notices to platform calls: drops what is expired or settled, respects quiet hours and caps, lays out, claims.
 * What says the same to many goes to as many as one call of the platform takes.
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
import type { Sender } from '../../platforms/contract.ts';
import type { BegunCall, Notice } from '../../storage/outbox.ts';
import type { Account } from '../../storage/schools.ts';
import { roundCardOf } from '../questionnaires/render-round-notice.ts';
import { limitsOf } from './limits-of.ts';
import { type RenderDeps, type RenderedMessage, renderNotices } from './render-notices.ts';
import { type PreparedCall, type SendCallDeps, settle } from './send-call.ts';

export interface PrepareDeps extends SendCallDeps, RenderDeps {
  /** Of a school that has set none of its own. */
  readonly limits: PushLimits;
  readonly newId: () => string;
  /** This process, in leases. */
  readonly holder: string;
}

/** The account's lane, and how it sends. */
export interface Way {
  readonly account: Account;
  readonly sender: Sender;
}

const leaseMs = 2 * 60_000;

export function leaseEnd(deps: PrepareDeps): Date {
  return new Date(deps.now().getTime() + leaseMs);
}

/** Of which all that is due to one person is one message. */
const mergedCards: readonly string[] = ['reminder', 'guardian_reminder', 'mentor_assigned'];

/**
 * Notices of one call stay together over retries; new reminders to one person merge; what says the same to many is
 * taken up whole, also what lies beyond the batch; everything else goes alone.
 */
export async function groupsOf(deps: PrepareDeps, due: readonly Notice[]): Promise<readonly Notice[][]> {
  const key = (notice: Notice): string => {
    if (isBegun(notice)) return `call|${notice.callId}`;
    if (mergedCards.includes(notice.card)) return `merge|${notice.personId}|${notice.card}`;
    if (isForMany(notice)) return `many|${notice.channel}|${notice.card}|${JSON.stringify(notice.payload)}`;
    return `alone|${notice.id}`;
  };
  const groups = [];
  for (const group of groupBy(due, key).values()) {
    const [first] = group;
    groups.push(first !== undefined && isForMany(first) ? await wholeGroup(deps, first) : group);
  }
  return groups;
}

async function wholeGroup({ storage: { outbox }, now }: PrepareDeps, first: Notice): Promise<Notice[]> {
  if (!isBegun(first)) return [...(await outbox.alike(first, now()))];
  const ofCall = await outbox.ofCall(first.callId ?? '');
  return ofCall.filter(({ state, notBeforeAt }) => state === 'waiting' && notBeforeAt <= now());
}

function isBegun({ callId, attempts }: Notice): boolean {
  return callId !== undefined && attempts > 0;
}

function isForMany(notice: Notice): boolean {
  return roundCardOf(notice) !== undefined;
}

/** Claims what is to leave now and lays it out; none where nothing is left to send. */
export async function prepareCalls(
  deps: PrepareDeps,
  way: Way,
  group: readonly Notice[],
): Promise<readonly PreparedCall[]> {
  const leaving = await leavingNow(deps, await withoutExpired(deps, group));
  const [first] = leaving;
  if (first === undefined) return [];
  const rendered = await messageOf(deps, way.sender, leaving);
  await deps.storage.outbox.end(rendered.settledIds, { state: 'dropped', reason: 'settled', at: deps.now() });
  const keptIds = new Set(rendered.keptIds);
  const kept = leaving.filter(({ id }) => keptIds.has(id));
  const { card } = rendered;
  if (card === undefined || kept.length === 0) return [];
  const userIds = await recipientIds(deps, way.account, kept);
  const idOf = ({ personId = '' }: Notice): string => userIds.get(personId) ?? '';
  const byUser = groupBy(kept, idOf);
  const unknown = byUser.get('') ?? [];
  byUser.delete('');
  if (unknown.length > 0) {
    const reason = 'no account on this platform';
    await settle(deps, unknown, { outcome: 'refused', code: 'no_identity', reason }, rendered);
  }
  const calls = [];
  for (const recipients of chunksOf([...byUser], way.sender.recipientLimit(first.channel))) {
    const call = await claimed(deps, way, { recipients, rendered, card });
    if (call !== undefined) calls.push(call);
  }
  return calls;
}

interface GroupMessage extends RenderedMessage, Pick<PreparedCall, 'isRepeat' | 'begins'> {}

/**
 * What the group says now. What may have arrived is said again to the letter, also where it is no longer quite true:
 * only then does the platform drop the double. It falls silent where nothing of it is true any more.
 */
async function messageOf(deps: PrepareDeps, sender: Sender, group: readonly Notice[]): Promise<GroupMessage> {
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

async function begunCallOf(deps: PrepareDeps, [first]: readonly Notice[]): Promise<BegunCall | undefined> {
  if (first?.callId === undefined || first.attempts === 0) return undefined;
  return deps.storage.outbox.begunCall(first.callId);
}

interface ReadyGroup {
  readonly recipients: readonly (readonly [string, readonly Notice[]])[];
  readonly rendered: GroupMessage;
  readonly card: PreparedCall['card'];
}

async function claimed(
  deps: PrepareDeps,
  { account, sender }: Way,
  { recipients, rendered, card }: ReadyGroup,
): Promise<PreparedCall | undefined> {
  const kept = recipients.flatMap(([, notices]) => notices);
  const [first] = kept;
  if (first === undefined) return undefined;
  const callId = first.callId !== undefined && first.attempts > 0 ? first.callId : deps.newId();
  const { replyUrl, isRepeat, begins } = rendered;
  const ids = await deps.storage.outbox.claim(
    kept.map((notice) => notice.id),
    { holder: deps.holder, leaseUntil: leaseEnd(deps), callId },
  );
  if (ids.length < kept.length) {
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
    recipients: new Map(recipients),
    isRepeat,
    ...(replyUrl === undefined ? {} : { replyUrl }),
    ...(begins === undefined ? {} : { begins }),
  };
}

async function withoutExpired(deps: PrepareDeps, group: readonly Notice[]): Promise<Notice[]> {
  const now = deps.now();
  const expired = group.filter((notice) => notice.notAfterAt <= now).map((notice) => notice.id);
  if (expired.length > 0)
    await deps.storage.outbox.end(expired, { state: 'dropped', reason: 'expired', at: now });
  return group.filter((notice) => notice.notAfterAt > now);
}

/** Those of one school and one channel that may leave at this moment; the others wait for theirs. */
async function leavingNow(deps: PrepareDeps, group: readonly Notice[]): Promise<readonly Notice[]> {
  const [first] = group;
  if (first === undefined || first.isUrgent || first.personId === undefined) return group;
  const now = deps.now();
  const limits = await limitsOf(deps.storage, first.schoolId, deps.limits);
  const waking = nextWakingMoment(now, limits);
  const ids = (notices: readonly Notice[]): string[] => notices.map(({ id }) => id);
  if (waking > now) {
    await deps.storage.outbox.postpone(ids(group), waking);
    return [];
  }
  const personIds = [...new Set(group.flatMap(({ personId }) => personId ?? []))];
  const today = await deps.storage.outbox.callsSince(personIds, startOfDay(now));
  const thisWeek = await deps.storage.outbox.callsSince(personIds, startOfWeek(now));
  const kind = first.channel === 'school_notice' ? 'guardian' : 'staff';
  const isFree = ({ personId = '' }: Notice): boolean => {
    const sent = { today: today.get(personId) ?? 0, thisWeek: thisWeek.get(personId) ?? 0 };
    return hasRoom(kind, sent, limits);
  };
  const held = group.filter((notice) => !isFree(notice));
  if (held.length > 0) await deps.storage.outbox.postpone(ids(held), nextMorning(now, limits));
  return group.filter(isFree);
}

/** Of the answer to a chat the address says who: nobody is named, and a stranger has no identity with us. */
async function recipientIds(
  deps: PrepareDeps,
  account: Account,
  notices: readonly Notice[],
): Promise<ReadonlyMap<string, string>> {
  if (notices[0]?.channel === 'reply') return new Map(notices.map(({ personId = '' }) => [personId, 'chat']));
  return deps.storage.identities.userIds(
    account.id,
    notices.flatMap(({ personId }) => personId ?? []),
  );
}

function chunksOf<Item>(items: readonly Item[], size: number): readonly Item[][] {
  const chunks = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}
