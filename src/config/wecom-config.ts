/** The WeCom account of the environment (design.md §4). */
import { accountKey, type CallbackSecrets, isAccountMeant, readCallbackSecrets } from './account.ts';
import type { EnvironmentReader } from './environment.ts';
import * as variable from './variables.ts';

export interface WecomConfig extends CallbackSecrets {
  readonly accountKey: string;
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  readonly apiBase: string;
  readonly oauthBase: string;
  /** The second callback, for changes of the directory. */
  readonly contacts?: CallbackSecrets;
  /** Served at the root of the domain, to prove whose it is. */
  readonly verifyFile?: { readonly name: string; readonly content: string };
}

export function readWecomConfig(reader: EnvironmentReader): WecomConfig | undefined {
  const needed = ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY'] as const;
  const also = [
    'WECOM_CONTACT_TOKEN',
    'WECOM_CONTACT_AES_KEY',
    'WECOM_VERIFY_FILE',
    'WECOM_API_BASE',
    'WECOM_OAUTH_BASE',
  ] as const;
  if (!isAccountMeant(reader, needed, also)) return undefined;
  const corpId = reader.read('WECOM_CORP_ID', variable.id);
  const agentId = reader.read('WECOM_AGENT_ID', variable.number);
  const secret = reader.read('WECOM_SECRET', variable.secret);
  const token = reader.read('WECOM_TOKEN', variable.token);
  const aesKey = reader.read('WECOM_AES_KEY', variable.aesKey);
  const contacts = readCallbackSecrets(reader, 'WECOM_CONTACT_TOKEN', 'WECOM_CONTACT_AES_KEY');
  const verifyFile = reader.read('WECOM_VERIFY_FILE', variable.verifyFile);
  const apiBase = reader.read('WECOM_API_BASE', variable.origin) ?? 'https://qyapi.weixin.qq.com';
  const oauthBase = reader.read('WECOM_OAUTH_BASE', variable.origin) ?? 'https://open.weixin.qq.com';
  if (!corpId || !agentId || !secret || !token || !aesKey) return undefined;
  return {
    accountKey,
    corpId,
    agentId,
    secret,
    token,
    aesKey,
    apiBase,
    oauthBase,
    ...(contacts && { contacts }),
    ...(verifyFile && { verifyFile }),
  };
}
