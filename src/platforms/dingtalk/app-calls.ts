/** Calls with the app's token: in a header for the new generation, in the address for the old one. */
import { PlatformError } from '../contract.ts';
import type { AccessToken } from './token.ts';
import { callJson } from './transport.ts';
import type { WireObject } from './wire.ts';

type Generation = 'api' | 'oapi';

export interface AppCalls {
  post(
    generation: Generation,
    path: string,
    body: unknown,
    options: { readonly sendsMessage: boolean },
  ): Promise<WireObject>;
}

export interface AppCallsConfig {
  readonly apiBase: string;
  readonly oapiBase: string;
  readonly timeoutMs: number;
}

export function createAppCalls(config: AppCallsConfig, accessToken: AccessToken): AppCalls {
  return {
    post: async (generation, path, body, { sendsMessage }) => {
      const postWith = (token: string) =>
        callJson({
          ...target(config, generation, path, token),
          body,
          timeoutMs: config.timeoutMs,
          sendsMessage,
        });
      const token = await accessToken.current();
      try {
        return await postWith(token);
      } catch (error) {
        if (!(error instanceof PlatformError) || error.reaction.do !== 'refresh_token') throw error;
        accessToken.forget(token);
        // Nothing was done with a bad token, so one repeat is safe.
        return postWith(await accessToken.current());
      }
    },
  };
}

function target(config: AppCallsConfig, generation: Generation, path: string, token: string) {
  return generation === 'api'
    ? { url: `${config.apiBase}${path}`, headers: { 'x-acs-dingtalk-access-token': token } }
    : { url: `${config.oapiBase}${path}?access_token=${encodeURIComponent(token)}` };
}
