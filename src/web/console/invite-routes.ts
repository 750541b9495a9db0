/** `/console/invite/…`: the way in for an administrator. Opening it asks, pressing the button takes it. */
import type Router from 'koa-router';
import { acceptInvite } from '../../usecases/sign-in/accept-invite.ts';
import { readForm } from '../form-body.ts';
import { isFromElsewhere } from '../page-headers.ts';
import { renderInvitePage } from '../pages/console/invite-page.tsx';
import { isOwnForm, marksFor, visitorOf } from '../visit.ts';
import type { WebDeps } from '../web-deps.ts';
import { hashToken } from '../web-secrets.ts';
import { goTo, notHere, notOurs, tell, toQuery } from './console-visit.ts';

const tokenPattern = /^[0-9a-f]{64}$/;
const runOut = '这个链接已经用过了，或者过了一天。请再要一个。';

export function inviteRoutes(router: Router, deps: WebDeps): void {
  router.get('/invite/:token', async (context) => {
    const token = context.params['token'] ?? '';
    const now = deps.clock.now();
    if (!tokenPattern.test(token)) return notHere(context);
    const session = await visitorOf(deps, context, now);
    if (session === undefined) return goTo(context, `/sign-in?${toQuery(context.path)}`);
    if ((await deps.storage.adminInvites.schoolOf(hashToken(token), now)) !== session.schoolId)
      return tell(context, 403, '链接不能用了', runOut);
    context.type = 'html';
    context.body = renderInvitePage(marksFor(deps, session), token);
  });
  router.post('/invite', async (context) => {
    if (isFromElsewhere(context, deps.publicUrl())) return notOurs(context);
    const body = await readForm(context);
    if ('refused' in body) return tell(context, body.refused, '没有保存', '这一次没有看懂，什么都没有改。');
    const now = deps.clock.now();
    const session = await visitorOf(deps, context, now);
    if (session === undefined || !isOwnForm(deps, session, body.fields)) return notOurs(context);
    const token = body.fields.get('invite') ?? '';
    const accepted =
      tokenPattern.test(token) &&
      (await acceptInvite(deps, { visitor: session, tokenHash: hashToken(token), now }));
    if (!accepted) return tell(context, 403, '链接不能用了', runOut);
    goTo(context, '/console');
  });
}
