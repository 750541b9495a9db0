/** What a school does otherwise than its preset, line by line, for people to read. */
import type { Rule, SchemeVersion } from './scheme.ts';

export interface SchemeDifference {
  readonly rule: string;
  /** Name of the changed part, e.g. `window`; with the duty's place where a rule has several. */
  readonly part: string;
  readonly preset: string;
  readonly own: string;
}

export function schemeDifferences(preset: SchemeVersion, own: SchemeVersion): readonly SchemeDifference[] {
  const ownRules = new Map(own.rules.map((rule) => [rule.id, partsOf(rule)]));
  return preset.rules.flatMap((rule) => {
    const before = partsOf(rule);
    const after = ownRules.get(rule.id) ?? new Map<string, string>();
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter((part) => before.get(part) !== after.get(part))
      .map((part) => ({ rule: rule.id, part, preset: before.get(part) ?? '', own: after.get(part) ?? '' }));
  });
}

function partsOf({ duties, ...line }: Rule): ReadonlyMap<string, string> {
  const parts = new Map(Object.entries(line).map(([key, value]) => [key, textOf(value)]));
  for (const [index, duty] of duties.entries()) {
    const place = duties.length > 1 ? `${index + 1}.` : '';
    for (const [key, value] of Object.entries(duty)) parts.set(`${place}${key}`, textOf(value));
  }
  return parts;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
