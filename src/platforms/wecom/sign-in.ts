/** OAuth2 inside WeCom and WeChat, silent (doc 91022, 91023): members, and guardians and students of the school. */
import { PlatformError, type SignIn, type SignInAnswer } from '../contract.ts';
import { createWecomApi, type WecomApiConfig } from './api.ts';
import { readSignInAnswer } from './wire.ts';

export interface WecomSignInConfig extends WecomApiConfig {
  /** `https://open.weixin.qq.com` or what stands for it; no slash at the end. */
  readonly oauthBase: string;
  readonly agentId: number;
}

/** Missing, invalid, expired, used (wecom.md §6.1). */
const codeRefusals: readonly string[] = ['41008', '40029', '42003', '42022'];
const longestCode = 512;

export function createWecomSignIn(config: WecomSignInConfig): SignIn {
  const api = createWecomApi(config);
  return {
    platform: 'wecom',
    authoriseUrl({ returnUrl, state }) {
      // The order is a rule for old clients, and the fragment is required (wecom.md §6.1).
      const query = new URLSearchParams([
        ['appid', config.corpId],
        ['redirect_uri', returnUrl],
        ['response_type', 'code'],
        ['scope', 'snsapi_base'],
        ['state', state],
        ['agentid', String(config.agentId)],
      ]);
      return `${config.oauthBase}/connect/oauth2/authorize?${query.toString()}#wechat_redirect`;
    },
    codeIn: (query) => query.get('code') ?? undefined,
    async exchange(code): Promise<SignInAnswer> {
      if (code === '' || code.length > longestCode) return { kind: 'code_refused' };
      try {
        const userId = readSignInAnswer(await api.get('/cgi-bin/auth/getuserinfo', { code }));
        return userId === undefined ? { kind: 'stranger' } : { kind: 'known', userId };
      } catch (error) {
        if (error instanceof PlatformError && codeRefusals.includes(error.code))
          return { kind: 'code_refused' };
        throw error;
      }
    },
  };
}
