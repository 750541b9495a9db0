/** A contact beside those told before: it goes on with the last one, or is the next. */
import type { Act } from './act.ts';
import type { ClauseReading } from './clause-reading.ts';
import { addPlan } from './remarks.ts';
import type { Teller } from './teller.ts';

export function addAct(act: Act, reading: ClauseReading, teller: Teller): void {
  leaveOutFailed(act, teller);
  const last = teller.acts.at(-1);
  teller.lastKind = act.kind ?? teller.lastKind;
  if (act.isFuture) {
    const { studentIds, doubts, isNamed, kind, dates } = act;
    const text = reading.tokens.map((token) => token.text).join('');
    addPlan(
      {
        isTogether: act.isTogether && !act.isEach,
        studentIds,
        doubts,
        isNamed,
        kind,
        isAppointment: reading.appointmentAt >= 0,
        ...(dates[0] ? { date: dates[0] } : {}),
        text,
      },
      teller,
    );
  } else if (!last && missesAppointment(act, teller)) return;
  else if (last && isReachedAtLast(last, act))
    teller.acts[teller.acts.length - 1] = { ...merged(last, act), dates: act.dates };
  else if (last && continues(last, act, reading)) teller.acts[teller.acts.length - 1] = merged(last, act);
  else teller.acts.push(act);
}

/** 昨晚没打通今早打通了: the try that worked is the contact. */
function isReachedAtLast(last: Act, act: Act): boolean {
  return (
    last.kind === 'phone_call' &&
    last.outcome === 'no_answer' &&
    (act.kind === 'phone_call' || act.kind === undefined) &&
    act.outcome === 'done' &&
    act.isDone &&
    !act.isNamed
  );
}

/** 都打了电话，只有甲妈妈没接: who failed is no longer among those who were reached. */
function leaveOutFailed({ kind, outcome, studentIds, isNamed }: Act, teller: Teller): void {
  const last = teller.acts.at(-1);
  if (!last || outcome === 'done' || !isNamed || kind !== last.kind || studentIds.length === 0) return;
  if (last.studentIds.length <= studentIds.length || !studentIds.every((id) => last.studentIds.includes(id)))
    return;
  teller.acts[teller.acts.length - 1] = {
    ...last,
    studentIds: last.studentIds.filter((id) => !studentIds.includes(id)),
  };
}

/** 约好在家等我家访，敲了半天门没人应: the appointment is the contact, and it failed. */
function missesAppointment(act: Act, teller: Teller): boolean {
  const plan = teller.plans.at(-1);
  if (!plan || plan.isAppointment !== true || act.outcome === 'done' || act.dates.length > 0) return false;
  if (act.isNamed && !isSame(plan.studentIds, act.studentIds)) return false;
  teller.plans.pop();
  teller.acts.push({
    ...act,
    studentIds: plan.studentIds,
    doubts: plan.doubts,
    kind: act.kind ?? plan.kind,
    dates: plan.date ? [plan.date] : [],
    isDone: true,
  });
  return true;
}

function isSame(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((id) => second.includes(id));
}

/** Talking after a visit, a meeting or a first talk with the same person tells more about it. */
function continues(last: Act, act: Act, reading: ClauseReading): boolean {
  if (act.isNamed && (act.doubts.length > 0 || !isSame(last.studentIds, act.studentIds))) return false;
  if (reading.dates.some(({ form }) => form !== 'part' && form !== 'just_now')) return false;
  if (act.kind === 'daily_meet' && act.outcome === 'not_met' && last.outcome === 'done' && !last.isDone)
    return true;
  if (act.kind === last.kind && (act.outcome === last.outcome || act.medium === last.medium)) return true;
  const isRicher = last.kind === 'daily_meet' || last.kind === undefined;
  if (last.isBare === true && act.hasGuardian && isSame(last.studentIds, act.studentIds)) return true;
  const isTalk =
    act.kind === 'talk' ||
    act.kind === 'group_exchange' ||
    act.kind === undefined ||
    (act.kind === 'guardian_contact' && (act.medium === undefined || act.medium === 'face_to_face'));
  if (!isTalk)
    return (
      isRicher &&
      act.kind !== 'phone_call' &&
      act.kind !== 'guardian_contact' &&
      isSame(last.studentIds, act.studentIds)
    );
  if (act.hasGuardian)
    return last.hasGuardian
      ? !(act.medium === 'face_to_face' && last.medium !== 'face_to_face' && last.kind !== 'home_visit')
      : last.kind === 'home_visit';
  return !(act.isNamed && last.hasGuardian && last.kind !== 'home_visit');
}

function merged(last: Act, act: Act): Act {
  if (isOtherGuardianAway(last, act)) return last;
  const isRicher = last.kind === 'daily_meet' || last.kind === undefined || last.isBare === true;
  const isOpenPlace = last.kindChoices?.includes('home_visit') === true;
  const minutes = last.minutes ?? act.minutes;
  return {
    ...last,
    kind: isRicher && !isOpenPlace ? (act.kind ?? last.kind) : last.kind,
    ...(last.isBare === true
      ? { isBare: act.isBare === true, ...(act.medium ? { medium: act.medium } : {}) }
      : {}),
    ...(isRicher && act.kind === undefined && act.kindChoices ? { kindChoices: act.kindChoices } : {}),
    ...(last.kind === 'guardian_contact' && act.kindChoices?.includes('home_visit') === true
      ? { kind: undefined, kindChoices: act.kindChoices }
      : {}),
    guardianIds: [...new Set([...last.guardianIds, ...act.guardianIds])],
    hasGuardian: last.hasGuardian || act.hasGuardian,
    isDone: last.isDone || act.isDone,
    isWeak: last.isWeak && act.isWeak,
    hasContent: true,
    outcome: mergedOutcome(last, act),
    isEach: last.isEach || act.isEach,
    isTogether: last.isTogether || act.isTogether,
    ...(minutes === undefined ? {} : { minutes }),
    ...(act.followUp ? { followUp: act.followUp } : {}),
  };
}

/** 爷爷在，他爸没见上: the visit took place. */
function isOtherGuardianAway(last: Act, act: Act): boolean {
  return (
    last.kind === 'home_visit' &&
    last.outcome === 'done' &&
    last.guardianIds.length > 0 &&
    act.hasGuardian &&
    act.outcome === 'not_met'
  );
}

/** A later try that worked makes the earlier ones background; one that failed is how it ended. */
function mergedOutcome(last: Act, act: Act): Act['outcome'] {
  if (act.kind === undefined) return last.outcome;
  if (last.outcome !== 'done') return act.isDone ? act.outcome : last.outcome;
  return act.outcome;
}
