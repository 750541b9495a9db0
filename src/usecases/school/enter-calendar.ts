/** Terms, holidays and days of make-up as a file or a command gives them; what it does not name stays as it is. */
import type { CalendarPlan } from '../../domain/roster/calendar-rows.ts';
import type { Tables } from '../../storage/storage.ts';

export interface EnterCalendar {
  readonly schoolId: string;
  readonly calendar: CalendarPlan;
  readonly now: Date;
  readonly actorId?: string;
}

/** Inside a transaction; callers count the change with `schools.rosterChanged`. Writes nothing where all is there already. */
export async function enterCalendar(
  { newId }: { readonly newId: () => string },
  { calendars, rosterWriter, audit }: Pick<Tables, 'calendars' | 'rosterWriter' | 'audit'>,
  { schoolId, calendar, now, actorId }: EnterCalendar,
): Promise<void> {
  const before = await calendars.terms(schoolId);
  const isThere = (term: CalendarPlan['terms'][number]): boolean =>
    before.some(({ firstOn, lastOn }) => firstOn === term.firstOn && lastOn === term.lastOn);
  const terms = calendar.terms.filter((term) => !isThere(term));
  for (const { id } of before.filter((old) =>
    terms.some((term) => term.firstOn <= old.lastOn && old.firstOn <= term.lastOn),
  ))
    await calendars.removeTerm(schoolId, id);
  for (const term of terms) await calendars.addTerm(schoolId, { ...term, id: newId() });

  const oddDays = new Map((await calendars.oddDays(schoolId)).map(({ on, kind }) => [on, kind]));
  const days = [
    ...calendar.holidays.map((on) => ({ on, kind: 'holiday' as const })),
    ...calendar.makeUpDays.map((on) => ({ on, kind: 'make_up' as const })),
  ].filter(({ on, kind }) => oddDays.get(on) !== kind);
  for (const day of days) await rosterWriter.setCalendarDay(schoolId, { ...day, id: newId() });
  if (terms.length + days.length === 0) return;
  await audit.add([
    {
      id: newId(),
      schoolId,
      at: now,
      ...(actorId === undefined ? {} : { actorId }),
      verb: 'calendar_changed',
      subjectId: schoolId,
      detail: { terms: terms.length, days: days.length },
    },
  ]);
}
