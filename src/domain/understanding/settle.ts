/** Contacts and plans → the answer: what is filed, planned or asked (chat-corpus.md §2, §3, §7, §8). */
import { addDays, type Day } from '../day.ts';
import type { Act, PlannedAct } from './act.ts';
import type { DateExpression } from './date-expression.ts';
import { comingDay, isNotBegun, mayLieAhead, pastDay } from './days.ts';
import type { Doubt } from './mention.ts';
import { isAfterMidnight, type Scene } from './scene.ts';
import { withSettledPeople, withSettledPoints } from './settled-points.ts';
import { questionReasons, type UnderstoodPlan, type UnderstoodRecord } from './understanding.ts';

export interface Settled {
  readonly records: readonly UnderstoodRecord[];
  readonly plans: readonly UnderstoodPlan[];
  readonly doubts: readonly Doubt[];
}

type When =
  | { readonly is: 'past'; readonly days: readonly Day[] }
  | { readonly is: 'plan'; readonly on?: Day }
  | { readonly is: 'doubt'; readonly doubt: Doubt };

export function settle(acts: readonly Act[], plans: readonly PlannedAct[], scene: Scene): Settled {
  const records: UnderstoodRecord[] = [];
  const settledPlans: UnderstoodPlan[] = [];
  const doubts: Doubt[] = [];
  for (const told of acts) {
    const act = withSettledPoints(told, scene);
    const when = whenOf(act, scene);
    doubts.push(...act.doubts);
    if (act.studentIds.length === 0 && act.doubts.length === 0)
      doubts.push({ about: 'which_student', candidates: [] });
    if (when.is === 'doubt' && !(act.isWeak && act.kind === undefined)) doubts.push(when.doubt);
    if (when.is === 'plan')
      settledPlans.push({
        studentIds: act.studentIds,
        ...(act.kind ? { kind: act.kind } : {}),
        ...(when.on ? { on: when.on } : {}),
      });
    if (when.is === 'plan') continue;
    if (act.isUncertain === true && scene.context.settled?.happened !== true)
      doubts.push({ about: 'confirm_reading', candidates: [] });
    const kind = kindFor(act);
    if ('doubt' in kind) doubts.push(kind.doubt);
    else if (when.is === 'past')
      for (const on of when.days) records.push(...recordsFor(act, kind.kind, on, scene));
  }
  for (const told of plans) {
    const plan = withSettledPeople(told, scene);
    doubts.push(...plan.doubts);
    if (plan.studentIds.length === 0 && plan.doubts.length === 0)
      doubts.push({ about: 'which_student', candidates: [] });
    const on = plan.date ? comingDay(plan.date, scene) : undefined;
    settledPlans.push({
      studentIds: plan.studentIds,
      ...(plan.kind ? { kind: plannedKind(plan) ?? plan.kind } : {}),
      ...(on ? { on } : {}),
    });
  }
  return { records: withoutRepeats(records), plans: settledPlans, doubts };
}

function plannedKind({ kind, isTogether, studentIds }: PlannedAct): PlannedAct['kind'] {
  return kind === 'talk' && isTogether === true && studentIds.length > 1 ? 'group_exchange' : kind;
}

/** The question to ask first, where several points are unclear. */
export function firstDoubt(doubts: readonly Doubt[]): Doubt | undefined {
  const ranked = doubts.toSorted((first, second) => rank(first) - rank(second));
  return ranked[0];
}

function rank({ about }: Doubt): number {
  const place = questionReasons.indexOf(about);
  return about === 'not_your_mentee' ? 0 : place;
}

function kindFor(act: Act): { kind: UnderstoodRecord['kind'] } | { doubt: Doubt } {
  if (act.kind === undefined)
    return { doubt: { about: 'which_kind', candidates: act.kindChoices ?? ['talk', 'daily_meet'] } };
  if (act.kind !== 'talk' || act.studentIds.length < 2) return { kind: act.kind };
  if (act.isTogether && !act.isEach) return { kind: 'group_exchange' };
  if (act.isEach) return { kind: 'talk' };
  return { doubt: { about: 'which_kind', candidates: ['talk', 'group_exchange'] } };
}

function recordsFor(
  act: Act,
  kind: UnderstoodRecord['kind'],
  on: Day,
  scene: Scene,
): readonly UnderstoodRecord[] {
  const base = {
    kind,
    on,
    outcome: act.outcome,
    ...(act.medium && act.medium !== 'phone' ? { medium: act.medium } : {}),
    ...(act.minutes === undefined ? {} : { minutes: act.minutes }),
    ...(act.followUp ? { followUp: followUpOf(act.followUp, scene) } : {}),
    spans: { kind: act.span },
  };
  if (kind === 'group_exchange') return [{ ...base, studentIds: act.studentIds }];
  return act.studentIds.map((id) => {
    const own = new Set((scene.mentees.get(id)?.guardians ?? []).map((guardian) => guardian.id));
    const guardianIds = act.guardianIds.filter((guardianId) => own.has(guardianId));
    return { ...base, studentIds: [id], ...(guardianIds.length > 0 ? { guardianIds } : {}) };
  });
}

function followUpOf(followUp: NonNullable<Act['followUp']>, scene: Scene): { on?: Day; text: string } {
  const on = followUp.date ? comingDay(followUp.date, scene) : undefined;
  return { ...(on ? { on } : {}), text: followUp.text };
}

function withoutRepeats(records: readonly UnderstoodRecord[]): readonly UnderstoodRecord[] {
  const seen = new Set<string>();
  return records.filter(({ studentIds, kind, on }) => {
    const key = `${studentIds.join()} ${kind} ${on}`;
    return !seen.has(key) && seen.add(key);
  });
}

function whenOf(act: Act, scene: Scene): When {
  const answered = scene.context.settled?.on;
  if (answered !== undefined)
    return answered > scene.today ? { is: 'plan', on: answered } : { is: 'past', days: [answered] };
  const isDone = act.isDone || act.outcome !== 'done';
  const days = act.dates.filter(({ form }) => form !== 'part');
  const part = act.dates.find(({ form }) => form === 'part') ?? partOf(days);
  if (days.length > 0) return whenDated(act, days, part, isDone, scene);
  if (part) return whenPart(act, part, isDone, scene);
  if (isAfterMidnight(scene) && act.kind !== 'monthly_record')
    return ask('which_date', [addDays(scene.today, -1), scene.today]);
  if (act.isTentative === true && !isDone && !act.hasContent) return ask('future_or_past', [scene.today]);
  return { is: 'past', days: [scene.today] };
}

function partOf(days: readonly DateExpression[]): DateExpression | undefined {
  const dated = days.find((date) => date.form === 'offset' && date.days === 0 && date.part !== undefined);
  return dated?.form === 'offset' && dated.part ? { form: 'part', part: dated.part } : undefined;
}

function whenDated(
  act: Act,
  days: readonly DateExpression[],
  part: DateExpression | undefined,
  isDone: boolean,
  scene: Scene,
): When {
  const found: Day[] = [];
  for (const date of days) {
    const isToday = date.form === 'offset' && date.days === 0;
    if (isToday && part && !isAfterMidnight(scene)) {
      const whole = whenPart(act, part, isDone, scene);
      if (whole.is !== 'past') return whole;
    }
    if (act.kind === 'monthly_record') return { is: 'past', days: [scene.today] };
    if (!isDone && !act.hasContent && mayLieAhead(date, scene)) {
      const back = pastDay(date, scene);
      const ahead = comingDay(date, scene);
      return ask('future_or_past', [
        ...new Set([...(back.is === 'day' ? [back.day] : []), ...(ahead ? [ahead] : [])]),
      ]);
    }
    const read = pastDay(date, scene);
    if (read.is === 'unclear') return ask('which_date', read.candidates);
    if (read.is === 'future' && isDone) return ask('future_or_past', read.day ? [read.day] : []);
    if (read.is === 'future') {
      const on = comingDay(date, scene);
      return { is: 'plan', ...(on ? { on } : {}) };
    }
    if (read.is === 'day') found.push(read.day);
  }
  return { is: 'past', days: [...new Set(found)] };
}

function whenPart(act: Act, part: DateExpression, isDone: boolean, scene: Scene): When {
  if (isNotBegun(part, scene))
    return isDone
      ? ask('which_date', [addDays(scene.today, -1), scene.today])
      : { is: 'plan', on: scene.today };
  if (!isDone && !act.hasContent && mayLieAhead(part, scene)) return ask('future_or_past', [scene.today]);
  const read = pastDay(part, scene);
  return read.is === 'day'
    ? { is: 'past', days: [read.day] }
    : ask('which_date', read.is === 'unclear' ? read.candidates : []);
}

function ask(about: Doubt['about'], candidates: readonly string[]): When {
  return { is: 'doubt', doubt: { about, candidates } };
}
