import { describe, expect, test } from 'vitest';
import type { PlatformReaction } from '../../../../src/platforms/contract.ts';
import { readAnswer } from '../../../../src/platforms/dingtalk/answer.ts';
import { isOutcomeUnknown, reactionTo } from '../../../../src/platforms/dingtalk/codes.ts';

type Does = PlatformReaction['do'];

/** Every code of the vendor's tables that a call of ours can meet: what to do, and after how many milliseconds. */
const table: readonly (readonly [Does, number | undefined, string])[] = [
  ['refresh_token', undefined, '40001 40014 41001 42001 InvalidAuthentication'],
  ['stop_account', undefined, '40089 invalidClientIdOrSecret invalid.client unauthorized.client'],
  ['stop_account', undefined, '43007 60011 Forbidden.AccessDenied.AccessTokenPermissionDenied'],
  ['stop_account', undefined, '60020 Forbidden.AccessDenied.IpNotInWhiteList 33001 40056 41044'],
  ['stop_account', undefined, '90020 Forbidden.AccessDenied.ApiCountLimitForOrg'],
  [
    'stop_account',
    undefined,
    'invalidParameter.robotCode.empty invalidParameter.robotCode.invalid invalidParameter.robotCode.missing invalidParameter.robotCode.notExsit invalidParameter.robotCode.auth invalidParameter.robotCode.coolApp template.not.existed template.stopped bot.stopped resource.not.found resource.unavailable token.notExisted invalidParameter.token.invalid unauthorized auth.error chatbotId.notAllow.sendOTO 400102 310000',
  ],
  ['stop_account', undefined, '71006 71007 71009 71012 900001 900005 900010'],
  [
    'retry',
    undefined,
    '-1 15 88 34015 system.error system.busy systemBusy unknown.send.result send.ding.exception',
  ],
  ['retry', undefined, 'server.error isp.top-remote-connection-timeout'],
  ['retry', 1000, '90018 90002'],
  ['retry', 1000, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi Forbidden.AccessDenied.QpsLimitForApi'],
  ['retry', 60_000, 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi'],
  ['retry', 60_000, 'Forbidden.AccessDenied.QpmLimitForSuitekeyAndOrgAndApi'],
  ['retry', 60_000, 'send.too.fast send.byToken.tooFast too.many.people too.many.group'],
  ['retry', 60_000, '143103 143104 143203 143204 41047 41048'],
  ['retry', 300_000, '90003 90004 90005 90006 90017 1430003'],
  ['retry', 600_000, '130101 410100'],
  ['drop_recipient', undefined, '33012 40003 40031 60121 50002 50004 staffId.notExisted robot.oto.notExist'],
  ['drop_recipient', undefined, 'illegal.receivers invalid.openConversationId conversation.org.notMatch'],
  ['drop_recipient', undefined, 'group.disbanded 300001 400101 400106 400013'],
  ['drop_recipient', undefined, '143105 143106 143205 143206 1430000 1430004'],
  [
    'give_up',
    undefined,
    'invalidParameter.userIds.empty invalidParameter.userIds.overMax invalidParameter.userId.empty receivers.exceed miss.openConversationId invalidParameter.robotCode.downloadCode',
  ],
  [
    'give_up',
    undefined,
    'invalidParameter.msgKey.invalid invalidParameter.msgParam.invalid invalidParameter.msgBody.invalid invalidParameter.param.invalid invalidParameter.msg.unsupport invalidParameter.msgParam.tooLong miss.param.x invalid.param.x param.stream.content sendMessage.model.notMatch',
  ],
  [
    'give_up',
    undefined,
    'contain.unsafe.url contain.notAllowed.text contain.notAllowed.picture contain.notAllowed.content send.forbidden bot.forbidden.sendMessage contentUnsafe 430101 430104 41049 1430002',
  ],
  [
    'give_up',
    undefined,
    'session.expired session.notExisted processQueryKey.expireTime robot.processQueryKey.expired invalid.processQueryKey',
  ],
  [
    'give_up',
    undefined,
    '60003 34001 34016 34018 40029 40078 42003 40035 400002 400105 43004 43008 40004 40007',
  ],
  ['give_up', undefined, '41028 41029 41045 41046'],
  ['give_up', undefined, '999999 never.heard.of'],
];
const rows = table.flatMap(([does, afterMs, codes]) =>
  codes.split(' ').map((code) => [code, does, afterMs] as const),
);

/** Numbers come with HTTP 200, words with HTTP 400. */
const failureOf = (code: string, status = /^-?\d/u.test(code) ? 200 : 400) => ({
  code,
  status,
  missingScopes: [],
});

test.each(rows)('%s: %s after %s ms', (code, does, afterMs) => {
  const reaction = reactionTo(failureOf(code));
  expect(reaction.do).toBe(does);
  expect(reaction.do === 'retry' ? reaction.retryAfterMs : undefined).toBe(afterMs);
});

test.each(rows.filter(([, does]) => does === 'stop_account'))('%s tells in Chinese what to do', (code) => {
  const reaction = reactionTo(failureOf(code));
  expect(reaction.do === 'stop_account' ? reaction.remedy : '').toMatch(/\p{Script=Han}{4}/u);
});

describe('by status alone', () => {
  test.each([
    [401, 'refresh_token'],
    [403, 'give_up'],
    [404, 'give_up'],
    [429, 'retry'],
    [500, 'retry'],
    [502, 'retry'],
    [504, 'retry'],
  ])('%i: %s', (status, does) => {
    expect(reactionTo(failureOf('never.heard.of', status)).do).toBe(does);
  });

  test('401 with wrong credentials is not cured by a new token', () => {
    expect(reactionTo(failureOf('unauthorized.client', 401)).do).toBe('stop_account');
  });
});

test('the missing permission is named', () => {
  const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
  const reaction = reactionTo({ code, status: 403, missingScopes: ['qyapi_robot_sendmsg'] });
  expect(reaction.do === 'stop_account' ? reaction.remedy : '').toContain('qyapi_robot_sendmsg');
});

test.each([
  ['15', 200, true],
  ['88', 200, true],
  ['unreadable', 200, true],
  ['unknown.send.result', 400, true],
  ['system.error', 500, true],
  ['http_504', 504, true],
  ['systemBusy', 429, false],
  ['-1', 200, false],
  ['not_json', 200, false],
  ['send.too.fast', 400, false],
  ['40014', 200, false],
])('%s with status %i: outcome unknown is %s', (code, status, unknown) => {
  expect(isOutcomeUnknown(failureOf(code, status))).toBe(unknown);
});

describe('reading an answer', () => {
  test.each([
    [200, '{"errcode":0,"errmsg":"ok"}'],
    [200, '{"errcode":"0","errmsg":"ok"}'],
    [200, '{"errcode ":0}'],
    [200, '{"processQueryKey":"k"}'],
  ])('%i %s is a success', (status, body) => {
    expect(readAnswer(status, body).ok).toBe(true);
  });

  test.each([
    [200, '{"errcode":40014,"errmsg":"x"}', '40014'],
    [200, '{"errcode":"90018"}', '90018'],
    [
      200,
      '{"errcode":88,"errmsg":"ding talk error[subcode=40014,submsg=不合法]","sub_code":"40014"}',
      '40014',
    ],
    [200, '{"errcode":88,"errmsg":"ding talk error[subcode=90018,submsg=x]"}', '90018'],
    [200, '{"errcode":88,"errmsg":"x","sub_code":""}', '88'],
    [400, '{"code":"send.too.fast","message":"x","requestid":"0"}', 'send.too.fast'],
    [400, '{"code":"has blanks and https://host/?token=1"}', 'http_400'],
    [400, '{}', 'http_400'],
    [500, '', 'http_500'],
    [504, '<html></html>', 'http_504'],
    [200, '<html><body>blocked</body></html>', 'not_json'],
    [503, ' <!doctype html>', 'not_json'],
    [200, '', 'unreadable'],
    [200, '{"errcode":0', 'unreadable'],
    [200, '[]', 'unreadable'],
    [200, '{"status":1111,"wait":5,"source":"x5","punish":"deny"}', 'punished'],
  ])('%i %s is the failure %s', (status, body, code) => {
    expect(readAnswer(status, body)).toMatchObject({ ok: false, failure: { code, status } });
  });

  test.each(['not_json', 'punished'])('%s stops for five minutes', (code) => {
    expect(reactionTo(failureOf(code, 200))).toEqual({ do: 'retry', retryAfterMs: 300_000 });
  });

  test('missing scopes are read from either shape, and only names pass', () => {
    const detail = { requiredScopes: ['qyapi_robot_sendmsg', '<script>'] };
    expect(readAnswer(403, JSON.stringify({ code: 'x', accessdenieddetail: detail }))).toMatchObject({
      failure: { missingScopes: ['qyapi_robot_sendmsg'] },
    });
  });
});
