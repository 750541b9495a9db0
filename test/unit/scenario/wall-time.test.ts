import { describe, expect, it } from 'vitest';
import { readDay } from '../../../src/domain/day.ts';
import {
  daysFrom,
  isDuration,
  isWallTime,
  readDurationMs,
  readMoment,
  readWallTime,
} from '../../../src/scenario/wall-time.ts';

describe('wall times', () => {
  it('are Asia/Shanghai', () => {
    expect(readWallTime('2026-09-08T16:00').toISOString()).toBe('2026-09-08T08:00:00.000Z');
    expect(readWallTime('2026-09-08T00:30:15').toISOString()).toBe('2026-09-07T16:30:15.000Z');
  });

  it.each(['2026-02-30T10:00', '2026-09-08', '2026-09-08 10:00', '2026-09-08T24:00', '2026-09-08T10:60'])(
    '%s is none',
    (text) => expect(isWallTime(text)).toBe(false),
  );

  it('a day alone is its beginning or its last moment', () => {
    expect(readMoment('2026-09-08', 'first').toISOString()).toBe('2026-09-07T16:00:00.000Z');
    expect(readMoment('2026-09-08', 'last').toISOString()).toBe('2026-09-08T15:59:59.999Z');
  });
});

describe('durations', () => {
  it.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['PT1H30M', 5_400_000],
    ['P1DT2H', 93_600_000],
    [15, 900_000],
  ])('%s', (written, ms) => expect(readDurationMs(written)).toBe(ms));

  it.each(['', '2 hours', 'P', 'PT', '1w', '-5m'])('%j is none', (text) =>
    expect(isDuration(text)).toBe(false),
  );
});

it('a span of days has both its ends', () => {
  expect(daysFrom(readDay('2026-09-29'), readDay('2026-10-02'))).toEqual([
    '2026-09-29',
    '2026-09-30',
    '2026-10-01',
    '2026-10-02',
  ]);
});
