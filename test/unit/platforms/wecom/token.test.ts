import { beforeEach, describe, expect, test } from 'vitest';
import { PlatformError } from '../../../../src/platforms/contract.ts';
import {
  createTokenCache,
  type FetchedToken,
  type TokenCache,
} from '../../../../src/platforms/wecom/token.ts';

let now: Date;
let fetches: number;
let answer: () => Promise<FetchedToken>;
let tokens: TokenCache;

const advance = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

beforeEach(() => {
  now = new Date('2026-03-02T08:00:00Z');
  fetches = 0;
  answer = () => Promise.resolve({ value: `token-${fetches}`, lifetimeMs: 7_200_000 });
  tokens = createTokenCache({ now: () => now }, () => {
    fetches += 1;
    return answer();
  });
});

test('fifty callers at once cause one fetch', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => tokens.current()));
  expect(new Set(all.map(({ value }) => value))).toEqual(new Set(['token-1']));
  expect(fetches).toBe(1);
});

test.each([
  [6_899, 1],
  [6_900, 2],
])('after %d s there were %d fetches', async (seconds, expected) => {
  await tokens.current();
  advance(seconds);
  await tokens.current();
  expect(fetches).toBe(expected);
});

test('a token of one minute is renewed at half its life, not at once', async () => {
  answer = () => Promise.resolve({ value: 'short', lifetimeMs: 60_000 });
  await tokens.current();
  advance(29);
  await tokens.current();
  expect(fetches).toBe(1);
  advance(1);
  await tokens.current();
  expect(fetches).toBe(2);
});

describe('forgetting', () => {
  test('a refused token is fetched anew', async () => {
    tokens.forget(await tokens.current());
    expect(await tokens.current()).toMatchObject({ value: 'token-2' });
  });

  test('a late refusal of an older token leaves the newer one', async () => {
    const old = await tokens.current();
    tokens.forget(old);
    await tokens.current();
    tokens.forget(old);
    await tokens.current();
    expect(fetches).toBe(2);
  });
});

describe('failures', () => {
  const failing = (failure: PlatformError) => async () => {
    throw failure;
  };
  const network = new PlatformError('wecom', 'network', 'no answer', { do: 'retry' });
  const secret = new PlatformError('wecom', '40001', 'refused', { do: 'stop_account', remedy: '请核对' });

  test('one failed fetch does not stick', async () => {
    const good = answer;
    answer = failing(network);
    await expect(tokens.current()).rejects.toBe(network);
    answer = good;
    await expect(tokens.current()).resolves.toMatchObject({ value: 'token-2' });
  });

  test('while the old token is valid, a failed early renewal goes unnoticed', async () => {
    await tokens.current();
    advance(7_000);
    answer = failing(network);
    await expect(tokens.current()).resolves.toMatchObject({ value: 'token-1' });
    advance(200);
    await expect(tokens.current()).rejects.toBe(network);
  });

  test('a refusal of the account is seen even while the old token is valid', async () => {
    await tokens.current();
    advance(7_000);
    answer = failing(secret);
    await expect(tokens.current()).rejects.toBe(secret);
  });
});
