/** Clauses → contacts and plans, in the order told. Later clauses add to a contact, or begin the next one. */
import type { Act, PlannedAct } from './act.ts';
import type { ClauseReading } from './clause-reading.ts';
import type { Clause } from './clauses.ts';
import { contactIn } from './contact.ts';
import { joinFragments } from './fragments.ts';
import { readPastedList } from './pasted-list.ts';
import { addPlan, addRemark } from './remarks.ts';
import type { Scene } from './scene.ts';
import { newTeller, type Teller, type Visitor } from './teller.ts';
import { has, type Token } from './token.ts';

export interface Story {
  readonly acts: readonly Act[];
  readonly plans: readonly PlannedAct[];
  /** Somebody else's contact: 班主任找他谈了. */
  readonly isForeign: boolean;
  /** Pupils who came and told something. */
  readonly told?: readonly string[];
  /** Pupils sought for a contact, whether or not it was understood. */
  readonly approached: readonly (readonly string[])[];
  readonly isAdvice: boolean;
  readonly isNotYet: boolean;
}

export function tellStory(clauses: readonly Clause[], scene: Scene): Story {
  const readings = joinFragments(clauses, scene);
  const teller = newTeller(
    absentIn(readings),
    readings.some(({ tokens }) => tokens.some((token) => has(token, 'answered'))),
    readings.flatMap(({ mentions }) =>
      mentions.flatMap(({ kind, isNamed, studentIds }) => (kind === 'student' && isNamed ? studentIds : [])),
    ),
  );
  if (!readPastedList(readings, teller, scene))
    for (const [index, reading] of readings.entries())
      tellClause(reading, teller, scene, index + 1 < readings.length);
  for (const [at, act] of teller.acts.entries())
    teller.acts[at] = withLateNames(act, teller, readings, scene);
  const isOff = (plan: PlannedAct) => plan.date?.form === 'offset' && plan.date.days < 0;
  const dropped = teller.plans.some(isOff);
  const hasStrong = teller.acts.some(({ isWeak }) => !isWeak);
  return {
    acts: teller.acts.filter(
      ({ isWeak, studentIds, doubts }) =>
        (!hasStrong || !isWeak) && (studentIds.length > 0 || doubts.length > 0 || teller.acts.length === 1),
    ),
    plans: teller.plans.filter((plan) => !isOff(plan)),
    approached: approachedIn(readings, teller),
    isForeign: teller.isForeign,
    ...(teller.told ? { told: teller.told } : {}),
    isAdvice: readings.some(({ isAdvice }) => isAdvice),
    isNotYet: dropped || readings.some(({ isNotYet }) => isNotYet),
  };
}

/** 小会开了，甲、乙都参加了: the names may follow in a clause of their own. */
function withLateNames(act: Act, teller: Teller, readings: readonly ClauseReading[], scene: Scene): Act {
  if (act.studentIds.length > 0 || act.doubts.length > 0) return act;
  const isForAll =
    act.kind === 'group_exchange' || act.kind === 'parent_meeting' || act.kind === 'daily_meet';
  const told = new Set(teller.acts.flatMap(({ studentIds }) => studentIds));
  const named = teller.allNamed.filter((id) => !teller.absent.includes(id) && !told.has(id));
  const isAll = isForAll && named.length === 0 && readings.some((reading) => reading.isAll);
  if (isAll)
    return {
      ...act,
      studentIds: scene.context.mentees.map(({ id }) => id).filter((id) => !teller.absent.includes(id)),
    };
  if (named.length === 1 || isForAll)
    return { ...act, studentIds: named, doubts: named.length > 0 ? [] : teller.lastDoubts };
  return named.length === 0 ? { ...act, doubts: teller.lastDoubts } : act;
}

/** Pupils left out of a bulk mark, wherever the message says so. */
function absentIn(readings: readonly ClauseReading[]): readonly string[] {
  return readings
    .filter(
      ({ tokens, anchors }) =>
        anchors.found.every(({ cls }) => cls === 'meet' || cls === 'parentMeeting') &&
        tokens.some((token) => has(token, 'absent', 'except')),
    )
    .flatMap(({ tokens, mentions }) =>
      mentions
        .filter(
          ({ kind, isNamed, from, to }) =>
            isNamed &&
            kind === 'student' &&
            (has(tokens[from - 1], 'except') ||
              tokens.slice(to).some((token) => has(token, 'absent') || token.text === '除外')),
        )
        .flatMap(({ studentIds }) => studentIds),
    );
}

function tellClause(told: ClauseReading, teller: Teller, scene: Scene, hasNext: boolean): void {
  const reading = onThatDay(told, teller);
  if (datesLastAct(reading, teller)) return;
  if (reading.isReport) teller.isReport = true;
  const act = reading.anchors.found.length > 0 ? contactIn(reading, teller, scene) : undefined;
  if (act === 'foreign') teller.isForeign = true;
  else if (act && !reading.isNotYet) addAct(act, reading, teller);
  else addRemark(reading, teller, scene);
  const visitor = visitorIn(reading, scene) ?? (act && act !== 'foreign' ? unreached(act) : undefined);
  if (visitor) teller.visitor = visitor;
  else if (reading.mentions.some(({ kind, isNamed }) => isNamed && kind === 'student'))
    teller.visitor = undefined;
  remember(reading, act === 'foreign' ? undefined : act, teller, hasNext);
  if (!act) rememberGroup(reading, teller, scene);
}

/** 当天 after a day that was named is that day. */
function onThatDay(reading: ClauseReading, teller: Teller): ClauseReading {
  const isThatDay = reading.tokens.some(
    ({ kind, text }) => kind === 'date' && /^(当天|当日|当晚)$/.test(text),
  );
  const named = teller.carried.length > 0 ? teller.carried : (teller.acts.at(-1)?.dates ?? []);
  return isThatDay && named.length > 0 ? { ...reading, dates: named } : reading;
}

/** 上周四大课间谈的: says when, and nothing else. */
function datesLastAct({ tokens, mentions, dates }: ClauseReading, teller: Teller): boolean {
  const last = teller.acts.at(-1);
  if (!last || mentions.length > 0 || dates.length === 0) return false;
  const isOnlyDate = tokens.every(
    (token) =>
      token.kind === 'date' ||
      token.kind === 'clock' ||
      has(token, 'place') ||
      ['是', '在', '的'].includes(token.text) ||
      /^(谈|聊|打|去|见|说|唠|访|家访|碰)的$/.test(token.text),
  );
  if (!isOnlyDate || tokens.at(-1)?.text.endsWith('的') !== true) return false;
  teller.acts[teller.acts.length - 1] = { ...last, dates, isDone: true };
  return true;
}

/** 妈妈没接，又给她发了短信: she is the mother. */
function unreached({ hasGuardian, outcome, studentIds, guardianIds }: Act): Visitor | undefined {
  return hasGuardian && outcome === 'no_answer' ? { studentIds, guardianIds } : undefined;
}

function visitorIn({ mentions, tokens }: ClauseReading, scene: Scene): Visitor | undefined {
  const guardian = mentions.findLast(({ kind, isNamed }) => kind === 'guardian' && isNamed);
  if (!guardian || guardian.doubt || guardian.isHome) return undefined;
  const isByName = guardian.guardianIds !== undefined;
  const hasCome = tokens.some((token) => has(token, 'came')) && (guardian.relations?.length ?? 0) > 0;
  if (!isByName && !hasCome) return undefined;
  return {
    studentIds: guardian.studentIds,
    guardianIds:
      guardian.guardianIds ??
      guardian.studentIds.flatMap((id) =>
        (scene.mentees.get(id)?.guardians ?? [])
          .filter(({ relation }) => guardian.relations?.includes(relation))
          .map((known) => known.id),
      ),
  };
}

function remember(reading: ClauseReading, act: Act | undefined, teller: Teller, hasNext: boolean): void {
  const named = reading.mentions.filter(
    ({ isNamed, studentIds, doubt }) => isNamed && (studentIds.length > 0 || doubt !== undefined),
  );
  const last = named.at(-1);
  if (act?.isNamed === true) {
    teller.lastNamed = act.studentIds;
    teller.lastDoubts = act.doubts;
    teller.isOpen = false;
  } else if (last && !act) {
    teller.lastNamed = last.studentIds;
    teller.lastDoubts = last.doubt ? [last.doubt] : [];
    teller.isOpen = new Set(named.flatMap(({ studentIds }) => studentIds)).size > 1;
  }
  teller.allNamed = [...new Set([...teller.allNamed, ...named.flatMap(({ studentIds }) => studentIds)])];
  if (reading.speechAt < reading.tokens.length) teller.isSpeech = true;
  else if (reading.clause.end === 'line') teller.isSpeech = false;
  if (reading.toldBy && teller.acts.length === 0) teller.told = reading.toldBy.studentIds;
  if (hasNext && reading.speechAt > 0) carryDate(reading, act, teller);
}

/** 来了七个，甲没来，聊了聊: as many as came, and not who stayed away. */
function rememberGroup({ mentions }: ClauseReading, teller: Teller, scene: Scene): void {
  const count = mentions.find((mention) => mention.kind === 'group' && mention.count !== undefined)?.count;
  if (count !== undefined) {
    const rest = scene.context.mentees.map(({ id }) => id).filter((id) => !teller.absent.includes(id));
    teller.group = count === rest.length ? rest : undefined;
  }
  if (teller.group && teller.lastNamed.every((id) => teller.absent.includes(id)))
    teller.lastNamed = teller.group;
}

function carryDate(reading: ClauseReading, act: Act | undefined, teller: Teller): void {
  if (reading.dates.length === 0 || act?.isFuture === true) return;
  const isVague = reading.dates.some(({ form }) => form === 'vague' || form === 'ahead');
  if (!act && isVague) return;
  teller.carried = reading.dates;
}

function addAct(act: Act, reading: ClauseReading, teller: Teller): void {
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
  else if (last && continues(last, act, reading)) teller.acts[teller.acts.length - 1] = merged(last, act);
  else teller.acts.push(act);
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
  const isRicher = last.kind === 'daily_meet' || last.kind === undefined;
  const isOpenPlace = last.kindChoices?.includes('home_visit') === true;
  const minutes = last.minutes ?? act.minutes;
  return {
    ...last,
    kind: isRicher && !isOpenPlace ? (act.kind ?? last.kind) : last.kind,
    ...(isRicher && act.kind === undefined && act.kindChoices ? { kindChoices: act.kindChoices } : {}),
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

const contactTags = ['talk', 'talked', 'phone', 'visit', 'message', 'deep'] as const;

/** 找甲谈了, 给乙打了电话: named behind an approach, with a contact word that is over behind the name. */
function approachedIn(readings: readonly ClauseReading[], teller: Teller): Story['approached'] {
  return readings
    .flatMap(({ tokens, mentions, speechAt }) =>
      mentions
        .filter(
          ({ isNamed, from, to, kind }) =>
            isNamed &&
            (kind === 'student' || kind === 'guardian') &&
            to <= speechAt &&
            has(tokens[from - 1], 'towards', 'seek', 'dial') &&
            isFollowedByContact(tokens, to),
        )
        .map(({ studentIds }) => studentIds),
    )
    .concat(readings.flatMap(approachedAlone))
    .filter(
      (ids) => ids.length > 0 && !ids.some((id) => teller.absent.includes(id) || teller.notYet.includes(id)),
    );
}

/** 周一跟甲，周二跟乙，都谈过了: the act stands in a clause of its own. */
function approachedAlone(reading: ClauseReading): Story['approached'] {
  const { tokens, mentions, anchors } = reading;
  const isBare = tokens.every(
    (token, at) =>
      token.kind === 'date' ||
      has(token, 'towards', 'conjunction') ||
      mentions.some(({ from, to }) => from <= at && at < to),
  );
  if (anchors.found.length > 0 || !isBare || !tokens.some((token) => has(token, 'towards'))) return [];
  return mentions.flatMap(({ kind, isNamed, studentIds }) =>
    isNamed && kind === 'student' ? [studentIds] : [],
  );
}

function isFollowedByContact(tokens: readonly Token[], from: number): boolean {
  return tokens
    .slice(from, from + 5)
    .some(
      (token, at) =>
        contactTags.some((tag) => token.tags.has(tag)) &&
        /[了过完]/.test(token.text) &&
        tokens[from + at + 1]?.text !== '的',
    );
}
