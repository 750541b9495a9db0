import type Router from 'koa-router';
import { classCoverage } from '../../usecases/console/class-coverage.ts';
import { renderClassesPage, renderClassPage } from '../pages/console/class-pages.tsx';
import type { WebDeps } from '../web-deps.ts';
import { consolePage, notHere, show } from './console-visit.ts';

export function classRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/classes', async (visit) => {
    show(visit, renderClassesPage(visit.scene, await classCoverage(visit.scene)));
  });
  consolePage(router, deps, '/classes/:key', async (visit) => {
    const all = await classCoverage(visit.scene);
    const coverage = all.find(({ key }) => key === visit.context.params['key']);
    if (coverage === undefined) return notHere(visit.context);
    show(visit, renderClassPage(visit.scene, coverage));
  });
}
