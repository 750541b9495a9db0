/** Rounds of questionnaires on the console: who has answered, what came out, and the table to take away. */
import type Router from 'koa-router';
import { writeXlsx } from '../../sheets/write-sheet.ts';
import { exportRound } from '../../usecases/questionnaires/export-round.ts';
import { listRounds } from '../../usecases/questionnaires/list-rounds.ts';
import { openSheets } from '../../usecases/questionnaires/open-sheets.ts';
import { reportRound } from '../../usecases/questionnaires/report-round.ts';
import { allowOwnScripts } from '../page-headers.ts';
import { renderQuestionnairesPage } from '../pages/console/questionnaires-page.tsx';
import { renderRoundPage } from '../pages/console/round-page.tsx';
import { roundTable } from '../pages/console/round-table.ts';
import { renderSheetsPage } from '../pages/console/sheets-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import {
  type ConsoleVisit,
  consoleForm,
  consolePage,
  download,
  idPattern,
  notHere,
  show,
} from './console-visit.ts';

export function questionnaireRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/questionnaires', async (visit) => {
    show(visit, renderQuestionnairesPage(visit, { rounds: await listRounds(visit.scene) }));
  });
  consolePage(router, deps, '/questionnaires/:id', (visit) => showRound(visit));
  consoleForm(router, deps, '/questionnaires/sheets', async (sent) => {
    const { session: visitor, now } = sent;
    const questionnaireId = sent.fields.get('questionnaire') ?? '';
    const opened = idPattern.test(questionnaireId)
      ? await openSheets(deps, { visitor, questionnaireId, now })
      : undefined;
    if (opened === undefined) return notHere(sent.context);
    show(sent, renderSheetsPage(sent.scene, opened));
  });
  consoleForm(router, deps, '/questionnaires/:id/export', async (sent) => {
    const { session: visitor, now } = sent;
    const exported = await exportRound(deps, { visitor, roundId: roundIdOf(sent), now });
    if (exported === undefined) return notHere(sent.context);
    const { scene, report } = exported;
    download(sent.context, report.round.title, await writeXlsx(roundTable(scene.roster, report)));
  });
}

async function showRound(visit: ConsoleVisit): Promise<void> {
  const report = await reportRound(visit.scene, roundIdOf(visit));
  if (report === undefined) return notHere(visit.context);
  allowOwnScripts(visit.context);
  show(visit, renderRoundPage(visit, { report }));
}

function roundIdOf({ context }: ConsoleVisit): string {
  const id = context.params['id'] ?? '';
  return idPattern.test(id) ? id : '-';
}
