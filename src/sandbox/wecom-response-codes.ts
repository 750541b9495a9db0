/** response_code: from a send or from a press, good for one change of the card within 72 hours (doc 94888). */
import type { Clock } from '../domain/clock.ts';

interface CodeEntry {
  readonly taskId: string;
  readonly expiresAt: number;
}

export interface ResponseCodes {
  issue(taskId: string): string;
  /** Uses the code up. `undefined` where it is wrong, expired or already used (60140). */
  redeem(code: string): string | undefined;
}

const lifetimeMs = 72 * 3_600_000;

export function createResponseCodes(clock: Clock, newId: () => string): ResponseCodes {
  const codes = new Map<string, CodeEntry>();
  return {
    issue(taskId) {
      const code = `rc-${newId()}`;
      codes.set(code, { taskId, expiresAt: clock.now().getTime() + lifetimeMs });
      return code;
    },
    redeem(code) {
      const entry = codes.get(code);
      codes.delete(code);
      return entry === undefined || clock.now().getTime() > entry.expiresAt ? undefined : entry.taskId;
    },
  };
}
