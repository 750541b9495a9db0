import { expect, it } from 'vitest';
import { delayAfter } from '../../../../src/domain/delivery/retry-policy.ts';

it('the delay grows and stays at half an hour, however long a platform is down', () => {
  const seconds = [1, 2, 3, 4, 8, 9, 200].map((attempts) => delayAfter(attempts) / 1000);
  expect(seconds).toEqual([10, 20, 40, 80, 1280, 1800, 1800]);
});
