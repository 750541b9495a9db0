/**
 * What a person sent to the robot: a code becomes an address, the address gives the bytes (dingtalk.md §1.1). The
 * address comes in an answer of the platform, yet only its own hosts are asked.
 */
import { mediaLimitBytes, PlatformError } from '../contract.ts';
import { readFile } from '../read-file.ts';
import type { AppCalls } from './app-calls.ts';
import { downloadAnswerWire } from './wire.ts';

export interface MediaConfig {
  readonly robotCode: string;
  readonly apiBase: string;
  readonly oapiBase: string;
  readonly timeoutMs: number;
}

const fileHosts = ['dingtalk.com', 'aliyuncs.com', 'alicdn.com'];

export async function fetchMedia(
  config: MediaConfig,
  calls: AppCalls,
  downloadCode: string,
): Promise<Buffer> {
  const path = '/v1.0/robot/messageFiles/download';
  const body = { downloadCode, robotCode: config.robotCode };
  const fields = await calls.post('api', path, body, { sendsMessage: false });
  const { downloadUrl } = downloadAnswerWire.parse(fields);
  if (!isFileAddress(downloadUrl, [config.apiBase, config.oapiBase]))
    throw failure('file_address', 'the address of the file is not on the allow-list', 'give_up');
  return download(downloadUrl, config.timeoutMs);
}

/** One of DingTalk's hosts over HTTPS, or what stands for them. */
export function isFileAddress(address: string, bases: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (bases.some((base) => new URL(base).origin === url.origin)) return true;
  const isOurs = fileHosts.some((host) => url.hostname.endsWith(`.${host}`));
  return url.protocol === 'https:' && url.port === '' && isOurs;
}

async function download(address: string, timeoutMs: number): Promise<Buffer> {
  const file = await exchange(address, timeoutMs);
  if (typeof file === 'number')
    throw failure(
      `http_${file}`,
      'the file was not given',
      file === 404 || file === 403 ? 'give_up' : 'retry',
    );
  if (file === undefined) throw failure('too_large', 'the file is too large', 'give_up');
  return file;
}

async function exchange(address: string, timeoutMs: number): Promise<Buffer | number | undefined> {
  try {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (response.status === 200) return await readFile(response, mediaLimitBytes);
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    // The original error may quote the address, which is a secret.
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    throw failure(isTimeout ? 'timeout' : 'network', 'no usable answer for the file', 'retry');
  }
}

function failure(code: string, message: string, reaction: 'give_up' | 'retry'): PlatformError {
  return new PlatformError('dingtalk', code, message, { do: reaction });
}
