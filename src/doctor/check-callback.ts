import type { Diagnosis } from './diagnosis.ts';

/** Our own refusal of a GET without a signature, as the decoder gives it: nobody else answers exactly so. */
export interface CallbackProbe {
  readonly path: string;
  readonly expected: { readonly status: number; readonly body: string };
}

/** `failed`: the system's code, such as ENOTFOUND or CERT_HAS_EXPIRED. Redirects are not followed. */
export type HttpGet = (
  address: string,
) => Promise<{ readonly status: number; readonly body: string } | { readonly failed: string }>;

export async function checkCallback(
  publicUrl: string | undefined,
  probes: readonly CallbackProbe[],
  get: HttpGet,
): Promise<readonly Diagnosis[]> {
  if (publicUrl === undefined) return [{ code: 'callback_no_public_url', with: {} }];
  const diagnoses: Diagnosis[] = [];
  if (publicUrl.startsWith('http:'))
    diagnoses.push({ code: 'callback_public_url_local', with: { address: publicUrl } });
  for (const probe of probes)
    diagnoses.push(await checkOne(`${publicUrl}${probe.path}`, probe.expected, get));
  return diagnoses;
}

async function checkOne(
  address: string,
  expected: CallbackProbe['expected'],
  get: HttpGet,
): Promise<Diagnosis> {
  const answer = await get(address);
  if ('failed' in answer) return describeFailure(address, answer.failed);
  const { status, body } = answer;
  if (status === expected.status && body === expected.body)
    return { code: 'callback_good', with: { address } };
  if (status >= 300 && status < 400) return { code: 'callback_redirected', with: { address, status } };
  const isProxyAlone = status === 502 || status === 503 || status === 504;
  return {
    code: isProxyAlone ? 'callback_proxy_alone' : 'callback_somebody_else',
    with: { address, status },
  };
}

function describeFailure(address: string, code: string): Diagnosis {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { code: 'callback_no_name', with: { address } };
  const isCertificate = /CERT|VERIFY|SELF_SIGNED|ISSUER|TLS|SSL|EPROTO/.test(code);
  return { code: isCertificate ? 'callback_certificate' : 'callback_closed', with: { address, code } };
}
