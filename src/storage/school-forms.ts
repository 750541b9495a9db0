/** Forms a school has written itself, every version of them, and the psych teacher's signatures under single items. */
import { type Day, readDay } from '../domain/day.ts';
import type { Rows } from './rows.ts';

export interface SchoolForm {
  readonly id: string;
  readonly schoolId: string;
  readonly key: string;
  /** 1, 2, … of this key. */
  readonly version: number;
  /** As it was typed. */
  readonly yaml: string;
  readonly changedAt: Date;
  readonly changedById: string;
}

export interface FormSignOff {
  readonly id: string;
  readonly schoolId: string;
  /** SHA-256 of what the item says. */
  readonly wordingHash: string;
  readonly signedById: string;
  readonly signedOn: Day;
}

export interface SchoolForms {
  /** Throws where somebody saved this version meanwhile: see `isTaken`. */
  add(form: SchoolForm): Promise<void>;
  /** The latest version of each, by key. */
  latest(schoolId: string): Promise<readonly SchoolForm[]>;
  /** From the newest on. */
  versions(schoolId: string, key: string): Promise<readonly SchoolForm[]>;
  /** False where it was signed before. */
  sign(signOff: FormSignOff): Promise<boolean>;
  signOffs(schoolId: string): Promise<readonly FormSignOff[]>;
}

export function schoolFormsTable(rows: Rows): SchoolForms {
  return {
    async add(form) {
      await rows.schoolForm.create({ data: form, select: { id: true } });
    },
    async latest(schoolId) {
      const found = await rows.schoolForm.findMany({
        where: { schoolId },
        orderBy: [{ key: 'asc' }, { version: 'desc' }],
      });
      return found.filter(({ key }, index) => found[index - 1]?.key !== key);
    },
    versions: (schoolId, key) =>
      rows.schoolForm.findMany({ where: { schoolId, key }, orderBy: { version: 'desc' } }),
    async sign(signOff) {
      const { schoolId, wordingHash } = signOff;
      if ((await rows.formSignOff.count({ where: { schoolId, wordingHash } })) > 0) return false;
      await rows.formSignOff.create({ data: signOff, select: { id: true } });
      return true;
    },
    async signOffs(schoolId) {
      const found = await rows.formSignOff.findMany({ where: { schoolId }, orderBy: { id: 'asc' } });
      return found.map((row) => ({ ...row, signedOn: readDay(row.signedOn) }));
    },
  };
}
