/** Rounds of questionnaires on the console: who has answered, what came out, and the table to take away. */
import type Router from 'koa-router';
import { readSlipCode, writeSlipCode } from '../../domain/questionnaires/slip-code.ts';
import { writeXlsx } from '../../sheets/write-sheet.ts';
import { closeRound } from '../../usecases/questionnaires/close-round.ts';
import { ethicsCases } from '../../usecases/questionnaires/ethics-cases.ts';
import { exportRound } from '../../usecases/questionnaires/export-round.ts';
import { listRounds } from '../../usecases/questionnaires/list-rounds.ts';
import { openSheets } from '../../usecases/questionnaires/open-sheets.ts';
import { printSlips, slipClasses } from '../../usecases/questionnaires/print-slips.ts';
import { reportRound } from '../../usecases/questionnaires/report-round.ts';
import { allowOwnScripts } from '../page-headers.ts';
import { classWords } from '../pages/console/questionnaire-words.ts';
import { renderQuestionnairesPage } from '../pages/console/questionnaires-page.tsx';
import { type RoundPage, renderRoundPage } from '../pages/console/round-page.tsx';
import { roundTable } from '../pages/console/round-table.ts';
import { renderSheetsPage } from '../pages/console/sheets-page.tsx';
import { renderPrintedSlips, renderSlipClassesPage } from '../pages/console/slips-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import { hashToken } from '../web-secrets.ts';
import {
  type ConsoleSent,
  type ConsoleVisit,
  consoleForm,
  consolePage,
  download,
  idPattern,
  notHere,
  show,
  tell,
} from './console-visit.ts';

export function questionnaireRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/questionnaires', async (visit) => {
    const { scene } = visit;
    const isEthicsContact = (await ethicsCases(scene)) !== undefined;
    show(visit, renderQuestionnairesPage(visit, { rounds: await listRounds(scene), isEthicsContact }));
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
  consoleForm(router, deps, '/questionnaires/:id/close', (sent) => closeEarly(deps, sent));
  consolePage(router, deps, '/questionnaires/:id/slips', async (visit) => {
    const classes = await slipClasses(visit.scene, roundIdOf(visit));
    if (classes === undefined) return notHere(visit.context);
    show(visit, renderSlipClassesPage(visit, classes));
  });
  consoleForm(router, deps, '/questionnaires/:id/slips', (sent) => printClass(deps, sent));
}

async function showRound(visit: ConsoleVisit, said: Pick<RoundPage, 'done' | 'fault'> = {}): Promise<void> {
  const report = await reportRound(visit.scene, roundIdOf(visit));
  if (report === undefined) return notHere(visit.context);
  allowOwnScripts(visit.context);
  const hasSlips = (await slipClasses(visit.scene, report.round.id)) !== undefined;
  show(visit, renderRoundPage(visit, { report, hasSlips, ...said }), said.fault === undefined ? 200 : 422);
}

/** Only whoever asks; a tick says that it is meant. */
async function closeEarly(deps: WebDeps, sent: ConsoleSent): Promise<void> {
  const { scene, now, fields } = sent;
  const report = await reportRound(scene, roundIdOf(sent));
  if (report?.isIssuer !== true) return notHere(sent.context);
  if (fields.get('sure') !== 'yes') return showRound(sent, { fault: '要提前收完，请先打个勾。' });
  const wanted = { schoolId: scene.school.id, roundId: report.round.id, actorId: scene.person.id, now };
  const closed = await closeRound(deps, wanted);
  await showRound(sent, 'refused' in closed ? { fault: '这一轮已经收完了。' } : { done: '收完了。' });
}

async function printClass(deps: WebDeps, sent: ConsoleSent): Promise<void> {
  const { session: visitor, now, scene, fields } = sent;
  const publicUrl = deps.publicUrl();
  if (publicUrl === undefined) return tell(sent.context, 503, '还不能印', '学校还没有设好网址，请找管理员。');
  const roundId = roundIdOf(sent);
  const classKey = fields.get('class') ?? '';
  const slips = await printSlips(
    { ...deps, newCode: () => newCode(deps) },
    { visitor, roundId, classKey, now },
  );
  if (slips === undefined) return notHere(sent.context);
  const name = classWords(scene.roster, classKey);
  show(sent, renderPrintedSlips({ name, slips, address: `${publicUrl}/f`, roundId }));
}

function newCode(deps: WebDeps): { readonly code: string; readonly codeHash: string } {
  const code = writeSlipCode(Buffer.from(deps.newSecret().slice(0, 32), 'hex'));
  return { code, codeHash: hashToken(readSlipCode(code) ?? '') };
}

function roundIdOf({ context }: ConsoleVisit): string {
  const id = context.params['id'] ?? '';
  return idPattern.test(id) ? id : '-';
}
