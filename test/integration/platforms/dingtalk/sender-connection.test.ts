/** What only a real connection shows: silence, a broken line, a closed port, a redirect. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createDingtalkSender } from '../../../../src/platforms/dingtalk/sender.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

/** Gives tokens, and treats every other call as `listener` says. */
function withTokens(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url !== '/v1.0/oauth2/accessToken') return listener(request, response);
    response.setHeader('content-type', 'application/json');
    response.end('{"accessToken":"t","expireIn":7200}');
  };
}

function senderFor(base: string) {
  return createDingtalkSender({
    clientId: 'dingappkey',
    clientSecret: 'app-secret',
    robotCode: 'dingappkey',
    agentId: '123',
    apiBase: base,
    oapiBase: base,
    timeoutMs: 1_000,
    clock: { now: () => new Date('2026-09-07T08:00:00Z') },
  });
}

const card = { card: 'due', form: 'text', title: '本周谈话', lines: [], buttons: [] } as const;

describe.each(['app', 'school_notice', 'reply'] as const)('%s', (channel) => {
  const send = (base: string) => {
    const replyUrl = `${base}/robot/sendBySession?session=x`;
    return senderFor(base).send({ channel, to: ['user1'], card, messageId: 'm-1', replyUrl });
  };

  test('silence ends with the time limit, and nobody knows what happened', async () => {
    const base = await listen(withTokens(() => {}));
    await expect(send(base)).rejects.toMatchObject({ code: 'timeout', outcomeUnknown: true });
  });

  test('an answer that never ends is silence too', async () => {
    const base = await listen(
      withTokens((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"errcode":');
      }),
    );
    await expect(send(base)).rejects.toMatchObject({ code: 'timeout', outcomeUnknown: true });
  });

  test('a broken line leaves the outcome unknown', async () => {
    const base = await listen(withTokens((request) => request.destroy()));
    await expect(send(base)).rejects.toMatchObject({ code: 'network', outcomeUnknown: true });
  });

  test('a redirect is not followed', async () => {
    let visits = 0;
    const elsewhere = await listen((_, response) => {
      visits += 1;
      response.end('{}');
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const base = await listen(
        withTokens((_, response) => {
          response.writeHead(status, { location: `${elsewhere}/latest/meta-data/` });
          response.end();
        }),
      );
      await expect(send(base)).rejects.toMatchObject({ code: 'network', reaction: { do: 'retry' } });
    }
    expect(visits).toBe(0);
  });
});

test('a closed port means that nothing was sent', async () => {
  const base = await listen(() => {});
  const [server] = servers.splice(0);
  await new Promise((resolve) => {
    server?.close(resolve);
  });
  const replyUrl = `${base}/robot/sendBySession?session=x`;
  const sent = senderFor(base).send({ channel: 'reply', to: ['u'], card, messageId: 'm-1', replyUrl });
  await expect(sent).rejects.toMatchObject({ code: 'network', outcomeUnknown: false });
});

test('a token that never comes leaves nothing unknown', async () => {
  const base = await listen(() => {});
  const sent = senderFor(base).send({ channel: 'app', to: ['u'], card, messageId: 'm-1' });
  await expect(sent).rejects.toMatchObject({ code: 'timeout', outcomeUnknown: false });
});
