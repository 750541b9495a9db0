/** Access tokens: within its life the same one is given again and lives on; after that, or once killed, a new one. */
import type { Clock } from '../domain/clock.ts';

const lifeMs = 7200 * 1000;

export interface Tokens {
  issue(): string;
  isValid(token: string): boolean;
  kill(): void;
}

export function createTokens(clock: Clock, newId: () => string): Tokens {
  let current: { readonly token: string; readonly expiresAt: number } | undefined;
  const now = () => clock.now().getTime();
  const isAlive = () => current !== undefined && now() < current.expiresAt;
  return {
    issue: () => {
      const token = current !== undefined && isAlive() ? current.token : `token-${newId()}`;
      current = { token, expiresAt: now() + lifeMs };
      return token;
    },
    isValid: (token) => isAlive() && current?.token === token,
    kill: () => {
      current = undefined;
    },
  };
}
