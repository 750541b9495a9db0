/**
 * The rounds of the scheme are written down on the morning of their day, and closed when they are over. Both may be
 * asked for again: what is done is not done again.
 */

import type { Cards } from '../../cards/load-cards.ts';
import { type Day, dayOf, daysBetween } from '../../domain/day.ts';
import { type PlannedRound, planRounds } from '../../domain/questionnaires/plan-rounds.ts';
import { daysFrom, usualRoundTimes } from '../../domain/questionnaires/round-days.ts';
import type { SchoolRoster } from '../../domain/school-roster.ts';
import type { School } from '../../storage/schools.ts';
import { closeRound } from './close-round.ts';
import { planRound, type RoundDeps } from './open-round.ts';

export interface KeepRoundsDeps extends RoundDeps {
  readonly cards: Cards;
  readonly now: () => Date;
}

/** Rounds open at this hour, in minutes since midnight. */
export const roundHour = 8 * 60;

/** Writes down the rounds of the scheme whose day has come and that are not there yet; how many they were. */
export async function planDueRounds(deps: KeepRoundsDeps, school: School, on: Day): Promise<number> {
  if (!school.isStarted || on < school.startOn) return 0;
  const roster = await deps.storage.roster(school);
  const due = planOf(deps, school, roster).filter(({ opensOn, closesOn }) => opensOn <= on && on <= closesOn);
  let planned = 0;
  for (const round of due) {
    for (const scope of round.per === 'school' ? [''] : gradesOf(roster)) {
      const { window, nth, ruleId, issuerRole, questionnaires, opening } = round;
      const title = deps.cards.worded(roster.wording).say.round(opening, round.opensOn);
      const days = round.opensOn === on ? round : daysLate(round, roster, on);
      const { opensOn, dueOn, closesOn } = days;
      const made = await planRound(deps, {
        schoolId: school.id,
        ruleId,
        windowFirstOn: window.firstOn,
        nth,
        scope,
        title,
        issuerRole,
        questionnaires,
        opensOn,
        dueOn,
        closesOn,
      });
      if ('round' in made) planned += 1;
    }
  }
  return planned;
}

export function planOf(
  { schemeVersions }: Pick<RoundDeps, 'schemeVersions'>,
  school: School,
  roster: SchoolRoster,
): readonly PlannedRound[] {
  const versions = schemeVersions(school.schemeId, roster.followed);
  return planRounds({
    versions,
    calendar: roster.calendar,
    startOn: school.startOn,
    times: usualRoundTimes,
  });
}

/** Fewest days that people have where the program slept over the opening. */
const fewestDays = 3;

function daysLate(round: PlannedRound, { calendar }: SchoolRoster, on: Day) {
  if (daysBetween(on, round.dueOn) >= fewestDays) return { ...round, opensOn: on };
  return daysFrom(calendar, on, usualRoundTimes);
}

function gradesOf({ facts }: SchoolRoster): readonly string[] {
  return [
    ...new Set(facts.students.filter(({ leftOn }) => leftOn === undefined).map(({ grade }) => grade)),
  ].sort();
}

/** Whether there is anything to do for a school at the hour of rounds. */
export async function asksPeople(
  { storage, schemeVersions }: Pick<RoundDeps, 'storage' | 'schemeVersions'>,
  school: School,
): Promise<boolean> {
  const { followed } = await storage.roster(school);
  const rules = schemeVersions(school.schemeId, followed).flatMap((version) => version.rules);
  if (rules.some(({ questionnaires }) => questionnaires.length > 0)) return true;
  return (await storage.questionnaires.unclosed(school.id)).length > 0;
}

/** Closes the rounds whose last day is over; how many they were. */
export async function closeOverRounds(deps: KeepRoundsDeps, school: School): Promise<number> {
  const now = deps.now();
  const unclosed = await deps.storage.questionnaires.unclosed(school.id);
  const over = unclosed.filter(({ closesOn }) => closesOn < dayOf(now));
  for (const { id } of over) await closeRound(deps, { schoolId: school.id, roundId: id, now });
  return over.length;
}
