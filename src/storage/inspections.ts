/** Permissions to look into contacts and portfolios (V-01): who gave whom, why, for what and until when. */
import { type Day, readDay } from '../domain/day.ts';
import type { Rows } from './rows.ts';

export interface InspectionGrant {
  readonly id: string;
  readonly schoolId: string;
  readonly granteeId: string;
  readonly grantedById: string;
  /** `school`, a grade (`5`), a class (`5.3`), a student's or a mentor's id. */
  readonly scope: string;
  readonly reason: string;
  readonly fromOn: Day;
  readonly untilOn: Day;
  readonly createdAt: Date;
  readonly revokedAt?: Date;
}

export interface Inspections {
  add(grant: InspectionGrant): Promise<void>;
  find(schoolId: string, id: string): Promise<InspectionGrant | undefined>;
  /** The newest first, also those that are over. */
  list(schoolId: string): Promise<readonly InspectionGrant[]>;
  /** False where it was revoked before. */
  revoke(id: string, at: Date): Promise<boolean>;
}

const wholeSchool = '';

export function inspectionsTable(rows: Rows): Inspections {
  return {
    async add({ scope, ...grant }) {
      const kept = { ...grant, scope: scope === 'school' ? wholeSchool : scope };
      await rows.inspectionGrant.create({ data: kept, select: { id: true } });
    },
    async find(schoolId, id) {
      const row = await rows.inspectionGrant.findFirst({ where: { schoolId, id } });
      return row === null ? undefined : toGrant(row);
    },
    async list(schoolId) {
      const found = await rows.inspectionGrant.findMany({
        where: { schoolId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      });
      return found.map(toGrant);
    },
    async revoke(id, at) {
      const standing = { where: { id, revokedAt: null }, data: { revokedAt: at } };
      return (await rows.inspectionGrant.updateMany(standing)).count > 0;
    },
  };
}

interface GrantRow extends Omit<InspectionGrant, 'fromOn' | 'untilOn' | 'revokedAt'> {
  readonly fromOn: string;
  readonly untilOn: string;
  readonly revokedAt: Date | null;
}

function toGrant({ revokedAt, ...row }: GrantRow): InspectionGrant {
  return {
    ...row,
    scope: row.scope === wholeSchool ? 'school' : row.scope,
    fromOn: readDay(row.fromOn),
    untilOn: readDay(row.untilOn),
    ...(revokedAt !== null && { revokedAt }),
  };
}
