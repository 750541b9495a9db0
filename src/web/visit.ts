/** Who is visiting, by the session's cookie; and the marks that make a form one's own. */
import type { Context } from 'koa';
import type { WebSession } from '../storage/web-sessions.ts';
import { recogniseSession } from '../usecases/sign-in/recognise-session.ts';
import type { FormMarks } from './page.tsx';
import type { WebDeps } from './web-deps.ts';
import { hashToken } from './web-secrets.ts';

const longestToken = 64;

export async function visitorOf(deps: WebDeps, context: Context, now: Date): Promise<WebSession | undefined> {
  const token = deps.cookies.read(context, 'session');
  if (token === undefined || token === '' || token.length > longestToken) return undefined;
  const { storage, sessions: limits } = deps;
  return recogniseSession({ storage, limits }, hashToken(token), now);
}

export function marksFor(deps: WebDeps, { tokenHash }: WebSession): FormMarks {
  return { token: deps.secrets.mark('form', tokenHash), nonce: deps.newSecret().slice(0, 32) };
}

export function isOwnForm(deps: WebDeps, { tokenHash }: WebSession, fields: URLSearchParams): boolean {
  return deps.secrets.isMark('form', tokenHash, fields.get('token') ?? '');
}

/** A form without a nonce of ours could be filed twice. */
export function nonceOf(fields: URLSearchParams): string | undefined {
  const nonce = fields.get('nonce') ?? '';
  return /^[0-9a-f]{32}$/.test(nonce) ? nonce : undefined;
}
