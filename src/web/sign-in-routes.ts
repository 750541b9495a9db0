/**
 * Signing in without a password: to the platform's page, back with a code, a session in this browser. The state is bound
 * to the browser by a cookie and good for one session within ten minutes; paths lead only to pages of ours.
 */
import type { Context } from 'koa';
import Router from 'koa-router';
import type { Platform } from '../domain/vocabulary.ts';
import type { SignInAnswer } from '../platforms/contract.ts';
import { beginSession } from '../usecases/sign-in/begin-session.ts';
import { type BegunSignIn, ownPath, readBegun, signInLifeMs, writeBegun } from './begun-sign-in.ts';
import { pageHeaders } from './page-headers.ts';
import {
  renderSignInPage,
  renderSignInTrouble,
  renderUnknownPerson,
  type SignInTrouble,
  signInHref,
} from './pages/sign-in-page.tsx';
import { visitorOf } from './visit.ts';
import type { AccountSignIn, WebDeps } from './web-deps.ts';
import { hashToken, isSame } from './web-secrets.ts';

const statusOf: Readonly<Record<SignInTrouble, number>> = {
  lost: 403,
  used: 403,
  declined: 403,
  code_refused: 403,
  no_answer: 503,
  misconfigured: 503,
  no_address: 503,
};

export function signInRoutes(deps: WebDeps): Router {
  const router = new Router({ prefix: '/sign-in' });
  router.use(pageHeaders);
  router.get('/', (context) => choose(deps, context));
  for (const account of deps.signIns) {
    const { platform } = account.signIn;
    router.get(`/${platform}`, (context) => begin(deps, context, account));
    router.get(`/${platform}/return`, (context) => end(deps, context, account));
  }
  return router;
}

/** The app's own browser says which platform it is; any other is asked. */
function choose(deps: WebDeps, context: Context): void {
  const to = ownPath(context.query.to);
  const platforms = deps.signIns.map(({ signIn }) => signIn.platform);
  const own = platformOf(context.get('User-Agent'));
  const isStepUp = wantsStepUp(context);
  if (own !== undefined && platforms.includes(own)) return context.redirect(signInHref(own, to, isStepUp));
  context.type = 'html';
  context.body = renderSignInPage(platforms, to, isStepUp);
}

function wantsStepUp(context: Context): boolean {
  return context.query.again === '1';
}

function platformOf(userAgent: string): Platform | undefined {
  if (/wxwork|MicroMessenger/i.test(userAgent)) return 'wecom';
  return /DingTalk/i.test(userAgent) ? 'dingtalk' : undefined;
}

function begin(deps: WebDeps, context: Context, { signIn }: AccountSignIn): void {
  const to = ownPath(context.query.to);
  const publicUrl = deps.publicUrl();
  if (publicUrl === undefined) return tell(context, 'no_address', to);
  const { platform } = signIn;
  const until = deps.clock.now().getTime() + signInLifeMs;
  const begun: BegunSignIn = { state: deps.newSecret(), platform, to, isStepUp: wantsStepUp(context), until };
  deps.cookies.write(context, 'sign_in', writeBegun(deps.secrets, begun), signInLifeMs / 1_000);
  const returnUrl = `${publicUrl}/sign-in/${platform}/return`;
  context.redirect(signIn.authoriseUrl({ returnUrl, state: begun.state }));
}

async function end(deps: WebDeps, context: Context, account: AccountSignIn): Promise<void> {
  const { signIn, accountKey } = account;
  const { platform } = signIn;
  const now = deps.clock.now();
  const query = new URLSearchParams(context.querystring);
  const begun = readBegun(deps.secrets, deps.cookies.read(context, 'sign_in') ?? '', now);
  const isOurs = begun?.platform === platform && isSame(begun.state, query.get('state') ?? '');
  if (begun === undefined || !isOurs) return tell(context, 'lost', '/me');
  deps.cookies.clear(context, 'sign_in');
  const code = signIn.codeIn(query);
  if (code === undefined) return tell(context, 'declined', begun.to);

  const answer = await ask(deps, account, code);
  if (answer === 'no_answer' || answer === 'misconfigured') return tell(context, answer, begun.to);
  if (answer.kind === 'code_refused') return tell(context, 'code_refused', begun.to);
  if (answer.kind === 'stranger') return turnAway(deps, context, account);

  // Made from the state under our key: a second session from the same sign-in would have the same row.
  const token = deps.secrets.mark('session', begun.state);
  const former = begun.isStepUp ? await visitorOf(deps, context, now) : undefined;
  const session = await beginSession(
    { storage: deps.storage, newId: deps.newId, limits: deps.sessions, isTaken: deps.isTaken },
    {
      platform,
      accountKey,
      userId: answer.userId,
      tokenHash: hashToken(token),
      isStepUp: begun.isStepUp,
      ...(former === undefined ? {} : { formerTokenHash: former.tokenHash }),
      now,
    },
  );
  if (session.kind === 'unknown_person') return turnAway(deps, context, account);
  if (session.kind === 'used') return tell(context, 'used', begun.to);
  deps.cookies.write(context, 'session', token, deps.sessions.longestMs / 1_000);
  context.status = 303;
  context.redirect(begun.to);
}

async function ask(
  deps: WebDeps,
  { signIn }: AccountSignIn,
  code: string,
): Promise<SignInAnswer | 'no_answer' | 'misconfigured'> {
  try {
    return await signIn.exchange(code);
  } catch (error) {
    const refusal = deps.asPlatformError(error);
    if (refusal === undefined) throw error;
    deps.onFailure(error);
    return refusal.reaction.do === 'stop_account' ? 'misconfigured' : 'no_answer';
  }
}

async function turnAway(deps: WebDeps, context: Context, account: AccountSignIn): Promise<void> {
  const known = await deps.storage.schools.account(account.signIn.platform, account.accountKey);
  const school = known && (await deps.storage.schools.get(known.schoolId));
  context.status = 403;
  context.type = 'html';
  context.body = renderUnknownPerson(school?.askWhom ?? '');
}

function tell(context: Context, trouble: SignInTrouble, to: string): void {
  context.status = statusOf[trouble];
  context.type = 'html';
  context.body = renderSignInTrouble(trouble, to);
}
