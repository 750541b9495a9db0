/** What came of the step's own action. */
import type { Expectation } from '../expectation-schemas.ts';
import type { Outcome } from '../outcome.ts';
import { compare, type Finding } from './finding.ts';

export function checkOutcome(expect: Expectation, outcome: Outcome | undefined): Finding[] {
  const { accepted, refused, asks, warns, state, delay_days: delayDays } = expect;
  return [
    ...(accepted === undefined ? [] : [compare('accepted', accepted, outcome && isAccepted(outcome))]),
    ...(refused === undefined ? [] : [checkRefused(refused, outcome)]),
    ...(asks === undefined ? [] : [compare('asks', asks, outcome?.asks)]),
    ...(warns === undefined ? [] : [compare('warns', warns, outcome?.warns ?? false)]),
    ...(state === undefined ? [] : [compare('state', state, outcome?.state)]),
    ...(delayDays === undefined ? [] : [compare('delay_days', delayDays, outcome?.delayDays)]),
  ];
}

function checkRefused(expected: string | boolean, outcome: Outcome | undefined): Finding {
  const reasons = outcome?.refused ?? [];
  const holds = typeof expected === 'string' ? reasons.includes(expected) : expected === reasons.length > 0;
  return { expected: `refused: ${expected}`, found: describeOutcome(outcome), holds };
}

function isAccepted({ accepted, refused, asks }: Outcome): boolean {
  return accepted && refused === undefined && asks === undefined;
}

export function describeOutcome(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'no action';
  if (outcome.refused !== undefined) return `refused ${outcome.refused.join(', ')}`;
  return outcome.asks === undefined ? 'accepted' : `asked ${outcome.asks}`;
}
