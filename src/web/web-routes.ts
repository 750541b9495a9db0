/** Every page of ours. */
import Router from 'koa-router';
import { consoleRoutes } from './console/console-routes.ts';
import { ownPageRoutes } from './own-page-routes.ts';
import { pageHeaders } from './page-headers.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { serveStyle } from './style-sheet.ts';
import type { WebDeps } from './web-deps.ts';

export function webRoutes(deps: WebDeps): readonly Router[] {
  const style = new Router();
  style.use('/web', pageHeaders);
  serveStyle(style);
  return [style, signInRoutes(deps), ownPageRoutes(deps), consoleRoutes(deps)];
}
