/** Duties with their states, and how many of an owner's are overdue. */
import { type Duty, dutyStates } from '../../domain/duties/duty.ts';
import type { AdviceExpectation, DutyExpectation, OverdueExpectation } from '../expectation-schemas.ts';
import { compare, type Finding } from './finding.ts';

export function checkDuties(expected: DutyExpectation, duties: readonly Duty[]): Finding[] {
  const meant = duties.filter((duty) => isMeant(expected, duty));
  const name = [expected.rule, expected.owner, expected.student ?? expected.scope].filter(Boolean).join(' ');
  const statesOn = (day: string): readonly string[] => {
    const states = meant.filter(({ window }) => window.firstOn === day).map(({ state }) => state);
    return [...new Set(states)].sort();
  };
  const listed = dutyStates.flatMap((state) =>
    (expected[state] ?? []).map((day) => checkState(`duties ${name} ${day}`, state, statesOn(day))),
  );
  const none = (expected.none ?? []).map((day) =>
    compare(`duties ${name} ${day}`, 'none', statesOn(day).join(', ') || 'none'),
  );
  return [
    ...listed,
    ...none,
    ...checkLeftOut(expected, meant, name),
    ...(expected.exactly ? checkExactly(expected, meant, name) : []),
  ];
}

/** Several duties of a rule may share a window, a plan and a summary or two mentors to check: each state is listed. */
function checkState(name: string, state: string, found: readonly string[]): Finding {
  return { expected: `${name}: ${state}`, found: found.join(', ') || 'none', holds: found.includes(state) };
}

/** Without student and scope the mentor's own are meant, parent meetings too. */
function isMeant({ rule, part, owner, student, scope, mentor }: DutyExpectation, duty: Duty): boolean {
  return (
    duty.rule === rule &&
    (part === undefined || duty.part === part) &&
    (owner === undefined || duty.ownerId === owner) &&
    (mentor === undefined || duty.mentorId === mentor) &&
    (scope === undefined || duty.scope === scope) &&
    (student === undefined
      ? scope !== undefined || duty.studentId === undefined || duty.studentId === owner
      : duty.studentId === student)
  );
}

function checkLeftOut(expected: DutyExpectation, meant: readonly Duty[], name: string): Finding[] {
  if (expected.not_treated === undefined) return [];
  const days = dutyStates.flatMap((state): readonly string[] => expected[state] ?? []);
  const left = meant
    .filter(({ window }) => days.length === 0 || days.includes(window.firstOn))
    .flatMap(({ notTreated }) => notTreated ?? []);
  return [compare(`duties ${name} not_treated`, expected.not_treated.toSorted(), [...new Set(left)].sort())];
}

/**
 * Every window there is must be listed; the windows that lie ahead only where the file lists some that do, or lists
 * nothing at all ("no duty of the rule").
 */
function checkExactly(expected: DutyExpectation, meant: readonly Duty[], name: string): Finding[] {
  const isEmpty = dutyStates.every((state) => expected[state] === undefined);
  return dutyStates.flatMap((state) => {
    if (state === 'upcoming' && expected.upcoming === undefined && !isEmpty) return [];
    const found = meant.filter((duty) => duty.state === state).map(({ window }) => window.firstOn);
    const wanted: readonly string[] = expected[state] ?? [];
    return [compare(`duties ${name} exactly ${state}`, daysOnce(wanted), daysOnce(found))];
  });
}

function daysOnce(days: readonly string[]): readonly string[] {
  return [...new Set(days)].sort();
}

export function checkOverdue(
  { owner, count, rules }: OverdueExpectation,
  duties: readonly Duty[],
): Finding[] {
  const overdue = duties.filter((duty) => duty.ownerId === owner && duty.state === 'overdue');
  const byRule = (rule: string): number => overdue.filter((duty) => duty.rule === rule).length;
  return [
    ...(count === undefined ? [] : [compare(`overdue ${owner} count`, count, overdue.length)]),
    ...Object.entries(rules ?? {}).map(([rule, number]) =>
      compare(`overdue ${owner} ${rule}`, number, byRule(rule)),
    ),
  ];
}

export function checkAdvice(expected: AdviceExpectation, advice: readonly Duty[]): Finding[] {
  const { rule, owner, student, done, of } = expected;
  const [found] = advice.filter(
    (duty) =>
      duty.rule === rule &&
      (owner === undefined || duty.ownerId === owner) &&
      (student === undefined || duty.studentId === student),
  );
  const name = ['advice', rule, owner, student].filter(Boolean).join(' ');
  return [
    compare(`${name} done`, done, found?.done),
    ...(of === undefined ? [] : [compare(`${name} of`, of, found?.asked)]),
  ];
}
