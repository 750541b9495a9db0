/** A window with the numbers every duty in it needs, worked out once per run. */
import { mondayHandInDay, officeDueDay } from '../calendar/due-days.ts';
import type { SchoolCalendar } from '../calendar/school-calendar.ts';
import { countSchoolDays } from '../calendar/school-days.ts';
import { windowsOf } from '../calendar/windows.ts';
import { type Day, dayNumber } from '../day.ts';
import type { DutyTemplate } from '../schemes/scheme.ts';
import type { Window } from './duty.ts';

export interface WindowSpan {
  /** From the window's first day to the last day on which the duty can be met. */
  readonly window: Window;
  readonly first: number;
  /** From this day on an entry that names no window is about this one (CV-23: after the hand-in day before). */
  readonly entriesFrom: number;
  /** Last calendar day of the window itself. */
  readonly last: number;
  readonly due: number;
  readonly schoolDays: number;
}

/** Every window of the template's cadence in the calendar; none for what happens by event. */
export function spansOf(
  calendar: SchoolCalendar,
  template: DutyTemplate,
  startOn: Day,
): readonly WindowSpan[] {
  if (template.window === 'event') return [];
  if (template.window === 'launch') {
    const first = windowsOf(calendar, 'term').find(({ lastOn }) => lastOn >= startOn);
    return first ? [spanOf(calendar, template, first)] : [];
  }
  const spans: WindowSpan[] = [];
  for (const window of windowsOf(calendar, template.window)) {
    spans.push(spanOf(calendar, template, window, spans.at(-1)));
  }
  return spans;
}

function spanOf(
  calendar: SchoolCalendar,
  template: DutyTemplate,
  window: Window,
  before?: WindowSpan,
): WindowSpan {
  const dueOn = dueDay(calendar, template, window);
  const first = dayNumber(window.firstOn);
  return {
    window: { firstOn: window.firstOn, lastOn: dueOn },
    first,
    entriesFrom: before ? Math.max(first, before.due + 1) : first,
    last: dayNumber(window.lastOn),
    due: dayNumber(dueOn),
    schoolDays: countSchoolDays(calendar, window.firstOn, window.lastOn),
  };
}

function dueDay(calendar: SchoolCalendar, template: DutyTemplate, window: Window): Day {
  if (template.due === 'monday_after') return mondayHandInDay(calendar, window);
  if (template.due === 'month_after') return officeDueDay(calendar, window.firstOn, 1);
  return window.lastOn;
}
