import type Router from 'koa-router';
import { isDay } from '../../domain/day.ts';
import { type AuditQuestion, auditPage } from '../../usecases/console/audit-lines.ts';
import { renderAuditPage } from '../pages/console/audit-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import { consolePage, idPattern, show } from './console-visit.ts';

const mostPages = 10_000;

export function auditRoutes(router: Router, deps: WebDeps): void {
  consolePage(
    router,
    deps,
    '/audit',
    async (visit) => {
      const question = readQuestion(new URLSearchParams(visit.context.querystring));
      show(visit, renderAuditPage(visit.scene, question, await auditPage(visit.scene, question)));
    },
    'audit',
  );
}

function readQuestion(query: URLSearchParams): AuditQuestion {
  const on = query.get('on') ?? '';
  const actorId = query.get('actor') ?? '';
  const verb = query.get('verb') ?? '';
  const page = Number(query.get('page') ?? 1);
  return {
    page: Number.isSafeInteger(page) && page >= 1 && page <= mostPages ? page : 1,
    ...(isDay(on) ? { on } : {}),
    ...(idPattern.test(actorId) ? { actorId } : {}),
    ...(/^[a-z_]{1,40}$/.test(verb) ? { verb } : {}),
  };
}
