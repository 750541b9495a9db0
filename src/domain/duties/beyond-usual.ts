import type { SchemeVersion } from '../schemes/scheme.ts';
import type { Duty } from './duty.ts';

/** HUAQIAO-29: one more than usual is allowed with a warning. */
export function isBeyondUsual({ rule, part, done }: Duty, { rules }: SchemeVersion): boolean {
  const template = rules.find(({ id }) => id === rule)?.duties.find((duty) => duty.part === part);
  return template?.usualTimes !== undefined && done > template.usualTimes;
}
