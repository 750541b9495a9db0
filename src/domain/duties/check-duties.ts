/** Checks and scores of a mentor's work, owed by whoever has to check. */
import type { StaffRole } from '../vocabulary.ts';
import type { ClassPlace } from '../years/class-history.ts';
import { daysBy } from './bonds.ts';
import { bondsByPlace } from './bonds-by-place.ts';
import type { Duty } from './duty.ts';
import type { DutyContext } from './duty-context.ts';
import type { DutyLine } from './duty-lines.ts';
import { dutyState } from './duty-state.ts';
import type { HandInEntry } from './entry.ts';
import { countWithin, type Interval } from './intervals.ts';
import type { WindowSpan } from './window-span.ts';

/** Where the source gives no scale a score is 0–100 (CV-14). */
const scale = { lowest: 0, highest: 100 } as const;

export function isOnScale(value: number): boolean {
  return scale.lowest <= value && value <= scale.highest;
}

interface Checked {
  readonly mentorId: string;
  readonly scope: string;
  readonly grade: string;
  readonly days: readonly Interval[];
}

interface Checker {
  readonly role: StaffRole;
  readonly scope: string;
  readonly personId: string;
}

export function addCheckDuties(context: DutyContext, line: DutyLine, duties: Duty[]): void {
  if (context.input.only?.studentIds) return;
  for (const checked of checkedMentors(context, line)) {
    for (const span of line.spans) {
      const inForce = countWithin(checked.days, span, context.countSchoolDays);
      if (inForce === 0 || inForce * 2 < span.schoolDays) continue;
      const checker = checkerOf(context, line, checked, span);
      if (checker && context.wantsOwner(checker.personId)) {
        duties.push(checkDuty(context, line, { checked, checker, span }));
      }
    }
  }
}

/** Mentors with mentees, by the class, grade or school that is asked to check them. */
function checkedMentors(context: DutyContext, { template, version }: DutyLine): readonly Checked[] {
  const found = new Map<string, Omit<Checked, 'days'>>();
  const placed = bondsByPlace(context.bonds(version).obliging, context.students);
  const days = daysBy(placed, ({ mentorId, place }) => {
    const scope = scopeOf(place, template.per);
    const key = `${scope}|${mentorId}`;
    if (!found.has(key)) found.set(key, { mentorId, scope, grade: place.grade });
    return key;
  });
  return [...days].flatMap(([key, inForce]) => {
    const checked = found.get(key);
    return checked ? [{ ...checked, days: inForce }] : [];
  });
}

function scopeOf(place: ClassPlace, per: string): string {
  if (per === 'mentor_of_class') return place.classKey;
  return per === 'mentor_of_grade' ? place.grade : 'school';
}

/** Nobody checks himself: the next post up does. */
function checkerOf(
  context: DutyContext,
  { template }: DutyLine,
  { mentorId, scope, grade }: Checked,
  span: WindowSpan,
): Checker | undefined {
  const day = Math.max(span.first, Math.min(span.due, context.on));
  const posts: { readonly role: StaffRole; readonly scope: string }[] = [
    ...(template.owner === 'student' ? [] : [{ role: template.owner, scope }]),
    { role: 'grade_head', scope: grade },
    { role: 'steering_group', scope: 'school' },
  ];
  for (const post of posts.filter(({ role }, index) => index === 0 || isAbove(template.owner, role))) {
    const personId = context.roles.holderOn(post.role, post.scope, day, mentorId);
    if (personId !== undefined) return { ...post, personId };
  }
  return undefined;
}

function isAbove(owner: string, role: StaffRole): boolean {
  return role === 'steering_group' || owner === 'homeroom_teacher';
}

function checkDuty(
  context: DutyContext,
  { rule, template }: DutyLine,
  {
    checked,
    checker,
    span,
  }: { readonly checked: Checked; readonly checker: Checker; readonly span: WindowSpan },
): Duty {
  const entries = (context.checksOf.get(checked.mentorId) ?? []).filter(
    (entry) =>
      isSuchCheck(template, entry) &&
      isWithin(entry, span) &&
      entry.fact.authorId !== checked.mentorId &&
      context.roles.hasHeld(checker.role, checker.scope, entry.fact.authorId),
  );
  const done = countRounds(entries);
  const obligation = {
    on: context.on,
    asked: template.times,
    isExcused: (window: WindowSpan) => context.isOnLeave(checked.mentorId, window),
  };
  const state = dutyState(obligation, span, done);
  return {
    rule: rule.id,
    ...(template.part !== undefined && { part: template.part }),
    ownerId: checker.personId,
    scope: checked.scope,
    mentorId: checked.mentorId,
    window: span.window,
    state,
    asked: template.times,
    done,
  };
}

/** A second entry of a numbered round (S_1, S_2) corrects the first one and is no further round (SULOU-37, SULOU-47). */
function countRounds(entries: readonly HandInEntry[]): number {
  const rounds = new Set<string>();
  for (const { fact } of entries) rounds.add(fact.part && /_\d$/.test(fact.part) ? fact.part : `|${fact.id}`);
  return rounds.size;
}

/** A score is a check too; a check without a number is no score. */
function isSuchCheck({ asks, scoreParts }: DutyLine['template'], { fact }: HandInEntry): boolean {
  if (fact.kind === 'record_check') return asks === 'record_check';
  if (fact.kind !== 'quantified_score' || fact.value === undefined) return false;
  if (!isOnScale(fact.value)) return false;
  return scoreParts === undefined || fact.part === undefined || scoreParts.includes(fact.part);
}

function isWithin({ about, day }: HandInEntry, span: WindowSpan): boolean {
  const counted = about ?? day;
  return span.first <= counted && counted <= span.last;
}
