/** DingTalk on loopback: both API generations on one address, callbacks with real signatures, people with phones. */

import { type Answer, newError, ok, oldError, oldOk, wrappedError } from './dingtalk-answers.ts';
import { createCallbacks } from './dingtalk-callbacks.ts';
import { dingtalkDirectoryAnswer, directoryEvent, isMeteredDirectoryCall } from './dingtalk-directory.ts';
import { createMeter, type MeterBucket, type MonthlyQuota } from './dingtalk-meter.ts';
import { createPhones, textBubble, textOf } from './dingtalk-phones.ts';
import { createRobotSends } from './dingtalk-robot-sends.ts';
import { type IncomingCall, listenOnLoopback } from './dingtalk-server.ts';
import { createDingtalkSignIn, userByUnionId } from './dingtalk-sign-in.ts';
import { createTokens } from './dingtalk-tokens.ts';
import { createWorkNotices } from './dingtalk-work-notices.ts';
import { troubled } from './directory-events.ts';
import type {
  DeliveredCallback,
  DoubleDependencies,
  FaultKind,
  PlatformDouble,
  RecordedCall,
} from './double.ts';
import { createMediaShelf, shortVoice, smallPicture } from './media-shelf.ts';
import { createPhoneBrowser } from './phone-browser.ts';
import { type DirectoryDouble, emptyDirectory, type SchoolDirectory } from './school-directory.ts';

export interface DingtalkDoubleAccount {
  readonly corpId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly robotCode: string;
  readonly agentId: string;
  readonly token: string;
  readonly aesKey: string;
}

export interface DingtalkDoubleOptions {
  /** Calls per month; without a number there is no end to them. */
  readonly quota?: MonthlyQuota;
  /** From accepting a work notification to the end of its job, by the double's clock. */
  readonly workNoticeDelayMs?: number;
  /** How long an answer takes under the fault `slow`; more than any caller's patience. */
  readonly slowMs?: number;
}

export interface DingtalkDouble extends PlatformDouble, DirectoryDouble {
  readonly platform: 'dingtalk';
  /** An encrypted event to the callback address + `/events`; the envelope's usual fields are added where missing. */
  sendEvent(payload: Readonly<Record<string, unknown>>): Promise<DeliveredCallback>;
  /** What the platform does before it saves a callback address. */
  checkUrl(): Promise<DeliveredCallback>;
  /** A robot message of any kind: `fields` go over those of an empty message. */
  sendRobotMessage(userId: string, fields: Readonly<Record<string, unknown>>): Promise<DeliveredCallback>;
  /** With the bucket `webhookAndStream` used up, robot messages carry errorCode 20001 and no text. */
  setQuota(quota: MonthlyQuota): void;
  /** This month's counted calls. */
  counted(): Readonly<Record<MeterBucket, number>>;
  /** These come back as flow-controlled from robot sends until the list is replaced. */
  holdBack(userIds: readonly string[]): void;
  /** The next call that is not a token call gets this answer, and nothing is done. */
  answerNext(answer: Answer): void;
}

const filesPath = '/files/';
const quotaUsedUp = '20001';
const notDelivered: DeliveredCallback = { statuses: [], acknowledged: true };

export async function createDingtalkDouble(
  deps: DoubleDependencies,
  account: DingtalkDoubleAccount,
  options: DingtalkDoubleOptions = {},
): Promise<DingtalkDouble> {
  const phones = createPhones(deps.clock);
  const meter = createMeter(deps.clock, options.quota ?? {});
  const tokens = createTokens(deps.clock, deps.newId);
  const callbacks = createCallbacks(deps, account);
  const robotSends = createRobotSends(deps, phones, account.robotCode);
  const workNotices = createWorkNotices(deps, phones, {
    agentId: account.agentId,
    delayMs: options.workNoticeDelayMs ?? 0,
  });
  const media = createMediaShelf(deps.clock, deps.newId);
  const calls: RecordedCall[] = [];
  let fault: { kind: FaultKind; until?: Date } | undefined;
  let nextAnswer: Answer | undefined;
  let callbackUrl: string | undefined;
  let directory: SchoolDirectory = emptyDirectory;
  const browser = createPhoneBrowser({
    ...deps,
    platform: 'dingtalk',
    baseUrl: () => server.baseUrl,
    callbackUrl: () => callbackUrl,
  });
  const signIn = createDingtalkSignIn({
    ...account,
    newId: deps.newId,
    browser,
    person: (userId) => phones.person(userId),
  });

  function route(call: IncomingCall, isLost: boolean): Answer {
    if (call.path === '/v1.0/oauth2/accessToken') return newToken(call);
    if (call.path === '/gettoken') return oldToken(call);
    if (call.path.startsWith(filesPath)) {
      const bytes = media.find(call.path.slice(filesPath.length));
      return bytes === undefined ? newError(404, 'NotFound') : { status: 200, body: {}, bytes };
    }
    const signedIn = signIn(call);
    if (signedIn !== undefined) return signedIn;
    const set = nextAnswer;
    nextAnswer = undefined;
    if (set !== undefined) return set;
    if (call.path === '/robot/sendBySession') {
      meter.count('webhookAndStream');
      return robotSends.sendBySession(call.query.get('session') ?? '', call.body ?? {}, isLost);
    }
    return call.path.startsWith('/v1.0/') ? newApi(call, isLost) : oldApi(call, isLost);
  }

  function isOurs(key: unknown, secret: unknown): boolean {
    return key === account.clientId && secret === account.clientSecret;
  }

  function newToken(call: IncomingCall): Answer {
    if (call.body === undefined) return newError(400, 'Missingbody');
    const { appKey, appSecret } = call.body;
    if (!isOurs(appKey, appSecret)) return newError(400, 'invalidClientIdOrSecret');
    return ok({ accessToken: tokens.issue(), expireIn: 7200 });
  }

  function oldToken(call: IncomingCall): Answer {
    if (!isOurs(call.query.get('appkey'), call.query.get('appsecret'))) return oldError(40089);
    return oldOk({ access_token: tokens.issue(), expires_in: 7200 });
  }

  function newApi(call: IncomingCall, isLost: boolean): Answer {
    if (!tokens.isValid(call.token)) return newError(400, 'InvalidAuthentication');
    if (meter.isUsedUp('api')) return newError(403, 'Forbidden.AccessDenied.ApiCountLimitForOrg');
    if (call.path === '/v1.0/robot/messageFiles/download') return downloadUrl(call);
    if (call.path !== '/v1.0/robot/oToMessages/batchSend') return newError(404, 'InvalidAction.NotFound');
    meter.count('api');
    return robotSends.batchSend(call.body ?? {}, isLost);
  }

  /** The code works only with the robot that got the message (dingtalk.md §1.1). */
  function downloadUrl({ body = {} }: IncomingCall): Answer {
    const code = textOf(body['downloadCode']);
    if (body['robotCode'] !== account.robotCode || media.find(code) === undefined)
      return newError(400, 'invalidParameter.robotCode.downloadCode');
    meter.count('api');
    return ok({ downloadUrl: `${server.baseUrl}${filesPath}${code}` });
  }

  function oldApi(call: IncomingCall, isLost: boolean): Answer {
    if (!tokens.isValid(call.token)) return wrappedError('40014', '不合法的access_token');
    const body = call.body ?? {};
    if (call.path === '/topapi/user/getbyunionid') {
      return userByUnionId(body['unionid'], (userId) => phones.person(userId) !== undefined);
    }
    const isFree = call.path.startsWith('/topapi/v2/') && !isMeteredDirectoryCall(call.path);
    if (!isFree && meter.isUsedUp('api')) return oldError(90020);
    if (!isFree) meter.count('api');
    const told = dingtalkDirectoryAnswer(directory, call.path, body);
    if (told !== undefined) return told;
    switch (call.path.replace('/topapi/message/corpconversation/', '')) {
      case 'asyncsend_v2':
        return workNotices.send(body, isLost);
      case 'getsendprogress':
        return workNotices.progress(body);
      case 'getsendresult':
        return workNotices.result(body);
      default:
        return wrappedError('22', '不合法的method');
    }
  }

  const server = await listenOnLoopback({
    clock: deps.clock,
    wait: deps.wait,
    slowMs: options.slowMs ?? 60_000,
    activeFault: () => {
      const isOver = fault?.until !== undefined && deps.clock.now() >= fault.until;
      return isOver ? undefined : fault?.kind;
    },
    route,
    record: (call) => calls.push(call),
  });

  /** Page `receive-message`. A person outside the organisation has no `senderStaffId`. */
  function robotMessage(userId: string, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const person = phones.person(userId);
    const session = robotSends.openSession(userId);
    return {
      conversationId: `cid${userId}==`,
      chatbotCorpId: account.corpId,
      chatbotUserId: '$:LWCP_v1:$bot',
      msgId: `msg${deps.newId()}`,
      senderNick: person?.name ?? '访客',
      isAdmin: false,
      ...(person === undefined ? {} : { senderStaffId: userId }),
      sessionWebhookExpiredTime: session.expiresAt.getTime(),
      createAt: deps.clock.now().getTime(),
      senderCorpId: account.corpId,
      conversationType: '1',
      senderId: `$:LWCP_v1:$${userId}`,
      sessionWebhook: `${server.baseUrl}/robot/sendBySession?session=${session.id}`,
      robotCode: account.robotCode,
      ...fields,
    };
  }

  function sendRobotMessage(
    userId: string,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<DeliveredCallback> {
    const message = robotMessage(userId, fields);
    if (!meter.isUsedUp('webhookAndStream')) {
      meter.count('webhookAndStream');
      return callbacks.deliverRobotMessage(message);
    }
    const { text: _text, content: _content, ...rest } = message;
    return callbacks.deliverRobotMessage({ ...rest, errorCode: quotaUsedUp, errorMessage: '额度已用完' });
  }

  async function say(
    userId: string,
    text: string,
    { group = false, mentionsBot = false }: { group?: boolean; mentionsBot?: boolean } = {},
  ): Promise<DeliveredCallback> {
    phones.show(userId, { from: 'person', via: 'reply' }, textBubble(text));
    if (!group) return sendRobotMessage(userId, { msgtype: 'text', text: { content: text } });
    if (!mentionsBot) return notDelivered;
    return sendRobotMessage(userId, {
      msgtype: 'text',
      // The mention is cut out, the blank behind it stays.
      text: { content: ` ${text}` },
      conversationType: '2',
      conversationId: 'cidGroup==',
      conversationTitle: '年级群',
      isInAtList: true,
      atUsers: [{ dingtalkId: '$:LWCP_v1:$bot' }],
    });
  }

  const sendEvent: DingtalkDouble['sendEvent'] = (payload) =>
    callbacks.deliverEvent(
      JSON.stringify({
        EventTime: deps.clock.now().getTime(),
        CorpId: account.corpId,
        eventId: deps.newId(),
        ...payload,
      }),
    );

  return {
    platform: 'dingtalk',
    baseUrl: server.baseUrl,
    setPeople: (people) => phones.setPeople(people),
    setCallbackUrl: (url) => {
      callbackUrl = url;
      callbacks.setUrl(url);
    },
    opening: (userId, url) => browser.opening(userId, url),
    say,
    speak: async (userId, recognition) => {
      phones.show(userId, { from: 'person', via: 'reply' }, textBubble(recognition));
      const content = { duration: 3000, downloadCode: media.keep(shortVoice), recognition };
      return sendRobotMessage(userId, { msgtype: 'audio', content });
    },
    sendPicture: async (userId, bytes = smallPicture) => {
      phones.show(userId, { from: 'person', via: 'reply' }, textBubble('［图片］'));
      return sendRobotMessage(userId, { msgtype: 'picture', content: { downloadCode: media.keep(bytes) } });
    },
    menu: () => [],
    choose: async () => notDelivered,
    press: async (userId, messageNumber, buttonKey) => {
      const message = phones.messages(userId).find((each) => each.number === messageNumber);
      const button = message?.buttons.find((each) => each.key === buttonKey);
      if (button === undefined) throw new Error(`message ${messageNumber} has no such button`);
      return say(userId, button.key);
    },
    enter: async () => notDelivered,
    deliverAgain: () => callbacks.deliverAgain(),
    messages: (userId) => phones.messages(userId),
    calls: () => calls,
    setFault: (next) => {
      fault = next;
      if (next?.kind === 'token_killed') tokens.kill();
    },
    onMessage: (listener) => phones.onMessage(listener),
    close: server.close,
    sendRobotMessage,
    sendEvent,
    directory: () => directory,
    setDirectory: (next) => {
      directory = next;
    },
    async announce(touches, faults = {}) {
      const events = touches.map((touch) => directoryEvent(touch, faults.misspelt === true));
      for (const event of troubled(events, faults)) await sendEvent(event);
    },
    checkUrl: () => callbacks.deliverEvent('{"EventType":"check_url"}'),
    setQuota: (quota) => meter.setQuota(quota),
    counted: () => meter.counted(),
    holdBack: (userIds) => robotSends.holdBack(userIds),
    answerNext: (answer) => {
      nextAnswer = answer;
    },
  };
}
