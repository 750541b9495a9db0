import type { SchemeVersion } from './scheme.ts';

/** Rules that ask for this kind of contact, entry or meeting, or offer it without asking for a number of it. */
export function rulesAbout({ rules }: SchemeVersion, kind: string): readonly string[] {
  return rules
    .filter(({ duties, offers }) => offers.includes(kind) || duties.some(({ asks }) => asks === kind))
    .map(({ id }) => id);
}
