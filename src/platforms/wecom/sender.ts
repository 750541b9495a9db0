/** Sends to members (message/send, doc 90236) and to parents (school notice, doc 92321). */
import type { Clock } from '../../domain/clock.ts';
import {
  type OutboundCall,
  PlatformError,
  type RecipientOutcome,
  type Sender,
  type SendReceipt,
} from '../contract.ts';
import { createWecomApi } from './api.ts';
import { recipientReason } from './codes.ts';
import { type WecomLimits, wecomLimits } from './limits.ts';
import { layoutMenu } from './menu.ts';
import { type AppStyle, appBody, noticeBody } from './message-body.ts';
import { type AppMessage, readSendAnswer, type SchoolNotice, type WecomAnswer } from './wire.ts';

export interface WecomSenderConfig {
  /** `https://qyapi.weixin.qq.com` or what stands for it; no slash at the end. */
  readonly apiBase: string;
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  readonly clock: Clock;
  /** For one HTTP call. */
  readonly timeoutMs?: number;
  /** Within it WeCom drops an equal call; at most 14400. */
  readonly duplicateCheckIntervalSeconds?: number;
  readonly appStyle?: AppStyle;
  readonly limits?: Partial<WecomLimits>;
}

export function createWecomSender(config: WecomSenderConfig): Sender {
  const limits = { ...wecomLimits, ...config.limits };
  const api = createWecomApi({ ...config, timeoutMs: config.timeoutMs ?? 10_000 });
  const duplicateCheck = {
    enable_duplicate_check: 1,
    duplicate_check_interval: config.duplicateCheckIntervalSeconds ?? 1800,
  } as const;

  function sendToMembers(call: OutboundCall, to: readonly string[]): Promise<WecomAnswer> {
    const body = appBody(call, config.appStyle ?? 'template_card', limits);
    const message: AppMessage = { touser: to.join('|'), agentid: config.agentId, ...body, ...duplicateCheck };
    return api.post('/cgi-bin/message/send', message);
  }

  function sendToParents(call: OutboundCall, to: readonly string[]): Promise<WecomAnswer> {
    const body = noticeBody(call, limits);
    const notice: SchoolNotice = {
      recv_scope: 0,
      to_parent_userid: to,
      agentid: config.agentId,
      ...body,
      ...duplicateCheck,
    };
    return api.post('/cgi-bin/externalcontact/message/send', notice);
  }

  return {
    platform: 'wecom',
    recipientLimit: (channel) => (channel === 'reply' ? 1 : limits.recipients),
    absorbsRepeatsForMs: () => duplicateCheck.duplicate_check_interval * 1000,
    checkCredentials: () => api.checkCredentials(),
    fetchMedia: (mediaId) => api.download('/cgi-bin/media/get', { media_id: mediaId }),
    async setMenu(menu) {
      await api.post('/cgi-bin/menu/create', layoutMenu(menu, limits), { agentid: String(config.agentId) });
    },
    async send(call) {
      const { sendable, refused } = splitRecipients(call.to);
      checkCall(call, sendable, limits);
      if (sendable.length === 0) return { outcomes: refused, fateKnownLater: false };
      try {
        const answer = await (call.channel === 'school_notice' ? sendToParents : sendToMembers)(
          call,
          sendable,
        );
        const receipt = readReceipt(answer, sendable);
        return { ...receipt, outcomes: new Map([...refused, ...receipt.outcomes]) };
      } catch (error) {
        return {
          outcomes: new Map([...refused, ...outcomesOfRefusal(error, sendable)]),
          fateKnownLater: false,
        };
      }
    },
  };
}

/**
 * A `task_id` is good for one card (doc 90236), and the form of ours was checked: this one was used. UNCONFIRMED that the
 * refusal has this number for template cards too.
 */
const taskIdFault = '42014';

type Outcomes = ReadonlyMap<string, RecipientOutcome>;

/** Ids of doc 90195. It also keeps `@all` and `a|b` from ever reaching the platform. */
function splitRecipients(to: readonly string[]): {
  sendable: string[];
  refused: Map<string, RecipientOutcome>;
} {
  const isUserId = (id: string) => /^[0-9A-Za-z][0-9A-Za-z_.@-]{0,63}$/.test(id);
  const unique = [...new Set(to)];
  const malformed = unique.filter((id) => !isUserId(id));
  return {
    sendable: unique.filter(isUserId),
    refused: new Map(malformed.map((id) => [id, refusedFor('40003')])),
  };
}

function checkCall(call: OutboundCall, to: readonly string[], limits: WecomLimits): void {
  const urls = [call.linkUrl, call.card.link?.url].filter((url) => url !== undefined);
  const fault = [
    { code: '40032', is: to.length > limits.recipients, text: 'too many recipients' },
    { code: '45034', is: urls.some((url) => !/^https?:\/\//.test(url)), text: 'a link without http(s)' },
    {
      code: '40039',
      is: urls.some((url) => Buffer.byteLength(url) > limits.urlBytes / 2),
      text: 'a link too long',
    },
    { code: '42014', is: !/^[0-9A-Za-z_-]{1,64}$/.test(call.messageId), text: 'a message id of wrong form' },
  ].find(({ is }) => is);
  if (fault !== undefined) {
    throw new PlatformError('wecom', fault.code, `Not sent: ${fault.text}`, { do: 'give_up' });
  }
}

/** Where the number speaks of persons, it is an outcome and no failure; of several persons only 81013 speaks of all. */
function outcomesOfRefusal(error: unknown, to: readonly string[]): Outcomes {
  if (error instanceof PlatformError && error.code === taskIdFault) {
    const reason = '企业微信已收到过同一张卡片，不再重复送达';
    return new Map(to.map((id) => [id, { outcome: 'had_before', code: taskIdFault, reason }]));
  }
  if (error instanceof PlatformError && error.reaction.do === 'drop_recipient') {
    if (error.code === '81013' || to.length === 1)
      return new Map(to.map((id) => [id, refusedFor(error.code)]));
  }
  throw error;
}

/** WeCom lower-cases the ids it dropped; ids are the same in any case. */
function readReceipt(answer: WecomAnswer, to: readonly string[]): SendReceipt {
  const read = readSendAnswer(answer);
  const unlicensed = new Set(read.unlicenseduser);
  const invalid = new Set([
    ...read.invaliduser,
    ...read.invalid_parent_userid,
    ...read.invalid_external_user,
  ]);
  const outcomeOf = (id: string): RecipientOutcome => {
    if (unlicensed.has(id.toLowerCase())) {
      return { outcome: 'refused', code: 'unlicensed', reason: '该成员没有接口许可，请在管理后台分配许可' };
    }
    return invalid.has(id.toLowerCase()) ? refusedFor('81013') : { outcome: 'sent' };
  };
  return {
    ...(read.msgid === '' ? {} : { platformRef: read.msgid }),
    ...(read.response_code === '' ? {} : { responseCode: read.response_code }),
    outcomes: new Map(to.map((id) => [id, outcomeOf(id)])),
    fateKnownLater: false,
  };
}

function refusedFor(code: string): RecipientOutcome {
  return { outcome: 'refused', code, reason: recipientReason(Number(code)) };
}
