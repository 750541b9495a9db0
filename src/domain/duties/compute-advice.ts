/** CV-10: what a scheme encourages is shown as "k of n done" and is never overdue. */
import type { Day } from '../day.ts';
import type { Duty } from './duty.ts';
import { dutyContext } from './duty-context.ts';
import { adviceLines } from './duty-lines.ts';
import type { DutyInput } from './facts.ts';
import { withCommunities } from './learning-communities.ts';
import { addMenteeDuties } from './mentee-duties.ts';

/** Advice whose window holds the day `on`, with how many are advised and how many are there. */
export function computeAdvice(input: DutyInput, on: Day): Duty[] {
  const context = dutyContext(withCommunities(input), on);
  const advice: Duty[] = [];
  for (const line of adviceLines(input.schemeVersions, input)) addMenteeDuties(context, line, advice);
  return advice.filter(({ window }) => window.firstOn <= on && on <= window.lastOn);
}
