/** The scheme as a school follows it: one change after another, each seen as a difference before it holds (CV-19). */
import type { Day } from '../../domain/day.ts';
import { type LayerLine, layerLines } from '../../domain/schemes/layer-sentences.ts';
import type { Cadence, SchemeId, SchemeVersion } from '../../domain/schemes/scheme.ts';
import { applyChanges, readChanges } from '../../domain/schemes/scheme-changes.ts';
import type { OwnPageDeps } from '../own-page/own-scene.ts';
import { followScheme } from '../school/follow-scheme.ts';
import type { ConsoleScene } from './console-scene.ts';

export interface SchemeDeps extends OwnPageDeps {
  readonly loadPreset: (id: SchemeId) => SchemeVersion;
}

export type RuleChange =
  | { readonly verb: 'off' | 'restore' }
  | { readonly verb: 'times'; readonly times: number }
  | { readonly verb: 'window'; readonly window: Cadence };

export interface WantedScheme {
  readonly presetId: SchemeId;
  /** Absent where only the preset is meant. */
  readonly rule?: { readonly id: string; readonly change: RuleChange };
  readonly fromOn: Day;
}

export interface SchemeOutlook {
  readonly title: string;
  readonly lines: readonly LayerLine[];
}

type Changes = Readonly<Record<string, unknown>>;

/** What the school does otherwise than its preset today. */
export function schemeToday({ loadPreset }: SchemeDeps, scene: ConsoleScene): SchemeOutlook {
  const preset = loadPreset(scene.look.scheme.scheme);
  return { title: preset.title, lines: layerLines(preset, scene.look.scheme) };
}

/** Undefined where the day is past, or the change fits no rule of the preset. */
export function foreseeScheme(
  { loadPreset }: SchemeDeps,
  scene: ConsoleScene,
  wanted: WantedScheme,
): SchemeOutlook | undefined {
  if (wanted.fromOn < scene.today) return undefined;
  const preset = loadPreset(wanted.presetId);
  try {
    const changes = readChanges(mergedChanges(scene, wanted), preset);
    const own = applyChanges(preset, changes, wanted.fromOn);
    return { title: preset.title, lines: layerLines(preset, own) };
  } catch {
    return undefined;
  }
}

/** False where it may not be. */
export async function changeScheme(
  deps: SchemeDeps,
  scene: ConsoleScene,
  wanted: WantedScheme,
): Promise<boolean> {
  if (foreseeScheme(deps, scene, wanted) === undefined) return false;
  await followScheme(deps, {
    schoolId: scene.school.id,
    presetId: wanted.presetId,
    changes: mergedChanges(scene, wanted),
    effectiveFrom: wanted.fromOn,
    actorId: scene.person.id,
    now: scene.now,
  });
  return true;
}

/** On top of the school's changes as they will stand on that day, as far as they are of the same preset. */
function mergedChanges({ roster }: ConsoleScene, { presetId, rule, fromOn }: WantedScheme): Changes {
  const last = roster.followed.findLast(({ effectiveFrom }) => effectiveFrom <= fromOn);
  const changes: Record<string, unknown> = last?.presetId === presetId ? { ...last.changes } : {};
  if (rule === undefined) return changes;
  const { verb, ...parts } = rule.change;
  if (verb === 'restore') delete changes[rule.id];
  else if (verb === 'off') changes[rule.id] = { off: true };
  else {
    const before = changes[rule.id];
    const kept = typeof before === 'object' && before !== null && !('off' in before) ? before : {};
    changes[rule.id] = { ...kept, ...parts };
  }
  return changes;
}
