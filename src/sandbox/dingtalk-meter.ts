/** Counts what the organisation's monthly quota counts (page `dingtalk-application-development-platform-billing-model`). */
import type { Clock } from '../domain/clock.ts';

export type MeterBucket = 'api' | 'webhookAndStream';
export type MonthlyQuota = Readonly<Partial<Record<MeterBucket, number>>>;

export interface Meter {
  count(bucket: MeterBucket): void;
  counted(): Readonly<Record<MeterBucket, number>>;
  isUsedUp(bucket: MeterBucket): boolean;
  setQuota(quota: MonthlyQuota): void;
}

export function createMeter(clock: Clock, initial: MonthlyQuota): Meter {
  let quota = initial;
  const counts = new Map<string, number>();
  const key = (bucket: MeterBucket) => `${bucket} ${shanghaiDay(clock.now()).slice(0, 7)}`;
  const countOf = (bucket: MeterBucket) => counts.get(key(bucket)) ?? 0;
  return {
    count: (bucket) => counts.set(key(bucket), countOf(bucket) + 1),
    counted: () => ({ api: countOf('api'), webhookAndStream: countOf('webhookAndStream') }),
    isUsedUp: (bucket) => countOf(bucket) >= (quota[bucket] ?? Number.POSITIVE_INFINITY),
    setQuota: (next) => {
      quota = next;
    },
  };
}

/** `2026-09-01`; the platform's days and months are those of Shanghai, eight hours ahead of UTC all year. */
export function shanghaiDay(at: Date): string {
  return new Date(at.getTime() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
