/** The DingTalk account of the environment (design.md §4). */
import { accountKey, type CallbackSecrets, isAccountMeant, readCallbackSecrets } from './account.ts';
import type { EnvironmentReader } from './environment.ts';
import * as variable from './variables.ts';

export interface DingtalkConfig {
  readonly accountKey: string;
  readonly corpId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly robotCode: string;
  readonly agentId: string;
  readonly apiBase: string;
  readonly oapiBase: string;
  readonly loginBase: string;
  /** The second callback, for events; the robot's callback is signed with the client secret. */
  readonly events?: CallbackSecrets;
}

export function readDingtalkConfig(reader: EnvironmentReader): DingtalkConfig | undefined {
  const needed = [
    'DINGTALK_CORP_ID',
    'DINGTALK_CLIENT_ID',
    'DINGTALK_CLIENT_SECRET',
    'DINGTALK_AGENT_ID',
  ] as const;
  const also = [
    'DINGTALK_ROBOT_CODE',
    'DINGTALK_TOKEN',
    'DINGTALK_AES_KEY',
    'DINGTALK_API_BASE',
    'DINGTALK_OAPI_BASE',
    'DINGTALK_LOGIN_BASE',
    'DINGTALK_MODE',
  ] as const;
  if (!isAccountMeant(reader, needed, also)) return undefined;
  reader.read('DINGTALK_MODE', variable.dingtalkMode);
  const corpId = reader.read('DINGTALK_CORP_ID', variable.id);
  const clientId = reader.read('DINGTALK_CLIENT_ID', variable.id);
  const clientSecret = reader.read('DINGTALK_CLIENT_SECRET', variable.secret);
  const agentId = reader.read('DINGTALK_AGENT_ID', variable.number);
  const givenRobot = reader.read('DINGTALK_ROBOT_CODE', variable.id);
  const events = readCallbackSecrets(reader, 'DINGTALK_TOKEN', 'DINGTALK_AES_KEY');
  const apiBase = reader.read('DINGTALK_API_BASE', variable.origin) ?? 'https://api.dingtalk.com';
  const oapiBase = reader.read('DINGTALK_OAPI_BASE', variable.origin) ?? 'https://oapi.dingtalk.com';
  const loginBase = reader.read('DINGTALK_LOGIN_BASE', variable.origin) ?? 'https://login.dingtalk.com';
  if (!corpId || !clientId || !clientSecret || !agentId) return undefined;
  return {
    accountKey,
    corpId,
    clientId,
    clientSecret,
    agentId: String(agentId),
    apiBase,
    oapiBase,
    loginBase,
    // The robot of an internal app has the app's own id.
    robotCode: givenRobot ?? clientId,
    ...(events && { events }),
  };
}
