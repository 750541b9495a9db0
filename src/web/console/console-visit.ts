/** A visit to the console: a session, a role of today, and for forms the marks that make them ours. */
import type { Context } from 'koa';
import type Router from 'koa-router';
import type { WebSession } from '../../storage/web-sessions.ts';
import { type ConsolePower, type ConsoleScene, consoleScene } from '../../usecases/console/console-scene.ts';
import { readForm } from '../form-body.ts';
import { type FormMarks, renderNote } from '../page.tsx';
import { isFromElsewhere } from '../page-headers.ts';
import { isOwnForm, marksFor, visitorOf } from '../visit.ts';
import type { WebDeps } from '../web-deps.ts';

export type PathContext = Context & { params: Record<string, string> };

export interface ConsoleVisit {
  readonly deps: WebDeps;
  readonly context: PathContext;
  readonly session: WebSession;
  readonly scene: ConsoleScene;
  readonly now: Date;
  readonly marks: FormMarks;
}

export interface ConsoleSent extends ConsoleVisit {
  readonly fields: URLSearchParams;
}

export const idPattern = /^[\w-]{1,64}$/;

/** Shows one page to whoever has this power, or to everybody on the console. */
export function consolePage(
  router: Router,
  deps: WebDeps,
  path: string,
  show: (visit: ConsoleVisit) => Promise<void> | void,
  power?: ConsolePower,
): void {
  router.get(path, async (context) => {
    const now = deps.clock.now();
    const session = await visitorOf(deps, context, now);
    if (session === undefined) return goTo(context, `/sign-in?${toQuery(context.path)}`);
    const visit = await visitOf(deps, context, session, now);
    if (visit === undefined || (power !== undefined && !visit.scene.powers.has(power)))
      return notForYou(context);
    await show(visit);
  });
}

/** Takes one form; one that is not ours changes nothing. */
export function consoleForm(
  router: Router,
  deps: WebDeps,
  path: string,
  take: (sent: ConsoleSent) => Promise<void> | void,
  power?: ConsolePower,
): void {
  router.post(path, async (context) => {
    if (isFromElsewhere(context, deps.publicUrl())) return notOurs(context);
    const body = await readForm(context);
    if ('refused' in body) return tellUnread(context, body.refused);
    const visit = await admitSender(deps, context, power);
    if (visit !== undefined) await takeOwn(visit, body.fields, take);
  });
}

/** Whoever may send forms that need this power; undefined where it was said already that they may not. */
export async function admitSender(
  deps: WebDeps,
  context: PathContext,
  power?: ConsolePower,
): Promise<ConsoleVisit | undefined> {
  const now = deps.clock.now();
  const session = await visitorOf(deps, context, now);
  const visit = session && (await visitOf(deps, context, session, now));
  if (session === undefined) tell(context, 401, '要重新登录一下', '隔得久了，刚才的没有保存。');
  else if (visit === undefined || (power !== undefined && !visit.scene.powers.has(power))) notForYou(context);
  else return visit;
  return undefined;
}

/** Only what carries the mark of this person's own page. */
export async function takeOwn(
  visit: ConsoleVisit,
  fields: URLSearchParams,
  take: (sent: ConsoleSent) => Promise<void> | void,
): Promise<void> {
  if (!isOwnForm(visit.deps, visit.session, fields)) return notOurs(visit.context);
  await take({ ...visit, fields });
}

export function tellUnread(context: Context, refused: 413 | 415 | 400): void {
  const why = refused === 413 ? '内容太大了，请分成几次。' : '这一次没有看懂，什么都没有改。';
  tell(context, refused, '没有保存', why);
}

async function visitOf(
  deps: WebDeps,
  context: PathContext,
  session: WebSession,
  now: Date,
): Promise<ConsoleVisit | undefined> {
  const scene = await consoleScene(deps, deps.storage, session, now);
  return scene && { deps, context, session, scene, now, marks: marksFor(deps, session) };
}

export function show({ context }: Pick<ConsoleVisit, 'context'>, page: string, status = 200): void {
  context.status = status;
  context.type = 'html';
  context.body = page;
}

/** An XLSX file. */
export function download(context: Context, name: string, bytes: Uint8Array): void {
  context.set('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  context.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`);
  context.body = Buffer.from(bytes);
}

export function goTo(context: Context, to: string): void {
  context.status = 303;
  context.redirect(to);
}

/** Says no more than that there is nothing here. */
export function notHere(context: Context): void {
  tell(context, 404, '没有这一页', '可能是名单变了，或者地址不全。');
}

function notForYou(context: Context): void {
  tell(context, 403, '这一页不归您看', '需要的话，请找学校的管理员给您加上岗位。');
}

export function notOurs(context: Context): void {
  tell(context, 403, '没有保存', '这一页放得久了，刚才的没有保存。请回去重新打开，再做一次。');
}

export function tell(context: Context, status: number, title: string, why: string): void {
  context.status = status;
  context.type = 'html';
  context.body = renderNote(title, { says: [why], link: { to: '/console', text: '打开管理台' } });
}

export function toQuery(path: string): string {
  return new URLSearchParams({ to: path }).toString();
}
