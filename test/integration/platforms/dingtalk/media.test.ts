/** A file that a person sent to the robot: the code, the address, the bytes (dingtalk.md §1.1). */
import nock from 'nock';
import { beforeEach, describe, expect, test } from 'vitest';
import { mediaLimitBytes, type PlatformError } from '../../../../src/platforms/contract.ts';
import { createDingtalkSender } from '../../../../src/platforms/dingtalk/sender.ts';
import { dingtalkApp, givesDingtalkToken } from '../../../support/dingtalk-app.ts';
import { onlyMockedNetwork, refusalOf } from '../../../support/mocked-network.ts';

const apiBase = 'https://api.dingtalk.com';
const filePath = '/media/abc?sign=SECRET-SIGN';
const fileHost = 'https://down-cdn.dingtalk.com';
const sender = () =>
  createDingtalkSender({
    ...dingtalkApp,
    apiBase,
    oapiBase: 'https://oapi.dingtalk.com',
    robotCode: 'dingrobot',
    agentId: '123',
    timeoutMs: 500,
  });

const code = () =>
  nock(apiBase, { reqheaders: { 'x-acs-dingtalk-access-token': 'token-1' } }).post(
    '/v1.0/robot/messageFiles/download',
    { downloadCode: 'code-1', robotCode: 'dingrobot' },
  );
const gives = (downloadUrl: string) => code().reply(200, { downloadUrl });

async function failure(): Promise<PlatformError> {
  const error = await refusalOf(sender().fetchMedia('code-1'));
  expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/token-1|SECRET|code-1|https?:/);
  return error;
}

onlyMockedNetwork();
beforeEach(() => givesDingtalkToken('token-1', apiBase));

test('comes as its bytes, asked for without the token', async () => {
  gives(`${fileHost}${filePath}`);
  nock(fileHost, { badheaders: ['x-acs-dingtalk-access-token'] })
    .get(filePath)
    .reply(200, 'GIF89a');
  expect(String(await sender().fetchMedia('code-1'))).toBe('GIF89a');
});

test.each(['https://evil.example/x', 'http://down-cdn.dingtalk.com/x', 'http://127.0.0.1/x', ''])(
  'the address %j is not asked',
  async (address) => {
    gives(address);
    expect(await failure()).toMatchObject({ code: 'file_address', reaction: { do: 'give_up' } });
  },
);

describe('what goes wrong', () => {
  test('a code that is wrong or too old is given up', async () => {
    code().reply(400, { code: 'invalidParameter.robotCode.downloadCode', message: 'no' });
    expect(await failure()).toMatchObject({ reaction: { do: 'give_up' }, outcomeUnknown: false });
  });

  test('the platform being busy is tried again later', async () => {
    code().reply(500, { code: 'system.busy', message: 'no' });
    expect(await failure()).toMatchObject({ reaction: { do: 'retry' } });
  });

  test.each([
    ['http_403', 'give_up', 403],
    ['http_404', 'give_up', 404],
    ['http_503', 'retry', 503],
  ])('%s of the file', async (name, reaction, status) => {
    gives(`${fileHost}${filePath}`);
    nock(fileHost).get(filePath).reply(status, 'no');
    expect(await failure()).toMatchObject({ code: name, reaction: { do: reaction } });
  });

  test('a file larger than the limit', async () => {
    gives(`${fileHost}${filePath}`);
    nock(fileHost)
      .get(filePath)
      .reply(200, Buffer.alloc(mediaLimitBytes + 1));
    expect(await failure()).toMatchObject({ code: 'too_large', reaction: { do: 'give_up' } });
  });

  test('a file that leads elsewhere', async () => {
    gives(`${fileHost}${filePath}`);
    nock(fileHost).get(filePath).reply(302, '', { location: 'http://169.254.169.254/' });
    expect(await failure()).toMatchObject({ code: 'network', reaction: { do: 'retry' } });
  });

  test('no answer in time', async () => {
    gives(`${fileHost}${filePath}`);
    nock(fileHost).get(filePath).delay(2_000).reply(200, 'late');
    expect(await failure()).toMatchObject({ code: 'timeout', reaction: { do: 'retry' } });
  });
});
