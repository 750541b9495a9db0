/** DingTalk's sign-in page, and the three calls from a code to the person (dingtalk.md §7.5). */
import { type Answer, newError, ok, oldError, oldOk } from './dingtalk-answers.ts';
import type { IncomingCall } from './dingtalk-server.ts';
import type { DoublePerson } from './double.ts';
import { openPath, type PageAnswer, type PhoneBrowser, returning } from './phone-browser.ts';

export interface DingtalkSignInDeps {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly newId: () => string;
  readonly browser: PhoneBrowser;
  readonly person: (userId: string) => DoublePerson | undefined;
}

const unionPrefix = 'union-';

/** Answers its own addresses; `undefined` for any other. */
export function createDingtalkSignIn(deps: DingtalkSignInDeps): (call: IncomingCall) => Answer | undefined {
  const { browser } = deps;
  const userTokens = new Map<string, string>();

  function authorise(query: URLSearchParams, cookies: string): PageAnswer {
    const say = (words: string): PageAnswer => ({ kind: 'page', status: 200, words });
    if (query.get('client_id') !== deps.clientId) return say('参数错误：client_id');
    if (query.get('response_type') !== 'code') return say('参数错误：response_type');
    if (!(query.get('scope') ?? '').split(' ').includes('openid')) return say('参数错误：scope');
    const back = query.get('redirect_uri') ?? '';
    if (!browser.isTrusted(back)) return say('url 不在白名单内，请检查回调域名');
    const userId = browser.holder(cookies);
    if (userId === undefined) return say('请使用钉钉扫描二维码登录');
    const code = browser.issue(userId);
    return returning(back, { authCode: code, code, state: query.get('state') ?? '' });
  }

  function userToken({ body }: IncomingCall): Answer {
    const { clientId, clientSecret, code, grantType } = body ?? {};
    if (clientId !== deps.clientId || clientSecret !== deps.clientSecret)
      return newError(400, 'invalidClientIdOrSecret');
    if (grantType !== 'authorization_code') return newError(400, 'invalidParameter.grantType');
    const redeemed = browser.redeem(typeof code === 'string' ? code : '');
    if ('refused' in redeemed) return newError(400, 'invalidParameter.authCode.notFound');
    const token = `user-token-${deps.newId()}`;
    userTokens.set(token, redeemed.userId);
    return ok({ accessToken: token, refreshToken: `refresh-${deps.newId()}`, expireIn: 7200 });
  }

  function me({ token }: IncomingCall): Answer {
    const userId = userTokens.get(token);
    if (userId === undefined) return newError(401, 'InvalidAuthentication');
    const nick = deps.person(userId)?.name ?? '访客';
    return ok({ nick, unionId: `${unionPrefix}${userId}`, openId: `open-${userId}` });
  }

  return (call) => {
    switch (call.path) {
      case openPath:
        return asAnswer(browser.open(call.query));
      case '/oauth2/auth':
        return asAnswer(authorise(call.query, call.cookies));
      case '/v1.0/oauth2/userAccessToken':
        return userToken(call);
      case '/v1.0/contact/users/me':
        return me(call);
      default:
        return undefined;
    }
  };
}

/** topapi/user/getbyunionid; its caller has looked at the app's token. */
export function userByUnionId(unionId: unknown, isKnown: (userId: string) => boolean): Answer {
  const userId = typeof unionId === 'string' ? unionId.slice(unionPrefix.length) : '';
  if (!isKnown(userId)) return oldError(60121);
  return oldOk({ result: { contact_type: 0, userid: userId } });
}

function asAnswer(answer: PageAnswer): Answer {
  if (answer.kind === 'page')
    return { status: answer.status, body: undefined, page: `<p>${answer.words}</p>` };
  const headers = {
    location: answer.to,
    ...(answer.cookie === undefined ? {} : { 'set-cookie': answer.cookie }),
  };
  return { status: 302, body: undefined, page: '', headers };
}
