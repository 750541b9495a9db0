/** Whether an understanding is the expected one: chat-corpus.md §13. */
import type {
  Understanding,
  UnderstoodPlan,
  UnderstoodRecord,
} from '../domain/understanding/understanding.ts';
import type { Expectation } from './corpus.ts';

export interface Verdict {
  readonly isExact: boolean;
  readonly isSilentlyWrong: boolean;
  readonly isNeedlessQuestion: boolean;
  readonly isMissedConcern: boolean;
  readonly isGroupLeak: boolean;
}

export function judge(expected: Expectation, found: Understanding): Verdict {
  const isExact = isRight(expected, found);
  return {
    isExact,
    isSilentlyWrong: !isExact && isSilent(expected, found),
    isNeedlessQuestion: expected.intent === 'log' && found.intent === 'ask' && !isExact,
    isMissedConcern: expected.intent === 'concern' && found.intent !== 'concern',
    isGroupLeak: expected.intent === 'refuse_group' && found.intent !== 'refuse_group',
  };
}

function isRight(expected: Expectation, found: Understanding): boolean {
  if (expected.intent !== found.intent) return isAlsoRight(expected, found);
  switch (found.intent) {
    case 'log':
      return sameBag(expectedTuples(expected), tuplesOf(found.records));
    case 'concern':
      return sameSet(expected.concern?.students ?? [], found.studentIds);
    case 'ask':
      return expected.ask?.about === found.about;
    case 'plan':
      return isSamePlans(expected, found.plans);
    case 'amend':
      return isSameAmendment(expected, found);
    case 'answer':
      return isSameAnswer(expected, found);
    case 'show_student':
      return expected.student === found.studentId;
    case 'undo':
    case 'list_due':
    case 'list_students':
    case 'help':
    case 'smalltalk':
    case 'unsupported':
    case 'refuse_group':
      return true;
  }
}

/** Another intent that is as good; where it files, nobody but the expected pupils may be in it. */
function isAlsoRight(expected: Expectation, found: Understanding): boolean {
  if (expected.also_ok?.includes(found.intent) !== true) return false;
  if (found.intent !== 'log' && found.intent !== 'concern') return true;
  const allowed = new Set([
    ...(expected.records ?? []).flatMap(({ students }) => students),
    ...(expected.plans ?? []).flatMap(({ students }) => students),
    ...(expected.concern?.students ?? []),
  ]);
  return found.records.every(({ studentIds }) => studentIds.every((id) => allowed.has(id)));
}

function isSilent(expected: Expectation, found: Understanding): boolean {
  if (found.intent === 'log' || found.intent === 'undo' || found.intent === 'amend') return true;
  if (found.intent !== 'concern') return false;
  return found.records.length > 0 && !sameBag(expectedTuples(expected), tuplesOf(found.records));
}

function expectedTuples(expected: Expectation): readonly string[] {
  return (expected.records ?? []).flatMap(({ students, kind, on, outcome }) =>
    tuples(students, kind, on, outcome),
  );
}

function tuplesOf(records: readonly UnderstoodRecord[]): readonly string[] {
  return records.flatMap(({ studentIds, kind, on, outcome }) => tuples(studentIds, kind, on, outcome));
}

function tuples(students: readonly string[], kind: string, on: string, outcome: string): readonly string[] {
  if (kind === 'group_exchange') return [`${students.toSorted().join('+')} ${kind} ${on} ${outcome}`];
  return students.map((student) => `${student} ${kind} ${on} ${outcome}`);
}

function isSamePlans(expected: Expectation, found: readonly UnderstoodPlan[]): boolean {
  const wanted = (expected.plans ?? []).flatMap((plan) =>
    plan.students.map((student) => ({ ...plan, student })),
  );
  const planned = found.flatMap((plan) => plan.studentIds.map((student) => ({ ...plan, student })));
  if (
    !sameBag(
      wanted.map(({ student }) => student),
      planned.map(({ student }) => student),
    )
  )
    return false;
  return wanted.every(({ student, kind, on }) =>
    planned.some(
      (plan) =>
        plan.student === student &&
        (kind === undefined || plan.kind === kind) &&
        (on === undefined || plan.on === on),
    ),
  );
}

function isSameAmendment(expected: Expectation, found: Extract<Understanding, { intent: 'amend' }>): boolean {
  const { fields = {} } = expected;
  const { studentIds, kind, on, outcome, minutes, guardianIds, medium, addedText, followUp } = found.fields;
  return (
    (fields.students === undefined || sameSet(fields.students, studentIds ?? [])) &&
    (fields.kind === undefined || fields.kind === kind) &&
    (fields.on === undefined || fields.on === on) &&
    (fields.outcome === undefined || fields.outcome === outcome) &&
    (fields.minutes === undefined || fields.minutes === minutes) &&
    (fields.with === undefined || sameSet(fields.with, guardianIds ?? [])) &&
    (fields.medium === undefined || fields.medium === medium) &&
    (fields.note_contains === undefined || addedText?.includes(fields.note_contains) === true) &&
    (fields.follow_up?.on === undefined || fields.follow_up.on === followUp?.on)
  );
}

function isSameAnswer(expected: Expectation, found: Extract<Understanding, { intent: 'answer' }>): boolean {
  const { answer = {} } = expected;
  return (
    (answer.students === undefined || sameSet(answer.students, found.studentIds ?? [])) &&
    (answer.kind === undefined || answer.kind === found.kind) &&
    (answer.on === undefined || answer.on === found.on) &&
    (answer.cancel === undefined || answer.cancel === (found.cancel ?? false)) &&
    (answer.confirm === undefined || confirmWritten(answer.confirm) === found.confirm)
  );
}

function confirmWritten(confirm: boolean | string): string {
  if (typeof confirm === 'string') return confirm;
  return confirm ? 'yes' : 'no';
}

function sameSet(first: readonly string[], second: readonly string[]): boolean {
  return sameBag([...new Set(first)], [...new Set(second)]);
}

function sameBag(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.toSorted().join('\n') === second.toSorted().join('\n');
}
