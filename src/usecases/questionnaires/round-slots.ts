/** The moments of a school's rounds, asked every minute: each is run once, and again where its holder died. */
import { isSchoolDay } from '../../domain/calendar/school-days.ts';
import { type Day, dayOf, minuteOfDay } from '../../domain/day.ts';
import type { PushLimits } from '../../domain/delivery/push-limits.ts';
import type { School } from '../../storage/schools.ts';
import { askAll, nudge } from './ask-by-notice.ts';
import { closeOverRounds, type KeepRoundsDeps, planDueRounds, roundHour } from './keep-rounds.ts';
import { startRound } from './open-round.ts';
import { tellOfEthics } from './tell-of-ethics.ts';
import { tellOfUnreachable } from './tell-of-unreachable.ts';

/** Runs the work under this key once; its number is what it planned. */
export type RunOnce = (key: string, work: () => Promise<number>) => Promise<void>;

export async function runRoundSlots(
  deps: KeepRoundsDeps,
  school: School,
  limits: PushLimits,
  runOnce: RunOnce,
): Promise<void> {
  const today = dayOf(deps.now());
  const minute = minuteOfDay(deps.now());
  await runOnce(`rounds-over|${school.id}|${today}`, () => closeOverRounds(deps, school));
  if (!school.isStarted || minute < roundHour || minute >= limits.quietFrom) return;
  const { calendar } = await deps.storage.roster(school);
  if (isSchoolDay(calendar, today))
    await runOnce(`ethics|${school.id}|${today}`, () => tellOfEthics(deps, school, limits, deps.now()));
  await runOnce(`rounds|${school.id}|${today}`, () => planDueRounds(deps, school, today));
  for (const round of await deps.storage.questionnaires.unclosed(school.id)) {
    if (round.openedAt === undefined) {
      if (round.opensOn > today) continue;
      await runOnce(`round-open|${round.id}|${today}`, async () => {
        const started = await startRound(deps, round, deps.now());
        return 'invited' in started ? started.invited : 0;
      });
    }
    await runOpenSlots(deps, round.id, { school, limits, today, minute }, runOnce);
  }
}

interface Moment {
  readonly school: School;
  readonly limits: PushLimits;
  readonly today: Day;
  readonly minute: number;
}

async function runOpenSlots(
  deps: KeepRoundsDeps,
  roundId: string,
  { school, limits, today, minute }: Moment,
  runOnce: RunOnce,
): Promise<void> {
  const round = await deps.storage.questionnaires.round(school.id, roundId);
  if (round?.openedAt === undefined) return;
  await runOnce(`round-asked|${roundId}`, () => askAll(deps, round, limits, deps.now()));
  if (minute < limits.reminderHour) return;
  await runOnce(`round-unreached|${roundId}`, () =>
    tellOfUnreachable(deps, round, limits, deps.now(), today),
  );
  await runOnce(`round-nudges|${roundId}|${today}`, () => nudge(deps, round, limits, deps.now(), today));
}
