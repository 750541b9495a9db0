/** Sending: robot chats to staff, work notifications to guardians, answers through the session address. */
import type { Clock } from '../../domain/clock.ts';
import {
  type Channel,
  type OutboundCall,
  PlatformError,
  type RecipientOutcome,
  type Sender,
  type SendReceipt,
} from '../contract.ts';
import { createAppCalls } from './app-calls.ts';
import { layOutReply, layOutRobotMessage, layOutWorkNotice } from './layout.ts';
import { fetchMedia } from './media.ts';
import { isSessionWebhook } from './session-webhook.ts';
import { createAccessToken } from './token.ts';
import { callJson } from './transport.ts';
import { batchSendAnswerWire, workNoticeAnswerWire } from './wire.ts';
import { createWorkNoticeFate } from './work-notice-fate.ts';

export interface DingtalkSenderConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly robotCode: string;
  readonly agentId: string;
  readonly apiBase: string;
  readonly oapiBase: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

const recipientLimits: Readonly<Record<Channel, number>> = { app: 20, school_notice: 100, reply: 1 };
/** For people whom the platform holds back; it names no time. */
const flowControlMs = 60_000;
const dayMs = 24 * 60 * 60_000;

export function createDingtalkSender(config: DingtalkSenderConfig): Sender {
  const token = createAccessToken(config);
  const calls = createAppCalls(config, token);

  async function sendByRobot(call: OutboundCall): Promise<SendReceipt> {
    const message = orTooLong(layOutRobotMessage(call.card));
    const body = { robotCode: config.robotCode, userIds: call.to, ...message };
    const fields = await calls.post('api', '/v1.0/robot/oToMessages/batchSend', body, { sendsMessage: true });
    const answer = batchSendAnswerWire.parse(fields);
    const outcomes = allSent(call.to);
    const reason = '钉钉不认识此人，或此人不在应用的可见范围内';
    for (const id of answer.invalidStaffIdList) {
      outcomes.set(id, { outcome: 'refused', code: 'invalidStaffId', reason });
    }
    for (const id of answer.flowControlledStaffIdList) {
      outcomes.set(id, { outcome: 'later', code: 'flowControlled', retryAfterMs: flowControlMs });
    }
    return receipt(outcomes, answer.processQueryKey, false);
  }

  async function sendWorkNotice(call: OutboundCall): Promise<SendReceipt> {
    const msg = orTooLong(layOutWorkNotice(call.card, call.linkUrl, call.messageId));
    const path = '/topapi/message/corpconversation/asyncsend_v2';
    const body = {
      agent_id: Number(config.agentId),
      userid_list: call.to.join(','),
      to_all_user: false,
      msg,
    };
    const fields = await calls.post('oapi', path, body, { sendsMessage: true });
    return receipt(allSent(call.to), workNoticeAnswerWire.parse(fields).task_id, true);
  }

  async function sendReply(call: OutboundCall): Promise<SendReceipt> {
    const url = call.replyUrl ?? '';
    if (!isSessionWebhook(url, [config.apiBase, config.oapiBase])) {
      throw ownFault('reply_address', 'the reply address is not on the allow-list');
    }
    const body = orTooLong(layOutReply(call.card, call.messageId));
    await callJson({ url, body, timeoutMs: config.timeoutMs, sendsMessage: true });
    return receipt(allSent(call.to), undefined, false);
  }

  const ways = { app: sendByRobot, school_notice: sendWorkNotice, reply: sendReply };
  return {
    platform: 'dingtalk',
    recipientLimit: (channel) => recipientLimits[channel],
    // Work notifications drop equal content to the same person for a day; nothing else has a confirmed guard.
    absorbsRepeatsForMs: (channel) => (channel === 'school_notice' ? dayMs : 0),
    send: async (call) => {
      if (call.to.length === 0 || call.to.length > recipientLimits[call.channel]) {
        throw ownFault('recipients', 'wrong number of recipients for this channel');
      }
      return ways[call.channel](call);
    },
    fate: createWorkNoticeFate(config.agentId, calls),
    fetchMedia: (mediaId) => fetchMedia(config, calls, mediaId),
    checkCredentials: async () => {
      await token.renew();
    },
  };
}

function allSent(to: readonly string[]): Map<string, RecipientOutcome> {
  return new Map(to.map((id) => [id, { outcome: 'sent' }]));
}

function receipt(
  outcomes: ReadonlyMap<string, RecipientOutcome>,
  platformRef: string | undefined,
  fateKnownLater: boolean,
): SendReceipt {
  const hasRef = platformRef !== undefined && platformRef !== '';
  return { outcomes, fateKnownLater: fateKnownLater && hasRef, ...(hasRef ? { platformRef } : {}) };
}

function orTooLong<Body>(body: Body | undefined): Body {
  if (body === undefined) throw ownFault('too_long', 'the fixed parts of the message exceed the limit');
  return body;
}

function ownFault(code: string, message: string): PlatformError {
  return new PlatformError('dingtalk', code, `not sent: ${message}`, { do: 'give_up' });
}
