/** What a school follows from which day on (CV-19), turned into the versions the duty engine takes. */
import type { Day } from '../day.ts';
import type { SchemeId, SchemeVersion } from './scheme.ts';
import { applyChanges, readChanges } from './scheme-changes.ts';

export interface FollowedScheme {
  readonly presetId: SchemeId;
  /** As the school wrote them, rule ids and settings; checked against the preset. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly effectiveFrom: Day;
}

/**
 * The first preset holds from its own date, so that a scheme is in force before the term begins; later ones from the
 * day they were chosen for. Throws where changes do not fit their preset.
 */
export function schemeVersionsOf(
  firstPreset: SchemeVersion,
  followed: readonly FollowedScheme[],
  loadPreset: (id: SchemeId) => SchemeVersion,
): readonly SchemeVersion[] {
  const later = followed.map(({ presetId, changes, effectiveFrom }) => {
    const preset = loadPreset(presetId);
    return applyChanges(preset, readChanges(changes, preset, 'stored'), effectiveFrom);
  });
  return [firstPreset, ...later];
}
