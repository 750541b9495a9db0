/** A meeting more than the scheme's usual number is held all the same, with a warning (HUAQIAO-29). */
import type { Day } from '../../domain/day.ts';
import { isBeyondUsual } from '../../domain/duties/beyond-usual.ts';
import { type DutyQuestion, loadDuties } from './load-duties.ts';

export async function isOneTooMany(
  question: DutyQuestion,
  { type, scope, on }: { readonly type: string; readonly scope: string; readonly on: Day },
  today: Day,
): Promise<boolean> {
  const limited = question.schemeVersions.flatMap((version) =>
    version.rules
      .filter(({ duties }) => duties.some((duty) => duty.asks === type && duty.usualTimes !== undefined))
      .map(({ id }) => ({ id, version })),
  );
  if (limited.length === 0) return false;
  const duties = await loadDuties(question, today, { dueFrom: on, openingUntil: on });
  return duties.some(
    (duty) =>
      duty.scope === scope &&
      limited.some(({ id, version }) => id === duty.rule && isBeyondUsual(duty, version)),
  );
}
