/** Requests as they stand on the wire: no tidying of paths, headers or methods. */
import { request } from 'node:http';

export interface Knock {
  readonly name: string;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string;
}

/** Status 0 where the server hung up. */
export function knock(url: string, { path, method = 'GET', headers = {}, body }: Knock): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const gone = (): void => resolve({ status: 0, text: '', location: '' });
    try {
      const sent = request({
        hostname,
        port,
        path,
        method,
        headers: { ...headers } as never,
        timeout: 15_000,
      });
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', gone);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
            location: response.headers.location ?? '',
          }),
        );
      });
      sent.on('error', gone);
      sent.on('timeout', () => resolve({ status: 599, text: 'no answer', location: '' }));
      sent.end(body);
    } catch {
      // Node refuses to send it at all.
      gone();
    }
  });
}

/** Every combination, named after its parts. */
export function cross<A, B>(
  left: readonly (readonly [string, A])[],
  right: readonly (readonly [string, B])[],
  make: (a: A, b: B) => Omit<Knock, 'name'>,
): readonly Knock[] {
  return left.flatMap(([a, first]) =>
    right.map(([b, second]) => ({ name: `${a}: ${b}`, ...make(first, second) })),
  );
}
