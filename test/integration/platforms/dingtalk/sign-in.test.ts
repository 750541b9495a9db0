/** The wire of DingTalk's sign-in by redirect: code, the person's token, union id, our id (dingtalk.md §7.5). */
import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { createDingtalkSignIn } from '../../../../src/platforms/dingtalk/sign-in.ts';
import { dingtalkApp, givesDingtalkToken } from '../../../support/dingtalk-app.ts';
import { onlyMockedNetwork, refusalOf } from '../../../support/mocked-network.ts';

const { apiBase, oapiBase } = dingtalkApp;
const signIn = () =>
  createDingtalkSignIn({ ...dingtalkApp, loginBase: 'https://login.example.test', corpId: 'dingcorp' });

onlyMockedNetwork();

function takesCode(status: number, answer: Record<string, unknown>): void {
  nock(apiBase)
    .post('/v1.0/oauth2/userAccessToken', {
      clientId: 'dingappkey',
      clientSecret: 'app-secret',
      code: 'C',
      grantType: 'authorization_code',
    })
    .reply(status, answer);
}

function namesUnionId(): void {
  takesCode(200, { accessToken: 'person-token', refreshToken: 'R', expireIn: 7200 });
  nock(apiBase, { reqheaders: { 'x-acs-dingtalk-access-token': 'person-token' } })
    .get('/v1.0/contact/users/me')
    .reply(200, { nick: '林', unionId: 'U1', openId: 'O1' });
  givesDingtalkToken('app-token');
}

test('the address asks for the person of this organisation', () => {
  const url = new URL(signIn().authoriseUrl({ returnUrl: 'https://d.example.edu.cn/r', state: 'abc' }));
  expect(url.origin + url.pathname).toBe('https://login.example.test/oauth2/auth');
  expect(url.search).toContain('scope=openid%20corpid');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    redirect_uri: 'https://d.example.edu.cn/r',
    response_type: 'code',
    client_id: 'dingappkey',
    scope: 'openid corpid',
    state: 'abc',
    prompt: 'consent',
    corpId: 'dingcorp',
  });
});

test('the code comes back as authCode', () => {
  expect(signIn().codeIn(new URLSearchParams('authCode=A&state=s'))).toBe('A');
});

describe('the answer to a code', () => {
  test('is the id in the directory', async () => {
    namesUnionId();
    nock(oapiBase)
      .post('/topapi/user/getbyunionid', { unionid: 'U1' })
      .query({ access_token: 'app-token' })
      .reply(200, { errcode: 0, errmsg: 'ok', result: { contact_type: 0, userid: 'lin' } });
    expect(await signIn().exchange('C')).toEqual({ kind: 'known', userId: 'lin' });
  });

  test('is a stranger where the directory knows nobody', async () => {
    namesUnionId();
    nock(oapiBase)
      .post('/topapi/user/getbyunionid')
      .query(true)
      .reply(200, { errcode: 60121, errmsg: '找不到该用户' });
    expect(await signIn().exchange('C')).toEqual({ kind: 'stranger' });
  });

  test('asks for a new round where the code is not good', async () => {
    takesCode(400, { code: 'invalidParameter.authCode.notFound', message: '不合法的临时授权码' });
    expect(await signIn().exchange('C')).toEqual({ kind: 'code_refused' });
  });

  test.each([
    [400, { code: 'invalidClientIdOrSecret', message: '' }, 'stop_account'],
    [503, { code: 'system.error', message: '' }, 'retry'],
    [200, { something: 'else' }, 'retry'],
  ])('of %i %j is no fault of the person', async (status, answer, reaction) => {
    takesCode(status, answer);
    await expect(signIn().exchange('C')).rejects.toMatchObject({ reaction: { do: reaction } });
  });

  test('that does not come is a failure without an address in it', async () => {
    nock(apiBase).post('/v1.0/oauth2/userAccessToken').replyWithError('getaddrinfo C app-secret');
    const error = await refusalOf(signIn().exchange('C'));
    expect(String(error)).not.toMatch(/app-secret|example/);
  });
});
