/** `/me`: a person's own page. What is sent from here costs no platform quota. */
import type { Context } from 'koa';
import Router from 'koa-router';
import type { WebSession } from '../storage/web-sessions.ts';
import { contactChoices } from '../usecases/own-page/contact-choices.ts';
import { fileOwnContact } from '../usecases/own-page/file-own-contact.ts';
import { markSeen, type SeenRefusal } from '../usecases/own-page/mark-seen.ts';
import { ownScene } from '../usecases/own-page/own-scene.ts';
import { ownStudent } from '../usecases/own-page/own-student.ts';
import { todayList } from '../usecases/own-page/today-list.ts';
import { undoOwnFiling } from '../usecases/own-page/undo-own-filing.ts';
import { ownFigures } from '../usecases/questionnaires/own-figures.ts';
import { hasSteppedUp } from '../usecases/sign-in/has-stepped-up.ts';
import {
  type ContactFaults,
  type ContactFields,
  contactFieldsOf,
  faultsOf,
  readContact,
} from './contact-form.ts';
import { readForm } from './form-body.ts';
import { renderNote } from './page.tsx';
import { isFromElsewhere, pageHeaders } from './page-headers.ts';
import { renderContactPage } from './pages/contact-page.tsx';
import { renderOwnFiguresPage } from './pages/own-figures-page.tsx';
import { renderStudentPage } from './pages/student-page.tsx';
import { renderTodayPage } from './pages/today-page.tsx';
import { isOwnForm, marksFor, nonceOf, visitorOf } from './visit.ts';
import type { WebDeps } from './web-deps.ts';

type PathContext = Context & { params: Record<string, string> };

interface Visit {
  readonly context: PathContext;
  readonly session: WebSession;
  readonly now: Date;
}

interface Sent extends Visit {
  readonly fields: URLSearchParams;
  /** Undefined where the form is not ours or too old: it is shown again, as it was filled in. */
  readonly nonce: string | undefined;
}

const idPattern = /^[\w-]{1,64}$/;
const staleForm = '这一页放得久了，刚才的没有记下。请看一遍，再按一次。';

export function ownPageRoutes(deps: WebDeps): Router {
  const router = new Router({ prefix: '/me' });
  router.use(pageHeaders);
  const page = (path: string, show: (visit: Visit) => Promise<void>): void => {
    router.get(path, (context) => visiting(deps, context, show));
  };
  const form = (path: string, take: (sent: Sent) => Promise<void>): void => {
    router.post(path, (context) => sending(deps, context, take));
  };
  page('/', (visit) => showToday(deps, visit));
  page('/contact', (visit) => showContactForm(deps, visit));
  page('/questionnaires', (visit) => showFigures(deps, visit));
  page('/students/:id', (visit) => showStudent(deps, visit));
  form('/seen', (sent) => takeSeen(deps, sent));
  form('/contact', (sent) => takeContact(deps, sent));
  form('/undo', (sent) => takeUndo(deps, sent));
  form('/sign-out', (sent) => signOut(deps, sent));
  router.get('/{*rest}', (context) => notHere(context));
  return router;
}

async function visiting(
  deps: WebDeps,
  context: PathContext,
  show: (visit: Visit) => Promise<void>,
): Promise<void> {
  const now = deps.clock.now();
  const session = await visitorOf(deps, context, now);
  if (session === undefined) {
    context.redirect(`/sign-in?${new URLSearchParams({ to: context.originalUrl }).toString()}`);
    return;
  }
  await show({ context, session, now });
}

async function sending(
  deps: WebDeps,
  context: PathContext,
  take: (sent: Sent) => Promise<void>,
): Promise<void> {
  const now = deps.clock.now();
  if (isFromElsewhere(context, deps.publicUrl()))
    return tell(context, 403, '没有记下', ['这不是从您自己的页面发出的，所以没有记下。']);
  const body = await readForm(context);
  if ('refused' in body) {
    const why = body.refused === 413 ? '写得太长了，请分成几次。' : '这一次没有看懂，什么都没有改。';
    return tell(context, body.refused, '没有记下', [why]);
  }
  const { fields } = body;
  const session = await visitorOf(deps, context, now);
  if (session === undefined) return signedOutMeanwhile(context, fields);
  const nonce = isOwnForm(deps, session, fields) ? nonceOf(fields) : undefined;
  await take({ context, session, now, fields, nonce });
}

async function showToday(deps: WebDeps, visit: Visit, fault?: string): Promise<void> {
  const { context, session, now } = visit;
  const scene = await ownScene(deps, deps.storage, session, now);
  if (scene === undefined) return notHere(context);
  context.type = 'html';
  if (scene.person.kind !== 'staff') {
    // What guardians and students can do is said in the same words as in the chat.
    const hello = scene.person.kind === 'guardian' ? 'guardian_hello' : 'student_hello';
    const { title, lines } = deps.cards.fill(hello, {});
    context.body = renderNote(title, { says: lines });
    return;
  }
  const { filed, undone } = context.query;
  const list = await todayList(scene, typeof filed === 'string' ? filed : undefined);
  const marks = marksFor(deps, session);
  const isUndone = undone !== undefined;
  context.body = renderTodayPage({ list, marks, isUndone, ...(fault === undefined ? {} : { fault }) });
}

async function showFigures(deps: WebDeps, { context, session, now }: Visit): Promise<void> {
  const scene = await ownScene(deps, deps.storage, session, now);
  if (scene?.person.kind !== 'staff') return notHere(context);
  context.type = 'html';
  context.body = renderOwnFiguresPage(scene, await ownFigures(scene));
}

async function showStudent(deps: WebDeps, { context, session, now }: Visit): Promise<void> {
  const id = context.params['id'] ?? '';
  const scene = idPattern.test(id) ? await ownScene(deps, deps.storage, session, now) : undefined;
  const student = scene?.person.kind === 'staff' ? await ownStudent(scene, id) : undefined;
  if (student === undefined) return notHere(context);
  context.type = 'html';
  context.body = renderStudentPage(student, hasSteppedUp(session, now));
}

async function showContactForm(
  deps: WebDeps,
  { context, session, now }: Visit,
  given?: { readonly fields: ContactFields; readonly faults: ContactFaults },
): Promise<void> {
  const scene = await ownScene(deps, deps.storage, session, now);
  if (scene?.person.kind !== 'staff') return notHere(context);
  const choices = contactChoices(scene);
  if (choices.students.length === 0) {
    context.redirect('/me');
    return;
  }
  const asked = choices.students.find(({ id }) => id === context.query.student)?.id ?? '';
  const empty = { student: asked, kind: 'talk', on: choices.today, outcome: 'done', minutes: '', note: '' };
  context.type = 'html';
  context.body = renderContactPage({
    choices,
    fields: given?.fields ?? empty,
    faults: given?.faults ?? {},
    marks: marksFor(deps, session),
  });
}

const seenRefusals: Readonly<Record<SeenRefusal, string>> = {
  nobody: '没有新打勾的学生，所以没有记。',
  not_your_mentee: '名单变了，刚才的没有记下。请看一遍，再按一次。',
  unknown_person: '学校的名单里现在没有您，请找学校管导师工作的老师看一看。',
};

async function takeSeen(deps: WebDeps, sent: Sent): Promise<void> {
  const { context, session: visitor, fields, nonce, now } = sent;
  const again = (status: number, fault: string): Promise<void> => {
    context.status = status;
    return showToday(deps, sent, fault);
  };
  if (nonce === undefined) return again(403, staleForm);
  const filed = await markSeen(deps, { visitor, nonce, studentIds: fields.getAll('seen'), now });
  if ('refused' in filed) return again(422, seenRefusals[filed.refused]);
  goOn(context, `/me?filed=${filed.inboxId}`);
}

async function takeContact(deps: WebDeps, sent: Sent): Promise<void> {
  const { context, session: visitor, nonce, now } = sent;
  const fields = contactFieldsOf(sent.fields);
  const again = (status: number, faults: ContactFaults): Promise<void> => {
    context.status = status;
    return showContactForm(deps, sent, { fields, faults });
  };
  if (nonce === undefined) return again(403, { form: staleForm });
  const read = readContact(fields);
  if ('faults' in read) return again(422, read.faults);
  const filed = await fileOwnContact(deps, { visitor, nonce, now, ...read.contact });
  if ('refused' in filed) return again(422, faultsOf(filed.refused));
  goOn(context, `/me?filed=${filed.inboxId}`);
}

async function takeUndo(deps: WebDeps, sent: Sent): Promise<void> {
  const { context, session: visitor, fields, nonce, now } = sent;
  const inboxId = fields.get('filed') ?? '';
  if (nonce === undefined || !idPattern.test(inboxId)) {
    context.status = 403;
    return showToday(deps, sent, staleForm);
  }
  await undoOwnFiling(deps, { visitor, inboxId, now });
  goOn(context, '/me?undone');
}

async function signOut(deps: WebDeps, { context, session, nonce, now }: Sent): Promise<void> {
  if (nonce === undefined) return goOn(context, '/me');
  await deps.storage.webSessions.end(session.tokenHash, now);
  deps.cookies.clear(context, 'session');
  tell(context, 200, '已经退出', ['下次从聊天里打开这一页，会自动登录。']);
}

/** What was written meanwhile is shown once more, to be copied: it is stored nowhere else. */
function signedOutMeanwhile(context: Context, fields: URLSearchParams): void {
  const note = contactFieldsOf(fields).note;
  const kept = note === '' ? [] : ['您刚才写的在这里，可以先复制下来：', note];
  tell(context, 401, '要重新登录一下', ['隔得久了，刚才的还没有记下。登录后再做一次就好。', ...kept]);
}

function notHere(context: Context): void {
  tell(context, 404, '没有这一页', ['可能是名单变了，或者地址不全。']);
}

function tell(context: Context, status: number, title: string, says: readonly string[]): void {
  context.status = status;
  context.type = 'html';
  context.body = renderNote(title, { says, link: { to: '/me', text: '打开我的学生' } });
}

function goOn(context: Context, to: string): void {
  context.status = 303;
  context.redirect(to);
}
