import type { Day } from '../../src/domain/day.ts';
import type { RosterPlan } from '../../src/domain/roster/roster-plan.ts';
import type { Platform } from '../../src/domain/vocabulary.ts';
import type { DatabaseClient } from '../../src/storage/open-database.ts';
import type { Storage } from '../../src/storage/storage.ts';

interface Address {
  readonly url: string;
  readonly appKey: Buffer;
}

export function openBuiltStorage(at: Address): Promise<{
  readonly client: DatabaseClient;
  readonly storage: Storage;
  close(): Promise<void>;
}>;

export function seedSchool(
  parts: Address & {
    readonly plan: RosterPlan;
    readonly platforms: readonly Platform[];
    readonly startOn: Day;
    readonly now: Date;
  },
): Promise<string>;
