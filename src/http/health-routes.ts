/** For operators and load balancers: alive, ready, counted. */
import Router from 'koa-router';
import type { Metrics } from './metrics.ts';

export interface HealthRoutesDeps {
  readonly metrics: Metrics;
  /** Throws where the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly gauges: () => Promise<ReadonlyMap<string, number>>;
  /** Ownership file of the WeCom domain, served at the root. */
  readonly verifyFile?: { readonly name: string; readonly content: string };
}

export function healthRoutes({ metrics, ping, gauges, verifyFile }: HealthRoutesDeps): Router {
  const router = new Router();
  router.get('/healthz', (context) => {
    context.body = 'ok\n';
  });
  router.get('/readyz', async (context) => {
    try {
      await ping();
      context.body = 'ready\n';
    } catch {
      context.status = 503;
      context.body = 'the database does not answer\n';
    }
  });
  router.get('/metrics', async (context) => {
    context.set('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    context.body = metrics.render(await gauges());
  });
  if (verifyFile !== undefined) {
    router.get(`/${verifyFile.name}`, (context) => {
      context.set('Content-Type', 'text/plain; charset=utf-8');
      context.body = verifyFile.content;
    });
  }
  return router;
}
