/** The one place that catches broadly. Outside they see a status and nothing else; the log gets the cause. */
import type { Middleware } from 'koa';

export function errorHandler(onFailure: (error: unknown) => void): Middleware {
  return async (context, next) => {
    try {
      await next();
    } catch (error) {
      // A client that went away in the middle of its request is nobody's fault.
      if (isAborted(error)) return;
      onFailure(error);
      const status = statusOf(error);
      context.status = status;
      context.set('Content-Type', 'text/plain; charset=utf-8');
      // 503: the platform delivers again, and nothing is lost (design.md §5).
      context.body = status === 503 ? 'try again\n' : 'bad request\n';
    }
  };
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error)) return 503;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 503;
}

function isAborted(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
  );
}
