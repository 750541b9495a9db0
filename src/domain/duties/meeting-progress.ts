/** Which meetings of a window count, and whom they left out (CV-18; WEIFANG-28, 30, 31, 33). */
import { type Day, dayFromNumber, dayNumber } from '../day.ts';
import type { DutyTemplate } from '../schemes/scheme.ts';
import { studentOfConcern } from '../vocabulary.ts';
import { isAtSchool, placeOn } from '../years/class-history.ts';
import type { DutyContext, HeldMeeting } from './duty-context.ts';
import type { StudentFact } from './facts.ts';
import type { WindowSpan } from './window-span.ts';

type Coverage = NonNullable<DutyTemplate['covers']>;

export interface MeetingProgress {
  readonly done: number;
  readonly notTreated: readonly string[];
}

export function meetingProgress(
  context: DutyContext,
  template: DutyTemplate,
  { scope, span }: { readonly scope: string; readonly span: WindowSpan },
): MeetingProgress {
  const types = [template.asks, ...(template.alternatives ?? [])];
  const meetings = types.flatMap((type) => context.meetingsAt(type, scope));
  const held = meetings.filter(({ day }) => span.first <= day && day <= span.due);
  const notTreated = template.covers ? fewestLeftOut(context, template.covers, scope, held) : [];
  return { done: held.length, notTreated };
}

/** After whichever meeting of the window the fewest were left out: a later meeting never undoes an earlier one. */
function fewestLeftOut(
  context: DutyContext,
  covers: Coverage,
  scope: string,
  held: readonly HeldMeeting[],
): readonly string[] {
  const days = [...new Set(held.map(({ day }) => day))];
  const leftOutBy = days.map((day) => {
    const meetings = held.filter((meeting) => meeting.day <= day);
    return leftOut(context, covers, { scope, day, meetings });
  });
  return leftOutBy.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

/** Who was of concern on the day and had not been treated in the window by then. */
function leftOut(
  { onceOfConcern }: DutyContext,
  covers: Coverage,
  {
    scope,
    day,
    meetings,
  }: { readonly scope: string; readonly day: number; readonly meetings: readonly HeldMeeting[] },
): readonly string[] {
  const on = dayFromNumber(day);
  const concerned = (onceOfConcern.get(scope) ?? []).filter(
    (student) => isOfConcern(student, day) && isWithin(student, scope, on),
  );
  const treated = new Set(meetings.flatMap(({ fact }) => fact.treatedStudentIds ?? []));
  const named = new Set(meetings.flatMap(({ fact }) => [...(fact.classKeys ?? []), ...(fact.grades ?? [])]));
  const keyOf = (student: StudentFact) => {
    if (covers === 'students_of_concern') return student.id;
    const place = placeOn(student, on);
    return covers === 'classes_of_concern' ? place.classKey : place.grade;
  };
  for (const student of concerned) if (treated.has(student.id)) named.add(keyOf(student));
  return [...new Set(concerned.map(keyOf))].filter((key) => !named.has(key)).sort();
}

function isWithin(student: StudentFact, scope: string, on: Day): boolean {
  const { classKey, grade } = placeOn(student, on);
  return isAtSchool(student, on) && (scope === 'school' || scope === classKey || scope === grade);
}

function isOfConcern({ flags }: StudentFact, day: number): boolean {
  return flags.some(
    ({ category, fromOn, untilOn }) =>
      category === studentOfConcern &&
      dayNumber(fromOn) <= day &&
      (untilOn === undefined || day <= dayNumber(untilOn)),
  );
}
