/** In the morning of the day that was named: one outbox row for each promise. Twice writes once. */
import { type Day, instantOf } from '../../domain/day.ts';
import type { PushLimits } from '../../domain/delivery/push-limits.ts';
import { menteesOf } from '../../domain/school-roster.ts';
import type { FollowUp } from '../../storage/follow-ups.ts';
import type { NewNotice } from '../../storage/outbox.ts';
import type { School } from '../../storage/schools.ts';
import type { Storage } from '../../storage/storage.ts';
import { limitsOf } from '../delivery/limits-of.ts';

export interface PromiseReminderDeps {
  readonly storage: Storage;
  readonly newId: () => string;
  /** Of a school that has set none of its own. */
  readonly limits: PushLimits;
}

/** How many were new. The mentor named the day: a weekend is as good as any. */
export async function planPromiseReminders(
  { storage, newId, limits: defaults }: PromiseReminderDeps,
  school: School,
  on: Day,
  now: Date,
): Promise<number> {
  const due = await promisedOn(storage, school, on);
  if (due.length === 0) return 0;
  const limits = await limitsOf(storage, school.id, defaults);
  const accountOf = await storage.identities.accountsInUse(school.id);
  return storage.outbox.plan(
    due.flatMap(({ id, authorId }): NewNotice[] => {
      const accountId = accountOf.get(authorId);
      if (accountId === undefined) return [];
      return [
        {
          accountId,
          personId: authorId,
          channel: 'app',
          card: 'reminder',
          id: newId(),
          schoolId: school.id,
          payload: { followUp: id, owner: authorId },
          isUrgent: false,
          // Late ones stand in 待办 and are not pushed again.
          naturalKey: `promise|${id}`,
          notBeforeAt: instantOf(on, limits.promiseHour),
          notAfterAt: instantOf(on, limits.quietFrom),
          createdAt: now,
        },
      ];
    }),
  );
}

/** Nobody is reminded of a child who has gone to another mentor. */
export async function promisedOn(storage: Storage, school: School, on: Day): Promise<readonly FollowUp[]> {
  if (!school.isStarted || on < school.startOn) return [];
  const roster = await storage.roster(school);
  const isTheirs = ({ authorId, studentId }: FollowUp): boolean =>
    menteesOf(roster, authorId, on).students.some(({ id }) => id === studentId);
  return (await storage.followUps.openOn(school.id, on)).filter(isTheirs);
}
