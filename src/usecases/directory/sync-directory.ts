/** One whole reading at somebody's wish: shows what it would change, or writes it and keeps the directory true from then on. */
import { dayOf } from '../../domain/day.ts';
import type { DirectoryPlan, KnownDirectory } from '../../domain/directory/directory-plan.ts';
import type { Directory, DirectoryCalls } from '../../platforms/contract.ts';
import type { Account } from '../../storage/schools.ts';
import { type ApplyDirectoryDeps, applyDirectory, foreseeDirectory } from './apply-directory.ts';
import { type DirectoryLaneDeps, inDirectoryLane } from './directory-lane.ts';
import { withCalls } from './keep-directories.ts';
import { readDirectory } from './read-directory.ts';

export interface SyncDirectory {
  readonly account: Account;
  readonly directory: Directory;
  readonly write: boolean;
  readonly evenIfMany?: boolean;
  readonly actorId?: string;
}

export interface SyncedDirectory {
  readonly plan: DirectoryPlan;
  /** As it stood before. */
  readonly known: KnownDirectory;
  readonly calls: DirectoryCalls;
}

export async function syncDirectory(
  deps: ApplyDirectoryDeps & DirectoryLaneDeps,
  { account, directory, write, ...options }: SyncDirectory,
): Promise<SyncedDirectory | 'busy'> {
  const { storage, now } = deps;
  return inDirectoryLane(deps, account.id, async (keep) => {
    const { read, calls } = await readDirectory(directory, { staff: true, classes: 'all', goOn: keep });
    const input = { account, read, now: now(), ...options };
    const { plan, known } = await foreseeDirectory(deps, input);
    if (write) await applyDirectory(deps, input);
    await storage.transaction(async ({ directories }) => {
      const before = await directories.reading(account.id);
      // A look at it begins nothing.
      if (before === undefined && !write) return;
      const reading = before ?? { month: '', callsThisMonth: 0, wantedIds: [] };
      const { wantedSince: _since, lastError: _error, ...rest } = reading;
      await directories.keepReading(account.id, {
        ...withCalls(write ? { ...rest, wantedIds: [] } : reading, dayOf(now()).slice(0, 7), calls.metered),
        ...(write ? { fullReadAt: now() } : {}),
      });
    });
    return { plan, known, calls };
  });
}
