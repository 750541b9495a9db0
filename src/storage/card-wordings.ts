/** A school's own wording of cards. Callers count the change with `schools.rosterChanged`. */
import type { Rows } from './rows.ts';

export interface CardWordings {
  put(wording: {
    readonly id: string;
    readonly schoolId: string;
    readonly card: string;
    readonly yaml: string;
    readonly changedAt: Date;
    readonly changedBy: string;
  }): Promise<void>;
  /** The program's own holds again. */
  remove(schoolId: string, card: string): Promise<void>;
}

export function cardWordingsTable(rows: Rows): CardWordings {
  return {
    async put(wording) {
      const { schoolId, card, yaml, changedAt, changedBy } = wording;
      await rows.cardWording.upsert({
        where: { schoolId_card: { schoolId, card } },
        create: wording,
        update: { yaml, changedAt, changedBy },
        select: { id: true },
      });
    },
    async remove(schoolId, card) {
      await rows.cardWording.deleteMany({ where: { schoolId, card } });
    },
  };
}
