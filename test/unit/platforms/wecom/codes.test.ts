/** Every number of wecom.md §10 (and of §5.8, which it points to), by its class there. */
import { describe, expect, test } from 'vitest';
import { reactionTo, recipientReason } from '../../../../src/platforms/wecom/codes.ts';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** T: token. */
const refreshed = [40014, 42001, 42012];
/** B: back off and try again. */
const retried = [-1, 6000, 45009, 45033];
/** R: this person cannot be reached. */
const recipients = [
  40003, 40066, 40068, 40070, 40096, 43004, 46004, 50002, 60003, 60011, 60021, 60111, 60123, 60136, 65010,
  65023, 65024, 81013, 92000, 301021,
];
/** C: nothing works until an admin mends it. */
const stopping = [
  40001, 40013, 40056, 40057, 40091, 43009, 43012, 45031, 48001, 48002, 48004, 48005, 48006, 48009, 50001,
  50003, 60020, 65000, 65003, 65014, 65018, 65022, 80001, 81011, 85005, 93000, 93004, 93008, 301002,
];
/** I, S and K: the same call would fail for ever. */
const givenUp = [
  40004,
  40005,
  40006,
  40007,
  40008,
  40009,
  40011,
  40029,
  40031,
  40032,
  40033,
  40035,
  40039,
  40050,
  40058,
  40063,
  40093,
  40094,
  40127,
  40201,
  41001,
  41002,
  41004,
  41008,
  41009,
  41011,
  41016,
  41033,
  42003,
  42022,
  44001,
  44004,
  45001,
  45002,
  45007,
  45008,
  45029,
  45034,
  60004,
  60005,
  60006,
  60007,
  60008,
  60137,
  60140,
  65001,
  65002,
  65004,
  65005,
  65006,
  65007,
  65008,
  65009,
  65011,
  65012,
  65013,
  65015,
  81012,
  82001,
  82002,
  82003,
  82004,
  84014,
  84015,
  84025,
  91040,
  301036,
  846605,
  846608,
  ...range(42014, 42020),
  ...range(42027, 42051),
  ...range(81001, 81003),
  ...range(86001, 86220),
  ...range(90456, 90497),
  ...range(400020, 400045),
];

test.each([
  ['refresh_token', refreshed],
  ['retry', retried],
  ['drop_recipient', recipients],
  ['stop_account', stopping],
  ['give_up', givenUp],
])('%s', (reaction, codes) => {
  expect(codes.map((code) => [code, reactionTo(code).do])).toEqual(codes.map((code) => [code, reaction]));
});

test('no number stands in two classes', () => {
  const all = [...refreshed, ...retried, ...recipients, ...stopping, ...givenUp];
  expect(new Set(all).size).toBe(all.length);
});

describe('what goes with a reaction', () => {
  test.each(stopping)('%d tells the admin in Chinese what to do', (code) => {
    const reaction = reactionTo(code);
    expect(reaction.do === 'stop_account' ? reaction.remedy : '').toMatch(/：请\p{Script=Han}/u);
  });

  test.each(recipients)('%d tells in Chinese why a person is not reached', (code) => {
    expect(recipientReason(code)).toMatch(/\p{Script=Han}{4}/u);
    expect(recipientReason(code)).not.toBe(recipientReason(1));
  });

  test('a full rate limit names a minute, too many parallel calls five seconds', () => {
    expect(reactionTo(45009)).toEqual({ do: 'retry', retryAfterMs: 60_000 });
    expect(reactionTo(45033)).toEqual({ do: 'retry', retryAfterMs: 5_000 });
    expect(reactionTo(-1)).toEqual({ do: 'retry' });
  });

  test('a number nobody has seen is tried again later', () => {
    expect(reactionTo(123_456)).toEqual({ do: 'retry', retryAfterMs: 600_000 });
  });
});
