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

function whenOf({ cards, today }: Pick<Describing, 'cards' | 'today'>, dueOn: Day | undefined): string {
  const { promises } = cards.words;
  if (dueOn === undefined) return promises.undated;
  const day = cards.say.day(dueOn, today);
  return dueOn < today ? promises.late.replace('{day}', day) : day;
}

/** In one piece, for a line that lists several. */
export function sayFollowUp(describing: Describing, followUp: FollowUp): string {
  return describing.cards.words.promises.line
    .replace('{when}', whenOf(describing, followUp.dueOn))
    .replace('{what}', whatOf(describing, followUp));
}

function whatOf({ cards, roster }: Describing, { studentId, kind }: FollowUp): string {
  const { what } = cards.words.promises;
  const pattern =
    kind === undefined
      ? what.again
      : kind === 'home_visit' || kind === 'phone_call'
        ? what[kind]
        : what.other.replace('{kind}', cards.say.kind(kind));
  return pattern.replace('{student}', roster.people.get(studentId)?.name ?? '');
}
