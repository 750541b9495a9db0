/** The loopback server: reads a request, applies the fault that is set, answers, keeps a record. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '../domain/clock.ts';
import { type Answer, newError, oldError } from './dingtalk-answers.ts';
import { fieldsOf } from './dingtalk-phones.ts';
import type { FaultKind, RecordedCall } from './double.ts';

export interface IncomingCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string;
  readonly cookies: string;
  /** `undefined` when the body is no JSON object. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

export interface ServerParts {
  readonly clock: Clock;
  readonly wait: (ms: number) => Promise<void>;
  readonly slowMs: number;
  activeFault(): FaultKind | undefined;
  /** `isLost`: say yes and do nothing. */
  route(call: IncomingCall, isLost: boolean): Answer;
  record(call: RecordedCall): void;
}

const bodyLimitBytes = 1024 * 1024;

export async function listenOnLoopback(
  parts: ServerParts,
): Promise<{ baseUrl: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the double has no port');
  return { baseUrl: `http://127.0.0.1:${address.port}`, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call = await readCall(request);
  const fault = parts.activeFault();
  const isTokenCall = call.path === '/v1.0/oauth2/accessToken' || call.path === '/gettoken';
  const turnedAway = isTokenCall ? undefined : refusalFor(fault, call.path);
  const isDropped = fault === 'outage' || (fault === 'accept_then_drop_connection' && !isTokenCall);
  const answer = fault === 'outage' ? undefined : (turnedAway ?? parts.route(call, fault === 'silent_drop'));
  parts.record({
    at: parts.clock.now(),
    method: call.method,
    path: shownPath(call),
    body: withoutSecrets(call.body),
    status: isDropped ? 0 : (answer?.status ?? 0),
    answer: isDropped ? undefined : withoutSecrets(answer?.body),
  });
  if (answer === undefined || isDropped) {
    response.destroy();
    return;
  }
  if (fault === 'slow') await parts.wait(parts.slowMs);
  if (answer.bytes !== undefined) {
    response.writeHead(answer.status, { 'content-type': 'application/octet-stream' }).end(answer.bytes);
    return;
  }
  response.writeHead(answer.status, {
    'content-type': answer.page === undefined ? 'application/json' : 'text/html; charset=utf-8',
    ...answer.headers,
  });
  response.end(answer.page ?? JSON.stringify(answer.body));
}

/** `busy` and `rate_limited` in the error style of the generation that was called. */
function refusalFor(fault: FaultKind | undefined, path: string): Answer | undefined {
  const isNew = path.startsWith('/v1.0/');
  if (fault === 'busy') return isNew ? newError(429, 'systemBusy') : oldError(-1);
  if (fault !== 'rate_limited') return undefined;
  return isNew ? newError(403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi') : oldError(90018);
}

async function readCall(request: IncomingMessage): Promise<IncomingCall> {
  const url = new URL(request.url ?? '/', 'http://double.invalid');
  const header = request.headers['x-acs-dingtalk-access-token'];
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    token: url.searchParams.get('access_token') ?? (typeof header === 'string' ? header : ''),
    cookies: request.headers.cookie ?? '',
    body: parseBody(await readBody(request)),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > bodyLimitBytes) throw new Error('body too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString();
}

function parseBody(text: string): IncomingCall['body'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? fieldsOf(value) : undefined;
  } catch {
    return undefined;
  }
}

function shownPath(call: IncomingCall): string {
  const names = [...call.query.keys()];
  return names.length === 0 ? call.path : `${call.path}?${names.map((name) => `${name}=***`).join('&')}`;
}

const secretNames = new Set([
  'appSecret',
  'clientSecret',
  'accessToken',
  'access_token',
  'refreshToken',
  'code',
]);

function withoutSecrets(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, secretNames.has(name) ? '***' : value]),
  );
}
