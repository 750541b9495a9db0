/** The Koa application: routes are handed in, this file only puts them behind one error handler and safe headers. */
import Koa from 'koa';
import type Router from 'koa-router';
import { errorHandler } from './error-handler.ts';

export interface AppDeps {
  readonly routers: readonly Router[];
  readonly onFailure: (error: unknown) => void;
  /** Proxies in front that are believed about the caller's address. */
  readonly trustedProxies: number;
}

export function createApp({ routers, onFailure, trustedProxies }: AppDeps): Koa {
  const app = new Koa({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  app.silent = true;
  app.on('error', onFailure);
  app.use(errorHandler(onFailure));
  app.use(async (context, next) => {
    context.set('X-Content-Type-Options', 'nosniff');
    context.set('Referrer-Policy', 'no-referrer');
    context.set('Cache-Control', 'no-store');
    await next();
  });
  for (const router of routers) app.use(router.routes());
  return app;
}
