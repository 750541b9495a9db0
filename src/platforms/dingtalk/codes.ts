/**
 * Error codes by what to do about them (pages `server-api-error-codes-1`, `robot-message-type`,
 * `asynchronous-sending-of-enterprise-session-messages`, `how-to-process-api-throttling-on-the-dingtalk-server`).
 */
import type { PlatformReaction } from '../contract.ts';

export interface Failure {
  /** The platform's code, or `http_<status>`, `not_json` (a page), `unreadable`, `punished`. */
  readonly code: string;
  readonly status: number;
  /** Permissions that the platform names as missing. */
  readonly missingScopes: readonly string[];
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;

const retry: PlatformReaction = { do: 'retry' };
const retryAfter = (retryAfterMs: number): PlatformReaction => ({ do: 'retry', retryAfterMs });
const refreshToken: PlatformReaction = { do: 'refresh_token' };
const dropRecipient: PlatformReaction = { do: 'drop_recipient' };
const giveUp: PlatformReaction = { do: 'give_up' };
type StopAccount = Extract<PlatformReaction, { do: 'stop_account' }>;
const stop = (remedy: string): StopAccount => ({ do: 'stop_account', remedy });

const credentials = stop(
  '钉钉应用的 Client ID 或 Client Secret 不正确：请在开发者后台核对 DINGTALK_CLIENT_ID 与 DINGTALK_CLIENT_SECRET。',
);
const permission = stop('钉钉应用缺少接口权限：请管理员在开发者后台「权限管理」中开通后重新发布。');
const address = stop(
  '本服务器的出口 IP 不在钉钉应用的白名单中：请在开发者后台「安全设置」中加入服务器出口 IP。',
);
const quota = stop('钉钉组织本月的接口调用额度已用完：请管理员升级版本或购买额度，或等到下月一日自动恢复。');
const organisation = stop('钉钉企业 ID 与应用不属于同一组织：请核对 DINGTALK_CORP_ID 与应用凭证。');
const agent = stop('钉钉应用的 AgentId 不正确：请核对 DINGTALK_AGENT_ID。');
const robot = stop(
  '钉钉机器人不可用：请核对 DINGTALK_ROBOT_CODE，并确认机器人已启用、应用已发布、允许主动单聊。',
);
const forbidden = stop('钉钉禁止此应用发送消息：请管理员在开发者后台查看应用状态并联系钉钉客服。');
const callback = stop('钉钉回调配置不正确：请核对回调地址、DINGTALK_TOKEN 与 DINGTALK_AES_KEY。');

const byCode = new Map<string, PlatformReaction>();
function react(reaction: PlatformReaction, codes: string): void {
  for (const code of codes.split(' ')) byCode.set(code, reaction);
}

react(refreshToken, '40001 40014 41001 42001 InvalidAuthentication');
react(credentials, '40089 invalidClientIdOrSecret invalid.client unauthorized.client');
react(permission, '43007 60011');
react(address, '60020');
react(quota, '90020');
react(organisation, '33001');
react(agent, '40056');
react(robot, 'template.not.existed template.stopped bot.stopped resource.not.found resource.unavailable');
react(
  robot,
  'token.notExisted invalidParameter.token.invalid unauthorized auth.error chatbotId.notAllow.sendOTO',
);
react(robot, '310000 400102');
react(forbidden, '41044');
react(callback, '71006 71007 71009 71012');

react(retry, '-1 15 88 34015 system.error system.busy systemBusy unknown.send.result send.ding.exception');
react(retry, 'server.error unreadable');
react(retryAfter(secondMs), '90018 90002');
react(retryAfter(minuteMs), 'send.too.fast send.byToken.tooFast too.many.people too.many.group');
// 41047 and 41048 are the organisation's caps per minute; 1432xx are the same caps for apps of other makers.
react(retryAfter(minuteMs), '143103 143104 143203 143204 41047 41048');
react(retryAfter(5 * minuteMs), '90003 90004 90005 90006 90017 1430003 not_json punished');
react(retryAfter(10 * minuteMs), '130101 410100');

react(
  dropRecipient,
  '33012 40003 40031 60121 50002 50004 staffId.notExisted robot.oto.notExist illegal.receivers',
);
react(dropRecipient, 'invalid.openConversationId conversation.org.notMatch group.disbanded');
react(dropRecipient, '300001 400101 400106 400013');
// Caps per person and day (x05) and content already sent to this person today (x06).
react(dropRecipient, '143105 143106 143205 143206 1430000 1430004');

react(giveUp, 'invalidParameter.robotCode.downloadCode sendMessage.model.notMatch miss.openConversationId');
react(giveUp, 'session.expired session.notExisted processQueryKey.expireTime robot.processQueryKey.expired');
react(
  giveUp,
  'invalid.processQueryKey receivers.exceed send.forbidden bot.forbidden.sendMessage contentUnsafe',
);
react(giveUp, '40029 40078 42003 40035 400002 400105 43004 43008 40004 40005 40006 40007 60003');
react(giveUp, '41028 41029 41045 41046 41049 1430002');

/** For families of codes; the exact ones above come first. */
const byPattern: readonly (readonly [RegExp, PlatformReaction])[] = [
  [/^invalidParameter\.robotCode\./u, robot],
  [/ApiCountLimitForOrg$/u, quota],
  [/AccessTokenPermissionDenied$/u, permission],
  [/IpNotInWhiteList$/u, address],
  [/\.Qpm\w*$/u, retryAfter(minuteMs)],
  [/\.Qps\w*$/u, retryAfter(secondMs)],
  [/^Forbidden\./u, permission],
  [/^(?:contain|invalidParameter|param|miss\.param|invalid\.param)\./u, giveUp],
  [/^isp\./u, retry],
  [/^4301\d\d$/u, giveUp],
  [/^340(?:0[1-9]|1[0-8])$/u, giveUp],
  [/^9000(?:0[1-9]|10)$/u, callback],
];

export function reactionTo(failure: Failure): PlatformReaction {
  const known = byCode.get(failure.code) ?? byPattern.find(([pattern]) => pattern.test(failure.code))?.[1];
  if (failure.status === 401 && known !== credentials) return refreshToken;
  if (known === permission && failure.missingScopes.length > 0) {
    return stop(`${permission.remedy}缺少的权限：${failure.missingScopes.join('、')}。`);
  }
  if (known !== undefined) return known;
  if (failure.status === 429) return retryAfter(minuteMs);
  return failure.status >= 500 ? retry : giveUp;
}

/**
 * The gateway gave up on its own back end after 3 s (15, 88 without a reason, 504) or the back end broke off: what
 * was asked for may have happened all the same. A busy answer with 429 was turned away at the door.
 */
const unsure = new Set(['15', '88', 'system.error', 'system.busy', 'unknown.send.result', 'unreadable']);

export function isOutcomeUnknown(failure: Failure): boolean {
  if (failure.status === 429) return false;
  return failure.status >= 500 || unsure.has(failure.code) || failure.code.startsWith('isp.');
}
