/**
 * The built program as a process, with real configuration: callbacks come from a signer of our own, the platforms only
 * record. What counts are the bytes that went out and the rows that stayed.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBuiltStorage, seedSchool } from '../support/built-storage.mjs';
import { type ChildProgram, spawnProgram } from '../support/child-program.mjs';
import { aFolder } from '../support/databases.ts';
import { dingtalkHeaders } from '../support/dingtalk-signer.mjs';
import { eventually } from '../support/eventually.ts';
import { aRecordingPlatform, type RecordingPlatform } from '../support/recording-platform.ts';
import { aRoster, mentees, pairedOn } from '../support/schools.ts';
import { dingtalk, environmentOf, wecom } from '../support/test-platforms.ts';
import { createWecomSigner } from '../support/wecom-signer.mjs';

/** Thursday, a minute past the reminder hour, in the program's own time. */
const startedAt = new Date('2026-11-19T16:01:00+08:00');
const talk = '今天和张宇轩谈了二十分钟，最近睡得晚';

const folder = aFolder();
const url = `file:${join(folder.path, 'daoshi.db')}`;
const appKey = randomBytes(32);
const signer = createWecomSigner(wecom);
let clockOffsetMs: number;
let platform: RecordingPlatform;
let program: ChildProgram;
let address: string;

beforeAll(async () => {
  platform = await aRecordingPlatform({
    '/cgi-bin/gettoken': { errcode: 0, errmsg: 'ok', access_token: 'wecom-token', expires_in: 7200 },
    '/cgi-bin/message/send': { errcode: 0, errmsg: 'ok', msgid: 'm1' },
    '/v1.0/oauth2/accessToken': { accessToken: 'dingtalk-token', expireIn: 7200 },
    '/v1.0/robot/oToMessages/batchSend': { processQueryKey: 'k1' },
    '/robot/sendBySession': { errcode: 0, errmsg: 'ok' },
    '/cgi-bin/externalcontact/message/send': { errcode: 0, errmsg: 'ok' },
  });
  await seedSchool({
    url,
    appKey,
    plan: onePlatformEach(),
    platforms: ['wecom', 'dingtalk'],
    startOn: pairedOn,
    now: startedAt,
  });
  clockOffsetMs = startedAt.getTime() - Date.now();
  program = spawnProgram({
    clockOffsetMs,
    env: {
      ...environmentOf({ wecom: platform.baseUrl, dingtalk: platform.baseUrl }),
      DATABASE_URL: url,
      APP_KEY: appKey.toString('base64'),
    },
  });
  address = await program.listening();
});
afterAll(async () => {
  await program?.end('SIGKILL');
  await platform?.close();
  folder.remove();
});

/** Lin is on WeCom only, Zhou on DingTalk only: where a reminder goes is then not a matter of who wrote last. */
function onePlatformEach() {
  const plan = aRoster();
  return {
    ...plan,
    identities: plan.identities.filter(
      ({ personKey, platform }) => (personKey === 'zhou' ? 'dingtalk' : 'wecom') === platform,
    ),
  };
}

const now = () => new Date(Date.now() + clockOffsetMs);

async function onWecom(text: string, msgId: string, tamper = (query: string) => query) {
  const { agentId } = wecom;
  const { query, body } = signer.textMessage({ from: 'wlin', text, msgId, at: now(), agentId });
  const response = await fetch(`${address}/callbacks/wecom/main?${tamper(query)}`, { method: 'POST', body });
  return { status: response.status, answer: await response.text() };
}

async function onDingtalk(text: string, msgId: string) {
  const response = await fetch(`${address}/callbacks/dingtalk/main`, {
    method: 'POST',
    headers: dingtalkHeaders({ clientSecret: dingtalk.clientSecret, at: now() }),
    body: JSON.stringify({
      msgtype: 'text',
      text: { content: text },
      msgId,
      createAt: now().getTime(),
      conversationId: 'cid1==',
      conversationType: '1',
      chatbotCorpId: dingtalk.corpId,
      chatbotUserId: '$:LWCP_v1:$bot',
      senderCorpId: dingtalk.corpId,
      senderStaffId: 'dzhou',
      senderId: '$:LWCP_v1:$zhou',
      senderNick: '周',
      isAdmin: false,
      robotCode: dingtalk.robotCode,
      sessionWebhook: `${platform.baseUrl}/robot/sendBySession?session=bearer-${msgId}`,
      sessionWebhookExpiredTime: now().getTime() + 5_400_000,
    }),
  });
  return { status: response.status, answer: await response.text() };
}

async function rows<Row>(
  read: (client: Awaited<ReturnType<typeof openBuiltStorage>>['client']) => Promise<Row>,
): Promise<Row> {
  const opened = await openBuiltStorage({ url, appKey });
  try {
    return await read(opened.client);
  } finally {
    await opened.close();
  }
}

describe('the reminders of a Thursday', () => {
  test('go to WeCom as one card for the mentor, with the duplicate check on', async () => {
    const [sent] = await eventually(() => {
      const found = platform.to('/cgi-bin/message/send');
      return found.length > 0 && found;
    });
    const body: unknown = JSON.parse(sent?.body ?? '');
    expect(body).toMatchObject({
      touser: 'wlin',
      agentid: wecom.agentId,
      msgtype: 'template_card',
      enable_duplicate_check: 1,
    });
  });

  test('go to DingTalk through the robot, with the token in the header', async () => {
    const [sent] = await eventually(() => {
      const found = platform.to('/v1.0/robot/oToMessages/batchSend');
      return found.length > 0 && found;
    });
    expect([sent?.headers['x-acs-dingtalk-access-token'], JSON.parse(sent?.body ?? '')]).toEqual([
      'dingtalk-token',
      expect.objectContaining({ robotCode: dingtalk.robotCode, userIds: ['dzhou'] }),
    ]);
  });

  test('stay as rows that say sent', async () => {
    const states = await eventually(async () => {
      const found = await rows((client) => client.outboxNotice.findMany({ where: { card: 'reminder' } }));
      return (
        found.length > 0 && found.every(({ state }) => state === 'sent') && found.map(({ state }) => state)
      );
    });
    expect(states).toHaveLength(6);
  });
});

describe('a talk on WeCom', () => {
  test('is echoed in the answer, encrypted and signed', async () => {
    const { answer } = await onWecom(talk, '8000000001');
    const reply = signer.openReply(answer);
    expect([reply.to, reply.text.includes(mentees.zhang)]).toEqual(['wlin', true]);
  });

  test('delivered again gets the same echo', async () => {
    const first = await onWecom('今天和王梓萱谈了', '8000000002');
    const again = await onWecom('今天和王梓萱谈了', '8000000002');
    expect(signer.openReply(again.answer).text).toBe(signer.openReply(first.answer).text);
  });

  test('stays as one row, its words sealed', async () => {
    await onWecom(talk, '8000000003');
    const found = await rows((client) =>
      client.contact.findMany({ where: { inboxId: { not: null } }, orderBy: { loggedAt: 'desc' }, take: 1 }),
    );
    expect([found[0]?.kind, JSON.stringify(found).includes('睡得晚')]).toEqual(['talk', false]);
  });

  test('with a wrong signature is refused, and nothing is filed', async () => {
    const before = await rows((client) => client.contact.count());
    const { status, answer } = await onWecom(talk, '8000000004', (query) =>
      query.replace(/msg_signature=(.)/, (_, first: string) => `msg_signature=${first === '0' ? '1' : '0'}`),
    );
    const forged = await rows((client) => client.contact.count());
    expect([status, answer, forged - before]).toEqual([401, '', 0]);
  });
});

describe('a talk on DingTalk', () => {
  test('is acknowledged, and answered through the session it came with', async () => {
    const { status } = await onDingtalk('今天和陈嘉怡谈了', 'msg-1');
    const reply = await eventually(() =>
      platform.to('/robot/sendBySession').find(({ query }) => query.get('session') === 'bearer-msg-1'),
    );
    expect([status, reply.body.includes('陈嘉怡')]).toEqual([200, true]);
  });

  test('delivered again is stored once', async () => {
    await onDingtalk('今天和孙浩然谈了', 'msg-2');
    await onDingtalk('今天和孙浩然谈了', 'msg-2');
    const found = await rows((client) =>
      client.inboxMessage.findMany({ where: { dedupeKey: { contains: 'msg-2' } } }),
    );
    const filed = await rows((client) =>
      client.contact.count({ where: { inboxId: { in: found.map(({ id }) => id) } } }),
    );
    expect([found.length, filed]).toEqual([1, 1]);
  });
});

test('neither a name, a word of a note nor a secret stands in the log', async () => {
  await onWecom(talk, '8000000005');
  const told = program.output();
  const secrets = [wecom.secret, wecom.aesKey, dingtalk.clientSecret, 'wecom-token', 'bearer-', '睡得晚'];
  expect([...secrets, ...Object.values(mentees)].filter((word) => told.includes(word))).toEqual([]);
});

test('the metrics count what came in, without a name', async () => {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  expect(metrics).toMatch(/daoshi_callbacks_total\{platform="wecom",outcome="handled"\} [1-9]/);
});

test('SIGTERM ends it cleanly', async () => {
  expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
});
