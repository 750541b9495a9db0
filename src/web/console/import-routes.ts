/** The roster by file: upload, see what would change, confirm; what could not be read comes back as a file. */
import type Router from 'koa-router';
import { rosterTemplate } from '../../domain/roster/roster-template.ts';
import { readRawBody } from '../../http/raw-body.ts';
import { readSheets } from '../../sheets/read-sheet.ts';
import { SheetError } from '../../sheets/sheet-error.ts';
import { sheetFaultTexts } from '../../sheets/sheet-fault-texts.ts';
import { writeXlsx } from '../../sheets/write-sheet.ts';
import { confirmImport, rowsNotImported, tryImport } from '../../usecases/console/import-file.ts';
import { boundaryOf, readMultipart, type Upload } from '../multipart.ts';
import { isFromElsewhere } from '../page-headers.ts';
import { type ImportPageState, renderImportPage } from '../pages/console/import-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import {
  admitSender,
  type ConsoleVisit,
  consoleForm,
  consolePage,
  download,
  notOurs,
  type PathContext,
  show,
  takeOwn,
  tellUnread,
} from './console-visit.ts';

const limitBytes = 10 * 1024 * 1024;

export function importRoutes(router: Router, deps: WebDeps): void {
  const importing = { ...deps, readSheets };
  consolePage(router, deps, '/import', (visit) => showImport(visit, {}), 'people');
  consolePage(
    router,
    deps,
    '/import/template',
    async ({ context }) => download(context, '花名册', await writeXlsx(rosterTemplate())),
    'people',
  );
  consolePage(
    router,
    deps,
    '/import/failed',
    async (visit) => {
      const rows = await rowsNotImported(importing, visit.scene);
      if (rows === undefined || rows.length === 0)
        return showImport(visit, { fault: '没有要改的行，或者隔得久了。请重新上传一次。' });
      download(visit.context, '未导入', await writeXlsx(rows));
    },
    'people',
  );
  router.post('/import', (context) => receive(deps, context));
  consoleForm(
    router,
    deps,
    '/import/confirm',
    async (sent) => {
      const imported = await confirmImport(importing, sent.scene);
      if (imported === undefined)
        return showImport(
          sent,
          { fault: '这份文件隔得久了，或者名单刚刚变过，所以没有写入。请重新上传。' },
          422,
        );
      showImport(sent, { imported });
    },
    'people',
  );
}

/** Who may not import may not make the program read ten megabytes either. */
async function receive(deps: WebDeps, context: PathContext): Promise<void> {
  if (isFromElsewhere(context, deps.publicUrl())) return notOurs(context);
  const visit = await admitSender(deps, context, 'people');
  if (visit === undefined) return;
  const boundary = boundaryOf(context.get('Content-Type'));
  if (boundary === undefined) return tellUnread(context, 415);
  const body = await readRawBody(context.req, limitBytes);
  if (body === 'too_large') {
    context.set('Connection', 'close');
    return tellUnread(context, 413);
  }
  const upload = readMultipart(body, boundary);
  if (upload === undefined) return tellUnread(context, 400);
  await takeOwn(visit, upload.fields, (sent) => tryUpload(deps, sent, upload));
}

async function tryUpload(deps: WebDeps, visit: ConsoleVisit, { file }: Upload): Promise<void> {
  if (file === undefined) return showImport(visit, { fault: '还没有选文件。' }, 422);
  try {
    showImport(visit, { trial: await tryImport({ ...deps, readSheets }, visit.scene, file) });
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    showImport(visit, { fault: sheetFaultTexts[error.fault] }, 422);
  }
}

function showImport(visit: ConsoleVisit, state: ImportPageState, status = 200): void {
  show(visit, renderImportPage(visit, state), status);
}
