/** Environment in, frozen Config out, or every fault at once. Nobody else knows the names of the variables. */
import { type DingtalkConfig, readDingtalkConfig } from './config/dingtalk-config.ts';
import { type Environment, EnvironmentReader } from './config/environment.ts';
import type { ConfigFault } from './config/fault.ts';
import * as variable from './config/variables.ts';
import { readWecomConfig, type WecomConfig } from './config/wecom-config.ts';

interface HttpConfig {
  readonly port: number;
  readonly host: string;
  /** Origin of links and callbacks as the outside sees it; absent where nobody has set one. */
  readonly publicUrl?: string;
  /** How many proxies in front are believed about the caller's address; 0 for none. */
  readonly trustedProxies: number;
}

interface LimitsConfig {
  /** Minutes since midnight, Asia/Shanghai. */
  readonly quietFrom: number;
  readonly quietUntil: number;
  readonly reminderHour: number;
  /** When somebody is reminded of what was promised for the day. */
  readonly promiseHour: number;
  readonly staffPushesPerDay: number;
  readonly guardianPushesPerDay: number;
  readonly guardianPushesPerWeek: number;
}

interface SessionsConfig {
  /** Without a visit. */
  readonly idleMs: number;
  /** In any case. */
  readonly longestMs: number;
}

export interface Config {
  /** No platform account: the doubles and the demo school, on this machine only. */
  readonly sandbox: boolean;
  readonly http: HttpConfig;
  readonly database: variable.DatabaseConfig;
  readonly wecom?: WecomConfig;
  readonly dingtalk?: DingtalkConfig;
  /** 32 bytes; absent where an embedded database keeps its key in a file beside it. */
  readonly appKey?: Buffer;
  /** The one before it, accepted until every data key has been wrapped anew. */
  readonly previousAppKey?: Buffer;
  readonly limits: LimitsConfig;
  /** Of browsers that are signed in. */
  readonly sessions: SessionsConfig;
}

export type ConfigResult = { readonly config: Config } | { readonly faults: readonly ConfigFault[] };

/** What a school's settings begin with (20:30 to 07:00, reminders at 16:00, promises at 07:30). */
const defaultLimits: LimitsConfig = Object.freeze({
  quietFrom: 20 * 60 + 30,
  quietUntil: 7 * 60,
  reminderHour: 16 * 60,
  promiseHour: 7 * 60 + 30,
  staffPushesPerDay: 3,
  guardianPushesPerDay: 1,
  guardianPushesPerWeek: 2,
});

const hourMs = 60 * 60_000;
const defaultSessions: SessionsConfig = Object.freeze({ idleMs: 12 * hourMs, longestMs: 7 * 24 * hourMs });

export function readConfig(environment: Environment): ConfigResult {
  const reader = new EnvironmentReader(environment);
  reader.refuseUnknownNames();
  const sandbox = !hasAccountVariable(environment);
  const http = readHttp(reader, sandbox);
  const database = reader.read('DATABASE_URL', variable.database) ?? defaultDatabase(sandbox);
  const appKey = reader.read('APP_KEY', variable.appKey);
  const previousAppKey = reader.read('APP_KEY_PREVIOUS', variable.appKey);
  if (database.kind === 'postgresql' && !reader.isSet('APP_KEY'))
    reader.fault('APP_KEY', 'app_key_for_postgresql');
  const wecom = readWecomConfig(reader);
  const dingtalk = readDingtalkConfig(reader);
  if (reader.faults.length > 0) return { faults: reader.faults };
  return {
    config: deepFreeze({
      sandbox,
      http,
      database,
      limits: defaultLimits,
      sessions: defaultSessions,
      ...(wecom && { wecom }),
      ...(dingtalk && { dingtalk }),
      ...(appKey && { appKey }),
      ...(previousAppKey && { previousAppKey }),
    }),
  };
}

/** Also a misspelt or half-written account is an account that was meant: it must not open the sandbox. */
function hasAccountVariable(environment: Environment): boolean {
  return Object.entries(environment).some(
    ([name, value]) => /^(WECOM|DINGTALK)_/.test(name) && value !== undefined && value.trim() !== '',
  );
}

function defaultDatabase(sandbox: boolean): variable.DatabaseConfig {
  return { kind: 'sqlite', url: sandbox ? 'file:./data/sandbox.db' : 'file:./data/daoshi.db' };
}

function readHttp(reader: EnvironmentReader, sandbox: boolean): HttpConfig {
  const port = reader.read('PORT', variable.port) ?? 3000;
  const host = reader.read('HOST', variable.host) ?? (sandbox ? '127.0.0.1' : '0.0.0.0');
  const publicUrl = reader.read('PUBLIC_URL', variable.origin);
  // A real school whose account variables got lost: its proxy would show the sandbox to the world.
  if (sandbox && !variable.isLoopback(host)) reader.fault('HOST', 'sandbox_beyond_loopback');
  if (sandbox && publicUrl !== undefined && !variable.isLoopback(new URL(publicUrl).hostname))
    reader.fault('PUBLIC_URL', 'sandbox_beyond_loopback');
  const trustedProxies = reader.read('TRUST_PROXY', variable.proxyCount) ?? 0;
  return { port, host, trustedProxies, ...(publicUrl !== undefined && { publicUrl }) };
}

function deepFreeze<Value extends object>(value: Value): Value {
  // Bytes cannot be frozen.
  for (const part of Object.values(value))
    if (typeof part === 'object' && part !== null && !ArrayBuffer.isView(part)) deepFreeze(part);
  return Object.freeze(value);
}
