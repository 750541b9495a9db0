/**
 * Where the platforms knock. Verify and decode first, then one use case, then the platform's own kind of answer.
 * Without a commit in time the answer is a 503, so that the platform delivers again (design.md §2, "Inbound answers").
 */

import type { Context } from 'koa';
import Router from 'koa-router';
import type { Clock } from '../domain/clock.ts';
import type { Platform } from '../domain/vocabulary.ts';
import type { CallbackDecoder, WireAnswer } from '../platforms/contract.ts';
import type { Arrival, HandledMessage } from '../usecases/messages/handle-message.ts';
import type { Metrics } from './metrics.ts';
import { readRawBody } from './raw-body.ts';

/** Which secrets an address belongs to. */
export type CallbackPurpose = 'messages' | 'directory';

export interface CallbackRoutesDeps {
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly findDecoder: (
    platform: Platform,
    accountKey: string,
    purpose: CallbackPurpose,
  ) => CallbackDecoder | undefined;
  readonly handle: (arrival: Arrival) => Promise<HandledMessage>;
  /** Called after the commit where the reply did not fit into the answer. Must not throw. */
  readonly replyLater: (noticeId: string, platform: Platform) => void;
  readonly onFailure: (error: unknown) => void;
  /** How long a commit may take. WeCom waits 5 s, DingTalk 2.5 s. */
  readonly commitWithinMs: Readonly<Record<Platform, number>>;
}

const bodyLimitBytes = 64 * 1024;

export function callbackRoutes(deps: CallbackRoutesDeps): Router {
  const router = new Router({ prefix: '/callbacks' });
  const route = (path: string, platform: Platform, purpose: CallbackPurpose): void => {
    router.get(path, (context) => receive(deps, context, platform, purpose));
    router.post(path, (context) => receive(deps, context, platform, purpose));
  };
  route('/wecom/:account', 'wecom', 'messages');
  route('/wecom/:account/contacts', 'wecom', 'directory');
  route('/dingtalk/:account', 'dingtalk', 'messages');
  route('/dingtalk/:account/events', 'dingtalk', 'directory');
  return router;
}

async function receive(
  deps: CallbackRoutesDeps,
  context: Context & { params: Record<string, string> },
  platform: Platform,
  purpose: CallbackPurpose,
): Promise<void> {
  const count = (outcome: string): void =>
    deps.metrics.count('daoshi_callbacks_total', { platform, outcome });
  const decoder = deps.findDecoder(platform, context.params['account'] ?? '', purpose);
  if (decoder === undefined) {
    count('no_account');
    context.status = 404;
    return;
  }
  const body = await readRawBody(context.req, bodyLimitBytes);
  if (body === 'too_large') {
    count('too_large');
    context.status = 413;
    context.set('Connection', 'close');
    return;
  }
  const now = deps.clock.now();
  const decision = decoder.decode({
    method: context.method === 'GET' ? 'GET' : 'POST',
    query: new URLSearchParams(context.querystring),
    headers: context.req.headers,
    body,
    receivedAt: now,
  });
  switch (decision.kind) {
    case 'refused':
      count(`refused_${decision.reason}`);
      return send(context, decision.answer);
    case 'handshake':
      count('handshake');
      return send(context, decision.answer);
    case 'message': {
      const { message, carriesReply } = decision;
      const handling = deps.handle({ message, carriesReply, now });
      const handled = await within(deps.commitWithinMs[platform], handling);
      if (handled === 'late') {
        count('late');
        handling.catch(deps.onFailure);
        context.status = 503;
        return;
      }
      count(handled.isRepeat ? 'repeat' : 'handled');
      deps.metrics.count('daoshi_intents_total', { intent: handled.intent });
      if (handled.replyNoticeId !== undefined) deps.replyLater(handled.replyNoticeId, platform);
      return send(context, decision.answer(handled.reply));
    }
  }
}

function send(context: Context, answer: WireAnswer): void {
  context.status = answer.status;
  context.set('Content-Type', answer.contentType);
  context.body = answer.body;
}

async function within<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
