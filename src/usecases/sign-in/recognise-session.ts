/** Who a signed-in browser belongs to. Each visit makes the session last a while longer, up to its end in any case. */
import type { Storage } from '../../storage/storage.ts';
import type { WebSession } from '../../storage/web-sessions.ts';
import type { SessionLimits } from './begin-session.ts';

/** Not every visit is worth a write. */
const extendEveryMs = 5 * 60_000;

export async function recogniseSession(
  { storage, limits }: { readonly storage: Storage; readonly limits: SessionLimits },
  tokenHash: string,
  now: Date,
): Promise<WebSession | undefined> {
  const session = await storage.webSessions.find(tokenHash, now);
  if (session === undefined) return undefined;
  const expiresAt = new Date(
    Math.min(now.getTime() + limits.idleMs, session.createdAt.getTime() + limits.longestMs),
  );
  if (expiresAt.getTime() - session.expiresAt.getTime() >= extendEveryMs)
    await storage.webSessions.extend(tokenHash, expiresAt);
  return session;
}
