/** The script of the charts, and ECharts as its package ships it. Both are kept by browsers for ever. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context } from 'koa';
import type Router from 'koa-router';

const own = readFileSync(new URL('./pages/console/charts.js', import.meta.url), 'utf8');
const library = readFileSync(new URL(import.meta.resolve('echarts/dist/echarts.simple.min.js')), 'utf8');

const address = (path: string, text: string): string =>
  `${path}?v=${createHash('sha256').update(text).digest('base64url').slice(0, 12)}`;

/** In the order they run. */
export const chartScripts: readonly string[] = [
  address('/web/echarts.js', library),
  address('/web/charts.js', own),
];

export function serveCharts(router: Router): void {
  router.get('/web/echarts.js', (context) => serve(context, library));
  router.get('/web/charts.js', (context) => serve(context, own));
}

function serve(context: Context, script: string): void {
  context.set('Content-Type', 'text/javascript; charset=utf-8');
  context.set('Cache-Control', 'public, max-age=31536000, immutable');
  context.body = script;
}
