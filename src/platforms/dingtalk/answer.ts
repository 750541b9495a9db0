/**
 * One reader for the answers of both generations: HTTP status 400 and above with `code`, or HTTP 200 with an
 * `errcode` that is not 0, or a web page where the gateway turned us away.
 */
import type { Failure } from './codes.ts';
import { failureWire, readJsonObject, readTextList, type WireObject } from './wire.ts';

export type PlatformAnswer =
  | { readonly ok: true; readonly fields: WireObject }
  | { readonly ok: false; readonly failure: Failure };

export function readAnswer(status: number, body: string): PlatformAnswer {
  const fields = readJsonObject(body);
  const code = fields === undefined ? withoutJson(status, body) : failureCode(status, fields);
  if (code === undefined && fields !== undefined) return { ok: true, fields };
  return {
    ok: false,
    failure: { code: code ?? `http_${status}`, status, missingScopes: missingScopes(fields ?? {}) },
  };
}

/** A gateway time-out may show a page of its own; any other page means that our address is turned away. */
function withoutJson(status: number, body: string): string {
  if (status !== 504 && /^\s*</u.test(body)) return 'not_json';
  return status < 400 ? 'unreadable' : `http_${status}`;
}

function failureCode(status: number, fields: WireObject): string | undefined {
  const wire = failureWire.parse(fields);
  if (wire.punish !== undefined) return 'punished';
  const errcode = wire.errcode?.trim() ?? '';
  if (errcode === '88') return plainCode(wire.sub_code ?? subcodeIn(wire.errmsg ?? '')) ?? '88';
  if (errcode !== '' && errcode !== '0') return plainCode(errcode) ?? 'unreadable_code';
  return status >= 400 ? (plainCode(wire.code) ?? `http_${status}`) : undefined;
}

/** `ding talk error[subcode=40014,submsg=…]` */
function subcodeIn(errmsg: string): string | undefined {
  return /subcode=([\w.-]+)/u.exec(errmsg)?.[1];
}

/** Codes go into messages and logs, so only what looks like one may pass. */
function plainCode(code: string | undefined): string | undefined {
  return code !== undefined && /^[\w.-]{1,120}$/u.test(code) ? code : undefined;
}

function missingScopes(fields: WireObject): readonly string[] {
  const scopes = failureWire.parse(fields).accessdenieddetail?.requiredScopes ?? [];
  return readTextList(scopes).filter((scope) => /^[\w.:-]{1,80}$/u.test(scope));
}
