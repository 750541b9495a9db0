/** The app's access token: one cache, one refresh in flight, renewed early (doc 91039; wecom.md §2.2). */
import type { Clock } from '../../domain/clock.ts';
import { PlatformError } from '../contract.ts';

export interface AccessToken {
  readonly value: string;
  /** Grows by one with each fetch: says whether a refused token is still the one in the cache. */
  readonly generation: number;
}

export interface FetchedToken {
  readonly value: string;
  readonly lifetimeMs: number;
}

export interface TokenCache {
  current(): Promise<AccessToken>;
  /** After a refusal. Does nothing where somebody has already fetched a newer one. */
  forget(refused: AccessToken): void;
  /** A real call, whatever the cache holds. */
  renew(): Promise<AccessToken>;
}

interface CachedToken extends AccessToken {
  readonly renewFrom: number;
  readonly validUntil: number;
}

const renewEarlyMs = 300_000;

export function createTokenCache(clock: Clock, fetchToken: () => Promise<FetchedToken>): TokenCache {
  let cached: CachedToken | undefined;
  let inFlight: Promise<CachedToken> | undefined;
  let generation = 0;

  async function fetchOnce(): Promise<CachedToken> {
    const { value, lifetimeMs } = await fetchToken();
    const now = clock.now().getTime();
    generation += 1;
    cached = {
      value,
      generation,
      renewFrom: now + lifetimeMs - Math.min(renewEarlyMs, lifetimeMs / 2),
      validUntil: now + lifetimeMs,
    };
    return cached;
  }

  function renew(): Promise<CachedToken> {
    inFlight ??= fetchOnce().finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  }

  return {
    async current() {
      const now = clock.now().getTime();
      const held = cached;
      if (held === undefined || now >= held.validUntil) return renew();
      if (now < held.renewFrom) return held;
      // Early renewal may fail while the old token still works; a refusal of the account must be seen all the same.
      return renew().catch((error: unknown) => {
        if (error instanceof PlatformError && error.reaction.do === 'retry') return held;
        throw error;
      });
    },
    forget(refused) {
      if (cached?.generation === refused.generation) cached = undefined;
    },
    renew,
  };
}
