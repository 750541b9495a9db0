/** Calls with the app's token. A token the platform no longer knows is replaced once, and the call made once more. */
import type { Clock } from '../../domain/clock.ts';
import { PlatformError } from '../contract.ts';
import { reactionTo } from './codes.ts';
import { refusal, requestAnswer } from './request.ts';
import { type AccessToken, createTokenCache, type FetchedToken } from './token.ts';
import { readToken, type WecomAnswer } from './wire.ts';

export interface WecomApiConfig {
  readonly apiBase: string;
  readonly corpId: string;
  readonly secret: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

export interface WecomApi {
  /** The answer with errcode 0; anything else throws PlatformError. */
  post(path: string, body: unknown): Promise<WecomAnswer>;
  /** The same for what is only asked. */
  get(path: string, query: Readonly<Record<string, string>>): Promise<WecomAnswer>;
  /** One real token call. */
  checkCredentials(): Promise<void>;
}

interface TokenCall {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export function createWecomApi(config: WecomApiConfig): WecomApi {
  const { apiBase, timeoutMs } = config;
  const tokens = createTokenCache(config.clock, () => fetchToken(config));

  async function attempt({
    path,
    query,
    body,
  }: TokenCall): Promise<{ answer: WecomAnswer; token: AccessToken }> {
    const token = await tokens.current();
    const withToken = { access_token: token.value, ...query };
    const call = { apiBase, path, query: withToken, timeoutMs };
    return { token, answer: await requestAnswer(body === undefined ? call : { ...call, body }) };
  }

  async function ask(call: TokenCall): Promise<WecomAnswer> {
    const first = await attempt(call);
    if (!isTokenRefusal(first.answer)) return accepted(call.path, first.answer);
    tokens.forget(first.token);
    const second = await attempt(call);
    return accepted(call.path, second.answer);
  }

  return {
    post: (path, body) => ask({ path, query: {}, body }),
    get: (path, query) => ask({ path, query }),
    async checkCredentials() {
      await tokens.renew();
    },
  };
}

const tokenPath = '/cgi-bin/gettoken';

async function fetchToken({ apiBase, corpId, secret, timeoutMs }: WecomApiConfig): Promise<FetchedToken> {
  const query = { corpid: corpId, corpsecret: secret };
  const answer = accepted(tokenPath, await requestAnswer({ apiBase, path: tokenPath, query, timeoutMs }));
  const token = readToken(answer);
  if (token === undefined) {
    throw new PlatformError('wecom', 'bad_answer', `${tokenPath}: no token in the answer`, { do: 'retry' });
  }
  return token;
}

function isTokenRefusal(answer: WecomAnswer): boolean {
  return answer.errcode !== 0 && reactionTo(answer.errcode).do === 'refresh_token';
}

function accepted(path: string, answer: WecomAnswer): WecomAnswer {
  if (answer.errcode !== 0) throw refusal(path, answer);
  return answer;
}
