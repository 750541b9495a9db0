/** How each kind of variable is written. The message of every zod issue is a fault code. */
import { z } from 'zod';
import type { ConfigFaultCode } from './fault.ts';

function fault(code: ConfigFaultCode): ConfigFaultCode {
  return code;
}

function matching(pattern: RegExp, code: ConfigFaultCode) {
  return z.string().regex(pattern, fault(code));
}

export const port = matching(/^\d{1,5}$/, 'not_a_port')
  .transform(Number)
  .refine((number) => number <= 65_535, fault('not_a_port'));

export const host = matching(/^[0-9A-Za-z.:_-]{1,253}$/, 'not_a_host');

export function isLoopback(hostname: string): boolean {
  return /^(127(\.\d{1,3}){3}|\[?::1\]?|localhost)$/i.test(hostname);
}

/** Scheme, host, port; a slash at the end is forgiven. */
export const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url !== undefined && url.origin === text.replace(/\/$/, '').toLowerCase();
  if (!isBare || !/^https?:$/.test(url.protocol)) {
    context.addIssue(fault('not_an_origin'));
    return z.NEVER;
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) context.addIssue(fault('http_beyond_loopback'));
  return url.origin;
});

export interface DatabaseConfig {
  readonly kind: 'sqlite' | 'postgresql';
  /** As the storage opens it: `file:` and a plain path, or the PostgreSQL address with its password. */
  readonly url: string;
}

export const database = z.string().transform((text, context): DatabaseConfig => {
  if (/^file:/i.test(text)) {
    const path = readFileUrl(text.slice('file:'.length));
    if (path === undefined) context.addIssue(fault('not_a_local_file'));
    return { kind: 'sqlite', url: `file:${path}` };
  }
  const url = /^postgres(ql)?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  const isNamed = url !== undefined && /^\/[^/]+$/.test(url.pathname);
  if (!isNamed || (url.hostname === '' && !url.searchParams.has('host')))
    context.addIssue(fault('not_a_database'));
  return { kind: 'postgresql', url: text };
});

/**
 * `./data/x.db`, `/srv/x.db`, `///srv/x.db`, `C:\\x.db`, `C:/x.db`, `///C:/x.db`; percent signs are decoded only after
 * three slashes. Undefined for network shares (SQLite's log is not safe there), `:memory:`, folders, options.
 */
function readFileUrl(rest: string): string | undefined {
  const path = withoutDriveSlash(rest.startsWith('///') ? decode(rest.slice(2)) : rest);
  const isShare = /^[\\/]{2}/.test(path);
  const isFile = /[^\\/]$/.test(path) && !/(^|[\\/])\.{1,2}$/.test(path) && !/[?#*|<>"]|^:/.test(path);
  return isShare || !isFile ? undefined : path;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return ''; // not decodable: refused as no file
  }
}

/** `/C:/x.db` is `C:/x.db`. */
function withoutDriveSlash(path: string): string {
  return path.replace(/^\/(?=[A-Za-z]:[\\/])/, '');
}

export const id = matching(/^[0-9A-Za-z._-]{1,64}$/, 'not_an_id');
export const number = matching(/^[1-9]\d{0,14}$/, 'not_a_number').transform(Number);
export const token = matching(/^[0-9A-Za-z]{1,64}$/, 'not_a_token');
export const aesKey = matching(/^[0-9A-Za-z]{43}$/, 'not_an_aes_key');
export const secret = matching(/^[^\s"'\u2018-\u201d]{8,256}$/, 'not_a_secret');

/** The console's file that proves the domain: served at the root, name and content as given. */
export const verifyFile = matching(
  /^WW_verify_[A-Za-z0-9]+\.txt:[!-~]{1,256}$/,
  'not_a_verify_file',
).transform((text) => {
  const colon = text.indexOf(':');
  return { name: text.slice(0, colon), content: text.slice(colon + 1) };
});

export const proxyCount = z
  .string()
  .toLowerCase()
  .regex(/^([0-9]|true|false)$/, fault('not_a_proxy_count'))
  .transform((text) => (text === 'true' ? 1 : Number(text === 'false' ? 0 : text)));

export const dingtalkMode = z
  .string()
  .toLowerCase()
  .refine((text) => text !== 'stream', { error: fault('stream_not_there'), abort: true })
  .refine((text) => text === 'http', fault('not_a_mode'));

/** 32 random bytes have some 30 different values; a key typed by hand or filled with one sign has few. */
const leastDifferentBytes = 16;

export const appKey = z.string().transform((text, context) => {
  const bytes = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(text) || bytes.length !== 32) context.addIssue(fault('not_an_app_key'));
  else if (new Set(bytes).size < leastDifferentBytes) context.addIssue(fault('weak_app_key'));
  return bytes;
});
