/** One student's page, and the deliberate step to another's words. */
import type Router from 'koa-router';
import { openNote } from '../../usecases/console/open-note.ts';
import { studentFile } from '../../usecases/console/student-file.ts';
import { renderNotePage } from '../pages/console/note-page.tsx';
import { renderStudentFilePage } from '../pages/console/student-file-page.tsx';
import type { WebDeps } from '../web-deps.ts';
import { consoleForm, consolePage, goTo, idPattern, notHere, show, toQuery } from './console-visit.ts';

export function studentRoutes(router: Router, deps: WebDeps): void {
  consolePage(router, deps, '/students/:id', async (visit) => {
    const id = visit.context.params['id'] ?? '';
    const file = idPattern.test(id) ? await studentFile(visit.scene, id) : undefined;
    if (file === undefined) return notHere(visit.context);
    show(visit, renderStudentFilePage(visit, file));
  });
  consoleForm(router, deps, '/notes', async (sent) => {
    const { context, session, now } = sent;
    const contactId = sent.fields.get('contact') ?? '';
    if (!idPattern.test(contactId)) return notHere(context);
    const opened = await openNote(deps, { session, contactId, now });
    if (!('refused' in opened)) return show(sent, renderNotePage(sent.scene, opened));
    if (opened.refused === 'not_yours') return notHere(context);
    goTo(context, `/sign-in?again=1&${toQuery(`/console/students/${opened.refused.signInAgainFor}`)}`);
  });
}
