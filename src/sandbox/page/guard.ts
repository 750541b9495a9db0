/** The sandbox is for the person at this machine: no other site, no other host name, no foreign script. */
import type { Context, Middleware } from 'koa';
import { SandboxRefusal } from './refusal.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const guardSandbox: Middleware = async (ctx, next) => {
  ctx.set({
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  // The header as it came, not `ctx.host`: a forwarded host proves nothing, and DNS rebinding brings a foreign name.
  const host = ctx.get('Host');
  if (!isLoopbackHost(host)) {
    throw new SandboxRefusal(403, '沙盒只能在本机打开，请用 http://127.0.0.1 加端口号访问。');
  }
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD' && !isSameOrigin(ctx, host)) {
    throw new SandboxRefusal(403, '请求不是从沙盒页面发出的，没有执行。');
  }
  await next();
};

function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i.test(host);
}

/**
 * Browsers put `Origin` on every POST; on a plain form of a page with `Referrer-Policy: no-referrer` it says `null`,
 * there only `Sec-Fetch-Site` can vouch. A request with neither did not come from the page.
 */
function isSameOrigin(ctx: Context, host: string): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  const origin = ctx.get('Origin');
  if (site !== '' && site !== 'same-origin') return false;
  if (origin === '' || origin === 'null') return site === 'same-origin';
  return origin === `http://${host}` || origin === `https://${host}`;
}
