/** How often and how long apart a call to a platform is tried again. The whole policy. */
const firstDelayMs = 10_000;
const longestDelayMs = 30 * 60_000;
/** Eight attempts reach over about 40 minutes; what still fails then waits for a person. */
const mostAttempts = 8;

/** The delay before the next attempt after `attempts` failed ones; `undefined` when there is none. */
export function delayAfter(attempts: number): number | undefined {
  if (attempts >= mostAttempts) return undefined;
  return Math.min(firstDelayMs * 2 ** Math.max(0, attempts - 1), longestDelayMs);
}
