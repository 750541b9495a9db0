/** How long apart a call to a platform is tried again. The whole policy; it ends with the notice's own deadline. */
const firstDelayMs = 10_000;
const longestDelayMs = 30 * 60_000;
/** Two to this is past the longest delay already. */
const mostDoublings = 10;

/** The delay before the next attempt after `attempts` failed ones. */
export function delayAfter(attempts: number): number {
  const doublings = Math.min(Math.max(0, attempts - 1), mostDoublings);
  return Math.min(firstDelayMs * 2 ** doublings, longestDelayMs);
}
