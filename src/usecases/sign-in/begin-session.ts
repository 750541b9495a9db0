/** A person whom the platform has vouched for gets a session in this browser. */
import type { Platform } from '../../domain/vocabulary.ts';
import type { Storage } from '../../storage/storage.ts';

export interface SessionLimits {
  /** Without a visit. */
  readonly idleMs: number;
  /** In any case. */
  readonly longestMs: number;
}

export interface BeginSessionDeps {
  readonly storage: Storage;
  readonly newId: () => string;
  readonly limits: SessionLimits;
  /** Whether an error says that a unique key was taken by somebody else. */
  readonly isTaken: (error: unknown) => boolean;
}

export interface BeginSession {
  readonly platform: Platform;
  readonly accountKey: string;
  /** On the platform. */
  readonly userId: string;
  /** Comes from the sign-in that was begun, so that one sign-in makes one session. */
  readonly tokenHash: string;
  /** Signing in once more: whoever did so may open restricted notes for a while. */
  readonly isStepUp: boolean;
  /** The session it takes the place of. */
  readonly formerTokenHash?: string;
  readonly now: Date;
}

export type BegunSession =
  | { readonly kind: 'begun' }
  | { readonly kind: 'unknown_person' }
  /** This sign-in has made a session before. */
  | { readonly kind: 'used' };

export async function beginSession(deps: BeginSessionDeps, wanted: BeginSession): Promise<BegunSession> {
  const { storage, limits } = deps;
  const { platform, userId, tokenHash, now, formerTokenHash } = wanted;
  const account = await storage.schools.account(platform, wanted.accountKey);
  if (account === undefined) return { kind: 'unknown_person' };
  const personId = await storage.identities.personOf(account.id, platform, userId);
  if (personId === undefined) return { kind: 'unknown_person' };
  try {
    await storage.transaction(async (tables) => {
      await tables.webSessions.add({
        tokenHash,
        schoolId: account.schoolId,
        accountId: account.id,
        personId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + Math.min(limits.idleMs, limits.longestMs)),
        ...(wanted.isStepUp ? { steppedUpAt: now } : {}),
      });
      await tables.audit.add([
        {
          id: deps.newId(),
          schoolId: account.schoolId,
          at: now,
          actorId: personId,
          verb: 'signed_in',
          subjectId: personId,
          detail: { platform },
        },
      ]);
      if (formerTokenHash !== undefined) await tables.webSessions.end(formerTokenHash, now);
    });
  } catch (error) {
    if (!deps.isTaken(error)) throw error;
    return { kind: 'used' };
  }
  return { kind: 'begun' };
}
