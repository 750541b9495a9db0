import type Router from 'koa-router';
import { attention } from '../../usecases/console/attention.ts';
import { renderHomePage } from '../pages/console/home-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import { consolePage, show } from './console-visit.ts';

export function homeRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/', async (visit) => {
    show(visit, renderHomePage(visit.scene, await attention(visit.scene)));
  });
}
