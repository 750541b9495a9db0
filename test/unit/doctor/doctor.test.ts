import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type ConfigResult, readConfig } from '../../../src/config.ts';
import { checkCallback, type HttpGet } from '../../../src/doctor/check-callback.ts';
import { checkClock } from '../../../src/doctor/check-clock.ts';
import { checkCredentials } from '../../../src/doctor/check-credentials.ts';
import { checkDatabase } from '../../../src/doctor/check-database.ts';
import { checkMessage } from '../../../src/doctor/check-message.ts';
import { type AppKeyState, checkSecrets } from '../../../src/doctor/check-secrets.ts';
import { checkTrace } from '../../../src/doctor/check-trace.ts';
import { type DoctorDeps, doctorChecks } from '../../../src/doctor/checks.ts';
import type { Diagnosis } from '../../../src/doctor/diagnosis.ts';
import { loadDoctorWords } from '../../../src/doctor/doctor-words.ts';
import { formatReport } from '../../../src/doctor/format-report.ts';
import { type Report, runDoctor } from '../../../src/doctor/run-doctor.ts';
import { PlatformError, type PlatformReaction } from '../../../src/platforms/contract.ts';

const words = loadDoctorWords(fileURLToPath(new URL('../../../cards', import.meta.url)));
const now = new Date('2026-11-20T13:05:00Z');
const liveEnvironment = {
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'a-secret-of-the-console',
  WECOM_TOKEN: 'QDG6eK',
  WECOM_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  PUBLIC_URL: 'https://daoshi.example.edu.cn',
};
const callback = { path: '/callbacks/wecom/main', expected: { status: 401, body: '' } };

const trace = { sealed: 3, unsealed: 0, words: { opened: 7, broken: 0 }, records: { count: 0 } };

function healthy(config: ConfigResult): DoctorDeps {
  return {
    config,
    clock: { now: () => now },
    database: async () => ({ kind: 'sqlite', where: './data/daoshi.db', realSchoolInSandbox: false }),
    platformTime: async () => new Date(now.getTime() - 2000),
    appKey: async () => ({ from: 'environment', opensDatabase: true }),
    trace: async () => ({ ...trace, sealed: 12, unsealed: 1, oldestUnsealedAt: now }),
    senders: () => [{ platform: 'wecom', checkCredentials: async () => {} }],
    callbacks: () => [callback],
    get: async () => callback.expected,
  };
}

async function examine(deps: DoctorDeps): Promise<Report> {
  return runDoctor(doctorChecks(deps), { words });
}

function codes(diagnoses: readonly Diagnosis[]): string[] {
  return diagnoses.map(({ code }) => code);
}

function refusal(code: string, reaction: PlatformReaction): PlatformError {
  return new PlatformError('wecom', code, 'refused', reaction);
}

describe('the whole examination', () => {
  test('of a healthy school has a line for each check and no remedy', async () => {
    const report = await examine({
      ...healthy(readConfig(liveEnvironment)),
      testMessage: { platform: 'wecom', to: 'zhang', send: async () => ({ outcome: 'sent' }) },
    });
    expect(report.healthy).toBe(true);
    expect(formatReport(report, words)).toBe(
      [
        '导师助手体检',
        '✓ 配置  齐全：WeCom，监听 0.0.0.0:3000',
        '✓ 数据库  SQLite 能打开、能写、版本对：./data/daoshi.db',
        '✓ 时钟  北京时间 2026-11-20 21:05，和平台相差 2 秒',
        '✓ 密钥  APP_KEY 已设置，能打开数据库里的文字',
        '✓ 操作痕迹  12 行前后相连，和封存时一样；还没封存的有 1 行',
        '✓ 操作痕迹  7 段加密的文字都能打开',
        '✓ 平台账号  WeCom 账号可用',
        '✓ 回调地址  从本机能打开 https://daoshi.example.edu.cn/callbacks/wecom/main',
        '✓ 试发消息  WeCom 已收下发给 zhang 的消息，请看手机',
        '没有发现问题。',
      ].join('\n'),
    );
  });

  test('with a faulty configuration names every fault with its remedy and looks at nothing else', async () => {
    const report = await examine(
      healthy(readConfig({ ...liveEnvironment, WECOM_SECRET: '', PORT: 'eighty', APP_KEY: 'sesame' })),
    );
    expect(report.healthy).toBe(false);
    const text = formatReport(report, words);
    expect(text).toContain('✗ 配置  PORT 现在是「eighty」\n    → PORT 填 0 到 65535');
    expect(text).toContain('✗ 配置  WECOM_SECRET（已填 WECOM_CORP_ID, ');
    expect(text).toContain('✗ 配置  APP_KEY 现在有 6 个字符\n    → APP_KEY 填 32 字节');
    expect(text).toContain('– 数据库  先把配置改好再查');
    expect(text).not.toContain('sesame');
    expect(text).not.toContain('没有发现问题');
  });

  test('of the sandbox leaves platforms and callbacks alone', async () => {
    const report = await examine(healthy(readConfig({})));
    expect(report.findings.map(({ code }) => code)).toEqual([
      'config_sandbox',
      'database_good',
      'clock_unchecked',
      'app_key_environment',
      'trace_good',
      'words_good',
      'only_live',
      'only_live',
      'only_live',
    ]);
    expect(report.healthy).toBe(true);
  });

  test('goes on after a check that breaks, and does not repeat what its error says', async () => {
    const report = await examine({
      ...healthy(readConfig(liveEnvironment)),
      database: async () => {
        throw new TypeError('postgresql://daoshi:sesame@db');
      },
    });
    const text = formatReport(report, words);
    expect(text).toContain('✗ 数据库  这一项没查完（TypeError）');
    expect(text).toContain('✓ 回调地址');
    expect(text).not.toContain('sesame');
  });
});

test.each(['changed', 'missing', 'cut', 'unmarked'] as const)('a chain that is %s says so', (kind) => {
  const probe = { ...trace, fault: { kind, sequence: 4 } };
  expect(codes(checkTrace(probe, now))).toEqual([`trace_${kind}`, 'words_good']);
});

test('lines that wait for an hour, and words that do not open, are bad', () => {
  const oldestUnsealedAt = new Date(now.getTime() - 61 * 60_000);
  const probe = { ...trace, unsealed: 2, oldestUnsealedAt, words: { opened: 5, broken: 1, first: 'x' } };
  expect(codes(checkTrace(probe, now))).toEqual(['trace_good', 'trace_waiting', 'words_broken']);
  expect(codes(checkTrace(undefined, now))).toEqual(['trace_unchecked']);
});

test('a record that the trace knows and nobody finds is bad', () => {
  const probe = { ...trace, records: { count: 1, first: 'x' } };
  expect(codes(checkTrace(probe, now))).toEqual(['trace_good', 'words_good', 'records_missing']);
});

test.each([
  ['unreachable', 'database_unreachable'],
  ['read_only', 'database_read_only'],
  ['locked', 'database_locked'],
  ['schema_newer', 'database_schema_newer'],
] as const)('a database that is %s has its own line', (fault, code) => {
  expect(codes(checkDatabase({ fault, detail: './data/daoshi.db' }))).toEqual([code]);
});

test('a real school in a sandbox is bad: the account variables got lost', () => {
  expect(codes(checkDatabase({ kind: 'sqlite', where: 'x', realSchoolInSandbox: true }))).toEqual([
    'database_real_school',
  ]);
});

test('a database that is not made yet is nothing bad', () => {
  expect(codes(checkDatabase({ notYet: './data/daoshi.db' }))).toEqual(['database_not_yet']);
});

test.each([
  ['2026-11-20T13:05:30Z', 'clock_good'],
  ['2026-11-20T13:06:00Z', 'clock_good'],
  ['2026-11-20T13:06:01Z', 'clock_off'],
  ['2026-11-20T13:03:59Z', 'clock_off'],
])('with a platform at %s the clock is %s', (platformTime, code) => {
  expect(codes(checkClock(now, new Date(platformTime)))).toEqual([code]);
});

test('a clock before the program existed is wrong without asking anybody', () => {
  expect(codes(checkClock(new Date('1970-01-01T00:00:00Z'), undefined))).toEqual(['clock_long_past']);
});

test.each<[AppKeyState, string[]]>([
  [{ from: 'file', path: 'k', mode: 0o100600, opensDatabase: true }, ['app_key_file']],
  [{ from: 'file', path: 'k', opensDatabase: true }, ['app_key_file']],
  [{ from: 'file', path: 'k', mode: 0o644, opensDatabase: true }, ['app_key_file_open']],
  [{ from: 'file', path: 'k', mode: 0o644, opensDatabase: false }, ['app_key_file_open', 'app_key_wrong']],
  [{ from: 'file', path: 'k', mode: 0o600, opensDatabase: false }, ['app_key_wrong']],
  [{ from: 'environment', opensDatabase: false }, ['app_key_wrong']],
  [{ from: 'environment' }, ['app_key_unproved']],
  [{ from: 'file', path: 'k', mode: 0o640 }, ['app_key_file_open', 'app_key_unproved']],
  [{ from: 'unreadable_file', path: 'k' }, ['app_key_file_unreadable']],
  [{ from: 'nowhere_yet', path: 'k' }, ['app_key_not_yet']],
])('the key in state %o gives %o', (state, expected) => {
  expect(codes(checkSecrets(state))).toEqual(expected);
});

test.each<[string, PlatformReaction, string]>([
  ['40001', { do: 'stop_account', remedy: '更新 WECOM_SECRET' }, 'credentials_refused'],
  ['network', { do: 'retry' }, 'credentials_unreachable'],
  ['timeout', { do: 'retry' }, 'credentials_unreachable'],
  ['45009', { do: 'retry', retryAfterMs: 60_000 }, 'credentials_later'],
])(
  'credentials answered with %s (%o) are %s, and the next account is still asked',
  async (code, reaction, expected) => {
    const diagnoses = await checkCredentials([
      {
        platform: 'wecom',
        checkCredentials: async () => {
          throw refusal(code, reaction);
        },
      },
      { platform: 'dingtalk', checkCredentials: async () => {} },
    ]);
    expect(codes(diagnoses)).toEqual([expected, 'credentials_good']);
  },
);

describe('a callback address', () => {
  const answers: [Awaited<ReturnType<HttpGet>>, string][] = [
    [{ status: 401, body: '' }, 'callback_good'],
    [{ status: 401, body: '<html>nginx</html>' }, 'callback_somebody_else'],
    [{ status: 200, body: '' }, 'callback_somebody_else'],
    [{ status: 404, body: '' }, 'callback_somebody_else'],
    [{ status: 302, body: '' }, 'callback_redirected'],
    [{ status: 502, body: '' }, 'callback_proxy_alone'],
    [{ failed: 'ENOTFOUND' }, 'callback_no_name'],
    [{ failed: 'ECONNREFUSED' }, 'callback_closed'],
    [{ failed: 'timeout' }, 'callback_closed'],
    [{ failed: 'CERT_HAS_EXPIRED' }, 'callback_certificate'],
    [{ failed: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'callback_certificate'],
  ];
  test.each(answers)('that answers %o is %s', async (answer, expected) => {
    const asked: string[] = [];
    const diagnoses = await checkCallback('https://daoshi.example.edu.cn', [callback], async (address) => {
      asked.push(address);
      return answer;
    });
    expect(codes(diagnoses)).toEqual([expected]);
    expect(asked).toEqual(['https://daoshi.example.edu.cn/callbacks/wecom/main']);
  });

  test('without PUBLIC_URL is not asked', async () => {
    expect(codes(await checkCallback(undefined, [callback], async () => ({ failed: 'asked' })))).toEqual([
      'callback_no_public_url',
    ]);
  });

  test('of this machine only is bad even when it answers', async () => {
    const diagnoses = await checkCallback('http://127.0.0.1:3000', [callback], async () => callback.expected);
    expect(codes(diagnoses)).toEqual(['callback_public_url_local', 'callback_good']);
  });
});

describe('the test message', () => {
  const about = { platform: 'wecom', to: 'zhang' } as const;

  test('is sent only on request', async () => {
    expect(codes(await checkMessage(undefined))).toEqual(['message_not_asked']);
  });

  test('that the person cannot get says why', async () => {
    const [diagnosis] = await checkMessage({
      ...about,
      send: async () => ({ outcome: 'refused', code: '60111', reason: '通讯录中没有该账号' }),
    });
    expect(diagnosis && words.remedy(diagnosis)).toBe('通讯录中没有该账号');
  });

  test.each<[PlatformReaction, string]>([
    [{ do: 'stop_account', remedy: '添加可信IP' }, 'message_refused'],
    [{ do: 'retry' }, 'message_failed'],
  ])('that fails with %o is %s', async (reaction, expected) => {
    const diagnoses = await checkMessage({
      ...about,
      send: async () => {
        throw refusal('60020', reaction);
      },
    });
    expect(codes(diagnoses)).toEqual([expected]);
  });
});
