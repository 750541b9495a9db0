/** How many days after its due day something was handed in. A contact belongs to its own window and is never late. */
import { type Day, daysBetween } from '../../domain/day.ts';
import type { Duty } from '../../domain/duties/duty.ts';
import type { SchemeVersion } from '../../domain/schemes/scheme.ts';
import type { Filed, Outcome } from '../outcome.ts';
import { compare, type Finding } from './finding.ts';

export function checkLateDays(
  expected: number,
  outcome: Outcome | undefined,
  owed: { readonly duties: readonly Duty[]; readonly schemeVersions: readonly SchemeVersion[] },
): Finding {
  const due = outcome?.filed && dueDay(outcome.filed, owed.duties, rulesAsking(outcome.filed, owed));
  const late = due === undefined || !outcome?.filed ? 0 : Math.max(0, daysBetween(due, outcome.filed.on));
  return compare('late_days', expected, outcome?.accepted === true ? late : undefined);
}

function rulesAsking(
  { kind }: Filed,
  { schemeVersions }: { readonly schemeVersions: readonly SchemeVersion[] },
): ReadonlySet<string> {
  return new Set(
    schemeVersions
      .flatMap(({ rules }) => rules)
      .flatMap(({ id, duties }) => duties.map(({ asks, part }) => ({ asks, name: `${id}/${part ?? ''}` })))
      .filter(({ asks }) => asks === kind)
      .map(({ name }) => name),
  );
}

/** Of the window it is about, else of the last one that had opened by then. */
function dueDay(filed: Filed, duties: readonly Duty[], rules: ReadonlySet<string>): Day | undefined {
  return duties
    .filter(
      ({ rule, part, ownerId, studentId, window }) =>
        rules.has(`${rule}/${part ?? ''}`) &&
        ownerId === filed.ownerId &&
        (filed.studentId === undefined || studentId === filed.studentId) &&
        (filed.windowFirstOn === undefined
          ? window.firstOn <= filed.on
          : window.firstOn === filed.windowFirstOn),
    )
    .map(({ window }) => window)
    .toSorted((a, b) => daysBetween(a.firstOn, b.firstOn))
    .at(0)?.lastOn;
}
