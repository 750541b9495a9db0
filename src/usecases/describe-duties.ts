/** Turns duties into the short lines a person reads. */
import type { DueItem } from '../cards/card-data.ts';
import type { Cards } from '../cards/load-cards.ts';
import type { Day } from '../domain/day.ts';
import type { Duty } from '../domain/duties/duty.ts';
import type { SchoolRoster } from '../domain/school-roster.ts';

export function describeDuty(
  { cards, roster, today }: { cards: Cards; roster: SchoolRoster; today: Day },
  duty: Duty,
): DueItem {
  return {
    student: duty.studentId === undefined ? '' : (roster.people.get(duty.studentId)?.name ?? ''),
    what: cards.say.rule(duty.rule),
    until: cards.say.until(duty.window.lastOn, today),
  };
}
