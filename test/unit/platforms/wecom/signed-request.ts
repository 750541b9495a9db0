/** Builds callback requests as WeCom sends them, from any inner body. */
import { encrypt, getSignature } from '@wecom/crypto';
import type {
  CallbackDecision,
  CallbackDecoder,
  CallbackRequest,
} from '../../../../src/platforms/contract.ts';
import { createWecomCallback } from '../../../../src/platforms/wecom/callback.ts';

export const account = {
  accountKey: 'main',
  corpId: 'ww0123456789abcdef',
  token: 'callbacktoken',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  newNonce: () => 'ourNonce1',
};
export const receivedAt = new Date('2023-11-14T22:13:20Z');
const timestamp = '1700000000';
const nonce = 'theirNonce1';

export function aDecoder(): CallbackDecoder {
  return createWecomCallback(account);
}

export function aRequest(parts: Partial<CallbackRequest>): CallbackRequest {
  return {
    method: 'POST',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
    receivedAt,
    ...parts,
  };
}

export function signedQuery(cipher: string): URLSearchParams {
  const signature = getSignature(account.token, timestamp, nonce, cipher);
  return new URLSearchParams({ msg_signature: signature, timestamp, nonce });
}

/** A request in whose outer body `wrap` puts the cipher text. */
export function aCallback(
  inner: string,
  wrap = (cipher: string) =>
    `<xml><ToUserName><![CDATA[x]]></ToUserName><Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`,
): CallbackRequest {
  const cipher = encrypt(account.aesKey, inner, account.corpId);
  return aRequest({ query: signedQuery(cipher), body: Buffer.from(wrap(cipher)) });
}

export function decode(request: CallbackRequest): CallbackDecision {
  return aDecoder().decode(request);
}

export function decodeInner(inner: string): Extract<CallbackDecision, { kind: 'message' }> {
  const decision = decode(aCallback(inner));
  if (decision.kind !== 'message') throw new Error(`No message but ${decision.kind}`);
  return decision;
}

/** The inner body of one message or event. */
export function aBody(fields: string, head = { from: 'zhang', createTime: '1700000000' }): string {
  return [
    `<xml><ToUserName><![CDATA[${account.corpId}]]></ToUserName>`,
    `<FromUserName><![CDATA[${head.from}]]></FromUserName><CreateTime>${head.createTime}</CreateTime>`,
    `${fields}<AgentID>1000002</AgentID></xml>`,
  ].join('');
}
