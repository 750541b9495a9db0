/** Clauses → contacts and plans, in the order told. Later clauses add to a contact, or begin the next one. */
import type { Act, PlannedAct } from './act.ts';
import { addAct } from './add-act.ts';
import type { AnchorClass } from './anchors.ts';
import { approachedIn } from './approached.ts';
import type { ClauseReading } from './clause-reading.ts';
import type { Clause } from './clauses.ts';
import { contactIn } from './contact.ts';
import { joinFragments } from './fragments.ts';
import { triedMeeting } from './lexicon/self-evident-words.ts';
import { readPastedList } from './pasted-list.ts';
import { addRemark } from './remarks.ts';
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
  /** Beside what did not happen something is told that did. */
  readonly isPartlyDone: boolean;
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
    isPartlyDone: readings.some(
      ({ isNotYet, isDone, anchors }) =>
        !isNotYet && isDone && anchors.found.some(({ cls }) => ownActs.has(cls)),
    ),
    isNotYet: dropped || readings.some(({ isNotYet }) => isNotYet),
  };
}

const ownActs: ReadonlySet<AnchorClass> = new Set(['talk', 'phone', 'video', 'visit', 'message', 'seek']);

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
  const isListed = readings.some(({ clause, anchors }) => clause.end === 'colon' && anchors.found.length > 0);
  if (named.length === 1 || isForAll || (isListed && named.length > 0))
    return { ...act, studentIds: named, doubts: named.length > 0 ? [] : teller.lastDoubts };
  return named.length === 0 ? { ...act, doubts: teller.lastDoubts } : act;
}

/** Pupils left out of a bulk mark, wherever the message says so. */
function absentIn(readings: readonly ClauseReading[]): readonly string[] {
  const counted = readings.findIndex(({ mentions }) => mentions.some(({ count }) => count !== undefined));
  const isMissing = (token: Token, at: number) =>
    has(token, 'absent') ||
    token.text === '除外' ||
    (counted >= 0 && at > counted && has(token, 'notMet') && triedMeeting.test(token.text));
  return readings
    .map((reading, at) => ({ ...reading, at }))
    .filter(
      ({ tokens, anchors, at }) =>
        anchors.found.every(({ cls }) => cls === 'meet' || cls === 'parentMeeting') &&
        tokens.some((token) => has(token, 'except') || isMissing(token, at)),
    )
    .flatMap(({ tokens, mentions, at }) =>
      mentions
        .filter(
          ({ kind, isNamed, from, to }) =>
            isNamed &&
            kind === 'student' &&
            (has(tokens[from - 1], 'except') || tokens.slice(to).some((token) => isMissing(token, at))),
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
  const isAlone = tokens.every(
    (token, at) => (guardian.from <= at && at < guardian.to) || token.kind === 'date' || has(token, 'place'),
  );
  if (!isByName && !hasCome && !isAlone) return undefined;
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
    const all = [...new Set(named.flatMap(({ studentIds }) => studentIds))];
    teller.isGathered = all.length > 1 && reading.parties.isTogether;
    teller.isOpen = all.length > 1 && !teller.isGathered;
    if (teller.isGathered) teller.lastNamed = all;
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
