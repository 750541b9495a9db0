/** Every page and form of ours, by method and path: what is added is tested without being named. */
import { webRoutes } from '../../src/web/web-routes.ts';

export interface PageRoute {
  readonly method: string;
  readonly path: string;
}

export function pageRoutes(): readonly PageRoute[] {
  const signIns = (['wecom', 'dingtalk'] as const).map((platform) => ({
    accountKey: 'main',
    signIn: { platform },
  }));
  // Routes are made from what they are given, and use it only when they are asked.
  return webRoutes({ signIns } as never).flatMap((router) =>
    router.stack.flatMap(({ methods, path }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => ({ method, path })),
    ),
  );
}
