/** The accounts that program and doubles share in the sandbox. Invented, worth nothing anywhere else. */
import type { Config } from '../config.ts';

const accountKey = 'main';
export const wecomAccount = {
  accountKey,
  corpId: 'wwsandbox00000001',
  agentId: 1000002,
  secret: 'sandbox-wecom-secret',
  token: 'sandboxWecomToken',
  aesKey: 'sandboxWecomAesKey0123456789abcdefghijklmno',
} as const;
export const dingtalkAccount = {
  accountKey,
  corpId: 'dingsandbox00000001',
  clientId: 'dingsandboxapp',
  clientSecret: 'sandbox-dingtalk-secret',
  robotCode: 'dingsandboxapp',
  agentId: '2000001',
  token: 'sandboxDingtalkToken',
  aesKey: 'sandboxDingtalkKey0123456789abcdefghijklmno',
} as const;

/** The configuration with both accounts pointed at the doubles: the program itself has no demo branch. */
export function withDoubles(config: Config, bases: { wecom: string; dingtalk: string }): Config {
  const { token, aesKey, ...dingtalk } = dingtalkAccount;
  return {
    ...config,
    wecom: { ...wecomAccount, apiBase: bases.wecom, oauthBase: bases.wecom },
    dingtalk: {
      ...dingtalk,
      apiBase: bases.dingtalk,
      oapiBase: bases.dingtalk,
      loginBase: bases.dingtalk,
      events: { token, aesKey },
    },
  };
}
