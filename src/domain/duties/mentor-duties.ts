/** What a mentor owes on his or her own account: journal, plan, summary (CV-17). */
import { planDueDay } from '../calendar/due-days.ts';
import { windowsOf } from '../calendar/windows.ts';
import { type Day, dayFromNumber, dayNumber } from '../day.ts';
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
      if (owed && context.wantsDays(owed)) duties.push(mentorDuty(context, line, mentorId, owed));
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

/** A plan is owed by whoever still has a mentee on its last day, unless that falls after the window's end. */
function planSpan(
  context: DutyContext,
  span: WindowSpan,
  { days, since }: { readonly days: readonly Interval[]; readonly since: number },
): WindowSpan | undefined {
  for (const interval of days) {
    const start = Math.max(interval.first, span.first);
    if (start > Math.min(interval.last, span.last)) continue;
    const goesOn = since < span.first && interval.first <= span.first;
    const dueOn = planDueOn(context, dayFromNumber(start), goesOn);
    const due = dueOn === undefined ? Number.POSITIVE_INFINITY : dayNumber(dueOn);
    if (dueOn === undefined || due > span.last || due > interval.last) continue;
    return { ...span, due, last: due, window: { firstOn: span.window.firstOn, lastOn: dueOn } };
  }
  return undefined;
}

function planDueOn({ calendar }: DutyContext, pairedOn: Day, goesOn: boolean): Day | undefined {
  const term = windowsOf(calendar, 'term').find(({ lastOn }) => lastOn >= pairedOn);
  return term && planDueDay(calendar, term, goesOn ? undefined : pairedOn);
}
