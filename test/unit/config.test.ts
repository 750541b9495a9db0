import { describe, expect, test } from 'vitest';
import { formatConfigFaults } from '../../src/config/fault.ts';
import { type Config, readConfig } from '../../src/config.ts';

const key = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37) % 251)).toString('base64');
const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

const wecom = {
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'a-secret-of-the-console',
  WECOM_TOKEN: 'QDG6eK',
  WECOM_AES_KEY: aesKey,
};
const dingtalk = {
  DINGTALK_CORP_ID: 'ding0123456789',
  DINGTALK_CLIENT_ID: 'dingoabcdef',
  DINGTALK_CLIENT_SECRET: 'a-secret-of-the-console',
  DINGTALK_AGENT_ID: '4711',
};

function configOf(environment: Record<string, string>): Config {
  const result = readConfig(environment);
  if ('faults' in result) throw new Error(formatConfigFaults(result.faults));
  return result.config;
}

function faultsOf(environment: Record<string, string>): string[] {
  const result = readConfig(environment);
  return 'faults' in result ? result.faults.map(({ variable, code }) => `${variable} ${code}`) : [];
}

describe('without a platform account', () => {
  test('the sandbox listens on this machine only and keeps its own file', () => {
    expect(configOf({})).toMatchObject({
      sandbox: true,
      http: { port: 3000, host: '127.0.0.1', trustedProxies: 0 },
      database: { kind: 'sqlite', url: 'file:./data/sandbox.db' },
    });
  });

  test.each([
    [{ HOST: '0.0.0.0' }, ['HOST sandbox_beyond_loopback']],
    [{ HOST: '::' }, ['HOST sandbox_beyond_loopback']],
    [{ HOST: '127.0.0.1.example.com' }, ['HOST sandbox_beyond_loopback']],
    [{ PUBLIC_URL: 'https://daoshi.example.edu.cn' }, ['PUBLIC_URL sandbox_beyond_loopback']],
    [{ HOST: '::1', PUBLIC_URL: 'http://localhost:3000' }, []],
  ])('%o gives %o: a lost account does not open a school', (environment, faults) => {
    expect(faultsOf(environment)).toEqual(faults);
  });

  test('a database that is named is used; what it may hold is checked when it opens', () => {
    expect(configOf({ DATABASE_URL: 'file:./elsewhere.db' }).database.url).toBe('file:./elsewhere.db');
  });
});

describe('a WeCom account', () => {
  test('is read whole, with the public hosts as defaults', () => {
    const config = configOf(wecom);
    expect(config.sandbox).toBe(false);
    expect(config.http.host).toBe('0.0.0.0');
    expect(config.database.url).toBe('file:./data/daoshi.db');
    expect(config.wecom).toEqual({
      accountKey: 'main',
      corpId: 'ww0123456789abcdef',
      agentId: 1000002,
      secret: 'a-secret-of-the-console',
      token: 'QDG6eK',
      aesKey,
      apiBase: 'https://qyapi.weixin.qq.com',
      oauthBase: 'https://open.weixin.qq.com',
    });
  });

  test.each(Object.keys(wecom))('without %s is half an account', (name) => {
    expect(faultsOf({ ...wecom, [name]: ' ' })).toEqual([`${name} missing`]);
  });

  test('with nothing but a base address names all that is missing', () => {
    expect(faultsOf({ WECOM_API_BASE: 'http://127.0.0.1:9' })).toEqual(
      Object.keys(wecom).map((name) => `${name} missing`),
    );
  });

  test('takes the second callback whole or not at all', () => {
    const contacts = { WECOM_CONTACT_TOKEN: 'abc', WECOM_CONTACT_AES_KEY: aesKey };
    expect(configOf({ ...wecom, ...contacts }).wecom?.contacts).toEqual({ token: 'abc', aesKey });
    expect(faultsOf({ ...wecom, WECOM_CONTACT_TOKEN: 'abc' })).toEqual(['WECOM_CONTACT_AES_KEY missing']);
  });

  test('splits the verification file at its first colon', () => {
    const config = configOf({ ...wecom, WECOM_VERIFY_FILE: 'WW_verify_aB3.txt:aB:3' });
    expect(config.wecom?.verifyFile).toEqual({ name: 'WW_verify_aB3.txt', content: 'aB:3' });
  });

  test.each([
    '../WW_verify_a.txt:x',
    'WW_verify_a/b.txt:x',
    'WW_verify_a.txt',
    'WW_verify_a.html:x',
    'WW_verify_.txt:x',
  ])('refuses the verification file %s', (value) => {
    expect(faultsOf({ ...wecom, WECOM_VERIFY_FILE: value })).toEqual(['WECOM_VERIFY_FILE not_a_verify_file']);
  });
});

describe('a DingTalk account', () => {
  test('uses the app id as robot code and needs no event callback', () => {
    expect(configOf(dingtalk).dingtalk).toEqual({
      accountKey: 'main',
      corpId: 'ding0123456789',
      clientId: 'dingoabcdef',
      clientSecret: 'a-secret-of-the-console',
      agentId: '4711',
      robotCode: 'dingoabcdef',
      apiBase: 'https://api.dingtalk.com',
      oapiBase: 'https://oapi.dingtalk.com',
      loginBase: 'https://login.dingtalk.com',
    });
  });

  test('stands beside a WeCom account', () => {
    const config = configOf({
      ...wecom,
      ...dingtalk,
      DINGTALK_TOKEN: '123456',
      DINGTALK_AES_KEY: aesKey,
      DINGTALK_MODE: 'HTTP',
    });
    expect(config.wecom).toBeDefined();
    expect(config.dingtalk?.events).toEqual({ token: '123456', aesKey });
  });

  test('in stream mode is refused kindly', () => {
    const result = readConfig({ ...dingtalk, DINGTALK_MODE: 'stream' });
    expect('faults' in result && formatConfigFaults(result.faults)).toContain(
      'DINGTALK_MODE: found "stream"; stream mode is not there yet: set http',
    );
  });

  test.each(Object.keys(dingtalk))('without %s is half an account', (name) => {
    expect(faultsOf({ ...dingtalk, [name]: '' })).toEqual([`${name} missing`]);
  });
});

describe('a database address', () => {
  test.each([
    ['file:./data/x.db', 'file:./data/x.db'],
    ['file:data/x.db', 'file:data/x.db'],
    ['file:/srv/daoshi/x.db', 'file:/srv/daoshi/x.db'],
    ['file:///srv/my%20school/x.db', 'file:/srv/my school/x.db'],
    ['file:C:\\daoshi\\data\\x.db', 'file:C:\\daoshi\\data\\x.db'],
    ['file:C:/Program Files/daoshi/100%.db', 'file:C:/Program Files/daoshi/100%.db'],
    ['file:///D:/Program%20Files/x.db', 'file:D:/Program Files/x.db'],
    ['file:.\\data\\导师.db', 'file:.\\data\\导师.db'],
  ])('%s means %s', (given, url) => {
    expect(configOf({ DATABASE_URL: given }).database).toEqual({ kind: 'sqlite', url });
  });

  test.each([
    'file:',
    'file:./data/',
    'file:..',
    'file::memory:',
    'file:./x.db?mode=ro',
    'file://server/share/x.db',
    'file:\\\\server\\share\\x.db',
    'file:///%E0%A4%A',
  ])('%s is no file on a local disk', (given) => {
    expect(faultsOf({ DATABASE_URL: given })).toEqual(['DATABASE_URL not_a_local_file']);
  });

  test.each(['mysql://h/x', './x.db', 'postgresql:', 'postgresql://h', 'postgresql://h/', 'postgres:x'])(
    '%s is no database',
    (given) => {
      expect(faultsOf({ DATABASE_URL: given, APP_KEY: key })).toEqual(['DATABASE_URL not_a_database']);
    },
  );

  test('of PostgreSQL wants APP_KEY too, since no file beside it can hold one', () => {
    const url = 'postgresql://daoshi:pass@db.example:5432/daoshi';
    expect(faultsOf({ DATABASE_URL: url })).toEqual(['APP_KEY app_key_for_postgresql']);
    expect(configOf({ DATABASE_URL: url, APP_KEY: key }).database).toEqual({ kind: 'postgresql', url });
  });
});

describe('the other variables', () => {
  test.each([
    ['PORT', '-1', 'not_a_port'],
    ['PORT', '65536', 'not_a_port'],
    ['PORT', '3000a', 'not_a_port'],
    ['HOST', 'a b', 'not_a_host'],
    ['TRUST_PROXY', 'yes', 'not_a_proxy_count'],
    ['PUBLIC_URL', 'daoshi.example.edu.cn', 'not_an_origin'],
    ['PUBLIC_URL', 'https://daoshi.example.edu.cn/app', 'not_an_origin'],
    ['PUBLIC_URL', 'https://user@daoshi.example.edu.cn', 'not_an_origin'],
    ['PUBLIC_URL', 'ftp://daoshi.example.edu.cn', 'not_an_origin'],
    ['PUBLIC_URL', 'http://daoshi.example.edu.cn', 'http_beyond_loopback'],
    ['WECOM_API_BASE', 'http://10.0.0.7:8080', 'http_beyond_loopback'],
    ['WECOM_CORP_ID', '"ww0123456789abcdef"', 'not_an_id'],
    ['WECOM_AGENT_ID', 'agent', 'not_a_number'],
    ['WECOM_SECRET', 'short', 'not_a_secret'],
    ['WECOM_TOKEN', 'with-dash', 'not_a_token'],
    ['WECOM_AES_KEY', 'abc', 'not_an_aes_key'],
    ['WECOM_CORPID', 'ww0123456789abcdef', 'unknown_variable'],
    ['APP_KEY', 'c2hvcnQ=', 'not_an_app_key'],
    ['APP_KEY', Buffer.alloc(32).toString('base64'), 'weak_app_key'],
    ['APP_KEY', Buffer.from('0'.repeat(32)).toString('base64'), 'weak_app_key'],
    ['APP_KEY', 'ab'.repeat(32), 'not_an_app_key'],
  ])('%s=%s is refused as %s', (name, value, code) => {
    expect(faultsOf({ ...wecom, [name]: value })).toEqual([`${name} ${code}`]);
  });

  test.each([
    ['true', 1],
    ['2', 2],
    ['false', 0],
    ['0', 0],
  ])('TRUST_PROXY=%s believes %i proxies', (value, count) => {
    expect(configOf({ TRUST_PROXY: value }).http.trustedProxies).toBe(count);
  });

  test('a slash at the end of an address and blanks around a value are forgiven', () => {
    const config = configOf({
      ...wecom,
      PUBLIC_URL: ' https://Daoshi.example.edu.cn:8443/ ',
      APP_KEY: ` ${key}`,
    });
    expect(config.http.publicUrl).toBe('https://daoshi.example.edu.cn:8443');
    expect(config.appKey?.toString('base64')).toBe(key);
  });
});

test('all faults come in one message, with the variable and what to set, and no secret is repeated', () => {
  const secrets = {
    WECOM_SECRET: 'sesame sesame',
    WECOM_AES_KEY: 'sesame-key',
    APP_KEY: 'sesame',
    DATABASE_URL: 'mysql://root:sesame@h/x',
  };
  const result = readConfig({ ...wecom, ...secrets, PORT: 'eighty', WECOM_AGENT_ID: '' });
  const text = 'faults' in result ? formatConfigFaults(result.faults) : '';
  expect(text.split('\n')).toEqual([
    'The configuration has faults:',
    '  PORT: found "eighty"; set a port number from 0 to 65535',
    '  DATABASE_URL: 23 characters; set file:./data/daoshi.db or postgresql://user:password@host:5432/name',
    '  APP_KEY: 6 characters; set 32 random bytes in base64, 44 characters',
    expect.stringContaining(
      '  WECOM_AGENT_ID: not set; set it too: a platform account is complete or absent (WECOM_',
    ),
    '  WECOM_SECRET: 13 characters; copy the secret again: it holds blanks, quotes or too few characters',
    expect.stringContaining('  WECOM_AES_KEY: 10 characters; exactly 43 letters and digits'),
  ]);
  expect(text).not.toContain('sesame');
});

test('nothing in the configuration can be changed afterwards', () => {
  const config = configOf({ ...wecom, WECOM_VERIFY_FILE: 'WW_verify_aB3.txt:x' });
  expect(Object.isFrozen(config)).toBe(true);
  expect(Object.isFrozen(config.wecom?.verifyFile)).toBe(true);
  expect(Object.isFrozen(config.limits)).toBe(true);
});

test('quiet hours, caps and the reminder hour begin with the numbers of the design', () => {
  expect(configOf({}).limits).toEqual({
    quietFrom: 1230,
    quietUntil: 420,
    reminderHour: 960,
    promiseHour: 450,
    staffPushesPerDay: 3,
    guardianPushesPerDay: 1,
    guardianPushesPerWeek: 2,
  });
});
