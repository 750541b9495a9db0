/** The pace of calls that only ask: however many wait, and however late they wake. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlatformError } from '../../../src/platforms/contract.ts';
import { createPacedCalls } from '../../../src/platforms/paced-calls.ts';

/** Time that passes by waiting only; who waits wakes up to `late` milliseconds after it wanted to. */
function aTime(late: readonly number[]) {
  let now = 1_000_000;
  let turn = 0;
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    clock: { now: () => new Date(now) },
    wait: (ms: number): Promise<void> =>
      new Promise((wake) => {
        turn += 1;
        sleepers.push({ at: now + ms + (late[turn % late.length] ?? 0), wake });
      }),
    async passUntil(isOver: () => boolean): Promise<void> {
      while (!isOver()) {
        for (let yielded = 0; yielded < 20; yielded += 1) await Promise.resolve();
        sleepers.sort((one, other) => one.at - other.at);
        const next = sleepers.shift();
        if (next === undefined) continue;
        now = Math.max(now, next.at);
        next.wake();
      }
    },
  };
}

test('no second sees more calls than agreed, however many wait and however late they wake', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 15 }),
      fc.array(fc.nat(120), { minLength: 1, maxLength: 20 }),
      async (callsPerSecond, callers, late) => {
        const time = aTime(late);
        const { clock } = time;
        const paced = createPacedCalls({ callsPerSecond, ...time });
        const begun: number[] = [];
        const calls = 90;
        let done = 0;
        const caller = async (): Promise<void> => {
          while (begun.length < calls) {
            await paced.ask(async () => {
              begun.push(clock.now().getTime());
              await time.wait(80);
            });
          }
          done += 1;
        };
        const all = Promise.all(Array.from({ length: callers }, caller));
        await time.passUntil(() => done === callers);
        await all;
        for (const [index, at] of begun.entries())
          expect((begun[index + callsPerSecond] ?? at + 1_000) - at).toBeGreaterThanOrEqual(1_000);
        expect(paced.made()).toBe(begun.length);
      },
    ),
    { numRuns: 100 },
  );
});

test('many callers use the whole pace, although each answer takes long', async () => {
  const time = aTime([0]);
  const paced = createPacedCalls({ callsPerSecond: 19, ...time });
  let answered = 0;
  const ask = () => paced.ask(() => time.wait(300).then(() => void (answered += 1)));
  const all = Promise.all(
    Array.from({ length: 12 }, async () => {
      for (let call = 0; call < 19; call += 1) await ask();
    }),
  );
  await time.passUntil(() => answered === 12 * 19);
  await all;
  expect(time.clock.now().getTime() - 1_000_000).toBeLessThan(12_500);
});

test('a busy platform is asked again, at most three times', async () => {
  const time = aTime([0]);
  const paced = createPacedCalls({ callsPerSecond: 10, ...time });
  const busy = new PlatformError('dingtalk', '90018', 'too fast', { do: 'retry' });
  let isOver = false;
  const asked = paced
    .ask(() => Promise.reject(busy))
    .catch((error: unknown) => error)
    .finally(() => {
      isOver = true;
    });
  await time.passUntil(() => isOver);
  expect(await asked).toBe(busy);
  expect(paced.made()).toBe(4);
});
