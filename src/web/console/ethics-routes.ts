/** `/console/ethics`: for whoever the school made its contact. For everybody else there is nothing here. */
import type Router from 'koa-router';
import {
  closeEthicsCase,
  type EthicsRefusal,
  ethicsCases,
  openEthicsCase,
} from '../../usecases/questionnaires/ethics-cases.ts';
import { renderEthicsCasePage, renderEthicsPage } from '../pages/console/ethics-pages.tsx';
import type { WebDeps } from '../web-deps.ts';
import {
  type ConsoleSent,
  type ConsoleVisit,
  consoleForm,
  consolePage,
  goTo,
  idPattern,
  notHere,
  show,
  toQuery,
} from './console-visit.ts';

export function ethicsRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/ethics', (visit) => showCases(visit));
  consoleForm(router, deps, '/ethics', (sent) => showCase(deps, sent));
  consoleForm(router, deps, '/ethics/close', async (sent) => {
    const closing = sent.fields.get('closing') ?? '';
    const closed = await closeEthicsCase(deps, { ...stepOf(sent), closing });
    if (closed === 'closed') return showCases(sent, '办结了。');
    if (closed.refused === 'no_note') return showCase(deps, sent, '请写几句怎么办的，再按办结。');
    if (closed.refused === 'closed_before') return showCases(sent, '这一件已经办结过了。');
    refuse(sent, closed.refused);
  });
}

async function showCases(visit: ConsoleVisit, done?: string): Promise<void> {
  const cases = await ethicsCases(visit.scene);
  if (cases === undefined) return notHere(visit.context);
  show(visit, renderEthicsPage(visit, cases, done));
}

async function showCase(deps: WebDeps, sent: ConsoleSent, fault?: string): Promise<void> {
  const opened = await openEthicsCase(deps, stepOf(sent));
  if ('refused' in opened) return refuse(sent, opened.refused);
  show(sent, renderEthicsCasePage(sent, opened, fault), fault === undefined ? 200 : 422);
}

function refuse({ context }: ConsoleSent, refused: EthicsRefusal): void {
  if (refused === 'not_yours') return notHere(context);
  goTo(context, `/sign-in?again=1&${toQuery('/console/ethics')}`);
}

function stepOf({ session, fields, now }: ConsoleSent) {
  const caseId = fields.get('case') ?? '';
  return { session, caseId: idPattern.test(caseId) ? caseId : '-', now };
}
