/** Delivers callbacks as the platform does, and reads what comes back in the answer (doc 90968, 90241). */
import { createHash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import type { DeliveredCallback, DoubleDependencies } from './double.ts';
import { type BodyFields, type WecomBodyForm, writeBody } from './wecom-callback-body.ts';
import { type EnvelopeStamp, openEnvelope, sealEnvelope, type WecomEnvelopeKeys } from './wecom-envelope.ts';

export interface Delivery {
  readonly delivered: DeliveredCallback;
  /** Plain body of the passive reply, once it passed every check. */
  readonly reply?: PassiveReply;
}

export interface PassiveReply {
  readonly toUserId: string;
  readonly msgType: string;
  readonly content: string;
  /** Of an `update_button`. */
  readonly buttonLabel: string;
}

export interface DeliveryDeps extends DoubleDependencies {
  readonly keys: WecomEnvelopeKeys;
  readonly agentId: number;
  readonly url: () => string | undefined;
  readonly form: () => WecomBodyForm;
  /** WeCom ignores a reply it cannot open, without a word; the double keeps the reason. */
  readonly onBadReply: (reason: string) => void;
}

/** Whether the first try counts among the "three retries" is not said; three in all is the cautious reading. */
const mostDeliveries = 3;
const retryWaitMs = 1_000;

export async function deliverCallback(deps: DeliveryDeps, fields: BodyFields): Promise<Delivery> {
  const url = deps.url();
  if (url === undefined) return { delivered: { statuses: [], acknowledged: false } };
  const statuses: number[] = [];
  while (statuses.length < mostDeliveries) {
    if (statuses.length > 0) await deps.wait(retryWaitMs);
    const { status, text } = await post(deps, url, fields);
    statuses.push(status);
    if (status === 200) {
      const reply = readReply(deps, text);
      return { delivered: { statuses, acknowledged: true }, ...(reply === undefined ? {} : { reply }) };
    }
  }
  return { delivered: { statuses, acknowledged: false } };
}

/** The check that WeCom makes when the address is saved: the echo must come back as it was. */
export async function checkCallbackUrl(deps: DeliveryDeps): Promise<boolean> {
  const url = deps.url();
  if (url === undefined) return false;
  const echo = digits(deps.newId());
  const stamp = newStamp(deps);
  const sealed = seal(deps, stamp, echo);
  const target = withQuery(url, { ...signature(stamp, sealed.signature), echostr: sealed.encrypt });
  const { status, text } = await exchange(target, { method: 'GET' }, deps.answerTimeoutMs);
  return status === 200 && text === echo;
}

async function post(
  deps: DeliveryDeps,
  url: string,
  fields: BodyFields,
): Promise<{ status: number; text: string }> {
  const form = deps.form();
  const stamp = newStamp(deps);
  const sealed = seal(deps, stamp, writeBody(form, fields));
  const outer =
    form === 'json'
      ? { tousername: deps.keys.corpId, encrypt: sealed.encrypt, agentid: String(deps.agentId) }
      : { ToUserName: deps.keys.corpId, AgentID: String(deps.agentId), Encrypt: sealed.encrypt };
  const target = withQuery(url, signature(stamp, sealed.signature));
  const headers = { 'content-type': form === 'json' ? 'application/json' : 'text/xml' };
  return exchange(target, { method: 'POST', headers, body: writeBody(form, outer) }, deps.answerTimeoutMs);
}

/** Status 0 where the connection failed or the answer took too long. */
async function exchange(
  url: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '' };
  }
}

function newStamp({ clock, newId }: DeliveryDeps): EnvelopeStamp {
  return { timestamp: String(Math.floor(clock.now().getTime() / 1000)), nonce: digits(newId()).slice(0, 10) };
}

function seal(deps: DeliveryDeps, stamp: EnvelopeStamp, message: string): ReturnType<typeof sealEnvelope> {
  return sealEnvelope(deps.keys, stamp, message, createHash('sha256').update(deps.newId()).digest());
}

function signature({ timestamp, nonce }: EnvelopeStamp, signed: string): Record<string, string> {
  return { msg_signature: signed, timestamp, nonce };
}

function withQuery(url: string, query: Readonly<Record<string, string>>): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(query)) target.searchParams.append(name, value);
  return target.href;
}

/** A number of up to 18 digits made of an id, as MsgId is. */
export function digits(id: string): string {
  return BigInt(`0x${createHash('sha256').update(id).digest('hex').slice(0, 15)}`)
    .toString()
    .slice(0, 18);
}

const xml = new XMLParser({ parseTagValue: false, processEntities: false, ignoreAttributes: true });
const text = z.string().catch('');
const xmlAnswer = z.object({
  xml: z.object({ Encrypt: z.string(), MsgSignature: z.string(), TimeStamp: z.string(), Nonce: z.string() }),
});
const jsonAnswer = z.object({
  encrypt: z.string(),
  msgsignature: z.string(),
  timestamp: z.coerce.string(),
  nonce: z.string(),
});
const plainReply = z.looseObject({
  ToUserName: z.string(),
  FromUserName: z.string(),
  MsgType: z.string(),
  Content: text,
  Button: z.object({ ReplaceName: z.string() }).optional(),
});

function readReply(deps: DeliveryDeps, answer: string): PassiveReply | undefined {
  if (answer === '') return undefined;
  try {
    const { stamp, encrypt, signature: signed } = readAnswer(answer);
    const plain = parse(openEnvelope(deps.keys, stamp, { encrypt, signature: signed }));
    const reply = plainReply.parse('xml' in plain ? plain.xml : plain);
    if (reply.FromUserName !== deps.keys.corpId) throw new Error('wrong sender');
    return {
      toUserId: reply.ToUserName,
      msgType: reply.MsgType,
      content: reply.Content,
      buttonLabel: reply.Button?.ReplaceName ?? '',
    };
  } catch (error) {
    deps.onBadReply(error instanceof Error ? error.message : 'unreadable');
    return undefined;
  }
}

function readAnswer(answer: string): { stamp: EnvelopeStamp; encrypt: string; signature: string } {
  const parsed = parse(answer);
  if ('xml' in parsed) {
    const { Encrypt, MsgSignature, TimeStamp, Nonce } = xmlAnswer.parse(parsed).xml;
    return { stamp: { timestamp: TimeStamp, nonce: Nonce }, encrypt: Encrypt, signature: MsgSignature };
  }
  const { encrypt, msgsignature, timestamp, nonce } = jsonAnswer.parse(parsed);
  return { stamp: { timestamp, nonce }, encrypt, signature: msgsignature };
}

function parse(body: string): Record<string, unknown> {
  const value: unknown = body.startsWith('{') ? JSON.parse(body) : xml.parse(body);
  return z.record(z.string(), z.unknown()).parse(value);
}
