/** Calls with the app's token. A token the platform no longer knows is replaced once, and the call made once more. */
import type { Clock } from '../../domain/clock.ts';
import { PlatformError } from '../contract.ts';
import { reactionTo } from './codes.ts';
import { refusal, requestAnswer, requestFile } from './request.ts';
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
  post(path: string, body: unknown, query?: Readonly<Record<string, string>>): Promise<WecomAnswer>;
  /** The same for what is only asked. */
  get(path: string, query: Readonly<Record<string, string>>): Promise<WecomAnswer>;
  /** The bytes; a refusal in JSON throws PlatformError. */
  download(path: string, query: Readonly<Record<string, string>>): Promise<Buffer>;
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

  async function attempt<Result>(
    call: (token: string) => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly token: AccessToken }> {
    const token = await tokens.current();
    return { token, result: await call(token.value) };
  }

  /** Nothing was done with a bad token, so one repeat is safe. */
  async function withToken<Result>(
    call: (token: string) => Promise<Result>,
    isRefused: (result: Result) => boolean,
  ): Promise<Result> {
    const first = await attempt(call);
    if (!isRefused(first.result)) return first.result;
    tokens.forget(first.token);
    return (await attempt(call)).result;
  }

  async function ask({ path, query, ...body }: TokenCall): Promise<WecomAnswer> {
    const call = (token: string) =>
      requestAnswer({ apiBase, path, query: { access_token: token, ...query }, ...body, timeoutMs });
    return accepted(path, await withToken(call, isTokenRefusal));
  }

  return {
    post: (path, body, query = {}) => ask({ path, query, body }),
    get: (path, query) => ask({ path, query }),
    async download(path, query) {
      const call = (token: string) =>
        requestFile({ apiBase, path, query: { access_token: token, ...query }, timeoutMs });
      const got = await withToken(call, (result) => 'answer' in result && isTokenRefusal(result.answer));
      if ('file' in got) return got.file;
      throw refusal(path, got.answer);
    },
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
