/** Every diagnosis the doctor can give, with its verdict and the fields of its wording in `cards/doctor.yaml`. */
import type { ConfigFaultCode } from '../config/fault.ts';

/** ✓, ✗, and – for what was not looked at. */
export type Verdict = 'good' | 'bad' | 'skipped';

export const checkNames = [
  'config',
  'database',
  'clock',
  'secrets',
  'trace',
  'credentials',
  'callback',
  'message',
] as const;
export type CheckName = (typeof checkNames)[number];

interface DiagnosisShape {
  readonly verdict: Verdict;
  readonly fields: readonly string[];
  /** May be missing: the wording puts them in `[ ]`. */
  readonly optional?: readonly string[];
}

function is<const Fields extends readonly string[]>(verdict: Verdict, ...fields: Fields) {
  return { verdict, fields };
}

const configFault = {
  verdict: 'bad',
  fields: ['variable'],
  optional: ['value', 'length', 'because'],
} as const;

const configFaults: Readonly<Record<`config_${ConfigFaultCode}`, typeof configFault>> = {
  config_missing: configFault,
  config_unknown_variable: configFault,
  config_not_a_port: configFault,
  config_not_a_host: configFault,
  config_not_an_origin: configFault,
  config_http_beyond_loopback: configFault,
  config_not_a_database: configFault,
  config_not_a_local_file: configFault,
  config_not_an_id: configFault,
  config_not_a_number: configFault,
  config_not_a_token: configFault,
  config_not_an_aes_key: configFault,
  config_not_a_secret: configFault,
  config_not_a_verify_file: configFault,
  config_not_a_proxy_count: configFault,
  config_not_a_mode: configFault,
  config_stream_not_there: configFault,
  config_not_an_app_key: configFault,
  config_weak_app_key: configFault,
  config_app_key_for_postgresql: configFault,
  config_sandbox_beyond_loopback: configFault,
};

export const diagnoses = {
  ...configFaults,
  config_live: is('good', 'platforms', 'address'),
  config_sandbox: is('good', 'address'),
  needs_config: is('skipped'),
  only_live: is('skipped'),
  check_broken: is('bad', 'reason'),

  database_good: is('good', 'kind', 'where'),
  database_not_yet: is('skipped', 'where'),
  database_unreachable: is('bad', 'detail'),
  database_refused: is('bad', 'detail'),
  database_read_only: is('bad', 'detail'),
  database_locked: is('bad', 'detail'),
  database_schema_newer: is('bad', 'detail'),
  database_not_a_database: is('bad', 'detail'),
  database_disk_full: is('bad', 'detail'),
  database_unknown: is('bad', 'detail'),
  database_real_school: is('bad'),

  clock_good: is('good', 'time', 'seconds'),
  clock_unchecked: is('good', 'time'),
  clock_off: is('bad', 'time', 'seconds'),
  clock_long_past: is('bad', 'time'),

  app_key_environment: is('good'),
  app_key_file: is('good', 'path'),
  app_key_file_open: is('bad', 'path', 'mode'),
  app_key_file_unreadable: is('bad', 'path'),
  app_key_not_yet: is('skipped', 'path'),
  app_key_unproved: is('skipped'),
  app_key_wrong: is('bad'),

  trace_unchecked: is('skipped'),
  trace_good: is('good', 'sealed', 'unsealed'),
  trace_changed: is('bad', 'sequence'),
  trace_missing: is('bad', 'sequence'),
  trace_cut: is('bad', 'sequence'),
  trace_unmarked: is('bad', 'sequence'),
  trace_waiting: is('bad', 'unsealed'),
  words_good: is('good', 'opened'),
  words_broken: is('bad', 'broken', 'first'),
  records_missing: is('bad', 'count', 'first'),

  credentials_good: is('good', 'platform'),
  credentials_refused: is('bad', 'platform', 'code', 'remedy'),
  credentials_unreachable: is('bad', 'platform', 'code'),
  credentials_later: is('bad', 'platform', 'code'),

  callback_good: is('good', 'address'),
  callback_no_public_url: is('bad'),
  callback_public_url_local: is('bad', 'address'),
  callback_no_name: is('bad', 'address'),
  callback_closed: is('bad', 'address', 'code'),
  callback_certificate: is('bad', 'address', 'code'),
  callback_proxy_alone: is('bad', 'address', 'status'),
  callback_redirected: is('bad', 'address', 'status'),
  callback_somebody_else: is('bad', 'address', 'status'),

  message_not_asked: is('skipped'),
  message_sent: is('good', 'platform', 'to'),
  message_refused: is('bad', 'platform', 'to', 'code', 'reason'),
  message_failed: is('bad', 'platform', 'to', 'code'),
} as const satisfies Readonly<Record<string, DiagnosisShape>>;

export type DiagnosisCode = keyof typeof diagnoses;

type Optional<Shape> = Shape extends { readonly optional: readonly (infer Field extends string)[] }
  ? Field
  : never;

type WithOf<Shape extends DiagnosisShape> = Readonly<Record<Shape['fields'][number], string | number>> &
  Readonly<Partial<Record<Optional<Shape>, string | number>>>;

/** One line of the report, before it is put into words. */
export type Diagnosis = {
  readonly [Code in DiagnosisCode]: {
    readonly code: Code;
    readonly with: WithOf<(typeof diagnoses)[Code]>;
  };
}[DiagnosisCode];

export function diagnosisShape(code: DiagnosisCode): DiagnosisShape {
  return diagnoses[code];
}
