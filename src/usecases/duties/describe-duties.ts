/** Turns duties into the short lines a person reads: one line for what one rule asks by one day. */
import type { DueItem } from '../../cards/card-data.ts';
import type { Cards } from '../../cards/load-cards.ts';
import type { Day } from '../../domain/day.ts';
import type { Duty } from '../../domain/duties/duty.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';

export interface DutyWords {
  readonly cards: Cards;
  readonly roster: SchoolRoster;
  readonly today: Day;
}

const namesPerLine = 6;

/** Lines by their last day; inside a line the names stand in the order given, the most urgent first. */
export function describeDuties(words: DutyWords, duties: readonly Duty[]): DueItem[] {
  const lines = groupBy(duties, (duty) => `${duty.rule}|${duty.part ?? ''}|${duty.window.lastOn}`);
  const byLastDay = [...lines.values()].sort((a, b) => compare(lastOnOf(a), lastOnOf(b)));
  return byLastDay.flatMap((together): DueItem[] => {
    const [first] = together;
    if (first === undefined) return [];
    const names = together.flatMap(({ studentId }) => words.roster.people.get(studentId ?? '')?.name ?? []);
    return [{ ...describeDuty(words, first), students: joinNames(words.cards, [...new Set(names)]) }];
  });
}

export function describeDuty({ cards, today }: DutyWords, duty: Duty): { what: string; until: string } {
  return { what: cards.say.rule(duty.rule), until: cards.say.until(duty.window.lastOn, today) };
}

/** The first names, and how many there are. */
export function joinNames({ words }: Cards, names: readonly string[]): string {
  if (names.length <= namesPerLine) return names.join('、');
  return words.and_more
    .replace('{names}', names.slice(0, namesPerLine).join('、'))
    .replace('{count}', String(names.length));
}

function lastOnOf([first]: readonly Duty[]): string {
  return first?.window.lastOn ?? '';
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
