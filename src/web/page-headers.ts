/** What every page says to the browser: nothing foreign, no script, no frame, nothing kept; compressed where it can be. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context, Middleware } from 'koa';

const policy = (own: readonly string[] = []): string =>
  [
    "default-src 'none'",
    ...own,
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const headers = {
  'Content-Security-Policy': policy(),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** For a page with a chart: scripts of ours, and nothing else. */
export function allowOwnScripts(context: Context): void {
  context.set('Content-Security-Policy', policy(["script-src 'self'"]));
}

const smallestWorthIt = 1_000;
const compress = promisify(gzip);

export const pageHeaders: Middleware = async (context, next) => {
  context.set(headers);
  await next();
  const { body } = context;
  if (typeof body !== 'string' || body.length < smallestWorthIt) return;
  context.vary('Accept-Encoding');
  if (context.acceptsEncodings('gzip', 'identity') !== 'gzip') return;
  // Setting bytes would make Koa call them a download.
  const type = context.response.get('Content-Type');
  context.body = await compress(body);
  context.set({ 'Content-Type': type, 'Content-Encoding': 'gzip' });
};

/**
 * Whether another site has sent this form. Old web views send neither header, and pages without a referrer send `null`:
 * there the token in the form decides alone.
 */
export function isFromElsewhere(context: Context, publicUrl: string | undefined): boolean {
  const site = context.get('Sec-Fetch-Site');
  if (site !== '' && site !== 'same-origin' && site !== 'none') return true;
  const origin = context.get('Origin');
  if (origin === '' || origin === 'null') return false;
  const host = context.get('Host');
  return ![publicUrl, `http://${host}`, `https://${host}`].includes(origin);
}
