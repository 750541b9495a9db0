/** `/console`: for those who look after the scheme. Each page shows what the visibility table allows its visitor. */
import Router from 'koa-router';
import { pageHeaders } from '../page-headers.ts';
import type { WebDeps } from '../web-deps.ts';
import { auditRoutes } from './audit-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { classRoutes } from './class-routes.ts';
import { notHere } from './console-visit.ts';
import { ethicsRoutes } from './ethics-routes.ts';
import { formRoutes } from './form-routes.ts';
import { homeRoutes } from './home-routes.ts';
import { identityRoutes } from './identity-routes.ts';
import { importRoutes } from './import-routes.ts';
import { inviteRoutes } from './invite-routes.ts';
import { mentorRoutes } from './mentor-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { questionnaireRoutes } from './questionnaire-routes.ts';
import { roleRoutes } from './role-routes.ts';
import { schemeRoutes } from './scheme-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { studentRoutes } from './student-routes.ts';
import { syncRoutes } from './sync-routes.ts';
import { wordingRoutes } from './wording-routes.ts';

export function consoleRoutes(deps: WebDeps): Router {
  const router = new Router({ prefix: '/console' });
  router.use(pageHeaders);
  homeRoutes(router, deps);
  peopleRoutes(router, deps);
  classRoutes(router, deps);
  studentRoutes(router, deps);
  importRoutes(router, deps);
  syncRoutes(router, deps);
  roleRoutes(router, deps);
  identityRoutes(router, deps);
  mentorRoutes(router, deps);
  questionnaireRoutes(router, deps);
  ethicsRoutes(router, deps);
  formRoutes(router, deps);
  auditRoutes(router, deps);
  inviteRoutes(router, deps);
  settingsRoutes(router, deps);
  calendarRoutes(router, deps);
  schemeRoutes(router, deps);
  wordingRoutes(router, deps);
  router.get('/{*rest}', (context) => notHere(context));
  return router;
}
