/** What a mentor owes for each mentee: talks, calls, visits, entries (CV-04, CV-06, CV-16). */
import type { Bond } from './bonds.ts';
import type { Duty } from './duty.ts';
import type { DutyContext } from './duty-context.ts';
import type { DutyLine } from './duty-lines.ts';
import { dutyState } from './duty-state.ts';
import { contains, countWithin } from './intervals.ts';
import { hasFields, settlesContact, settlingKinds } from './settles-contact.ts';
import { flaggedDays, isMostlyInGroup, isOfFlagged } from './student-groups.ts';
import type { WindowSpan } from './window-span.ts';

export function addMenteeDuties(context: DutyContext, line: DutyLine, duties: Duty[]): void {
  for (const bond of context.bonds(line.version).obliging) {
    if (!context.wantsOwner(bond.mentorId) || !context.wantsStudent(bond.studentId)) continue;
    addDutiesOfBond(context, line, bond, duties);
  }
}

function addDutiesOfBond(context: DutyContext, line: DutyLine, bond: Bond, duties: Duty[]): void {
  const { template, rule, spans } = line;
  const { mentorId, studentId } = bond;
  const flagged = flaggedDays(context.students.get(studentId), line.version, template.students);
  if (flagged.length === 0 && isOfFlagged(template.students)) return;
  const settling = settlingDays(context, line, bond);
  const obligation = {
    on: context.on,
    asked: template.times,
    isExcused: (span: WindowSpan) => context.isOnLeave(studentId, span) || context.isOnLeave(mentorId, span),
  };
  let next = 0;
  for (const span of spans) {
    while (!template.lasting && (settling[next] ?? Number.POSITIVE_INFINITY) < span.first) next += 1;
    const inForce = countWithin(bond.days, span, context.countSchoolDays);
    if (inForce === 0 || inForce * 2 < span.schoolDays) continue;
    if (!isMostlyInGroup(template.students, flagged, span, context.countSchoolDays)) continue;
    let done = 0;
    while ((settling[next + done] ?? Number.POSITIVE_INFINITY) <= span.last) done += 1;
    const state = dutyState(obligation, span, done);
    const duty = {
      rule: rule.id,
      ownerId: mentorId,
      studentId,
      window: span.window,
      state,
      asked: template.times,
      done,
    };
    duties.push(template.part === undefined ? duty : { ...duty, part: template.part });
  }
}

/** Ascending; an entry that names its window stands at that window's first day. */
function settlingDays(context: DutyContext, line: DutyLine, bond: Bond): readonly number[] {
  const { template } = line;
  const carers = context.bonds(line.version).carersOf.get(bond.studentId) ?? [];
  const isCarer = (authorId: string, day: number) =>
    template.lasting === true ||
    (contains(bond.days, day) &&
      (authorId === bond.mentorId ||
        carers.some((carer) => carer.mentorId === authorId && contains(carer.days, day))));
  const days = contactDays(context, line, bond, isCarer);
  if (template.settledBy !== 'hand_in') return days;
  for (const { fact, day, about } of context.handInsOf.get(bond.studentId) ?? []) {
    const settles = fact.kind === template.asks && hasFields(template, fact.fields);
    if (settles && isCarer(fact.authorId, day)) days.push(about ?? day);
  }
  return days.sort((a, b) => a - b);
}

/** Not before the line's first window: most of a year's contacts are never looked at twice. */
function contactDays(
  context: DutyContext,
  { template, spans }: DutyLine,
  { studentId }: Bond,
  isCarer: (authorId: string, day: number) => boolean,
): number[] {
  const from = spans[0]?.first ?? Number.POSITIVE_INFINITY;
  const byKind = context.contactsOf.get(studentId);
  const lists = settlingKinds(template).flatMap((kind) => [byKind?.get(kind) ?? []]);
  const days: number[] = [];
  for (const entries of lists) {
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const entry = entries[index];
      if (!entry || entry.day < from) break;
      const { fact, day } = entry;
      if (settlesContact(template, fact) && isCarer(fact.authorId, day)) days.push(day);
    }
  }
  return days.sort((a, b) => a - b);
}
