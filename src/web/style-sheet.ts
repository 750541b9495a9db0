/** The one style sheet and the icon, kept by browsers for ever under an address that changes with the content. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context } from 'koa';
import type Router from 'koa-router';

const css = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0a5a3c"/><path d="M16 6a5 5 0 1 1 0 10a5 5 0 0 1 0-10zM6 27a10 8 0 0 1 20 0z" fill="#fff"/></svg>';

function address(path: string, content: string): string {
  return `${path}?v=${createHash('sha256').update(content).digest('base64url').slice(0, 12)}`;
}

export const styleHref = address('/web/style.css', css);
export const iconHref = address('/web/icon.svg', icon);

export function serveStyle(router: Router): void {
  router.get('/web/style.css', (context) => serve(context, 'text/css; charset=utf-8', css));
  router.get('/web/icon.svg', (context) => serve(context, 'image/svg+xml', icon));
}

function serve(context: Context, type: string, content: string): void {
  context.set('Content-Type', type);
  context.set('Cache-Control', 'public, max-age=31536000, immutable');
  context.body = content;
}
