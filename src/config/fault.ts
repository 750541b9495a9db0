/** What can be wrong with the environment. A secret is never repeated, only its length. */
export const configFaultCodes = [
  'missing',
  'unknown_variable',
  'not_a_port',
  'not_a_host',
  'not_an_origin',
  'http_beyond_loopback',
  'not_a_database',
  'not_a_local_file',
  'not_an_id',
  'not_a_number',
  'not_a_token',
  'not_an_aes_key',
  'not_a_secret',
  'not_a_verify_file',
  'not_a_proxy_count',
  'not_a_mode',
  'stream_not_there',
  'not_an_app_key',
  'weak_app_key',
  'app_key_for_postgresql',
  'sandbox_beyond_loopback',
] as const;
export type ConfigFaultCode = (typeof configFaultCodes)[number];

export interface ConfigFault {
  readonly variable: string;
  readonly code: ConfigFaultCode;
  /** The value, a length for secrets, or nothing where the variable is not set. */
  readonly found: { readonly value: string } | { readonly length: number } | undefined;
  /** The variables that are set and call for this one. */
  readonly because?: string;
}

const remedies: Readonly<Record<ConfigFaultCode, string>> = {
  missing: 'set it too: a platform account is complete or absent',
  unknown_variable: 'no such variable: correct the name or remove it',
  not_a_port: 'set a port number from 0 to 65535',
  not_a_host: 'set an IP address or a host name to listen on',
  not_an_origin: 'set scheme, host and port only, such as https://daoshi.example.edu.cn',
  http_beyond_loopback: 'use https; plain http is for addresses of this machine only',
  not_a_database: 'set file:./data/daoshi.db or postgresql://user:password@host:5432/name',
  not_a_local_file: 'name a file on a local disk: network shares and memory lose records',
  not_an_id: 'copy the id from the admin console, without blanks or quotes',
  not_a_number: 'copy the number from the admin console',
  not_a_token: 'letters and digits only, at most 64',
  not_an_aes_key: 'exactly 43 letters and digits, as generated on the callback page of the admin console',
  not_a_secret: 'copy the secret again: it holds blanks, quotes or too few characters',
  not_a_verify_file: 'write it as WW_verify_xxx.txt:content',
  not_a_proxy_count: 'set the number of proxies in front, 1 to 9; true means 1',
  not_a_mode: 'set http',
  stream_not_there: 'stream mode is not there yet: set http and give DingTalk the callback address',
  not_an_app_key: 'set 32 random bytes in base64, 44 characters',
  weak_app_key: 'these bytes are no random key: make a new one',
  app_key_for_postgresql:
    'set 32 random bytes in base64: with PostgreSQL the key is never made by the program',
  sandbox_beyond_loopback:
    'no platform account is configured, so the sandbox would open to others: set WECOM_… or DINGTALK_…, or remove this',
};

/** English, for the terminal; `doctor` says the same in Chinese. */
export function formatConfigFaults(faults: readonly ConfigFault[]): string {
  const lines = faults.map((fault) => {
    const because = fault.because === undefined ? '' : ` (${fault.because} given)`;
    return `  ${fault.variable}: ${describeFound(fault.found)}; ${remedies[fault.code]}${because}`;
  });
  return ['The configuration has faults:', ...lines].join('\n');
}

function describeFound(found: ConfigFault['found']): string {
  if (found === undefined) return 'not set';
  return 'length' in found ? `${found.length} characters` : `found ${JSON.stringify(found.value)}`;
}
