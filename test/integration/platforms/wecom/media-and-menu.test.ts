/** media/get and menu/create on the real wire shape. */
import { describe, expect, test } from 'vitest';
import { type MenuEntry, mediaLimitBytes, type PlatformError } from '../../../../src/platforms/contract.ts';
import { createWecomSender } from '../../../../src/platforms/wecom/sender.ts';
import { onlyMockedNetwork, refusalOf } from '../../../support/mocked-network.ts';
import { givesWecomToken, wecomHost as host, ok, wecomApp } from '../../../support/wecom-app.ts';

const sender = () => createWecomSender({ ...wecomApp, timeoutMs: 500 });
const givesToken = (value = 'token-1') => givesWecomToken(value);

const media = (token = 'token-1') =>
  host().get('/cgi-bin/media/get').query({ access_token: token, media_id: 'm-1' });

async function failureOf(calling: Promise<unknown>): Promise<PlatformError> {
  const error = await refusalOf(calling);
  expect(error.message).not.toMatch(/token-1|SECRET|access_token/);
  return error;
}

onlyMockedNetwork();

describe('a file that a person sent', () => {
  test('comes as its bytes', async () => {
    givesToken();
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x7b, 0x7d]);
    media().reply(200, bytes, { 'content-type': 'image/jpeg', 'content-disposition': 'attachment' });
    expect(await sender().fetchMedia('m-1')).toEqual(bytes);
  });

  test('is fetched once more with a new token where the old one is refused', async () => {
    givesToken();
    media().reply(200, { errcode: 40014, errmsg: 'invalid access_token' });
    givesToken('token-2');
    media('token-2').reply(200, Buffer.from('GIF89a'));
    expect(String(await sender().fetchMedia('m-1'))).toBe('GIF89a');
  });

  test.each([
    [40007, { do: 'give_up' }],
    [-1, { do: 'retry' }],
    [45009, { do: 'retry' }],
    [48002, { do: 'stop_account' }],
  ])('errcode %i', async (errcode, reaction) => {
    givesToken();
    media().reply(200, { errcode, errmsg: 'no' }, { 'content-type': 'application/json' });
    expect(await failureOf(sender().fetchMedia('m-1'))).toMatchObject({ code: String(errcode), reaction });
  });

  test('larger than the limit is given up', async () => {
    givesToken();
    media().reply(200, Buffer.alloc(mediaLimitBytes + 1));
    expect(await failureOf(sender().fetchMedia('m-1'))).toMatchObject({
      code: 'too_large',
      reaction: { do: 'give_up' },
    });
  });

  test.each([
    ['http_502', () => media().reply(502, 'bad gateway')],
    ['timeout', () => media().delay(2_000).reply(200, 'late')],
    ['network', () => media().replyWithError('socket hang up')],
    ['network', () => media().reply(302, '', { location: 'http://169.254.169.254/' })],
  ])('%s is tried again later', async (code, mock) => {
    givesToken();
    mock();
    expect(await failureOf(sender().fetchMedia('m-1'))).toMatchObject({
      code,
      reaction: { do: 'retry' },
      outcomeUnknown: false,
    });
  });
});

describe('the menu of the app', () => {
  const menu: readonly MenuEntry[] = [
    { text: '待办', key: 'due' },
    {
      text: '更多',
      entries: [
        { text: '点选记一次', key: 'pick' },
        { text: '我的清单', url: 'https://school.example/me' },
      ],
    },
  ];
  const create = () =>
    host().post('/cgi-bin/menu/create', {
      button: [
        { type: 'click', name: '待办', key: 'due' },
        {
          name: '更多',
          sub_button: [
            { type: 'click', name: '点选记一次', key: 'pick' },
            { type: 'view', name: '我的清单', url: 'https://school.example/me' },
          ],
        },
      ],
    });

  test('is set for the agent', async () => {
    givesToken();
    create().query({ access_token: 'token-1', agentid: '1000002' }).reply(200, ok);
    await sender().setMenu?.(menu);
  });

  test('names are cut to what WeCom takes', async () => {
    givesToken();
    let sent: unknown;
    host()
      .post('/cgi-bin/menu/create')
      .query(true)
      .reply(200, (_uri, body) => {
        sent = body;
        return ok;
      });
    await sender().setMenu?.([{ text: '一二三四五六七', key: 'x' }]);
    expect(sent).toEqual({ button: [{ type: 'click', name: '一二三四…', key: 'x' }] });
  });

  test.each([
    [40056, 'stop_account'],
    [48002, 'stop_account'],
    [45009, 'retry'],
  ])('errcode %i', async (errcode, reaction) => {
    givesToken();
    create().query(true).reply(200, { errcode, errmsg: 'no' });
    expect(await failureOf(sender().setMenu?.(menu) ?? Promise.resolve())).toMatchObject({
      code: String(errcode),
      reaction: { do: reaction },
    });
  });
});
