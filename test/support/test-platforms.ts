/** Accounts, and the environment that tells the built program about them; the platforms' addresses are on loopback. */
export const wecom = {
  corpId: 'wwendtoend000001',
  agentId: 1000002,
  secret: 'end-to-end-wecom-secret',
  token: 'endToEndWecomToken',
  aesKey: 'endToEndWecomAesKey0123456789abcdefghijklmn',
} as const;

export const dingtalk = {
  corpId: 'dingendtoend0001',
  clientId: 'dingendtoendapp',
  clientSecret: 'end-to-end-dingtalk-secret',
  robotCode: 'dingendtoendapp',
  agentId: '2000001',
} as const;

export function environmentOf(bases: {
  readonly wecom: string;
  readonly dingtalk: string;
}): Readonly<Record<string, string>> {
  return {
    WECOM_CORP_ID: wecom.corpId,
    WECOM_AGENT_ID: String(wecom.agentId),
    WECOM_SECRET: wecom.secret,
    WECOM_TOKEN: wecom.token,
    WECOM_AES_KEY: wecom.aesKey,
    WECOM_API_BASE: bases.wecom,
    DINGTALK_CORP_ID: dingtalk.corpId,
    DINGTALK_CLIENT_ID: dingtalk.clientId,
    DINGTALK_CLIENT_SECRET: dingtalk.clientSecret,
    DINGTALK_AGENT_ID: dingtalk.agentId,
    DINGTALK_API_BASE: bases.dingtalk,
    DINGTALK_OAPI_BASE: bases.dingtalk,
    HOST: '127.0.0.1',
    PORT: '0',
  };
}
