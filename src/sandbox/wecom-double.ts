/** WeCom on loopback: its API, its callbacks with genuine encryption, and a phone for every person (wecom.md §12). */

import { troubled } from './directory-events.ts';
import type {
  DeliveredCallback,
  DoubleDependencies,
  FaultKind,
  PhoneMessage,
  PlatformDouble,
} from './double.ts';
import { createMediaShelf, shortVoice, smallPicture } from './media-shelf.ts';
import { createPhoneBrowser } from './phone-browser.ts';
import { type DirectoryDouble, emptyDirectory, type SchoolDirectory } from './school-directory.ts';
import { startWecomApi } from './wecom-api-server.ts';
import {
  type BodyFields,
  type OptionSpelling,
  selectedItems,
  type WecomBodyForm,
} from './wecom-callback-body.ts';
import { withLabel } from './wecom-card-update.ts';
import {
  checkCallbackUrl,
  type DeliveryDeps,
  deliverCallback,
  digits,
  type PassiveReply,
} from './wecom-delivery.ts';
import { directoryEvent, wecomDirectoryCalls } from './wecom-directory.ts';
import { createMenus } from './wecom-menu.ts';
import { personBubble, replyBubble } from './wecom-message-kinds.ts';
import { createPhones, type DroppedMessage } from './wecom-phones.ts';
import { createResponseCodes } from './wecom-response-codes.ts';
import { createSendCalls } from './wecom-send-calls.ts';
import { createWecomSignIn } from './wecom-sign-in.ts';
import { createTokenDesk } from './wecom-tokens.ts';

export interface WecomDoubleAccount {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  readonly token: string;
  /** EncodingAESKey, 43 characters. */
  readonly aesKey: string;
}

export interface WecomDouble extends PlatformDouble, DirectoryDouble {
  readonly platform: 'wecom';
  /** What an admin's click on "save" does; `false` where the address does not pass. */
  checkCallbackUrl(): Promise<boolean>;
  setForm(form: WecomBodyForm): void;
  setOptionSpelling(spelling: OptionSpelling): void;
  /** A picture or any other message the app gets; fields as in doc 90239. */
  sendRaw(userId: string, fields: BodyFields): Promise<DeliveredCallback>;
  /** A change in the directories, from `sys` (doc 90970, 92032). */
  changeDirectory(fields: BodyFields): Promise<DeliveredCallback>;
  setTokenLifetime(seconds: number): void;
  /** Every token handed out so far: 42001 from now on. */
  expireTokens(): void;
  /** 60020, naming this address; `undefined` ends it. */
  distrustAddress(ip: string | undefined): void;
  beBusyFor(calls: number): void;
  limitCalls(limit: { readonly calls: number; readonly windowMs: number } | undefined): void;
  /** Messages that were accepted and never reached a phone. */
  dropped(): readonly DroppedMessage[];
  /** Passive replies that WeCom would have ignored, and why. */
  badReplies(): readonly string[];
}

/** As the app shows them: a question nobody touched has its first option. */
function firstOptions({ selects = [] }: PhoneMessage): Record<string, string[]> {
  return Object.fromEntries(
    selects.map(({ key, options }) => [key, options.slice(0, 1).map(({ id }) => id)]),
  );
}

export async function createWecomDouble(
  deps: DoubleDependencies,
  account: WecomDoubleAccount,
): Promise<WecomDouble> {
  const { clock, newId } = deps;
  const phones = createPhones(clock);
  const tokens = createTokenDesk(clock, newId);
  const codes = createResponseCodes(clock, newId);
  const badReplies: string[] = [];
  let callbackUrl: string | undefined;
  let form: WecomBodyForm = 'xml';
  let spelling: OptionSpelling = 'option';
  let fault: { kind: FaultKind; until?: Date } | undefined;
  let last: BodyFields | undefined;

  const media = createMediaShelf(clock, newId);
  const menus = createMenus(account.agentId);
  let directory: SchoolDirectory = emptyDirectory;
  const sendCalls = createSendCalls({
    agentId: account.agentId,
    clock,
    newId,
    phones,
    codes,
    hasCallback: () => callbackUrl !== undefined,
  });
  const browser = createPhoneBrowser({
    ...deps,
    platform: 'wecom',
    baseUrl: () => api.baseUrl,
    callbackUrl: () => callbackUrl,
  });
  const api = await startWecomApi({
    signIn: createWecomSignIn({
      corpId: account.corpId,
      browser,
      person: (userId) => phones.find(userId),
    }),
    clock,
    corpId: account.corpId,
    secret: account.secret,
    tokens,
    calls: new Map([...sendCalls, ...menus.calls, ...wecomDirectoryCalls(() => directory)]),
    media,
    fault: () => (fault?.until !== undefined && clock.now() >= fault.until ? undefined : fault?.kind),
  });
  const delivery: DeliveryDeps = {
    ...deps,
    keys: account,
    agentId: account.agentId,
    url: () => callbackUrl,
    form: () => form,
    onBadReply: (reason) => badReplies.push(reason),
  };

  async function deliver(fields: BodyFields): Promise<DeliveredCallback> {
    last = fields;
    const { delivered, reply } = await deliverCallback(delivery, fields);
    if (reply !== undefined) showReply(fields, reply);
    return delivered;
  }

  /** A pressed card button may only be answered with a change of the card (doc 90240): text would be ignored. */
  function showReply(fields: BodyFields, reply: PassiveReply): void {
    if (reply.toUserId !== fields['FromUserName']) badReplies.push('wrong recipient');
    else if (fields['Event'] === 'template_card_event') showLabel(fields['TaskId'], reply);
    else if (reply.msgType !== 'text') badReplies.push(`unknown kind ${reply.msgType}`);
    else phones.show(reply.toUserId, replyBubble(reply.content));
  }

  function showLabel(taskId: BodyFields[string] | undefined, reply: PassiveReply): void {
    if (reply.msgType !== 'update_button' || reply.buttonLabel === '') {
      badReplies.push(`${reply.msgType} to a template_card_event`);
      return;
    }
    for (const message of phones.messages(reply.toUserId).filter((shown) => shown.taskId === taskId))
      phones.replace(reply.toUserId, withLabel(message, reply.buttonLabel));
  }

  const head = (fromUserId: string): BodyFields => ({
    ToUserName: account.corpId,
    FromUserName: fromUserId,
    CreateTime: Math.floor(clock.now().getTime() / 1000),
  });
  const sendRaw = (userId: string, fields: BodyFields) =>
    deliver({ ...head(userId), ...fields, MsgId: digits(newId()), AgentID: account.agentId });
  const sendEvent = (userId: string, fields: BodyFields) =>
    deliver({ ...head(userId), MsgType: 'event', ...fields, AgentID: account.agentId });

  return {
    platform: 'wecom',
    baseUrl: api.baseUrl,
    setPeople: (people) => phones.setPeople(people),
    setCallbackUrl(url) {
      callbackUrl = url;
    },
    opening: (userId, url) => browser.opening(userId, url),
    async say(userId, text, options) {
      // What is said in a group never reaches an app.
      if (options?.group === true) return { statuses: [], acknowledged: true };
      phones.show(userId, personBubble(text));
      return sendRaw(userId, { MsgType: 'text', Content: text });
    },
    speak(userId, recognisedText) {
      phones.show(userId, personBubble(`［语音］${recognisedText}`));
      return sendRaw(userId, { MsgType: 'voice', MediaId: media.keep(shortVoice), Format: 'amr' });
    },
    sendPicture(userId, bytes = smallPicture) {
      phones.show(userId, personBubble('［图片］'));
      const mediaId = media.keep(bytes);
      return sendRaw(userId, {
        MsgType: 'image',
        PicUrl: `https://wework.qpic.cn/${mediaId}`,
        MediaId: mediaId,
      });
    },
    menu: () => menus.entries(),
    choose: (userId, key) => sendEvent(userId, { Event: 'click', EventKey: key }),
    async press(userId, messageNumber, buttonKey, selections = {}) {
      const message = phones.messages(userId).find(({ number }) => number === messageNumber);
      const button = message?.buttons.find(({ key }) => key === buttonKey);
      if (message === undefined || button === undefined) {
        throw new Error(`No button ${buttonKey} on message ${messageNumber} of ${userId}`);
      }
      return sendEvent(userId, {
        Event: 'template_card_event',
        EventKey: buttonKey,
        TaskId: message.taskId,
        CardType: message.selects === undefined ? 'button_interaction' : 'multiple_interaction',
        ResponseCode: codes.issue(message.taskId),
        ...selectedItems({ ...firstOptions(message), ...selections }, spelling),
      });
    },
    enter: (userId) => sendEvent(userId, { Event: 'enter_agent', EventKey: '' }),
    async deliverAgain() {
      return last === undefined ? { statuses: [], acknowledged: false } : deliver(last);
    },
    messages: (userId) => phones.messages(userId),
    calls: () => api.calls(),
    setFault(next) {
      fault = next;
      if (next?.kind === 'token_killed') tokens.kill();
    },
    onMessage: (listener) => phones.onMessage(listener),
    close: () => api.close(),
    checkCallbackUrl: () => checkCallbackUrl(delivery),
    setForm(next) {
      form = next;
    },
    setOptionSpelling(next) {
      spelling = next;
    },
    sendRaw,
    changeDirectory: (fields) => deliver({ ...head('sys'), MsgType: 'event', ...fields }),
    directory: () => directory,
    setDirectory(next) {
      directory = next;
    },
    async announce(touches, faults = {}) {
      const events = touches.map((touch) => directoryEvent(touch, faults.misspelt === true));
      for (const event of troubled(events, faults))
        await deliver({ ...head('sys'), MsgType: 'event', ...event });
    },
    setTokenLifetime: (seconds) => tokens.setLifetime(seconds),
    expireTokens: () => tokens.expire(),
    distrustAddress: (ip) => api.distrust(ip),
    beBusyFor: (calls) => api.beBusyFor(calls),
    limitCalls: (limit) => api.limitCalls(limit),
    dropped: () => phones.dropped(),
    badReplies: () => [...badReplies],
  };
}
