/** gettoken as the platform answers it: the same token while it is valid (doc 91039). */
import type { Clock } from '../domain/clock.ts';

export interface TokenDesk {
  /** For the right secret. */
  issue(): { readonly token: string; readonly lifetimeSeconds: number };
  /** 0, 40014 or 42001. */
  check(token: string): number;
  setLifetime(seconds: number): void;
  /** The platform may kill a token before its time: 40014 from now on. */
  kill(): void;
  /** As if its time had passed: 42001. */
  expire(): void;
}

interface Issued {
  readonly expiresAt: number;
  readonly isKilled: boolean;
}

const day = 86_400_000;

export function createTokenDesk(clock: Clock, newId: () => string): TokenDesk {
  const issued = new Map<string, Issued>();
  let current = '';
  let lifetimeSeconds = 7200;

  const check = (token: string) => {
    const entry = issued.get(token);
    if (entry === undefined || entry.isKilled) return 40014;
    return clock.now().getTime() < entry.expiresAt ? 0 : 42001;
  };

  return {
    check,
    issue() {
      const now = clock.now().getTime();
      if (check(current) !== 0) {
        current = `tk-${newId()}`;
        for (const [token, { expiresAt }] of issued) if (expiresAt < now - day) issued.delete(token);
        issued.set(current, { expiresAt: now + lifetimeSeconds * 1000, isKilled: false });
      }
      const left = (issued.get(current)?.expiresAt ?? now) - now;
      return { token: current, lifetimeSeconds: Math.max(1, Math.floor(left / 1000)) };
    },
    setLifetime(seconds) {
      lifetimeSeconds = seconds;
    },
    kill() {
      for (const [token, entry] of issued) issued.set(token, { ...entry, isKilled: true });
    },
    expire() {
      for (const [token, entry] of issued) issued.set(token, { ...entry, expiresAt: clock.now().getTime() });
    },
  };
}
