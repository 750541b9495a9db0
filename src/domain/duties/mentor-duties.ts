/** What a mentor owes on his or her own account: journal, plan, summary (CV-17). */
import { planDueDay } from '../calendar/due-days.ts';
import { windowsOf } from '../calendar/windows.ts';
import { dayFromNumber, dayNumber } from '../day.ts';
import type { Duty } from './duty.ts';
import type { DutyContext } from './duty-context.ts';
import type { DutyLine } from './duty-lines.ts';
import { dutyState } from './duty-state.ts';
import { countWithin, type Interval } from './intervals.ts';
import { hasFields } from './settles-contact.ts';
import type { WindowSpan } from './window-span.ts';

export function addMentorDuties(context: DutyContext, line: DutyLine, duties: Duty[]): void {
  for (const [mentorId, days] of context.bonds(line.version).daysOfMentor) {
    if (!context.wantsOwner(mentorId) || context.input.only?.studentIds) continue;
    for (const span of line.spans) {
      const isPlan = line.template.due === 'plan';
      const since = context.bonds(line.version).mentorSince.get(mentorId) ?? span.first;
      const owed = isPlan ? planSpan(context, span, { days, since }) : mostlyInForce(context, span, days);
      if (owed) duties.push(mentorDuty(context, line, mentorId, owed));
    }
  }
}

function mentorDuty(
  context: DutyContext,
  { rule, template }: DutyLine,
  mentorId: string,
  span: WindowSpan,
): Duty {
  const entries = (context.handInsOf.get(mentorId) ?? []).filter(
    ({ fact }) => fact.kind === template.asks && hasFields(template, fact.fields),
  );
  const done = entries.filter(({ day, about }) => {
    const counted = about ?? day;
    return span.first <= counted && counted <= span.due;
  }).length;
  const obligation = {
    on: context.on,
    asked: template.times,
    isExcused: (window: WindowSpan) => context.isOnLeave(mentorId, window),
  };
  const state = dutyState(obligation, span, done);
  const duty = { rule: rule.id, ownerId: mentorId, window: span.window, state, asked: template.times, done };
  return template.part === undefined ? duty : { ...duty, part: template.part };
}

function mostlyInForce(
  context: DutyContext,
  span: WindowSpan,
  days: readonly Interval[],
): WindowSpan | undefined {
  const inForce = countWithin(days, span, context.countSchoolDays);
  return inForce > 0 && inForce * 2 >= span.schoolDays ? span : undefined;
}

/** A plan is owed by whoever has a mentee in the window, unless its last day falls after the window's end. */
function planSpan(
  context: DutyContext,
  span: WindowSpan,
  { days, since }: { readonly days: readonly Interval[]; readonly since: number },
): WindowSpan | undefined {
  const first = days.find((interval) => interval.last >= span.first && interval.first <= span.last);
  if (!first) return undefined;
  const pairedOn = dayFromNumber(Math.max(first.first, span.first));
  const term = windowsOf(context.calendar, 'term').find(({ lastOn }) => lastOn >= pairedOn);
  if (!term) return undefined;
  const goesOn = since < span.first && first.first <= span.first;
  const dueOn = planDueDay(context.calendar, term, goesOn ? undefined : pairedOn);
  if (dueOn === undefined || dayNumber(dueOn) > span.last) return undefined;
  const due = dayNumber(dueOn);
  return { ...span, due, last: due, window: { firstOn: span.window.firstOn, lastOn: dueOn } };
}
