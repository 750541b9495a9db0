/** The wire of WeCom's sign-in: where the browser goes, what is asked, what each answer means (wecom.md §6.1). */
import { describe, expect, test } from 'vitest';
import { createWecomSignIn } from '../../../../src/platforms/wecom/sign-in.ts';
import { onlyMockedNetwork, refusalOf } from '../../../support/mocked-network.ts';
import { givesWecomToken, wecomApp, wecomHost } from '../../../support/wecom-app.ts';

const signIn = () => createWecomSignIn({ ...wecomApp, oauthBase: 'https://open.example.test' });

onlyMockedNetwork();

function answers(code: string, answer: Record<string, unknown>): void {
  givesWecomToken('T');
  wecomHost()
    .get('/cgi-bin/auth/getuserinfo')
    .query({ access_token: 'T', code })
    .reply(200, { errmsg: '', ...answer });
}

test('the address has the documented parameters in the documented order', () => {
  expect(signIn().authoriseUrl({ returnUrl: 'https://d.example.edu.cn/r?a=1', state: 'abc' })).toBe(
    'https://open.example.test/connect/oauth2/authorize?appid=ww0123456789abcdef' +
      '&redirect_uri=https%3A%2F%2Fd.example.edu.cn%2Fr%3Fa%3D1&response_type=code&scope=snsapi_base' +
      '&state=abc&agentid=1000002#wechat_redirect',
  );
});

describe('the answer to a code', () => {
  test.each([
    ['a member', { userid: 'zhang' }, { kind: 'known', userId: 'zhang' }],
    ['a member of old spelling', { UserId: 'zhang' }, { kind: 'known', userId: 'zhang' }],
    [
      'a guardian',
      { external_userid: 'wm1', parent_userid: 'ma', openid: 'o1' },
      { kind: 'known', userId: 'ma' },
    ],
    ['a guardian of a shared school', { parent_userid: 'ww99/ma' }, { kind: 'known', userId: 'ma' }],
    ['a student', { student_userid: 's1' }, { kind: 'known', userId: 's1' }],
    ['a stranger', { openid: 'o1' }, { kind: 'stranger' }],
    ['nobody at all', { userid: '' }, { kind: 'stranger' }],
  ])('names %s', async (_who, answer, expected) => {
    answers('C', { errcode: 0, ...answer });
    expect(await signIn().exchange('C')).toEqual(expected);
  });

  test.each([40029, 42003, 42022, 41008])('%i asks for a new round', async (errcode) => {
    answers('C', { errcode });
    expect(await signIn().exchange('C')).toEqual({ kind: 'code_refused' });
  });

  test('a domain that is not trusted is a fault of the setting', async () => {
    answers('C', { errcode: 50001 });
    const error = await refusalOf(signIn().exchange('C'));
    expect(error).toMatchObject({ code: '50001', reaction: { do: 'stop_account' } });
    expect(String(error)).not.toContain('code=');
  });

  test.each(['', 'x'.repeat(513)])('a code of no possible length is not even asked about', async (code) => {
    expect(await signIn().exchange(code)).toEqual({ kind: 'code_refused' });
  });
});
