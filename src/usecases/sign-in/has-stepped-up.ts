/** Whether somebody signed in once more a moment ago, as restricted words and pictures ask for. */
import type { WebSession } from '../../storage/web-sessions.ts';

const steppedUpForMs = 15 * 60_000;

export function hasSteppedUp({ steppedUpAt }: WebSession, now: Date): boolean {
  return steppedUpAt !== undefined && now.getTime() - steppedUpAt.getTime() < steppedUpForMs;
}
