/**
 * The allow-list for `sessionWebhook`. The robot signature covers neither body nor address, so whoever holds one
 * captured header pair can put any address here: only the configured hosts may be called, and nothing that a URL
 * parser would have to tidy up first is taken at all.
 */
const sessionPath = '/robot/sendBySession';
const plainQuery = /^session=[\w.~%+/=:&-]{1,1000}$/u;

export function isSessionWebhook(address: string, bases: readonly string[]): boolean {
  return bases.some((base) => {
    const start = `${new URL(base).origin}${sessionPath}?`;
    return address.startsWith(start) && plainQuery.test(address.slice(start.length));
  });
}
