/** WeCom's page that lets an app know who opened it, and the call that names the person (doc 91022, 91023). */
import type { DoublePerson } from './double.ts';
import { openPath, type PageAnswer, type PhoneBrowser, returning } from './phone-browser.ts';
import type { CallAnswer } from './wecom-send-calls.ts';
import type { WireFault } from './wecom-template-card.ts';

export interface WecomSignInDeps {
  readonly corpId: string;
  readonly browser: PhoneBrowser;
  readonly person: (userId: string) => DoublePerson | undefined;
}

export interface WecomSignInPages {
  /** `undefined` where there is no such page. */
  page(url: URL, cookies: string): PageAnswer | undefined;
  /** auth/getuserinfo. */
  userInfo(query: URLSearchParams): CallAnswer | WireFault;
}

const errors = { unknown: 40029, expired: 42003, used: 42022 } as const;

export function createWecomSignIn({ corpId, browser, person }: WecomSignInDeps): WecomSignInPages {
  function authorise(query: URLSearchParams, cookies: string): PageAnswer {
    const say = (words: string): PageAnswer => ({ kind: 'page', status: 200, words });
    const state = query.get('state') ?? '';
    if (query.get('appid') !== corpId) return say('参数错误：appid');
    if (query.get('response_type') !== 'code') return say('参数错误：response_type');
    if (!/^snsapi_(?:base|privateinfo)$/.test(query.get('scope') ?? '')) return say('参数错误：scope');
    if (!/^[a-zA-Z0-9]{0,128}$/.test(state)) return say('参数错误：state');
    const back = query.get('redirect_uri') ?? '';
    if (!browser.isTrusted(back)) return say('redirect_uri 需使用应用可信域名（50001）');
    const userId = browser.holder(cookies);
    if (userId === undefined) return say('请在企业微信客户端打开链接');
    return returning(back, { code: browser.issue(userId), state });
  }

  return {
    page(url, cookies) {
      if (url.pathname === openPath) return browser.open(url.searchParams);
      if (url.pathname === '/connect/oauth2/authorize') return authorise(url.searchParams, cookies);
      return undefined;
    },
    userInfo(query) {
      const code = query.get('code') ?? '';
      if (code === '') return { errcode: 41008, about: 'missing code' };
      const redeemed = browser.redeem(code);
      if ('refused' in redeemed) return { errcode: errors[redeemed.refused], about: 'code' };
      return { errcode: 0, errmsg: 'ok', ...idsOf(person(redeemed.userId), redeemed.userId) };
    },
  };
}

function idsOf(person: DoublePerson | undefined, userId: string): Readonly<Record<string, string>> {
  switch (person?.kind) {
    case 'staff':
      return { userid: userId };
    case 'guardian':
      return { external_userid: `wm-${userId}`, parent_userid: userId };
    case 'student':
      return { student_userid: userId };
    case undefined:
      return { openid: `o-${userId}` };
  }
}
