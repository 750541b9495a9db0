/** Error numbers by what to do about them (doc 90313, edition 2023-01; wecom.md §10). */
import type { PlatformReaction } from '../contract.ts';

/** What WeCom's number asks for. A number that nobody has seen is tried again later: late rather than never. */
export function reactionTo(errcode: number): PlatformReaction {
  const remedy = remedies.get(errcode);
  if (remedy !== undefined) return { do: 'stop_account', remedy };
  if (tokenCodes.has(errcode)) return { do: 'refresh_token' };
  if (retryAfterMs.has(errcode)) return retryAfter(retryAfterMs.get(errcode));
  if (recipientReasons.has(errcode)) return { do: 'drop_recipient' };
  if (isInputFault(errcode)) return { do: 'give_up' };
  return { do: 'retry', retryAfterMs: unknownRetryMs };
}

/** Why a person cannot be reached, for the school's staff to read. */
export function recipientReason(errcode: number): string {
  return recipientReasons.get(errcode) ?? '企业微信无法送达该收件人';
}

const unknownRetryMs = 10 * 60_000;

function retryAfter(ms: number | undefined): PlatformReaction {
  return ms === undefined || ms === 0 ? { do: 'retry' } : { do: 'retry', retryAfterMs: ms };
}

const tokenCodes: ReadonlySet<number> = new Set([40014, 42001, 42012]);

/** 45009 does not say which window is full; a minute is the shortest, and later refusals come one a minute at most. */
const retryAfterMs: ReadonlyMap<number, number> = new Map([
  [-1, 0],
  [6000, 0],
  [45009, 60_000],
  [45033, 5_000],
]);

const recipientReasons: ReadonlyMap<number, string> = new Map([
  [40003, '账号格式不正确，请核对通讯录中的账号'],
  [40066, '部门不存在或不在应用可见范围内'],
  [40068, '标签不存在或不在应用可见范围内'],
  [40070, '标签均无效'],
  [40096, '外部联系人账号无效，请重新同步家校通讯录'],
  [43004, '该成员尚未绑定微信，无法接收'],
  [46004, '通讯录中没有该成员'],
  [50002, '该成员不在应用可见范围内'],
  [60003, '部门不存在'],
  [60011, '应用没有该成员、部门或标签的权限'],
  [60021, '该成员不在应用可见范围内'],
  [60111, '通讯录中没有该账号，可能已离职或已删除'],
  [60123, '部门不存在'],
  [60136, '没有找到对应的人，可能尚未关注学校通知'],
  [65010, '该账号不是学生，请重新同步家校通讯录'],
  [65023, '应用没有该学生或家长的权限'],
  [65024, '该家长的任课老师不在应用可见范围内，请扩大可见范围'],
  [81013, '收件人均无效：不在应用可见范围内、已离职，或家长未关注学校通知'],
  [92000, '该成员不在应用可见范围内'],
  [301021, '部分账号不存在，请重新同步通讯录'],
]);

const remedies: ReadonlyMap<number, string> = new Map([
  [40001, '应用的 Secret 不正确：请在企业微信管理后台打开该应用，重新查看 Secret 并更新 WECOM_SECRET'],
  [40013, '企业 ID 不正确：请在“我的企业 → 企业信息”核对企业 ID 并更新 WECOM_CORP_ID'],
  [40056, '应用的 AgentId 不正确：请在应用详情页核对 AgentId 并更新 WECOM_AGENT_ID'],
  [40057, '接收消息的地址校验未通过：请核对 URL、Token 和 EncodingAESKey 后重新保存'],
  [40091, 'Secret 属于另一家企业：请使用本校该应用的 Secret 更新 WECOM_SECRET'],
  [43009, '企业尚未认证：请在管理后台完成企业认证后再使用该功能'],
  [43012, '应用未设置接收消息的地址：请在应用的“接收消息 → 设置API接收”中填写本系统的回调地址'],
  [45031, '企业微信认为 Secret 不安全：请在应用详情页重置 Secret 并更新 WECOM_SECRET'],
  [48001, '应用没有该接口的权限：请在管理后台为应用开通对应的接口权限'],
  [48002, '该 Secret 不允许调用此接口：请使用自建应用的 Secret，并把应用加入对应功能的“可调用接口的应用”'],
  [48004, '接口授权已失效：请管理员在管理后台重新授权'],
  [48005, '接口已停用：请联系系统维护人员升级本系统'],
  [48006, '应用因长期未使用被收回权限：请管理员在管理后台重新启用该应用'],
  [48009, '通讯录同步的 Secret 不能读取成员详情：请改用自建应用的 Secret'],
  [50001, '网页授权的域名不是可信域名：请在“网页授权及JS-SDK”中设置本系统的域名'],
  [50003, '应用已被停用：请在管理后台重新启用该应用'],
  [60020, '本机的出口 IP 不在白名单中：请在应用的“企业可信IP”中添加服务器的出口 IP'],
  [65000, '学校尚不能使用该家校接口（通讯录升级状态不符）：请在“家校沟通”中核对升级状态'],
  [65003, '学校尚未升级到新版家校通讯录：请在“家校沟通”中完成升级'],
  [65014, '该企业不是学校：请确认企业行业类型为教育，并已开通家校沟通'],
  [65018, '家长人数已达上限：请在管理后台完成学校认证以提高上限'],
  [65022, '应用没有家校通讯录的权限：请在“家校沟通 → API”中把应用加入“可调用接口的应用”'],
  [80001, '可信域名不正确或未备案：请核对“网页授权及JS-SDK”中的域名及其备案'],
  [81011, '应用没有该标签的权限：请在管理后台为应用开通标签权限'],
  [85005, '可信域名未验证归属：请把 WW_verify 校验文件放到域名根目录并完成验证'],
  [93000, '群机器人不存在：请重新添加群机器人并更新其地址'],
  [93004, '群机器人已被停用：请在群内重新启用机器人'],
  [93008, '机器人不在该群：请把机器人重新加入该群'],
  [301002, '应用的 AgentId 与 Secret 不属于同一个应用：请核对 WECOM_AGENT_ID 与 WECOM_SECRET'],
]);

/** Faults of what we sent, used-up codes and outdated sessions: sending the same once more changes nothing. */
const inputFaults: ReadonlySet<number> = new Set([
  // media, kinds, parameters, addresses
  40004, 40005, 40006, 40007, 40008, 40009, 40011, 40029, 40031, 40032, 40033, 40035, 40039, 40050, 40058,
  40063, 40093, 40094, 40127, 40201, 41001, 41002, 41004, 41008, 41009, 41011, 41016, 41033, 42003, 42022,
  44001, 44004, 45001, 45002, 45007, 45008, 45029, 45034,
  // contacts, recipients, tickets, cards that can no longer be changed (60140)
  60137, 60140, 81012, 82001, 82002, 82003, 82004, 84014, 84015, 84025, 91040, 301036, 846605, 846608,
]);

const inputFaultRanges: readonly (readonly [from: number, to: number])[] = [
  // legacy task cards, template card fields
  [42014, 42020],
  [42027, 42051],
  // departments, home-school, the contact tree
  [60004, 60008],
  [65001, 65024],
  [81001, 81003],
  // appchat, calendar, meetings
  [86001, 86220],
  [90456, 90497],
  [400020, 400045],
];

function isInputFault(errcode: number): boolean {
  return inputFaults.has(errcode) || inputFaultRanges.some(([from, to]) => from <= errcode && errcode <= to);
}
