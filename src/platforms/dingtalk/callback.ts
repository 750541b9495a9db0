/** Callbacks of DingTalk over HTTP: robot messages (signed, plain) and events (signed, encrypted). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { InboundMessage } from '../../domain/message.ts';
import type {
  CallbackDecision,
  CallbackDecoder,
  CallbackRefusal,
  CallbackRequest,
  WireAnswer,
} from '../contract.ts';
import { readEvent } from './event-content.ts';
import {
  assertAesKey,
  type EventKeys,
  hasValidSignature,
  openEventText,
  sealEventText,
} from './event-crypto.ts';
import { bodyLimitBytes, dedupeKey, isFresh, refused, singleHeader, singleQuery } from './request-fields.ts';
import { readRobotContent } from './robot-content.ts';
import { isSessionWebhook } from './session-webhook.ts';
import {
  encryptedEventWire,
  type RobotMessageWire,
  readInstant,
  readJsonObject,
  robotMessageWire,
} from './wire.ts';

export interface RobotCallbackConfig {
  readonly accountKey: string;
  readonly corpId: string;
  readonly robotCode: string;
  readonly clientSecret: string;
  readonly apiBase: string;
  readonly oapiBase: string;
}

/** "No reply" (page `robot-message-type`): whether a body is shown at all is not confirmed, so we never use it. */
const noReply: WireAnswer = {
  status: 200,
  contentType: 'application/json; charset=utf-8',
  body: '{"msgtype":"empty"}',
};

export function createDingtalkRobotCallback(config: RobotCallbackConfig): CallbackDecoder {
  return { platform: 'dingtalk', decode: (request) => decodeRobotMessage(config, request) };
}

function decodeRobotMessage(config: RobotCallbackConfig, request: CallbackRequest): CallbackDecision {
  if (request.method !== 'POST') return refused('unsupported');
  if (request.body.length > bodyLimitBytes) return refused('too_large');
  const timestamp = singleHeader(request.headers, 'timestamp');
  const sign = singleHeader(request.headers, 'sign');
  if (timestamp === undefined || sign === undefined || !/^\d{13}$/u.test(timestamp)) {
    return refused('malformed');
  }
  if (!isFresh(Number(timestamp), request.receivedAt)) return refused('stale');
  if (!hasRobotSignature(config.clientSecret, timestamp, sign)) return refused('signature');

  const wire = robotMessageWire.safeParse(readJsonObject(request.body));
  if (!wire.success) return refused('malformed');
  if (!isForUs(config, wire.data)) return refused('receiver');
  return {
    kind: 'message',
    message: readRobotMessage(config, wire.data, request.receivedAt),
    carriesReply: false,
    answer: () => noReply,
  };
}

/** Page `receive-message`: Base64 of HMAC-SHA256 over timestamp, line feed and secret, keyed with the secret. */
function hasRobotSignature(secret: string, timestamp: string, sign: string): boolean {
  const given = Buffer.from(sign, 'base64');
  // Base64 has several spellings of the same 32 bytes; only the usual one is taken.
  if (given.length !== 32 || given.toString('base64') !== sign) return false;
  const expected = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest();
  return timingSafeEqual(given, expected);
}

/** `chatbotCorpId` is not always there; `robotCode` is missing only for robots that are not of an app. */
function isForUs(config: RobotCallbackConfig, wire: RobotMessageWire): boolean {
  const corpId = wire.chatbotCorpId ?? '';
  return wire.robotCode === config.robotCode && (corpId === '' || corpId === config.corpId);
}

function readRobotMessage(
  config: RobotCallbackConfig,
  wire: RobotMessageWire,
  receivedAt: Date,
): InboundMessage {
  const replyAddress = readReplyAddress(config, wire, receivedAt);
  const staffId = wire.senderStaffId ?? '';
  return {
    platform: 'dingtalk',
    accountKey: config.accountKey,
    dedupeKey: dedupeKey('m', wire.msgId),
    senderId: staffId.length <= 64 ? staffId : '',
    sentAt: readInstant(wire.createAt) ?? receivedAt,
    // Whatever is not surely private is treated as a group, where nothing about a child is said.
    chat: wire.conversationType === '1' ? 'private' : 'group',
    content: readRobotContent(wire),
    ...(replyAddress === undefined ? {} : { replyAddress }),
  };
}

function readReplyAddress(
  config: RobotCallbackConfig,
  wire: RobotMessageWire,
  receivedAt: Date,
): InboundMessage['replyAddress'] {
  const expiresAt = readInstant(wire.sessionWebhookExpiredTime);
  const url = wire.sessionWebhook;
  if (url === undefined || expiresAt === undefined || expiresAt <= receivedAt) return undefined;
  return isSessionWebhook(url, [config.apiBase, config.oapiBase]) ? { url, expiresAt } : undefined;
}

export interface EventCallbackConfig {
  readonly accountKey: string;
  readonly corpId: string;
  readonly clientId: string;
  readonly token: string;
  readonly aesKey: string;
}

export function createDingtalkEventCallback(config: EventCallbackConfig): CallbackDecoder {
  assertAesKey(config.aesKey);
  return { platform: 'dingtalk', decode: (request) => decodeEvent(config, request) };
}

function decodeEvent(config: EventCallbackConfig, request: CallbackRequest): CallbackDecision {
  const opened = openEvent(config, request);
  if (typeof opened === 'string') return refused(opened);
  const fields = readJsonObject(opened.text);
  if (fields === undefined) return refused('malformed');
  const event = readEvent(fields, opened.text);
  if (event.corpId !== undefined && event.corpId !== config.corpId) return refused('receiver');

  const answer = successEnvelope(config, opened.owner, request.receivedAt);
  if (event.name === 'check_url') return { kind: 'handshake', answer };
  return {
    kind: 'message',
    message: {
      platform: 'dingtalk',
      accountKey: config.accountKey,
      dedupeKey: dedupeKey('e', event.id),
      senderId: '',
      sentAt: event.at ?? opened.sentAt,
      chat: 'private',
      content: event.content,
    },
    carriesReply: false,
    answer: () => answer,
  };
}

interface OpenedEvent {
  readonly text: string;
  readonly owner: string;
  readonly sentAt: Date;
}

/** Shape, age, signature, cipher, owner, in this order: nothing is decrypted that is not signed. */
function openEvent(config: EventCallbackConfig, request: CallbackRequest): CallbackRefusal | OpenedEvent {
  if (request.method !== 'POST') return 'unsupported';
  if (request.body.length > bodyLimitBytes) return 'too_large';
  const signature = singleQuery(request.query, ['msg_signature', 'signature']);
  const timestamp = singleQuery(request.query, ['timestamp', 'timeStamp']);
  const nonce = singleQuery(request.query, ['nonce']);
  const body = encryptedEventWire.safeParse(readJsonObject(request.body));
  if (signature === undefined || timestamp === undefined || nonce === undefined || !body.success) {
    return 'malformed';
  }
  if (!/^(?:\d{10}|\d{13})$/u.test(timestamp) || !/^[\x21-\x7e]{1,64}$/u.test(nonce)) return 'malformed';
  // The page speaks of milliseconds; one of its samples has seconds.
  const sentAtMs = Number(timestamp.padEnd(13, '0'));
  if (!isFresh(sentAtMs, request.receivedAt)) return 'stale';
  const signed = { signature, timestamp, nonce, encrypted: body.data.encrypt };
  if (!hasValidSignature(config, signed)) return 'signature';
  const opened = openEventText(config, signed.encrypted);
  if (opened === undefined) return 'malformed';
  // Subscriptions made in the console are sealed for the client id, those made by the old API for the corp id.
  if (opened.owner !== config.clientId && opened.owner !== config.corpId) return 'receiver';
  return { ...opened, sentAt: new Date(sentAtMs) };
}

/** Page `configure-stream-push`: anything but the encrypted word `success` counts as a failed delivery. */
function successEnvelope(keys: EventKeys, owner: string, at: Date): WireAnswer {
  const sealed = sealEventText(keys, { text: 'success', owner }, at);
  return {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify({
      msg_signature: sealed.signature,
      timeStamp: sealed.timestamp,
      nonce: sealed.nonce,
      encrypt: sealed.encrypted,
    }),
  };
}
