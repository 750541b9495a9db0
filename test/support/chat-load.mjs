/** Many mentors writing at once over connections that stay open: the load of the bench and of the soak. */
import { Agent, request } from 'node:http';
import { createWecomSigner } from './wecom-signer.mjs';

/** Signed requests, made before the clock runs: signing is the platform's work, not the program's. */
export function signedTalks({ account, talks, count, at, firstId = 1 }) {
  const signer = createWecomSigner(account);
  return Array.from({ length: count }, (_, index) => {
    const { userId, student } = talks[index % talks.length];
    return signer.textMessage({
      from: userId,
      // No two alike: the same sentence within minutes counts once.
      text: `今天和${student}谈了二十分钟，书看到第${firstId + index}页`,
      msgId: String(9_000_000_000 + firstId + index),
      at,
      agentId: account.agentId,
    });
  });
}

/**
 * Sends from `connections` at once until the requests or the time are used up; `isEndless` begins again with the first
 * request, for servers that keep nothing. Latencies are in milliseconds, in the
 * order of the answers.
 */
export async function load({
  address,
  requests,
  connections,
  forMs = Number.POSITIVE_INFINITY,
  isEndless = false,
  onAnswer,
}) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies = [];
  const statuses = new Map();
  const started = performance.now();
  const last = isEndless ? Number.POSITIVE_INFINITY : requests.length;
  let next = 0;
  async function connection() {
    while (next < last && performance.now() - started < forMs) {
      const signed = requests[next % requests.length];
      next += 1;
      const before = performance.now();
      const { status, body } = await post(agent, address, signed);
      latencies.push(performance.now() - before);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      await onAnswer?.(latencies.length, body);
    }
  }
  await Promise.all(Array.from({ length: connections }, connection));
  agent.destroy();
  return { latencies, statuses: Object.fromEntries(statuses), seconds: (performance.now() - started) / 1000 };
}

function post(agent, address, { query, body }) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) };
    const sending = request(
      `${address}/callbacks/wecom/main?${query}`,
      { agent, method: 'POST', headers },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode, body: Buffer.concat(chunks).toString() }),
        );
        answer.on('error', reject);
      },
    );
    sending.on('error', (error) => {
      // A server may close an idle connection just as it is used again; the message comes on a new one then.
      if (sending.reusedSocket && error.code === 'ECONNRESET') resolve(post(agent, address, { query, body }));
      else reject(error);
    });
    sending.end(body);
  });
}

export function percentile(values, share) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
