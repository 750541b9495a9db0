/** Callbacks of an app (receive mode, doc 90930, 90968): verify, decrypt, decode; nothing parsed is ever unverified. */
import type { FilledCard } from '../../domain/message.ts';
import type {
  CallbackDecision,
  CallbackDecoder,
  CallbackRefusal,
  CallbackRequest,
  WireAnswer,
} from '../contract.ts';
import { createEnvelope, type Envelope, readUtf8, type SignedCipher } from './envelope.ts';
import { canAnswerWithLabel, canAnswerWithText, readInbound } from './inbound.ts';
import { layoutText } from './layout.ts';
import { type PassiveContent, passiveReply, sealedAnswer } from './passive-reply.ts';
import { children, readBody, type WireBody } from './wire-body.ts';

export interface WecomCallbackAccount {
  readonly accountKey: string;
  readonly corpId: string;
  readonly token: string;
  /** EncodingAESKey, 43 characters. */
  readonly aesKey: string;
  /** What stands at the end of every plaintext; the corp id unless the callback belongs to something else. */
  readonly receiverId?: string;
  /** Letters and digits, for our own passive replies. */
  readonly newNonce: () => string;
}

/** Messages are at most 2048 bytes of text; a directory event with extended attributes is the largest genuine body. */
const bodyLimitBytes = 64 * 1024;

/** One answer for every refusal: it must not tell which check failed. */
const refusal: WireAnswer = { status: 401, contentType: 'text/plain; charset=utf-8', body: '' };
const empty: WireAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: '' };

/** Throws where the keys themselves are unusable; `decode` never does. */
export function createWecomCallback(account: WecomCallbackAccount): CallbackDecoder {
  const envelope = createEnvelope({ ...account, receiverId: account.receiverId ?? account.corpId });
  return {
    platform: 'wecom',
    decode(request) {
      if (hasRepeatedName(request.query)) return refused('malformed');
      return request.method === 'GET' ? checkAddress(envelope, request) : receive(envelope, account, request);
    },
  };
}

/** Doc 90968: the decrypted echo goes back as it is, within one second. */
function checkAddress(envelope: Envelope, request: CallbackRequest): CallbackDecision {
  const opened = envelope.open(
    signedCipher(request.query, request.query.get('echostr') ?? ''),
    request.receivedAt,
  );
  if (!opened.ok) return refused(opened.reason);
  return { kind: 'handshake', answer: { ...empty, body: opened.message } };
}

function receive(
  envelope: Envelope,
  account: WecomCallbackAccount,
  request: CallbackRequest,
): CallbackDecision {
  if (request.body.length > bodyLimitBytes) return refused('too_large');
  const outer = readBody(readUtf8(request.body) ?? '');
  const cipher = outer === undefined ? undefined : readCipher(outer);
  if (outer === undefined || cipher === undefined) return refused('malformed');

  const opened = envelope.open(signedCipher(request.query, cipher), request.receivedAt);
  if (!opened.ok) return refused(opened.reason);

  const inner = readBody(opened.message);
  const message = inner === undefined ? undefined : readInbound(inner.root, account.accountKey);
  if (inner === undefined || message === undefined) return refused('malformed');

  const takesText = canAnswerWithText(inner.root);
  const takesLabel = canAnswerWithLabel(inner.root);
  return {
    kind: 'message',
    message,
    carriesReply: takesText,
    answer(reply) {
      const content = passiveContent(reply, { takesText, takesLabel });
      if (content === undefined) return empty;
      const timestamp = String(Math.floor(request.receivedAt.getTime() / 1000)).padStart(10, '0');
      const head = { toUserId: message.senderId, fromCorpId: account.corpId, createTime: timestamp };
      const sealed = envelope.seal(passiveReply(inner.form, head, content), timestamp, account.newNonce());
      return sealedAnswer(outer.form, sealed);
    },
  };
}

function passiveContent(
  reply: FilledCard | undefined,
  { takesText, takesLabel }: { takesText: boolean; takesLabel: boolean },
): PassiveContent | undefined {
  if (reply === undefined) return undefined;
  if (takesText) return { text: layoutText(reply) };
  return takesLabel && reply.done !== undefined ? { buttonLabel: reply.done } : undefined;
}

/** White space around the cipher text is not part of what was signed. */
function readCipher(outer: WireBody): string | undefined {
  const found = children(outer.root, 'Encrypt');
  return found.length === 1 ? found[0]?.text.trim() : undefined;
}

function signedCipher(query: URLSearchParams, cipher: string): SignedCipher {
  return {
    signature: query.get('msg_signature') ?? '',
    timestamp: query.get('timestamp') ?? '',
    nonce: query.get('nonce') ?? '',
    cipher,
  };
}

function hasRepeatedName(query: URLSearchParams): boolean {
  return new Set(query.keys()).size !== [...query.keys()].length;
}

function refused(reason: CallbackRefusal): CallbackDecision {
  return { kind: 'refused', reason, answer: refusal };
}
