/** What waits, and what was given up. */
import type { HealthExpectation } from '../expectation-schemas.ts';
import type { Stage } from '../stage.ts';
import { compare, type Finding } from './finding.ts';

export async function checkHealth(stage: Stage, expected: HealthExpectation): Promise<Finding[]> {
  const counts = await stage.storage.outbox.countByState();
  const pending = (['waiting', 'claimed', 'calling', 'accepted'] as const).map((state) => counts[state] ?? 0);
  const found = {
    // A message is acted on in the transaction that stores it: none ever waits.
    inbox_pending: 0,
    outbox_pending: pending.reduce((sum, count) => sum + count, 0),
    dead: counts.dead ?? 0,
  };
  return (['inbox_pending', 'outbox_pending', 'dead'] as const).flatMap((key) =>
    expected[key] === undefined ? [] : [compare(`health.${key}`, expected[key], found[key])],
  );
}
