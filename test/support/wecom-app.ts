/** An app of WeCom as its adapters are given it, and the token it gets. */
import nock from 'nock';

export const wecomApp = {
  apiBase: 'https://qyapi.example.test',
  corpId: 'ww0123456789abcdef',
  agentId: 1000002,
  secret: 'SECRET-OF-APP',
  clock: { now: () => new Date('2026-03-02T08:00:00Z') },
  timeoutMs: 2_000,
};

export const ok = { errcode: 0, errmsg: 'ok' };

export const wecomHost = () => nock(wecomApp.apiBase);

export function givesWecomToken(value: string): void {
  wecomHost()
    .get('/cgi-bin/gettoken')
    .query({ corpid: wecomApp.corpId, corpsecret: wecomApp.secret })
    .reply(200, { ...ok, access_token: value, expires_in: 7200 });
}
