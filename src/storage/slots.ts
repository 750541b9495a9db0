/** Scheduled moments as rows: whoever inserts the key runs the slot, once over all instances and restarts. */
import { isTaken, type Rows } from './rows.ts';

export interface Slots {
  /** True for exactly one caller per key. Outside a transaction: a taken key would end it on PostgreSQL. */
  take(key: string, at: Date): Promise<boolean>;
  hasRun(key: string): Promise<boolean>;
}

export function slotsTable(rows: Rows): Slots {
  return {
    async take(key, at) {
      try {
        await rows.slot.create({ data: { key, ranAt: at }, select: { key: true } });
        return true;
      } catch (error) {
        if (isTaken(error)) return false;
        throw error;
      }
    },
    async hasRun(key) {
      return (await rows.slot.findUnique({ where: { key }, select: { key: true } })) !== null;
    },
  };
}
