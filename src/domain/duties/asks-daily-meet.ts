/** A duty that one tap can settle for everybody: to have been met that day (WEIFANG-17). */
import type { SchemeVersion } from '../schemes/scheme.ts';
import type { Duty } from './duty.ts';

export function asksDailyMeet(schemeVersions: readonly SchemeVersion[], { rule }: Duty): boolean {
  return schemeVersions.some(({ rules }) =>
    rules.some(({ id, duties }) => id === rule && duties.some(({ asks }) => asks === 'daily_meet')),
  );
}

/** A day in the key of a button. */
export function dayMark(on: string): string {
  return on.replaceAll('-', '');
}
