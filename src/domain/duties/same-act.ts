/** Two rules may ask one act of one person by one day: written down, and handed in. A list says it once. */
import type { SchemeVersion } from '../schemes/scheme.ts';
import type { Duty } from './duty.ts';

/** The first of those that one act settles; rules that no version knows stay as they are. */
export function oneForEachAct(duties: readonly Duty[], versions: readonly SchemeVersion[]): Duty[] {
  const acts = actsByLine(versions);
  const seen = new Set<string>();
  return duties.filter((duty) => {
    const line = lineOf(duty.rule, duty.part);
    const act = acts.get(line) ?? line;
    const { ownerId, studentId, scope, mentorId, window } = duty;
    const key = [act, ownerId, studentId, scope, mentorId, window.firstOn, window.lastOn].join('|');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function actsByLine(versions: readonly SchemeVersion[]): ReadonlyMap<string, string> {
  return new Map(
    versions.flatMap(({ rules }) =>
      rules.flatMap(({ id, duties }) =>
        duties.map(({ part, settledBy, asks, media, scoreParts }): [string, string] => [
          lineOf(id, part),
          [settledBy, asks, media?.join('+'), scoreParts?.join('+')].join(' '),
        ]),
      ),
    ),
  );
}

function lineOf(rule: string, part: string | undefined): string {
  return part === undefined ? rule : `${rule}/${part}`;
}
