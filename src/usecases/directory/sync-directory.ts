/** One whole reading at somebody's wish: shows what it would change, or writes it and keeps the directory true from then on. */
import { dayOf } from '../../domain/day.ts';
import type { Directory, DirectoryCalls } from '../../platforms/contract.ts';
import type { Account } from '../../storage/schools.ts';
import {
  type ApplyDirectoryDeps,
  applyDirectory,
  foreseeDirectory,
  type PlannedDirectory,
  planDirectoryRead,
} from './apply-directory.ts';
import { type DirectoryLaneDeps, inDirectoryLane } from './directory-lane.ts';
import { withCalls } from './keep-directories.ts';
import { type DirectoryReadResult, type ReadDirectory, readDirectory } from './read-directory.ts';
import { canWriteWhileReading, writeWhileReading } from './write-while-reading.ts';

export interface SyncDirectory {
  readonly account: Account;
  readonly directory: Directory;
  readonly write: boolean;
  readonly evenIfMany?: boolean;
  readonly actorId?: string;
}

export interface SyncedDirectory extends PlannedDirectory {
  readonly calls: DirectoryCalls;
}

type SyncDeps = ApplyDirectoryDeps & DirectoryLaneDeps;

export async function syncDirectory(
  deps: SyncDeps,
  { directory, write, ...sync }: SyncDirectory,
): Promise<SyncedDirectory | 'busy'> {
  const { storage, now } = deps;
  const { account } = sync;
  return inDirectoryLane(deps, account.id, async (goOn) => {
    const { calls, ...planned } = write
      ? await readAndWrite(deps, { directory, goOn, sync })
      : await readAndForesee(deps, { directory, goOn, sync });
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
    return { ...planned, calls };
  });
}

interface Reading {
  readonly directory: Directory;
  readonly goOn: () => Promise<void>;
  readonly sync: Omit<SyncDirectory, 'directory' | 'write'>;
}

async function readAndForesee(deps: SyncDeps, reading: Reading): Promise<SyncedDirectory> {
  const { read, calls } = await readAll(reading);
  return { ...(await foreseeDirectory(deps, { ...reading.sync, read, now: deps.now() })), calls };
}

async function readAndWrite(deps: SyncDeps, reading: Reading): Promise<SyncedDirectory> {
  const { sync } = reading;
  const known = await deps.storage.directories.known(sync.account);
  if (!canWriteWhileReading(known)) {
    const { read, calls } = await readAll(reading);
    return { ...(await applyDirectory(deps, { ...sync, read, now: deps.now() })), calls };
  }
  const writing = writeWhileReading(deps, sync);
  let done: DirectoryReadResult;
  try {
    done = await readAll(reading, writing.add);
  } finally {
    // Nothing is written any more when the lane is given back.
    await writing.settled();
  }
  const { read, calls } = done;
  await applyDirectory(deps, { ...sync, read, now: deps.now() });
  return { plan: planDirectoryRead(known, { ...sync, read }), known, calls };
}

function readAll(
  { directory, goOn }: Reading,
  onPart?: ReadDirectory['onPart'],
): Promise<DirectoryReadResult> {
  return readDirectory(directory, {
    staff: true,
    classes: 'all',
    goOn,
    ...(onPart === undefined ? {} : { onPart }),
  });
}
