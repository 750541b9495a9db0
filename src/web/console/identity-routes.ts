import type Router from 'koa-router';
import { decideIdentity, waitingIdentities } from '../../usecases/console/decide-identity.ts';
import { renderIdentitiesPage } from '../pages/console/identities-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import { type ConsoleVisit, consoleForm, consolePage, goTo, show } from './console-visit.ts';

export function identityRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/identities', (visit) => showIdentities(visit), 'people');
  consoleForm(
    router,
    deps,
    '/identities',
    async (sent) => {
      const decision = sent.fields.get('decision') === 'same' ? 'same' : 'other';
      const id = sent.fields.get('proposal') ?? '';
      if (!(await decideIdentity(deps, sent.scene, { id, decision })))
        return showIdentities(sent, '这个账号刚才已经有人认过了。');
      goTo(sent.context, '/console/identities');
    },
    'people',
  );
}

async function showIdentities(visit: ConsoleVisit, fault?: string): Promise<void> {
  const lines = await waitingIdentities(visit.scene);
  show(visit, renderIdentitiesPage(visit, lines, fault), fault === undefined ? 200 : 422);
}
