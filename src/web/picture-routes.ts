/** `/pictures/:id`: a picture of a record, shown on the pages of those who may see the record's words. */
import Router from 'koa-router';
import { openPicture } from '../usecases/attachments/open-picture.ts';
import { isFromElsewhere, pageHeaders } from './page-headers.ts';
import { visitorOf } from './visit.ts';
import type { WebDeps } from './web-deps.ts';

const idPattern = /^[\w-]{1,64}$/;
/** A picture opened by itself is a page, too: it may load and do nothing. */
const policy = "default-src 'none'; frame-ancestors 'none'; sandbox";

export function pictureRoutes(deps: WebDeps): Router {
  const router = new Router({ prefix: '/pictures' });
  router.use(pageHeaders);
  router.get('/:id', async (context) => {
    context.set('Content-Security-Policy', policy);
    const now = deps.clock.now();
    const session = isFromElsewhere(context, deps.publicUrl())
      ? undefined
      : await visitorOf(deps, context, now);
    const pictureId = context.params['id'] ?? '';
    const opened =
      session !== undefined && idPattern.test(pictureId)
        ? await openPicture(deps, { session, pictureId, now })
        : { refused: 'not_here' as const };
    if ('refused' in opened) {
      context.status = opened.refused === 'not_here' ? 404 : 403;
      context.type = 'text/plain';
      context.body = opened.refused === 'not_here' ? '没有这张照片' : '这张照片要再登录一次才能看';
      return;
    }
    context.type = opened.mediaType;
    context.set('Content-Disposition', 'inline');
    context.body = opened.bytes;
  });
  return router;
}
