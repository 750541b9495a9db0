/**
 * The frame of pages for families: everything in one document but the script, for old phones on slow networks. The style
 * stands in the page under its hash, nothing foreign is loaded.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context, Middleware } from 'koa';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';

const css = readFileSync(new URL('./pages/questionnaire/sheet.css', import.meta.url), 'utf8').trim();
const script = readFileSync(new URL('./pages/questionnaire/sheet.js', import.meta.url), 'utf8');
const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

const scriptPath = '/web/sheet.js';
const scriptHref = `${scriptPath}?v=${createHash('sha256').update(script).digest('base64url').slice(0, 12)}`;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${digest(css)}'`,
  "script-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** After the headers of every page. */
export const lightPageHeaders: Middleware = (context, next) => {
  context.set('Content-Security-Policy', policy);
  return next();
};

export interface LightPage {
  readonly title: string;
  readonly isLarge: boolean;
  readonly hasScript?: boolean;
}

export function renderLightPage({ title, isLarge, hasScript }: LightPage, body: ComponentChildren): string {
  return `<!doctype html>${renderToString(
    <html lang="zh-CN" class={isLarge ? 'large' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>
        <main>{body}</main>
        {hasScript && <script src={scriptHref} defer />}
      </body>
    </html>,
  )}`;
}

export { scriptPath as sheetScriptPath };

export function serveSheetScript(context: Context): void {
  context.set('Content-Type', 'text/javascript; charset=utf-8');
  context.set('Cache-Control', 'public, max-age=31536000, immutable');
  context.body = script;
}
