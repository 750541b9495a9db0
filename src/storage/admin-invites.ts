/** One-time ways in for administrators. Of the link's token only the SHA-256 is kept. */
import type { Rows } from './rows.ts';

export interface AdminInvite {
  /** Hexadecimal SHA-256. */
  readonly tokenHash: string;
  readonly schoolId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface AdminInvites {
  add(invite: AdminInvite): Promise<void>;
  /** The school of one that is good still. */
  schoolOf(tokenHash: string, now: Date): Promise<string | undefined>;
  /** False where it was used before, or has run out. */
  use(tokenHash: string, personId: string, now: Date): Promise<boolean>;
}

export function adminInvitesTable(rows: Rows): AdminInvites {
  const good = (tokenHash: string, now: Date) => ({ tokenHash, usedAt: null, expiresAt: { gt: now } });
  return {
    async add(invite) {
      await rows.adminInvite.create({ data: invite, select: { tokenHash: true } });
    },
    schoolOf: async (tokenHash, now) =>
      (await rows.adminInvite.findFirst({ where: good(tokenHash, now), select: { schoolId: true } }))
        ?.schoolId,
    async use(tokenHash, personId, now) {
      const { count } = await rows.adminInvite.updateMany({
        where: good(tokenHash, now),
        data: { usedAt: now, usedBy: personId },
      });
      return count > 0;
    },
  };
}
