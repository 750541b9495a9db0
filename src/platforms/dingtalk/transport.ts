/** One call with a time limit, no redirects, and errors that never show an address, a token or content. */
import { PlatformError } from '../contract.ts';
import { readAnswer } from './answer.ts';
import { isOutcomeUnknown, reactionTo } from './codes.ts';
import type { WireObject } from './wire.ts';

export interface PlatformCall {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without one it is a GET. */
  readonly body?: unknown;
  readonly timeoutMs: number;
  /** Whether a second call would be a second message: then a call without an answer has an unknown outcome. */
  readonly sendsMessage: boolean;
}

export async function callJson(call: PlatformCall): Promise<WireObject> {
  const { status, body } = await exchange(call);
  const answer = readAnswer(status, body);
  if (answer.ok) return answer.fields;
  const { failure } = answer;
  throw new PlatformError(
    'dingtalk',
    failure.code,
    `DingTalk refused: ${failure.code}`,
    reactionTo(failure),
    {
      outcomeUnknown: call.sendsMessage && isOutcomeUnknown(failure),
    },
  );
}

async function exchange(call: PlatformCall): Promise<{ status: number; body: string }> {
  try {
    const response = await fetch(call.url, {
      ...(call.body === undefined
        ? { method: 'GET', headers: { ...call.headers, accept: 'application/json' } }
        : {
            method: 'POST',
            headers: {
              ...call.headers,
              accept: 'application/json',
              'content-type': 'application/json; charset=utf-8',
            },
            body: JSON.stringify(call.body),
          }),
      redirect: 'error',
      signal: AbortSignal.timeout(call.timeoutMs),
    });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    throw connectionError(call, error);
  }
}

/** These say that no connection came about, so nothing can have been sent. */
const neverConnected =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/u;

function connectionError(call: PlatformCall, error: unknown): PlatformError {
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  const detail = isTimeout ? 'timeout' : (systemCode(error) ?? 'connection failed');
  return new PlatformError(
    'dingtalk',
    isTimeout ? 'timeout' : 'network',
    `DingTalk did not answer: ${detail}`,
    { do: 'retry' },
    {
      outcomeUnknown: call.sendsMessage && !neverConnected.test(detail),
      // The original error may quote the whole address, token included.
      cause: new Error(detail),
    },
  );
}

function systemCode(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^\w{1,60}$/u.test(code) ? code : undefined;
}
