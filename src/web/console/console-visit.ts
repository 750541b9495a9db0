/** A visit to the console: a session, a role of today, and for forms the marks that make them ours. */
import type { Context } from 'koa';
import type Router from 'koa-router';
import type { WebSession } from '../../storage/web-sessions.ts';
import { type ConsolePower, type ConsoleScene, consoleScene } from '../../usecases/console/console-scene.ts';
import { type FormBody, readForm } from '../form-body.ts';
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
    await takeForm(deps, context, body, take, power);
  });
}

export async function takeForm(
  deps: WebDeps,
  context: PathContext,
  body: FormBody,
  take: (sent: ConsoleSent) => Promise<void> | void,
  power?: ConsolePower,
): Promise<void> {
  const now = deps.clock.now();
  if ('refused' in body) {
    const why = body.refused === 413 ? '内容太大了，请分成几次。' : '这一次没有看懂，什么都没有改。';
    return tell(context, body.refused, '没有保存', why);
  }
  const { fields } = body;
  const session = await visitorOf(deps, context, now);
  if (session === undefined) return tell(context, 401, '要重新登录一下', '隔得久了，刚才的没有保存。');
  const visit = await visitOf(deps, context, session, now);
  if (visit === undefined || (power !== undefined && !visit.scene.powers.has(power)))
    return notForYou(context);
  if (!isOwnForm(deps, session, fields)) return notOurs(context);
  await take({ ...visit, fields });
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
