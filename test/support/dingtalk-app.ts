/** An app of DingTalk as its adapters are given it, and the token it gets. */
import nock from 'nock';

export const dingtalkApp = {
  apiBase: 'https://api.example.test',
  oapiBase: 'https://oapi.example.test',
  clientId: 'dingappkey',
  clientSecret: 'app-secret',
  clock: { now: () => new Date('2026-03-02T08:00:00Z') },
  timeoutMs: 2_000,
};

export function givesDingtalkToken(value: string, apiBase = dingtalkApp.apiBase): void {
  nock(apiBase)
    .post('/v1.0/oauth2/accessToken', { appKey: dingtalkApp.clientId, appSecret: dingtalkApp.clientSecret })
    .reply(200, { accessToken: value, expireIn: 7200 });
}
