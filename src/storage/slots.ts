/**
 * Scheduled moments as rows: whoever inserts the key runs the slot. A holder that dies before the end loses its lease
 * and another instance runs the slot again; what a slot does must therefore be harmless twice.
 */
import { isTaken, type Rows } from './rows.ts';

export interface SlotClaim {
  readonly key: string;
  readonly holder: string;
  readonly now: Date;
  readonly leaseUntil: Date;
}

export interface Slots {
  /** True for one caller at a time, and for nobody once it is done. Outside a transaction only. */
  take(claim: SlotClaim): Promise<boolean>;
  done(key: string, at: Date): Promise<void>;
  /** For a slot that is a lane: the next may take it at once. */
  giveBack(key: string, holder: string): Promise<void>;
}

export function slotsTable(rows: Rows): Slots {
  return {
    async take({ key, holder, now, leaseUntil }) {
      const there = await rows.slot.findUnique({ where: { key } });
      if (there === null) {
        try {
          await rows.slot.create({ data: { key, holder, leaseUntil }, select: { key: true } });
          return true;
        } catch (error) {
          if (isTaken(error)) return false;
          throw error;
        }
      }
      if (there.doneAt !== null) return false;
      const { count } = await rows.slot.updateMany({
        where: { key, doneAt: null, OR: [{ leaseUntil: { lt: now } }, { holder }] },
        data: { holder, leaseUntil },
      });
      return count === 1;
    },
    async done(key, at) {
      await rows.slot.update({ where: { key }, data: { doneAt: at }, select: { key: true } });
    },
    async giveBack(key, holder) {
      await rows.slot.updateMany({
        where: { key, holder, doneAt: null },
        data: { leaseUntil: new Date(0) },
      });
    },
  };
}
