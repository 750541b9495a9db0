/** Nothing but what nock answers, from a file's first test to its last. One worker runs many files: each puts it in place anew. */
import nock from 'nock';
import { afterAll, beforeAll } from 'vitest';

export function onlyMockedNetwork(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}
