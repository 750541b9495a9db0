/** Every page of ours. */
import Router from 'koa-router';
import { serveCharts } from './charts.ts';
import { consoleRoutes } from './console/console-routes.ts';
import { serveSheetScript, sheetScriptPath } from './light-page.tsx';
import { ownPageRoutes } from './own-page-routes.ts';
import { pageHeaders } from './page-headers.ts';
import { pictureRoutes } from './picture-routes.ts';
import { questionnaireRoutes } from './questionnaire-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { serveStyle } from './style-sheet.ts';
import type { WebDeps } from './web-deps.ts';

export function webRoutes(deps: WebDeps): readonly Router[] {
  const style = new Router();
  style.use('/web', pageHeaders);
  serveStyle(style);
  serveCharts(style);
  style.get(sheetScriptPath, serveSheetScript);
  return [
    style,
    signInRoutes(deps),
    ownPageRoutes(deps),
    pictureRoutes(deps),
    questionnaireRoutes(deps),
    consoleRoutes(deps),
  ];
}
