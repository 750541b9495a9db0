/** A promise in a few words: with whom, what, and when. */
import type { Cards } from '../../cards/load-cards.ts';
import type { Day } from '../../domain/day.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import type { FollowUp } from '../../storage/follow-ups.ts';

interface Describing {
  readonly cards: Cards;
  readonly roster: SchoolRoster;
  readonly today: Day;
}

interface DescribedFollowUp {
  readonly student: string;
  readonly what: string;
  readonly when: string;
}

function describeFollowUp(
  { cards, roster, today }: Describing,
  { studentId, kind, dueOn }: FollowUp,
): DescribedFollowUp {
  const { promises } = cards.words;
  return {
    student: roster.people.get(studentId)?.name ?? '',
    what: kind === undefined ? promises.again : cards.say.kind(kind),
    when: whenOf({ cards, today }, dueOn),
  };
}

function whenOf({ cards, today }: Pick<Describing, 'cards' | 'today'>, dueOn: Day | undefined): string {
  const { promises } = cards.words;
  if (dueOn === undefined) return promises.undated;
  const day = cards.say.day(dueOn, today);
  return dueOn < today ? promises.late.replace('{day}', day) : day;
}

/** In one piece, for a line that lists several. */
export function sayFollowUp(describing: Describing, followUp: FollowUp): string {
  const { student, what, when } = describeFollowUp(describing, followUp);
  return describing.cards.words.promises.line
    .replace('{when}', when)
    .replace('{student}', student)
    .replace('{what}', what);
}
