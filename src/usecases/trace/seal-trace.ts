/**
 * Puts the audit lines into their school's chain. Whoever writes a line does not wait for the chain: one lane per
 * school does it afterwards, in order, and another instance that finds the lane taken goes on with its own work.
 */
import type { Storage } from '../../storage/storage.ts';

export interface SealTraceDeps {
  readonly storage: Storage;
  /** This process, in leases. */
  readonly holder: string;
  readonly now: () => Date;
  readonly isTaken: (error: unknown) => boolean;
  readonly reportHead: (head: {
    readonly schoolId: string;
    readonly sequence: number;
    readonly hash: string;
  }) => void;
}

const leaseMs = 2 * 60_000;
/** Short transactions: messages come in between. */
const linesAtATime = 100;
const batchesAtATime = 50;

export async function sealTrace(deps: SealTraceDeps): Promise<void> {
  const { storage, holder } = deps;
  for (const { id: schoolId } of await storage.schools.list()) {
    if (!(await storage.audit.isUnsealed(schoolId))) continue;
    const key = `seal-trace|${schoolId}`;
    const now = deps.now();
    const leaseUntil = new Date(now.getTime() + leaseMs);
    if (!(await storage.slots.take({ key, holder, now, leaseUntil }))) continue;
    try {
      await sealSchool(deps, schoolId);
    } finally {
      await storage.slots.giveBack(key, holder);
    }
  }
}

async function sealSchool({ storage, isTaken, reportHead }: SealTraceDeps, schoolId: string): Promise<void> {
  for (let batch = 0; batch < batchesAtATime; batch += 1) {
    try {
      const head = await storage.transaction((tables) =>
        tables.audit.sealNext({ schoolId, limit: linesAtATime }),
      );
      if (head === undefined) return;
      reportHead({ schoolId, ...head });
    } catch (error) {
      // A lease that ran out: another instance is further on.
      if (isTaken(error)) return;
      throw error;
    }
  }
}
