/** A school says things on cards in its own words: checked before they hold, put back at any time. */
import type Router from 'koa-router';
import { changeWording, resetWording } from '../../usecases/console/change-settings.ts';
import { renderWordingListPage, renderWordingPage } from '../pages/console/wording-pages.tsx';
import type { WebDeps } from '../web-deps.ts';
import { type ConsoleVisit, consoleForm, consolePage, goTo, notHere, show } from './console-visit.ts';

const path = '/settings/wording';

export function wordingRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, path, (visit) => show(visit, renderWordingListPage(visit.scene)), 'settings');
  consolePage(router, deps, `${path}/:card`, (visit) => showWording(visit), 'settings');
  consoleForm(
    router,
    deps,
    `${path}/:card`,
    async (sent) => {
      const card = cardOf(sent);
      if (card === undefined) return notHere(sent.context);
      if (sent.fields.get('verb') === 'reset') {
        await resetWording(deps, sent.scene, card);
        return goTo(sent.context, `/console${path}/${card}`);
      }
      const yaml = (sent.fields.get('yaml') ?? '').replaceAll('\r\n', '\n');
      const faults = await changeWording(deps, sent.scene, { card, yaml });
      if (faults.length > 0) return showWording(sent, { yaml, faults });
      goTo(sent.context, `/console${path}/${card}`);
    },
    'settings',
  );
}

function showWording(
  visit: ConsoleVisit,
  refused?: { readonly yaml: string; readonly faults: readonly { line?: number; fault: string }[] },
): void {
  const card = cardOf(visit);
  if (card === undefined) return notHere(visit.context);
  const { roster, cards } = visit.scene;
  const own = roster.wording.find((wording) => wording.card === card)?.yaml;
  const yaml = refused?.yaml ?? own ?? cards.source(card) ?? '';
  const page = { card, yaml, isOwn: own !== undefined, faults: refused?.faults ?? [] };
  show(visit, renderWordingPage(visit, page), refused === undefined ? 200 : 422);
}

function cardOf({ context, scene }: ConsoleVisit): string | undefined {
  return scene.cards.names.find((name) => name === context.params['card']);
}
