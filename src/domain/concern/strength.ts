/** How heavy what was said weighs: the heaviest of its signs, as the lexicon and the followed scheme have them. */

import type { Day } from '../day.ts';
import type { SchemeVersion, Warning } from '../schemes/scheme.ts';
import { concernSigns } from '../understanding/lexicon/concern-words.ts';

export const concernStrengths = ['strong', 'medium', 'light'] as const;
export type ConcernStrength = (typeof concernStrengths)[number];

const known = new Map(concernSigns.map(({ sign, strength }) => [sign, strength]));

/** Without a known sign somebody said so in person: that is never less than strong. */
export function strengthOf(signs: readonly string[], warning: Warning | undefined): ConcernStrength {
  const found = new Set(
    signs.map((sign): ConcernStrength => {
      const strength = known.get(sign) ?? 'strong';
      return strength === 'light' && warning?.signs.includes(sign) === true ? 'medium' : strength;
    }),
  );
  return concernStrengths.find((strength) => found.has(strength)) ?? 'strong';
}

/** The scheme's own list of warning signs and of whom they go to (XXX-54), where it has one. */
export function warningOf(scheme: SchemeVersion | undefined): Warning | undefined {
  return scheme?.rules.find(({ warning }) => warning !== undefined)?.warning;
}

export function schemeOn(versions: readonly SchemeVersion[], on: Day): SchemeVersion | undefined {
  return versions.findLast(({ effectiveFrom }) => effectiveFrom <= on) ?? versions[0];
}
