/** One HTTPS call to WeCom. The token travels in the query, so neither address nor cause of a failure may get out. */
import { mediaLimitBytes, PlatformError } from '../contract.ts';
import { readFile } from '../read-file.ts';
import { reactionTo } from './codes.ts';
import { readAnswer, type WecomAnswer } from './wire.ts';

export interface WecomRequest {
  /** `https://qyapi.weixin.qq.com` or what stands for it; no slash at the end. */
  readonly apiBase: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** A body makes it a POST, and its effect is unknown when no answer comes. */
  readonly body?: unknown;
  readonly timeoutMs: number;
}

/** Whatever number it holds; refusals are the caller's to judge. Throws PlatformError where no answer came. */
export async function requestAnswer(request: WecomRequest): Promise<WecomAnswer> {
  const { status, text } = await exchange(request, async (response) => ({
    status: response.status,
    text: await response.text(),
  }));
  if (status === 404) {
    throw new PlatformError('wecom', 'http_404', `${request.path}: no such path`, { do: 'give_up' });
  }
  const answer = status === 200 ? readAnswer(parseJson(text)) : undefined;
  if (answer === undefined) {
    throw unreachable(request, status === 200 ? 'bad_answer' : `http_${status}`);
  }
  return answer;
}

/** media/get: the bytes of a file, or an answer in JSON that says why there are none (wecom.md §8). */
export async function requestFile(
  request: Omit<WecomRequest, 'body'>,
): Promise<{ readonly file: Buffer } | { readonly answer: WecomAnswer }> {
  const file = await exchange(
    request,
    async (response): Promise<Buffer | number | undefined> =>
      response.status === 200 ? readFile(response, mediaLimitBytes) : response.status,
  );
  if (typeof file === 'number') throw unreachable(request, `http_${file}`);
  if (file === undefined) {
    throw new PlatformError('wecom', 'too_large', `${request.path}: too large`, { do: 'give_up' });
  }
  const answer = file[0] === openingBrace ? readAnswer(parseJson(file.toString())) : undefined;
  return answer === undefined ? { file } : { answer };
}

const openingBrace = 0x7b;

/** The message holds the number and WeCom's hint, which its support asks for; never `errmsg` as a whole. */
export function refusal(path: string, answer: WecomAnswer): PlatformError {
  const [, hint] = /hint: \[(\d{1,64})\]/.exec(answer.errmsg) ?? [];
  const message = `${path} refused: errcode ${answer.errcode}${hint === undefined ? '' : `, hint ${hint}`}`;
  return new PlatformError('wecom', String(answer.errcode), message, reactionWithIp(answer), {
    outcomeUnknown: answer.errcode === systemBusy,
  });
}

/** It does not say whether the call was done before the system gave up (doc 90313; wecom.md §2.2). */
const systemBusy = -1;

/** Only 60020 tells which of our addresses came through; the school's admin needs it. */
function reactionWithIp({ errcode, errmsg }: WecomAnswer): PlatformError['reaction'] {
  const reaction = reactionTo(errcode);
  const [, ip] = /from ip: ([0-9a-f.:]{3,45})/i.exec(errmsg) ?? [];
  if (errcode !== 60020 || reaction.do !== 'stop_account' || ip === undefined) return reaction;
  return { do: 'stop_account', remedy: `${reaction.remedy}（${ip}）` };
}

async function exchange<Read>(
  request: WecomRequest,
  read: (response: Response) => Promise<Read>,
): Promise<Read> {
  const query = new URLSearchParams(request.query).toString();
  try {
    const response = await fetch(`${request.apiBase}${request.path}?${query}`, {
      ...(request.body === undefined
        ? { method: 'GET' }
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json; charset=utf-8' },
            body: JSON.stringify(request.body),
          }),
      redirect: 'error',
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    return await read(response);
  } catch (cause) {
    throw unreachable(request, isTimeout(cause) ? 'timeout' : 'network', networkCode(cause));
  }
}

function unreachable({ path, body }: WecomRequest, code: string, detail?: string): PlatformError {
  const message = `${path}: no usable answer (${detail ?? code})`;
  return new PlatformError('wecom', code, message, { do: 'retry' }, { outcomeUnknown: body !== undefined });
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'TimeoutError';
}

/** ECONNRESET and its like, and nothing else: messages of fetch may hold the whole address. */
function networkCode(thrown: unknown): string | undefined {
  const inner = thrown instanceof Error ? thrown.cause : undefined;
  const code = typeof inner === 'object' && inner !== null && 'code' in inner ? inner.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z_]{2,40}$/.test(code) ? code : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
