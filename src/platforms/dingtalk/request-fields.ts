/** What both callback decoders do with a raw request: single values only, one plain answer for every refusal. */
import { createHash } from 'node:crypto';
import type { CallbackDecision, CallbackRefusal, CallbackRequest } from '../contract.ts';

export const bodyLimitBytes = 64 * 1024;
/** Page `receive-message`: a request older or newer than this is a replay. */
const toleranceMs = 60 * 60 * 1000;

/** One answer for all, so that a prober learns nothing about which check failed. */
export function refused(reason: CallbackRefusal): CallbackDecision {
  return {
    kind: 'refused',
    reason,
    answer: { status: 401, contentType: 'text/plain; charset=utf-8', body: 'refused' },
  };
}

/** `undefined` when absent or given more than once, in whatever spelling. */
export function singleHeader(headers: CallbackRequest['headers'], name: string): string | undefined {
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
  return values.length === 1 ? values[0] : undefined;
}

/** The value of the first of `names` that occurs; `undefined` when absent or given more than once. */
export function singleQuery(query: URLSearchParams, names: readonly string[]): string | undefined {
  const name = names.find((candidate) => query.has(candidate));
  const values = name === undefined ? [] : query.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

export function isFresh(sentAtMs: number, receivedAt: Date): boolean {
  return Math.abs(receivedAt.getTime() - sentAtMs) <= toleranceMs;
}

/** The platform's id where it is short and plain, else its hash: never more than 128 characters. */
export function dedupeKey(prefix: 'm' | 'e', id: string): string {
  if (/^[\w+/=.*:$-]{1,120}$/u.test(id) && !id.startsWith('sha256-')) return `${prefix}:${id}`;
  return `${prefix}:sha256-${createHash('sha256').update(id).digest('hex')}`;
}
