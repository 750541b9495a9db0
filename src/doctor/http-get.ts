/** How the doctor asks the outside: one GET, no redirects, a time limit, and never an error thrown. */
import type { HttpGet } from './check-callback.ts';

const timeoutMs = 5_000;
/** A refusal of ours is short; what is longer is somebody else's page. */
const longestBody = 1_000;

export const httpGet: HttpGet = async (address) => {
  try {
    const answer = await ask(address);
    const body = await answer.text();
    return { status: answer.status, body: body.slice(0, longestBody) };
  } catch (error) {
    return { failed: failureCode(error) };
  }
};

/** The clock of whoever answers at a platform's base address, whatever the answer is. */
export async function timeAt(baseAddress: string): Promise<Date | undefined> {
  try {
    const answer = await ask(baseAddress);
    await answer.body?.cancel();
    const at = new Date(answer.headers.get('date') ?? '');
    return Number.isNaN(at.getTime()) ? undefined : at;
  } catch {
    return undefined; // the check of the credentials says what is wrong with the way to the platform
  }
}

function ask(address: string): Promise<Response> {
  return fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
}

/** `fetch` hides the system's code in the cause. */
function failureCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? failureCode(error.cause) : error.name;
}
