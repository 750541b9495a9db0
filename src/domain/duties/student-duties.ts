/** What a student owes: reports, reflections, essays (CV-15, CV-23). One duty however many mentors there are. */
import type { Duty } from './duty.ts';
import type { DutyContext } from './duty-context.ts';
import type { DutyLine } from './duty-lines.ts';
import { dutyState } from './duty-state.ts';
import { countWithin, type Interval } from './intervals.ts';
import { hasFields } from './settles-contact.ts';
import type { WindowSpan } from './window-span.ts';

export function addStudentDuties(context: DutyContext, line: DutyLine, duties: Duty[]): void {
  for (const [studentId, days] of context.bonds(line.version).daysOfStudent) {
    if (!context.wantsOwner(studentId) || !context.wantsStudent(studentId)) continue;
    addDutiesOfStudent(context, line, { studentId, days }, duties);
  }
}

function addDutiesOfStudent(
  context: DutyContext,
  line: DutyLine,
  { studentId, days }: { readonly studentId: string; readonly days: readonly Interval[] },
  duties: Duty[],
): void {
  const { rule, spans, template } = line;
  const mentors = (context.bonds(line.version).carersOf.get(studentId) ?? []).map(({ mentorId }) => mentorId);
  const entries = entriesOf(context, line, studentId);
  const obligation = {
    on: context.on,
    asked: template.times,
    isExcused: (span: WindowSpan) =>
      context.isOnLeave(studentId, span) ||
      (mentors.length > 0 && mentors.every((mentorId) => context.isOnLeave(mentorId, span))),
  };
  for (const span of spans) {
    const inForce = countWithin(days, span, context.countSchoolDays);
    if (inForce === 0 || inForce * 2 < span.schoolDays) continue;
    const done = entries.filter((entry) => belongsTo(entry, span, template.onTime ?? false)).length;
    const state = dutyState(obligation, span, done);
    const duty = {
      rule: rule.id,
      ownerId: studentId,
      studentId,
      window: span.window,
      state,
      asked: template.times,
      done,
    };
    duties.push(template.part === undefined ? duty : { ...duty, part: template.part });
  }
}

interface StudentEntry {
  readonly day: number;
  readonly about: number | undefined;
}

function entriesOf(context: DutyContext, { template }: DutyLine, studentId: string): readonly StudentEntry[] {
  const told = (context.contactsOf.get(studentId)?.get(template.asks) ?? []).map(({ day }) => ({
    day,
    about: undefined,
  }));
  const handedIn = (context.handInsOf.get(studentId) ?? []).filter(
    ({ fact }) => fact.kind === template.asks && hasFields(template, fact.fields),
  );
  return [...told, ...handedIn];
}

/** An entry that says which window it is about belongs there, late or not, unless the rule is about the day. */
function belongsTo({ day, about }: StudentEntry, span: WindowSpan, onTime: boolean): boolean {
  if (about === undefined) return span.entriesFrom <= day && day <= span.due;
  return span.first <= about && about <= span.last && (!onTime || day <= span.due);
}
