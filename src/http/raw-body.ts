/** Reads a request's bytes up to a limit, in a bounded time. */
import type { IncomingMessage } from 'node:http';

/** `too_large` as soon as the limit is passed: the rest is not read. */
export async function readRawBody(
  request: IncomingMessage,
  limitBytes: number,
): Promise<Buffer | 'too_large'> {
  const announced = Number(request.headers['content-length'] ?? '0');
  if (announced > limitBytes) return 'too_large';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > limitBytes) return 'too_large';
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
