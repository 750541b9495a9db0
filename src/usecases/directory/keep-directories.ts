/**
 * Keeps the people as true as the platforms know them: every night, and some minutes after an event. Only for accounts
 * whose directory somebody had written once, after seeing what it would change.
 */
import { dayOf, minuteOfDay } from '../../domain/day.ts';
import { readWanted, type Wanted } from '../../domain/directory/changed-part.ts';
import type { DirectoryPlan } from '../../domain/directory/directory-plan.ts';
import type { DirectoryClass } from '../../domain/directory/directory-read.ts';
import { foldUserId } from '../../domain/directory/fold-user-id.ts';
import type { Platform } from '../../domain/vocabulary.ts';
import type { Directory, PlatformError } from '../../platforms/contract.ts';
import type { DirectoryReading } from '../../storage/directories.ts';
import type { Account } from '../../storage/schools.ts';
import { type ApplyDirectoryDeps, applyDirectory } from './apply-directory.ts';
import { nightlyCalls } from './call-budget.ts';
import { type DirectoryLaneDeps, inDirectoryLane } from './directory-lane.ts';
import { type DirectoryReadResult, type ReadDirectory, readDirectory } from './read-directory.ts';

export interface KeepDirectoriesDeps extends ApplyDirectoryDeps, DirectoryLaneDeps {
  readonly directories: Partial<Readonly<Record<Platform, Directory>>>;
  readonly asPlatformError: (error: unknown) => PlatformError | undefined;
  readonly reportDirectory: (event: DirectoryEvent) => void;
}

export interface DirectoryEvent {
  readonly accountId: string;
  readonly kind: 'nightly' | 'touched';
  readonly outcome: 'read' | 'failed';
  readonly made: number;
  readonly metered: number;
  readonly heldBack?: DirectoryPlan['shown']['heldBack'];
  readonly code?: string;
}

/** Past the full hour, which the platforms ask to be left free (dingtalk.md §11.2), before anybody is up. */
const nightlyMinute = 3 * 60 + 10;
/** Changes come in bursts: a class that is filled in is read once, when it is. */
const settleMs = 10 * 60_000;
/** After a failure, so that an outage is not asked every minute. */
const againMs = 30 * 60_000;

export async function keepDirectories(deps: KeepDirectoriesDeps): Promise<void> {
  for (const account of await deps.storage.schools.accounts()) {
    const directory = deps.directories[account.platform];
    const reading = await deps.storage.directories.reading(account.id);
    if (directory !== undefined && reading !== undefined)
      await keepOne(deps, account, { directory, reading });
  }
}

interface Kept {
  readonly directory: Directory;
  readonly reading: DirectoryReading;
}

async function keepOne(deps: KeepDirectoriesDeps, account: Account, kept: Kept): Promise<void> {
  const now = deps.now();
  const today = dayOf(now);
  if (minuteOfDay(now) >= nightlyMinute) {
    const key = `directory|${account.id}|${today}`;
    // Leased for as long as a failure rests; done once it was read.
    const leaseUntil = new Date(now.getTime() + againMs);
    if (await deps.storage.slots.take({ key, holder: deps.newId(), now, leaseUntil })) {
      if (await readInLane(deps, account, { ...kept, kind: 'nightly' }))
        await deps.storage.slots.done(key, deps.now());
      return;
    }
  }
  const { wantedSince, wantedIds, lastError } = kept.reading;
  // Touched classes wait for the night where every call counts.
  if (kept.directory.isMetered && !wantedIds.includes('staff')) return;
  const rest = lastError === undefined ? settleMs : againMs;
  if (wantedSince === undefined || now.getTime() - wantedSince.getTime() < rest) return;
  await readInLane(deps, account, { ...kept, kind: 'touched' });
}

/** Whether everything went well. */
async function readInLane(
  deps: KeepDirectoriesDeps,
  account: Account,
  { directory, kind }: Kept & { readonly kind: DirectoryEvent['kind'] },
): Promise<boolean> {
  const spentBefore = directory.spent();
  const spent = () => {
    const { made, metered } = directory.spent();
    return { made: made - spentBefore.made, metered: metered - spentBefore.metered };
  };
  try {
    const done = await inDirectoryLane(deps, account.id, async (keep) => {
      const reading = await deps.storage.directories.reading(account.id);
      if (reading === undefined) return false;
      const wish = await wishFor(deps, account, { directory, reading, kind });
      const result = await readDirectory(directory, { ...wish, goOn: keep });
      const { plan } = await applyDirectory(deps, { account, read: result.read, now: deps.now() });
      await settleReading(deps, account, { seen: reading, wish, result });
      const { heldBack } = plan.shown;
      const held = heldBack.length === 0 ? {} : { heldBack };
      deps.reportDirectory({ accountId: account.id, kind, outcome: 'read', ...result.calls, ...held });
      return true;
    });
    return done === true;
  } catch (error) {
    const code = deps.asPlatformError(error)?.code ?? (error instanceof Error ? error.name : 'unknown');
    await noteFailure(deps, account, { code, metered: spent().metered });
    deps.reportDirectory({ accountId: account.id, kind, outcome: 'failed', ...spent(), code });
    return false;
  }
}

interface Wish extends ReadDirectory {
  /** Classes that stay wanted until they have been read. */
  readonly touched: ReadonlySet<string>;
}

/** What is to be read now: where every call counts, the classes wait for the night, and the rest for the next month. */
async function wishFor(
  deps: KeepDirectoriesDeps,
  account: Account,
  { directory, reading, kind }: Kept & { readonly kind: DirectoryEvent['kind'] },
): Promise<Wish> {
  const wanted = await wantedOf(deps, account, reading);
  const touched = wanted.classes === 'all' ? new Set<string>() : wanted.classes;
  if (!directory.isMetered) {
    if (kind === 'nightly') return { staff: true, classes: 'all', touched };
    return { staff: wanted.staff, classes: pickTouched(wanted), touched };
  }
  if (kind === 'touched') return { staff: wanted.staff, classes: 'none', touched };
  if (reading.fullReadAt === undefined) return { staff: true, classes: 'all', touched };
  const { atMost, rolling } = nightlyCalls(reading, dayOf(deps.now()));
  if (atMost === 0 || (rolling === 0 && touched.size === 0)) return { staff: true, classes: 'none', touched };
  return {
    staff: true,
    classes: (all) => [
      ...all.filter(({ id }) => touched.has(id)),
      ...rollingOrder(all, touched, reading.rollingCursor),
    ],
    mostMetered: Math.min(atMost, rolling + touched.size * callsPerClass),
    touched,
  };
}

/** Students, guardians and relations by thirty, and the teachers. */
const callsPerClass = 10;

function pickTouched({ classes }: Wanted): ReadDirectory['classes'] {
  if (classes === 'all') return 'all';
  return classes.size === 0 ? 'none' : (all) => all.filter(({ id }) => classes.has(id));
}

/** From the class behind the last one on, and round. */
function rollingOrder(
  all: readonly DirectoryClass[],
  without: ReadonlySet<string>,
  cursor: string | undefined,
): readonly DirectoryClass[] {
  const order = [...all]
    .sort((one, other) => one.id.localeCompare(other.id))
    .filter(({ id }) => !without.has(id));
  const behind = cursor === undefined ? [] : order.filter(({ id }) => id.localeCompare(cursor) > 0);
  return [...behind, ...order.filter((unit) => !behind.includes(unit))];
}

async function wantedOf(
  deps: KeepDirectoriesDeps,
  account: Account,
  { wantedIds }: DirectoryReading,
): Promise<Wanted> {
  if (wantedIds.length === 0) return { staff: false, classes: new Set() };
  const { entries } = await deps.storage.directories.known(account);
  const classOf = new Map(
    entries
      .filter(({ kind }) => kind !== 'staff' && kind !== 'role')
      .map(({ kind, externalId, parentId }) => [externalId, kind === 'class' ? externalId : parentId]),
  );
  return readWanted(wantedIds, (id) => classOf.get(foldUserId(account.platform, id)));
}

/** What came in while it was read stays wanted, and what the calls did not reach. */
async function settleReading(
  { storage, now }: KeepDirectoriesDeps,
  account: Account,
  { seen, wish, result }: { seen: DirectoryReading; wish: Wish; result: DirectoryReadResult },
): Promise<void> {
  const at = now();
  const { school, staff } = result.read;
  const listed = new Set(school?.list.classes.map(({ id }) => id));
  const unread = [...wish.touched].filter(
    (id) => school === undefined || (listed.has(id) && !school.rolls.has(id)),
  );
  const rolled = [...(school?.rolls.keys() ?? [])].filter((id) => !wish.touched.has(id)).at(-1);
  await storage.transaction(async ({ directories }) => {
    const { wantedSince, lastError: _lastError, ...rest } = (await directories.reading(account.id)) ?? seen;
    const isNew = (mark: string): boolean => !seen.wantedIds.includes(mark);
    const wantedIds = [
      ...rest.wantedIds.filter((mark) => isNew(mark) || (mark === 'staff' && staff === undefined)),
      ...unread.map((id) => `school:${id}`),
    ];
    await directories.keepReading(account.id, {
      ...withCalls(rest, dayOf(at).slice(0, 7), result.calls.metered),
      wantedIds: [...new Set(wantedIds)],
      ...(wantedIds.length === 0 || wantedSince === undefined ? {} : { wantedSince }),
      ...(result.isWhole ? { fullReadAt: at } : {}),
      ...(rolled === undefined || result.isWhole ? {} : { rollingCursor: rolled }),
    });
  });
}

async function noteFailure(
  { storage, now }: KeepDirectoriesDeps,
  account: Account,
  { code, metered }: { readonly code: string; readonly metered: number },
): Promise<void> {
  const at = now();
  await storage.transaction(async ({ directories }) => {
    const reading = await directories.reading(account.id);
    if (reading === undefined) return;
    const month = dayOf(at).slice(0, 7);
    // The rest begins anew, so that an outage is asked twice an hour and not every minute.
    const rested = reading.wantedSince === undefined ? {} : { wantedSince: at };
    await directories.keepReading(account.id, {
      ...withCalls(reading, month, metered),
      ...rested,
      lastError: code,
    });
  });
}

export function withCalls(reading: DirectoryReading, month: string, metered: number): DirectoryReading {
  const before = reading.month === month ? reading.callsThisMonth : 0;
  return { ...reading, month, callsThisMonth: before + metered };
}
