/** The API host on loopback: token rules, faults, rate limits, and a record of every call. HTTP says 200 to nearly everything. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '../domain/clock.ts';
import type { FaultKind, RecordedCall } from './double.ts';
import type { MediaShelf } from './media-shelf.ts';
import type { PageAnswer } from './phone-browser.ts';
import type { CallAnswer, SendCall } from './wecom-send-calls.ts';
import type { WecomSignInPages } from './wecom-sign-in.ts';
import type { TokenDesk } from './wecom-tokens.ts';

export interface WecomApiDeps {
  readonly clock: Clock;
  readonly corpId: string;
  readonly secret: string;
  readonly tokens: TokenDesk;
  readonly calls: ReadonlyMap<string, SendCall>;
  readonly signIn: WecomSignInPages;
  readonly media: Pick<MediaShelf, 'find'>;
  readonly fault: () => FaultKind | undefined;
}

export interface WecomApiServer {
  readonly baseUrl: string;
  calls(): readonly RecordedCall[];
  /** 60020 from now on, naming this address; `undefined` trusts every address again. */
  distrust(ip: string | undefined): void;
  /** -1 for the next so many calls. */
  beBusyFor(calls: number): void;
  /** 45009 beyond so many calls within the window. */
  limitCalls(limit: { readonly calls: number; readonly windowMs: number } | undefined): void;
  close(): Promise<void>;
}

interface Call {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

/** What is written back; `drop` cuts the connection, `hold` never answers. */
type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly answer: unknown }
  | { readonly kind: 'drop'; readonly answer: unknown }
  | { readonly kind: 'hold'; readonly answer: unknown };

const mostCallsKept = 20_000;

export async function startWecomApi(deps: WecomApiDeps): Promise<WecomApiServer> {
  const recorded: RecordedCall[] = [];
  const callTimes: number[] = [];
  let distrusted: string | undefined;
  let busyFor = 0;
  let limit: { readonly calls: number; readonly windowMs: number } | undefined;

  function isOverLimit(): boolean {
    if (limit === undefined) return false;
    const now = deps.clock.now().getTime();
    const { windowMs } = limit;
    callTimes.splice(0, callTimes.length, ...callTimes.filter((at) => at > now - windowMs), now);
    return callTimes.length > limit.calls;
  }

  function hostRefusal(): CallAnswer | undefined {
    if (distrusted !== undefined) return refusal(60020, 'not allow to access from your ip', distrusted);
    if (busyFor > 0) {
      busyFor -= 1;
      return refusal(-1, 'system error');
    }
    return isOverLimit() ? refusal(45009, 'api freq out of limit') : undefined;
  }

  function handle(call: Call): Outcome {
    const fault = deps.fault();
    if (fault === 'outage') return { kind: 'drop', answer: undefined };
    const answer = hostRefusal() ?? faultRefusal(fault) ?? route(deps, call, fault);
    if (answer === undefined) return { kind: 'answer', status: 404, answer };
    if (fault === 'slow') return { kind: 'hold', answer };
    const isSend = call.url.pathname !== tokenPath;
    if (fault === 'accept_then_drop_connection' && isSend) return { kind: 'drop', answer };
    return { kind: 'answer', status: 200, answer };
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    const page = deps.signIn.page(call.url, request.headers.cookie ?? '');
    if (page !== undefined) return showPage(page, response);
    const outcome = handle(call);
    recorded.push({
      at: deps.clock.now(),
      method: call.method,
      path: withoutSecrets(call.url),
      body: call.body,
      status: outcome.kind === 'answer' ? outcome.status : 0,
      answer: isFile(outcome.answer) ? 'a file' : outcome.answer,
    });
    if (recorded.length > mostCallsKept) recorded.splice(0, mostCallsKept / 2);
    write(outcome, request, response);
  }

  const server = createServer((request, response) => {
    respond(request, response).catch(() => request.socket.destroy());
  });
  return {
    baseUrl: await listen(server),
    calls: () => [...recorded],
    distrust(ip) {
      distrusted = ip;
    },
    beBusyFor(calls) {
      busyFor = calls;
    },
    limitCalls(next) {
      limit = next;
      callTimes.length = 0;
    },
    close: () => stop(server),
  };
}

const tokenPath = '/cgi-bin/gettoken';
const userInfoPath = '/cgi-bin/auth/getuserinfo';
const mediaPath = '/cgi-bin/media/get';

/** `undefined` where there is no such path. */
function route(
  deps: WecomApiDeps,
  { url, body }: Call,
  fault: FaultKind | undefined,
): CallAnswer | undefined {
  if (url.pathname === tokenPath) return giveToken(deps, url.searchParams);
  const send = callFor(deps, url);
  if (send === undefined) return undefined;
  const token = url.searchParams.get('access_token') ?? '';
  if (token === '') return refusal(41001, 'access_token missing');
  const refused = deps.tokens.check(token);
  if (refused !== 0)
    return refusal(refused, refused === 42001 ? 'access_token expired' : 'invalid access_token');
  const answer = send(body, { deliver: fault !== 'silent_drop', query: url.searchParams });
  return 'about' in answer ? refusal(answer.errcode, `invalid ${String(answer.about)}`) : answer;
}

function callFor(deps: WecomApiDeps, url: URL): SendCall | undefined {
  if (url.pathname === mediaPath) return giveMedia(deps, url);
  if (url.pathname === userInfoPath) return () => deps.signIn.userInfo(url.searchParams);
  return deps.calls.get(url.pathname);
}

/** media/get: the bytes themselves; a failure is JSON like every other (wecom.md §8). */
function giveMedia({ media }: WecomApiDeps, url: URL): SendCall {
  return () => {
    const bytes = media.find(url.searchParams.get('media_id') ?? '');
    return bytes === undefined ? { errcode: 40007, about: 'media_id' } : { errcode: 0, bytes };
  };
}

function giveToken({ corpId, secret, tokens }: WecomApiDeps, query: URLSearchParams): CallAnswer {
  if (!query.has('corpid')) return refusal(41002, 'corpid missing');
  if (!query.has('corpsecret')) return refusal(41004, 'corpsecret missing');
  if (query.get('corpid') !== corpId) return refusal(40013, 'invalid corpid');
  if (query.get('corpsecret') !== secret) return refusal(40001, 'invalid credential');
  const { token, lifetimeSeconds } = tokens.issue();
  return { errcode: 0, errmsg: 'ok', access_token: token, expires_in: lifetimeSeconds };
}

function faultRefusal(fault: FaultKind | undefined): CallAnswer | undefined {
  if (fault === 'busy') return refusal(-1, 'system error');
  return fault === 'rate_limited' ? refusal(45009, 'api freq out of limit') : undefined;
}

function refusal(errcode: number, words: string, ip = '127.0.0.1'): CallAnswer {
  const more = `https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
  return { errcode, errmsg: `${words}, hint: [1700000000000000000], from ip: ${ip}, more info at ${more}` };
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  return {
    method: request.method ?? '',
    url: new URL(request.url ?? '/', 'http://localhost'),
    body: parseJson(text),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutSecrets(url: URL): string {
  const query = [...url.searchParams].map(([name, value]) => `${name}=${name === 'corpid' ? value : '***'}`);
  return query.length === 0 ? url.pathname : `${url.pathname}?${query.join('&')}`;
}

function showPage(answer: PageAnswer, response: ServerResponse): void {
  if (answer.kind === 'redirect') {
    const cookie = answer.cookie === undefined ? {} : { 'set-cookie': answer.cookie };
    response.writeHead(302, { location: answer.to, ...cookie }).end();
    return;
  }
  response
    .writeHead(answer.status, { 'content-type': 'text/html; charset=UTF-8' })
    .end(`<p>${answer.words}</p>`);
}

function write(outcome: Outcome, request: IncomingMessage, response: ServerResponse): void {
  if (outcome.kind === 'drop') request.socket.destroy();
  if (outcome.kind !== 'answer') return;
  if (isFile(outcome.answer)) {
    const disposition = 'attachment; filename="media"';
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': disposition,
    });
    response.end(outcome.answer.bytes);
    return;
  }
  const body = outcome.answer === undefined ? '' : JSON.stringify(outcome.answer);
  response.writeHead(outcome.status, { 'content-type': 'application/json; charset=UTF-8' }).end(body);
}

function isFile(answer: unknown): answer is { readonly bytes: Buffer } {
  return typeof answer === 'object' && answer !== null && 'bytes' in answer;
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
