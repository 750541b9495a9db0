import nock from 'nock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { httpGet, timeAt } from '../../../src/doctor/http-get.ts';

const host = 'https://daoshi.example.edu.cn';

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

test('an answer comes with status and body', async () => {
  nock(host).get('/callbacks/wecom/main').reply(401, '');
  expect(await httpGet(`${host}/callbacks/wecom/main`)).toEqual({ status: 401, body: '' });
});

test('a redirect is an answer, not followed', async () => {
  nock(host).get('/').reply(302, '', { location: 'https://elsewhere.example/' });
  expect(await httpGet(`${host}/`)).toEqual({ status: 302, body: '' });
});

test('a failure is named by the code of the system', async () => {
  nock(host)
    .get('/')
    .replyWithError(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));
  expect(await httpGet(`${host}/`)).toEqual({ failed: 'ENOTFOUND' });
});

test('the clock of a platform is read from any answer of it', async () => {
  nock(host).get('/').reply(404, 'nothing here', { date: 'Fri, 20 Nov 2026 13:05:00 GMT' });
  expect(await timeAt(host)).toEqual(new Date('2026-11-20T13:05:00Z'));
});

test.each(['', 'yesterday'])('without a readable Date header (%j) nothing is known', async (date) => {
  nock(host).get('/').reply(200, '', { date });
  expect(await timeAt(host)).toBeUndefined();
});

test('a platform that cannot be reached has no clock', async () => {
  nock(host).get('/').replyWithError('no way');
  expect(await timeAt(host)).toBeUndefined();
});
