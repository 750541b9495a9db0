/** One WeCom message delivered many times at once, as after a time-out, to one address or several. */
import { wecomAccount } from '../../../src/sandbox/sandbox-accounts.ts';
import { createWecomSigner } from '../../support/wecom-signer.mjs';

export interface Redelivery {
  readonly urls: readonly string[];
  readonly at: Date;
  readonly text: string;
  readonly times: number;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** A 503 is answered as the platform does: it delivers the message again. */
export async function redeliver({ urls, at, text, times }: Redelivery): Promise<readonly Answered[]> {
  const signer = createWecomSigner(wecomAccount);
  const deliver = async (url: string): Promise<Answered> => {
    const { agentId } = wecomAccount;
    const { query, body } = signer.textMessage({
      from: 'wlin',
      text,
      msgId: '7000000000000001',
      at,
      agentId,
    });
    const response = await fetch(`${url}/callbacks/wecom/main?${query}`, { method: 'POST', body });
    const answer = await response.text();
    if (response.status === 503) return deliver(url);
    return {
      status: response.status,
      text: response.status === 200 ? signer.openReply(answer).text : answer,
    };
  };
  return Promise.all(Array.from({ length: times }, (_, index) => deliver(urls[index % urls.length] ?? '')));
}
