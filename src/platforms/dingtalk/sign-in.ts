/**
 * OAuth2 by redirect (page `obtain-identity-credentials`, dingtalk.md §7.5): it needs no script of the platform and works
 * inside the app and outside. The person agrees once; what comes back is a union id, which the directory turns into ours.
 */
import type { z } from 'zod';
import { PlatformError, type SignIn, type SignInAnswer } from '../contract.ts';
import { type AppCalls, createAppCalls } from './app-calls.ts';
import { createAccessToken, type TokenConfig } from './token.ts';
import { callJson } from './transport.ts';
import { unionIdWire, userIdWire, userTokenWire } from './wire.ts';

export interface DingtalkSignInConfig extends TokenConfig {
  readonly oapiBase: string;
  /** `https://login.dingtalk.com` or what stands for it; no slash at the end. */
  readonly loginBase: string;
  readonly corpId: string;
}

const longestCode = 512;

export function createDingtalkSignIn(config: DingtalkSignInConfig): SignIn {
  const calls = createAppCalls(config, createAccessToken(config));
  return {
    platform: 'dingtalk',
    authoriseUrl({ returnUrl, state }) {
      const query = new URLSearchParams([
        ['redirect_uri', returnUrl],
        ['response_type', 'code'],
        ['client_id', config.clientId],
        ['scope', 'openid corpid'],
        ['state', state],
        ['prompt', 'consent'],
        ['corpId', config.corpId],
      ]);
      // A blank in the scope is written %20 there, never as a plus sign.
      return `${config.loginBase}/oauth2/auth?${query.toString().replaceAll('+', '%20')}`;
    },
    codeIn: (query) => query.get('authCode') ?? query.get('code') ?? undefined,
    async exchange(code): Promise<SignInAnswer> {
      if (code === '' || code.length > longestCode) return { kind: 'code_refused' };
      const userToken = await tokenFor(config, code);
      if (userToken === undefined) return { kind: 'code_refused' };
      const unionId = await unionIdOf(config, userToken);
      const userId = await userIdOf(calls, unionId);
      return userId === undefined ? { kind: 'stranger' } : { kind: 'known', userId };
    },
  };
}

/** Undefined where the code is not good. Every refusal that no repeat can mend is one of the code. */
async function tokenFor(config: DingtalkSignInConfig, code: string): Promise<string | undefined> {
  try {
    const answer = await callJson({
      url: `${config.apiBase}/v1.0/oauth2/userAccessToken`,
      body: {
        clientId: config.clientId,
        clientSecret: config.clientSecret,
        code,
        grantType: 'authorization_code',
      },
      timeoutMs: config.timeoutMs,
      sendsMessage: false,
    });
    return read(userTokenWire, answer).accessToken;
  } catch (error) {
    if (error instanceof PlatformError && error.reaction.do === 'give_up') return undefined;
    throw error;
  }
}

async function unionIdOf(config: DingtalkSignInConfig, userToken: string): Promise<string> {
  const answer = await callJson({
    url: `${config.apiBase}/v1.0/contact/users/me`,
    headers: { 'x-acs-dingtalk-access-token': userToken },
    timeoutMs: config.timeoutMs,
    sendsMessage: false,
  });
  return read(unionIdWire, answer).unionId;
}

/** Undefined for somebody who is not in the directory. */
async function userIdOf(calls: AppCalls, unionid: string): Promise<string | undefined> {
  try {
    const path = '/topapi/user/getbyunionid';
    const answer = await calls.post('oapi', path, { unionid }, { sendsMessage: false });
    return read(userIdWire, answer).result.userid;
  } catch (error) {
    if (error instanceof PlatformError && error.reaction.do === 'drop_recipient') return undefined;
    throw error;
  }
}

function read<Value>(wire: z.ZodType<Value>, answer: unknown): Value {
  const { data } = wire.safeParse(answer);
  if (data !== undefined) return data;
  throw new PlatformError('dingtalk', 'unreadable', 'DingTalk answered something else', { do: 'retry' });
}
