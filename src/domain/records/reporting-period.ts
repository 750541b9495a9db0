/** Until when a record may be changed: the schemes report by the month (CV-03); afterwards it is only amended. */
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import { windowHolding } from '../calendar/windows.ts';
import { type Day, dayOf } from '../day.ts';

interface Filed {
  readonly occurredOn: Day;
  readonly loggedAt: Date;
}

/** What is filed late may still be put right on the day on which it was filed. */
export function isReported(calendar: SchoolCalendar, { occurredOn, loggedAt }: Filed, today: Day): boolean {
  const lastOn = windowHolding(calendar, 'month', occurredOn)?.lastOn;
  const isOver = lastOn === undefined ? occurredOn.slice(0, 7) < today.slice(0, 7) : lastOn < today;
  return isOver && dayOf(loggedAt) < today;
}
