/**
 * Nothing but what nock answers, from a file's first test to its last, and every answer that a test prepares is asked
 * for. One worker runs many files: each puts it in place anew.
 */
import nock from 'nock';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { PlatformError } from '../../src/platforms/contract.ts';

export function onlyMockedNetwork(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.cleanAll();
    nock.disableNetConnect();
  });
  afterEach(() => {
    const pending = nock.pendingMocks();
    nock.cleanAll();
    expect(pending).toEqual([]);
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}

/** What the platform's adapter made of a refusal. Fails where there was none, or another error. */
export async function refusalOf(calling: Promise<unknown>): Promise<PlatformError> {
  const error: unknown = await calling.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PlatformError)) throw new Error('no PlatformError', { cause: error });
  return error;
}
