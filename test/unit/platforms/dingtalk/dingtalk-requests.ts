/** Requests as DingTalk makes them, and the account they are for. */
import { readFileSync } from 'node:fs';
import type { CallbackDecision, CallbackRequest } from '../../../../src/platforms/contract.ts';
import { sealText, signEvent, signRobotRequest } from '../../../../src/sandbox/dingtalk-crypto.ts';

export const anAccount = {
  accountKey: 'main',
  corpId: 'dingcorp',
  clientId: 'dingappkey',
  clientSecret: 'this is a secret',
  robotCode: 'dingappkey',
  agentId: '4711',
  token: 'padtoken',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  apiBase: 'https://api.dingtalk.com',
  oapiBase: 'https://oapi.dingtalk.com',
};

/** A moment inside the life of the recorded messages. */
export const receivedAt = new Date(1_613_630_253_000);

export function fixture(name: string): unknown {
  const url = new URL(`../../../fixtures/dingtalk/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

export function aPost(overrides: Partial<CallbackRequest> = {}): CallbackRequest {
  return {
    method: 'POST',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
    receivedAt,
    ...overrides,
  };
}

export function aRobotRequest(body: unknown, overrides: Partial<CallbackRequest> = {}): CallbackRequest {
  const timestamp = String(receivedAt.getTime());
  return aPost({
    headers: { timestamp, sign: signRobotRequest(anAccount.clientSecret, timestamp) },
    body: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
    ...overrides,
  });
}

export interface EventParts {
  readonly plain: string;
  readonly owner: string;
  readonly timestamp: string;
  readonly nonce: string;
}

/** A sealed and signed event; `spell` renames query keys. */
export function anEventRequest(
  payload: unknown,
  parts: Partial<EventParts> = {},
  spell: { readonly signature?: string; readonly timestamp?: string } = {},
): CallbackRequest {
  const timestamp = parts.timestamp ?? String(receivedAt.getTime());
  const nonce = parts.nonce ?? 'Zx12Cv34';
  const plain = parts.plain ?? JSON.stringify(payload);
  const encrypt = sealText(
    anAccount,
    plain,
    parts.owner ?? anAccount.clientId,
    Buffer.from('fedcba9876543210'),
  );
  return aPost({
    query: new URLSearchParams({
      [spell.signature ?? 'msg_signature']: signEvent(anAccount.token, { timestamp, nonce, encrypt }),
      [spell.timestamp ?? 'timestamp']: timestamp,
      nonce,
    }),
    body: Buffer.from(JSON.stringify({ encrypt })),
  });
}

export const plainRefusal = { status: 401, contentType: 'text/plain; charset=utf-8', body: 'refused' };

export function messageOf(decision: CallbackDecision) {
  if (decision.kind !== 'message') throw new Error(`expected a message, got ${JSON.stringify(decision)}`);
  return decision.message;
}
