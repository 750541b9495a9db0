/**
 * The one access token of an app, good for both generations (page `obtain-the-access-token-of-an-internal-app`).
 * It is renewed 5 minutes early, by one call at a time; within its life the platform gives the same one again.
 */
import type { Clock } from '../../domain/clock.ts';
import { PlatformError } from '../contract.ts';
import { callJson } from './transport.ts';
import { tokenAnswerWire } from './wire.ts';

const renewEarlyMs = 5 * 60 * 1000;

export interface TokenConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiBase: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

export interface AccessToken {
  current(): Promise<string>;
  /** Fetches a token whether or not one is held. */
  renew(): Promise<string>;
  /** Forgets exactly this token: one that was renewed meanwhile stays. */
  forget(token: string): void;
}

interface Held {
  readonly token: string;
  readonly expiresAt: number;
}

export function createAccessToken(config: TokenConfig): AccessToken {
  let held: Held | undefined;
  let inFlight: Promise<string> | undefined;

  async function fetchAndHold(): Promise<string> {
    const { token, lifeMs } = await fetchToken(config);
    held = { token, expiresAt: config.clock.now().getTime() + lifeMs };
    return token;
  }

  function renew(): Promise<string> {
    inFlight ??= fetchAndHold().finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  }

  function lifeLeftMs(): number {
    return held === undefined ? 0 : held.expiresAt - config.clock.now().getTime();
  }

  async function current(): Promise<string> {
    if (held !== undefined && lifeLeftMs() > renewEarlyMs) return held.token;
    try {
      return await renew();
    } catch (error) {
      // One bad answer in the last minutes of a good token must not stop the sending.
      if (held !== undefined && lifeLeftMs() > 0) return held.token;
      throw error;
    }
  }

  return {
    current,
    renew,
    forget: (token) => {
      if (held?.token === token) held = undefined;
    },
  };
}

async function fetchToken(config: TokenConfig): Promise<{ token: string; lifeMs: number }> {
  const fields = await callJson({
    url: `${config.apiBase}/v1.0/oauth2/accessToken`,
    body: { appKey: config.clientId, appSecret: config.clientSecret },
    timeoutMs: config.timeoutMs,
    sendsMessage: false,
  });
  const answer = tokenAnswerWire.safeParse(fields);
  if (!answer.success) {
    throw new PlatformError('dingtalk', 'unreadable', 'DingTalk answered without a token', { do: 'retry' });
  }
  return { token: answer.data.accessToken, lifeMs: answer.data.expireIn * 1000 };
}
