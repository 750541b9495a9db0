/** Deliveries to the program: signed, 2.5 s to answer, again later with the same message id where no answer came. */
import { createHash } from 'node:crypto';
import { openText, sealText, signEvent, signRobotRequest } from './dingtalk-crypto.ts';
import { fieldsOf, textOf } from './dingtalk-phones.ts';
import type { DeliveredCallback, DoubleDependencies } from './double.ts';

export interface CallbackAccount {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly token: string;
  readonly aesKey: string;
}

/** Field reports: about a minute for robot messages. Page `configure-stream-push`: 10 s, then 30 s for events. */
const robotRetriesMs = [60_000];
const eventRetriesMs = [10_000, 30_000];

export interface Callbacks {
  setUrl(url: string): void;
  deliverRobotMessage(body: unknown): Promise<DeliveredCallback>;
  deliverEvent(plainText: string): Promise<DeliveredCallback>;
  deliverAgain(): Promise<DeliveredCallback>;
}

type Attempt = () => Promise<{ readonly status: number; readonly acknowledged: boolean }>;

export function createCallbacks(deps: DoubleDependencies, account: CallbackAccount): Callbacks {
  let callbackUrl = '';
  let last: (() => Promise<DeliveredCallback>) | undefined;

  async function post(url: string, headers: Record<string, string>, body: string) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(deps.answerTimeoutMs),
      });
      return { status: response.status, text: await response.text() };
    } catch {
      return { status: 0, text: '' };
    }
  }

  function robotAttempt(body: string): Attempt {
    return async () => {
      const timestamp = String(deps.clock.now().getTime());
      const sign = signRobotRequest(account.clientSecret, timestamp);
      const { status } = await post(callbackUrl, { timestamp, sign }, body);
      return { status, acknowledged: status === 200 };
    };
  }

  function eventAttempt(plainText: string): Attempt {
    return async () => {
      const encrypt = sealText(account, plainText, account.clientId, random16(deps));
      const parts = { encrypt, timestamp: String(deps.clock.now().getTime()), nonce: nonceOf(deps) };
      const signature = signEvent(account.token, parts);
      const query = new URLSearchParams({
        signature,
        msg_signature: signature,
        timestamp: parts.timestamp,
        nonce: parts.nonce,
      });
      const { status, text } = await post(`${callbackUrl}/events?${query}`, {}, JSON.stringify({ encrypt }));
      return { status, acknowledged: status === 200 && isSuccess(account, text) };
    };
  }

  async function deliver(attempt: Attempt, retriesMs: readonly number[]): Promise<DeliveredCallback> {
    if (callbackUrl === '') return { statuses: [], acknowledged: false };
    const statuses: number[] = [];
    for (const waitMs of [0, ...retriesMs]) {
      if (waitMs > 0) await deps.wait(waitMs);
      const { status, acknowledged } = await attempt();
      statuses.push(status);
      if (acknowledged) return { statuses, acknowledged };
    }
    return { statuses, acknowledged: false };
  }

  function remember(attempt: Attempt, retriesMs: readonly number[]): Promise<DeliveredCallback> {
    last = () => deliver(attempt, retriesMs);
    return last();
  }

  return {
    setUrl: (url) => {
      callbackUrl = url;
    },
    deliverRobotMessage: (body) => remember(robotAttempt(JSON.stringify(body)), robotRetriesMs),
    deliverEvent: (plainText) => remember(eventAttempt(plainText), eventRetriesMs),
    deliverAgain: async () => {
      if (last === undefined) throw new Error('nothing was delivered yet');
      return last();
    },
  };
}

function random16(deps: DoubleDependencies): Buffer {
  return createHash('sha256').update(deps.newId()).digest().subarray(0, 16);
}

function nonceOf(deps: DoubleDependencies): string {
  return createHash('sha256').update(deps.newId()).digest('hex').slice(0, 8);
}

/** The platform takes nothing but the sealed and signed word `success` for an answer. */
function isSuccess(account: CallbackAccount, answer: string): boolean {
  try {
    const fields = fieldsOf(JSON.parse(answer));
    const parts = {
      timestamp: textOf(fields['timeStamp']),
      nonce: textOf(fields['nonce']),
      encrypt: textOf(fields['encrypt']),
    };
    const opened = openText(account, parts.encrypt);
    const isSigned = signEvent(account.token, parts) === textOf(fields['msg_signature']);
    return isSigned && opened.text === 'success' && opened.owner === account.clientId;
  } catch {
    return false;
  }
}
