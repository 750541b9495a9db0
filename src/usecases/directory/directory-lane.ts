/** One reader per directory at a time, over all instances; a reader that dies gives way when its lease ends. */
import type { Storage } from '../../storage/storage.ts';

const leaseMs = 10 * 60_000;
const renewMs = 60_000;

export interface DirectoryLaneDeps {
  readonly storage: Storage;
  readonly holder: string;
  readonly now: () => Date;
}

/** What the work answers; `busy` where somebody else is reading. The work calls `keep` as often as it likes. */
export async function inDirectoryLane<Result>(
  { storage, holder, now }: DirectoryLaneDeps,
  accountId: string,
  work: (keep: () => Promise<void>) => Promise<Result>,
): Promise<Result | 'busy'> {
  const key = `directory-lane|${accountId}`;
  const take = (): Promise<boolean> =>
    storage.slots.take({ key, holder, now: now(), leaseUntil: new Date(now().getTime() + leaseMs) });
  let takenAt = now().getTime();
  if (!(await take())) return 'busy';
  try {
    return await work(async () => {
      if (now().getTime() - takenAt < renewMs) return;
      takenAt = now().getTime();
      if (!(await take())) throw new LaneLostError('another instance reads this directory');
    });
  } finally {
    await storage.slots.giveBack(key, holder);
  }
}

/** This reader was away longer than its lease. */
class LaneLostError extends Error {
  override readonly name = 'LaneLostError';
}
