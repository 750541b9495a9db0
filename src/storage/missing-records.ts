/** Records that the trace knows and the tables no longer hold: the program takes records back and never removes them. */
import type { Rows } from './rows.ts';

export interface MissingRecords {
  readonly count: number;
  /** The id of the one that was filed first. */
  readonly first?: string;
}

const kept = [
  { verb: 'contact_filed', table: 'Contact' },
  { verb: 'hand_in_filed', table: 'HandIn' },
] as const;

export async function findMissingRecords(rows: Rows): Promise<MissingRecords> {
  const missing: string[] = [];
  for (const { verb, table } of kept) {
    const found = await rows.$queryRawUnsafe<{ id: string }[]>(
      `SELECT a."subjectId" AS "id" FROM "AuditLine" a LEFT JOIN "${table}" t ON t."id" = a."subjectId"
       WHERE a."verb" = '${verb}' AND t."id" IS NULL ORDER BY a."at", a."id"`,
    );
    missing.push(...found.map(({ id }) => id));
  }
  const [first] = missing;
  return { count: missing.length, ...(first !== undefined && { first }) };
}
