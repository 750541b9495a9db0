/** Signed-in browsers. Of the cookie's token only the SHA-256 is kept: whoever reads the table can sign in as nobody. */
import type { Rows } from './rows.ts';

export interface WebSession {
  /** Hexadecimal SHA-256 of the cookie's token. */
  readonly tokenHash: string;
  readonly schoolId: string;
  /** The platform account it was signed in by. */
  readonly accountId: string;
  readonly personId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Signed in anew, to open restricted notes. */
  readonly steppedUpAt?: Date;
}

export interface WebSessions {
  /** Throws where the token is taken: see `isTaken`. Forgets what of this person has run out. */
  add(session: WebSession): Promise<void>;
  /** One that lasts, of a person who has not left the school. */
  find(tokenHash: string, now: Date): Promise<WebSession | undefined>;
  extend(tokenHash: string, expiresAt: Date): Promise<void>;
  end(tokenHash: string, at: Date): Promise<void>;
}

export function webSessionsTable(rows: Rows): WebSessions {
  return {
    async add(session) {
      const { personId, createdAt } = session;
      await rows.webSession.deleteMany({ where: { personId, expiresAt: { lt: createdAt } } });
      await rows.webSession.create({ data: session, select: { tokenHash: true } });
    },
    async find(tokenHash, now) {
      const row = await rows.webSession.findUnique({ where: { tokenHash } });
      if (row === null || row.endedAt !== null || row.expiresAt <= now || row.accountId === null)
        return undefined;
      const person = await rows.person.findUnique({
        where: { id: row.personId },
        select: { endedOn: true },
      });
      if (person === null || person.endedOn !== null) return undefined;
      const { schoolId, accountId, personId, createdAt, expiresAt, steppedUpAt } = row;
      const session = { tokenHash, schoolId, accountId, personId, createdAt, expiresAt };
      return steppedUpAt === null ? session : { ...session, steppedUpAt };
    },
    async extend(tokenHash, expiresAt) {
      await rows.webSession.updateMany({ where: { tokenHash, endedAt: null }, data: { expiresAt } });
    },
    async end(tokenHash, at) {
      await rows.webSession.updateMany({ where: { tokenHash, endedAt: null }, data: { endedAt: at } });
    },
  };
}
