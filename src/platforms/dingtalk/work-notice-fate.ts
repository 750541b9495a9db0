/**
 * What became of an accepted work notification. Over its limits the platform still answers "success" and delivers
 * nothing; only this query shows it (page `gets-the-result-of-sending-messages-asynchronously-to-the-enterprise`,
 * for 24 h, at most 100 recipients).
 */
import { PlatformError, type RecipientOutcome } from '../contract.ts';
import type { AppCalls } from './app-calls.ts';
import { reactionTo } from './codes.ts';
import { sendProgressWire, sendResultWire } from './wire.ts';

const folder = '/topapi/message/corpconversation';
const done = 2;
/** Failed without a reason: worth another try, but not at once. */
const failedRetryMs = 10 * 60_000;
const minuteMs = 60_000;

export type Fate = (platformRef: string) => Promise<ReadonlyMap<string, RecipientOutcome> | undefined>;

export function createWorkNoticeFate(agentId: string, calls: AppCalls): Fate {
  return async (platformRef) => {
    if (!/^\d{1,15}$/u.test(platformRef)) {
      throw new PlatformError('dingtalk', 'unknown_ref', 'not the id of a work notification', {
        do: 'give_up',
      });
    }
    const body = { agent_id: Number(agentId), task_id: Number(platformRef) };
    const query = (path: string) => calls.post('oapi', `${folder}/${path}`, body, { sendsMessage: false });
    const progress = sendProgressWire.parse(await query('getsendprogress'));
    if (progress.progress.status !== done) return undefined;
    const result = sendResultWire.safeParse(await query('getsendresult'));
    if (!result.success) {
      throw new PlatformError('dingtalk', 'unreadable', 'DingTalk answered without a result', {
        do: 'retry',
      });
    }
    return outcomesOf(result.data.send_result);
  };
}

type SendResult = ReturnType<typeof sendResultWire.parse>['send_result'];

function outcomesOf(result: SendResult): ReadonlyMap<string, RecipientOutcome> {
  const outcomes = new Map<string, RecipientOutcome>();
  const put = (ids: readonly string[], outcome: RecipientOutcome) => {
    for (const id of ids) outcomes.set(id, outcome);
  };
  put([...result.read_user_id_list, ...result.unread_user_id_list], { outcome: 'sent' });
  put(result.failed_user_id_list, { outcome: 'later', code: 'failed', retryAfterMs: failedRetryMs });
  put(result.invalid_user_id_list, {
    outcome: 'refused',
    code: 'invalid_user',
    reason: '钉钉不认识此人，或此人不在应用的可见范围内',
  });
  put(result.forbidden_user_id_list, { outcome: 'refused', code: 'forbidden', reason: '钉钉限制了这条通知' });
  // Last, because it names the reason that the list above leaves out.
  for (const { userid, code } of result.forbidden_list) {
    if (userid !== undefined) outcomes.set(userid, forbidden(code));
  }
  return outcomes;
}

const reasons: Readonly<Record<string, string>> = {
  '143105': '此人今天收到的工作通知已达上限',
  '1430002': '内容被钉钉拦截',
  '1430004': '此人受钉钉高管保护',
};

/** The same words on the same day. */
const duplicateContent = '143106';

function forbidden(code: string): RecipientOutcome {
  if (code === duplicateContent)
    return { outcome: 'had_before', code, reason: '同样内容今天已发给此人，钉钉不再重复送达' };
  const reaction = reactionTo({ code, status: 200, missingScopes: [] });
  if (reaction.do === 'retry')
    return { outcome: 'later', code, retryAfterMs: reaction.retryAfterMs ?? minuteMs };
  return { outcome: 'refused', code, reason: reasons[code] ?? '钉钉限制了这条通知' };
}
