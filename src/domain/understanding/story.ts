/** Clauses → contacts and plans, in the order told. Later clauses add to a contact, or begin the next one. */
import type { ContactKind } from '../vocabulary.ts';
import type { Act, FollowUp, PlannedAct } from './act.ts';
import { actKind } from './act-kind.ts';
import type { AnchorClass } from './anchors.ts';
import { type ClauseReading, readClause } from './clause-reading.ts';
import type { Clause } from './clauses.ts';
import type { DateExpression } from './date-expression.ts';
import type { Doubt, Mention } from './mentions.ts';
import type { Scene } from './scene.ts';
import { has } from './token.ts';

export interface Story {
  readonly acts: readonly Act[];
  readonly plans: readonly PlannedAct[];
  readonly readings: readonly ClauseReading[];
  /** Somebody else's contact:班主任找他谈了. */
  readonly isForeign: boolean;
  readonly told?: readonly string[];
  readonly isAdvice: boolean;
  readonly isNotYet: boolean;
  readonly observed?: { readonly studentIds: readonly string[]; readonly doubts: readonly Doubt[] };
}

interface Teller {
  acts: Act[];
  plans: PlannedAct[];
  carried: readonly DateExpression[];
  lastNamed: readonly string[];
  lastDoubts: readonly Doubt[];
  lastKind: ContactKind | undefined;
  notYet: readonly string[];
  isSpeech: boolean;
  isForeign: boolean;
  isReport: boolean;
  told: readonly string[] | undefined;
  pendingAt: readonly Mention[];
  isDated: boolean;
}

export function tellStory(clauses: readonly Clause[], scene: Scene): Story {
  const readings = joinFragments(clauses, scene);
  const teller: Teller = {
    acts: [],
    plans: [],
    carried: [],
    lastNamed: [],
    lastDoubts: [],
    lastKind: undefined,
    notYet: [],
    isSpeech: false,
    isForeign: false,
    isReport: false,
    told: undefined,
    pendingAt: [],
    isDated: false,
  };
  for (const [index, reading] of readings.entries()) tellClause(reading, teller, scene, readings[index + 1]);
  const observed = observedIn(readings);
  return {
    acts: teller.acts,
    plans: teller.plans,
    readings,
    isForeign: teller.isForeign,
    ...(teller.told ? { told: teller.told } : {}),
    isAdvice: readings.some(({ isAdvice }) => isAdvice),
    isNotYet: readings.some(({ isNotYet }) => isNotYet),
    ...(observed ? { observed } : {}),
  };
}

function observedIn(readings: readonly ClauseReading[]): Story['observed'] {
  const named = readings.flatMap(({ mentions }) =>
    mentions.filter(({ kind, isNamed }) => isNamed && (kind === 'student' || kind === 'guardian')),
  );
  if (named.length === 0) return undefined;
  return {
    studentIds: [...new Set(named.flatMap(({ studentIds }) => studentIds))],
    doubts: named.flatMap(({ doubt }) => (doubt ? [doubt] : [])),
  };
}

/** 李浩然 谈话 半小时, or a date before a comma: pieces without a verb of their own belong together. */
function joinFragments(clauses: readonly Clause[], scene: Scene): readonly ClauseReading[] {
  const joined: Clause[] = [];
  for (const clause of clauses) {
    const last = joined.at(-1);
    const isNear =
      last !== undefined &&
      last.line === clause.line &&
      (last.end === 'comma' || last.end === 'space' || last.end === 'colon');
    if (last && isNear && canJoin(last, clause))
      joined[joined.length - 1] = {
        ...clause,
        tokens: [...last.tokens, ...clause.tokens],
        isTicked: last.isTicked || clause.isTicked,
        isQuestion: clause.isQuestion,
      };
    else joined.push(clause);
  }
  return joined.map((clause) => readClause(clause, scene));
}

function canJoin(first: Clause, second: Clause): boolean {
  if (first.tokens.length + second.tokens.length > 40) return false;
  return isFragment(first) || (isFragment(second) && !second.tokens.some(({ kind }) => kind === 'plain'));
}

function isFragment({ tokens }: Clause): boolean {
  return tokens.every(
    (token) =>
      token.kind === 'person' ||
      token.kind === 'date' ||
      token.kind === 'length' ||
      token.kind === 'class' ||
      token.kind === 'clock' ||
      token.kind === 'number' ||
      token.kind === 'relation' ||
      token.kind === 'guardian' ||
      [
        '谈话',
        '谈心',
        '家访',
        '电话',
        '见面',
        '电访',
        '汇报',
        '沟通',
        '交流',
        '走访',
        '微信',
        '深入交流',
        '语音',
        '视频',
        '短信',
      ].includes(token.text) ||
      token.text === '班',
  );
}

function tellClause(
  reading: ClauseReading,
  teller: Teller,
  scene: Scene,
  next: ClauseReading | undefined,
): void {
  if (reading.isReport) teller.isReport = true;
  const act = reading.anchors.found.length > 0 ? actIn(reading, teller, scene) : undefined;
  if (act === 'foreign') {
    teller.isForeign = true;
  } else if (act && !reading.isNotYet) {
    addAct(act, reading, teller);
  } else addRemark(reading, teller, scene);
  remember(reading, teller, next);
}

function remember(reading: ClauseReading, teller: Teller, next: ClauseReading | undefined): void {
  const named = reading.mentions.filter(
    ({ isNamed, studentIds, doubt }) => isNamed && (studentIds.length > 0 || doubt !== undefined),
  );
  const last = named.at(-1);
  if (last) {
    teller.lastNamed = last.studentIds;
    teller.lastDoubts = last.doubt ? [last.doubt] : [];
  }
  const isSpeech = reading.speechAt < reading.tokens.length;
  if (isSpeech) teller.isSpeech = true;
  else if (reading.clause.end === 'stop' || reading.clause.end === 'line')
    teller.isSpeech = teller.isSpeech && reading.clause.end !== 'line';
  if (reading.toldBy && teller.acts.length === 0) teller.told = reading.toldBy.studentIds;
  if (reading.dates.length > 0 && reading.speechAt > 0 && next !== undefined) {
    teller.carried = reading.dates;
    teller.isDated = true;
  }
}

function actIn(reading: ClauseReading, teller: Teller, scene: Scene): Act | 'foreign' | undefined {
  const { parties, anchors, tokens } = reading;
  if (parties.isForeign || parties.isStaffTalk) return 'foreign';
  const classes = new Set(anchors.found.map(({ cls }) => cls));
  if (teller.isSpeech && !isOwnAct(reading, teller)) return undefined;
  if (isAmongPupils(reading)) return undefined;
  const who = whoTookPart(reading, teller, scene);
  const kind = kindIn(reading, classes, who);
  const outcome = outcomeIn(reading, kind.kind);
  const followUp = followUpIn(reading);
  const isFuture =
    (reading.isFuture ||
      reading.isRemind ||
      (reading.appointmentAt >= 0 && reading.appointmentAt < (anchors.found[0]?.at ?? 0))) &&
    outcome === 'done';
  const from = tokens[0]?.from ?? 0;
  return {
    kind: kind.kind,
    ...(kind.choices ? { kindChoices: kind.choices } : {}),
    ...(kind.medium ? { medium: kind.medium } : {}),
    ...who,
    isEach: parties.isEach,
    isTogether: parties.isTogether || classes.has('assembly'),
    dates:
      isFuture && reading.dates.length === 0
        ? datesAnywhere(reading)
        : reading.dates.length > 0
          ? reading.dates
          : teller.carried,
    isFuture,
    isDone: reading.isDone || teller.isReport,
    hasContent: reading.hasContent,
    outcome,
    ...(reading.minutes === undefined ? {} : { minutes: reading.minutes }),
    ...(followUp ? { followUp } : {}),
    span: { from, to: tokens.at(-1)?.to ?? from },
  };
}

function datesAnywhere(reading: ClauseReading): readonly DateExpression[] {
  const date =
    reading.tokens.find((token) => token.date && token.date.form !== 'part')?.date ??
    reading.tokens.find((token) => token.date)?.date;
  return date ? [date] : [];
}

/** After somebody else's words an act is the speaker's only with a sign of it. */
function isOwnAct(reading: ClauseReading, teller: Teller): boolean {
  const { tokens, mentions, anchors, parties } = reading;
  const first = anchors.found[0]?.at ?? 0;
  const head = tokens.slice(0, first);
  const hasSign =
    head.some(
      (token) =>
        has(token, 'sequence', 'speaker') ||
        token.kind === 'date' ||
        has(token, 'justDone') ||
        ['刚', '于是', '所以', '便'].includes(token.text),
    ) ||
    parties.objects.some(({ isNamed }) => isNamed) ||
    mentions.some(({ kind }) => kind === 'speaker');
  if (reading.isFuture) return parties.objects.length > 0 && hasSign;
  const isFreshStory = teller.acts.length === 0;
  if (isFreshStory) return parties.topics.every(({ kind }) => kind !== 'outsider');
  return (
    hasSign &&
    (reading.isDone || parties.objects.some(({ isNamed }) => isNamed)) &&
    !parties.topics.some(({ kind }) => kind === 'guardian' || kind === 'outsider')
  );
}

/** A pupil who talked with other pupils is no contact of the speaker. */
function isAmongPupils({ parties, tokens, mentions }: ClauseReading): boolean {
  const [topic] = parties.topics;
  if (topic?.kind !== 'student') return false;
  if (mentions.some(({ kind }) => kind === 'speaker') || tokens.some((token) => has(token, 'came')))
    return false;
  return parties.objects.some(
    (mention) =>
      mention.kind === 'outsider' || (mention.kind === 'third' && tokens[mention.from]?.text === '同学'),
  );
}

interface Who {
  readonly studentIds: readonly string[];
  readonly guardianIds: readonly string[];
  readonly hasGuardian: boolean;
  readonly doubts: readonly Doubt[];
  readonly isNamed: boolean;
}

function whoTookPart(reading: ClauseReading, teller: Teller, scene: Scene): Who {
  const { parties } = reading;
  const objects = parties.objects.filter(({ kind }) => kind !== 'outsider');
  const people = objects.length > 0 ? objects : parties.topics.filter(({ kind }) => kind !== 'outsider');
  const guardians = [...parties.objects, ...parties.topics].filter(({ kind }) => kind === 'guardian');
  const pupils = guardians.length > 0 ? guardians : people;
  const bulk = bulkOf(reading, scene);
  const named = bulk
    ? { ids: bulk.studentIds, doubts: bulk.doubts, isNamed: true }
    : gather(pupils, reading, teller, scene);
  const guardianIds = [...new Set(guardians.flatMap((mention) => guardiansOf(mention, named.ids, scene)))];
  return {
    studentIds: named.ids,
    guardianIds,
    hasGuardian: guardians.length > 0,
    doubts: named.doubts,
    isNamed: named.isNamed,
  };
}

function gather(
  people: readonly Mention[],
  reading: ClauseReading,
  teller: Teller,
  scene: Scene,
): { ids: readonly string[]; doubts: readonly Doubt[]; isNamed: boolean } {
  const ids: string[] = [];
  const doubts: Doubt[] = [];
  for (const mention of people) {
    if (mention.doubt) doubts.push(mention.doubt);
    else if (mention.isNamed) ids.push(...mention.studentIds);
    else if (mention.kind === 'some')
      doubts.push({ about: 'which_student', candidates: scene.context.mentees.map(({ id }) => id) });
    else if (mention.kind === 'third' || mention.kind === 'guardian' || mention.kind === 'both') {
      const before = reading.mentions.filter(({ isNamed, from }) => isNamed && from < mention.from).at(-1);
      const meant = before?.studentIds ?? teller.lastNamed;
      ids.push(...meant);
      doubts.push(...(before?.doubt ? [before.doubt] : before ? [] : teller.lastDoubts));
    }
  }
  const unique = [...new Set(ids)];
  if (unique.length > 0 || doubts.length > 0)
    return { ids: unique, doubts: uniqueDoubts(doubts), isNamed: people.some(({ isNamed }) => isNamed) };
  const inherited = teller.lastNamed;
  if (inherited.length > 0 || teller.lastDoubts.length > 0)
    return { ids: inherited, doubts: teller.lastDoubts, isNamed: false };
  return { ids: [], doubts: [], isNamed: false };
}

function uniqueDoubts(doubts: readonly Doubt[]): readonly Doubt[] {
  return doubts.filter(
    (doubt, at) =>
      doubts.findIndex(
        (other) => other.about === doubt.about && other.candidates.join() === doubt.candidates.join(),
      ) === at,
  );
}

function guardiansOf(mention: Mention, studentIds: readonly string[], scene: Scene): readonly string[] {
  if (mention.guardianIds) return mention.guardianIds;
  const ids = mention.studentIds.length > 0 ? mention.studentIds : studentIds;
  return ids.flatMap((id) =>
    (scene.mentees.get(id)?.guardians ?? [])
      .filter(({ relation }) => mention.relations?.includes(relation))
      .map((guardian) => guardian.id),
  );
}

/** All, all but, five of five, a whole class: chat-corpus.md §6. */
function bulkOf(
  reading: ClauseReading,
  scene: Scene,
): { studentIds: readonly string[]; doubts: readonly Doubt[] } | undefined {
  const { mentions, tokens, anchors } = reading;
  const everybody = scene.context.mentees.map(({ id }) => id);
  const named = mentions.filter(({ kind, isNamed }) => isNamed && kind === 'student');
  const groups = mentions.filter(
    ({ kind, from }) => (kind === 'group' || kind === 'others' || kind === 'class') && from < anchors.cut,
  );
  const group = groups[0];
  if (!group) return undefined;
  const exceptions = named
    .filter(({ from }) => has(tokens[from - 1], 'except'))
    .flatMap(({ studentIds }) => studentIds);
  const doubts = named.flatMap(({ doubt }) => (doubt ? [doubt] : []));
  if (group.kind === 'class') return { studentIds: group.studentIds, doubts };
  if (group.relations !== undefined) return undefined;
  const plainNamed = named
    .filter(({ from }) => !has(tokens[from - 1], 'except'))
    .flatMap(({ studentIds }) => studentIds);
  if (group.count !== undefined && plainNamed.length >= 2) return undefined;
  const rest = everybody.filter((id) => !exceptions.includes(id));
  if (group.count === undefined || group.count === everybody.length || group.count === rest.length)
    return { studentIds: rest, doubts };
  return { studentIds: [], doubts: [{ about: 'which_student', candidates: everybody }] };
}

function kindIn(reading: ClauseReading, classes: ReadonlySet<AnchorClass>, who: Who) {
  const { parties, tokens, mentions } = reading;
  const tagged = (...tags: Parameters<typeof has>[1][]) =>
    tokens.slice(0, reading.anchors.cut + 1).some((token) => tags.some((tag) => has(token, tag)));
  return actKind({
    classes,
    hasGuardian: who.hasGuardian,
    hasStudents: who.studentIds.length > 0,
    isApproached: parties.objects.length > 0,
    isAnswered: tokens.some((token) => has(token, 'answered')),
    isWritten: tagged('write'),
    isSending: tagged('send'),
    isHome: mentions.some(({ isHome }) => isHome),
    isFailed: reading.noAnswer,
    atDoorstep: tagged('doorstep'),
    atPlace: tagged('place'),
  });
}

function outcomeIn(reading: ClauseReading, kind: ContactKind | undefined): Act['outcome'] {
  if (reading.reached) return 'done';
  if (kind === 'phone_call' || kind === 'guardian_contact')
    return reading.noAnswer
      ? 'no_answer'
      : reading.notMet && !isPartlyAbsent(reading)
        ? kind === 'phone_call'
          ? 'no_answer'
          : 'not_met'
        : 'done';
  if (kind === undefined && reading.noAnswer) return 'no_answer';
  return reading.notMet && !isPartlyAbsent(reading) ? 'not_met' : 'done';
}

/** 爸爸不在: one guardian is away, the visit takes place. */
function isPartlyAbsent({ mentions, tokens }: ClauseReading): boolean {
  const at = tokens.findIndex((token) => has(token, 'notMet'));
  return mentions.some(
    ({ kind, to, isHome, relations }) =>
      kind === 'guardian' &&
      !isHome &&
      to <= at &&
      at - to <= 3 &&
      (relations?.length ?? 0) > 0 &&
      tokens[at]?.text.includes('在'),
  );
}

function followUpIn(reading: ClauseReading): FollowUp | undefined {
  const first = reading.anchors.found[0]?.at ?? reading.tokens.length;
  if (reading.appointmentAt <= first) return undefined;
  return followUpFrom(reading, reading.appointmentAt);
}

function followUpFrom({ tokens }: ClauseReading, at: number): FollowUp {
  const rest = tokens.slice(at);
  const date = rest.find(
    (token) => token.date && token.date.form !== 'part' && token.date.form !== 'just_now',
  )?.date;
  return { ...(date ? { date } : {}), text: rest.map(({ text }) => text).join('') };
}

function addAct(act: Act, reading: ClauseReading, teller: Teller): void {
  const last = teller.acts.at(-1);
  teller.lastKind = act.kind ?? teller.lastKind;
  if (act.isFuture) {
    addPlan(
      {
        studentIds: act.studentIds,
        doubts: act.doubts,
        isNamed: act.isNamed,
        kind: act.kind,
        ...(act.dates[0] ? { date: act.dates[0] } : {}),
        text: reading.tokens.map(({ text }) => text).join(''),
      },
      teller,
    );
    return;
  }
  if (last && continues(last, act, reading)) {
    teller.acts[teller.acts.length - 1] = merged(last, act);
    return;
  }
  teller.acts.push(act);
}

function isSame(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((id) => second.includes(id));
}

/** Talking after a visit, a meeting or a first talk with the same person tells more about it. */
function continues(last: Act, act: Act, reading: ClauseReading): boolean {
  if (act.doubts.length > 0 && act.isNamed) return false;
  if (!isSame(last.studentIds, act.studentIds) && act.isNamed) return false;
  if (
    reading.dates.some(({ form }) => form !== 'part' && form !== 'just_now') &&
    reading.dates[0] !== last.dates[0]
  )
    return false;
  if (act.kind === last.kind) return true;
  const isTalk =
    act.kind === 'talk' ||
    (act.kind === 'guardian_contact' && act.medium === undefined) ||
    act.kind === undefined ||
    act.kind === 'group_exchange';
  if (!isTalk)
    return (last.kind === 'daily_meet' || last.kind === undefined) && act.kind !== 'phone_call'
      ? isSame(last.studentIds, act.studentIds)
      : false;
  if (act.hasGuardian) return last.hasGuardian || last.kind === 'home_visit';
  if (act.isNamed && last.hasGuardian && last.kind !== 'home_visit') return false;
  return true;
}

function merged(last: Act, act: Act): Act {
  const isRicher = last.kind === 'daily_meet' || last.kind === undefined;
  const reached = last.outcome !== 'done' && act.outcome === 'done' && act.isDone;
  return {
    ...last,
    kind: isRicher ? (act.kind ?? last.kind) : last.kind,
    ...(act.kindChoices && isRicher && act.kind === undefined ? { kindChoices: act.kindChoices } : {}),
    guardianIds: [...new Set([...last.guardianIds, ...act.guardianIds])],
    hasGuardian: last.hasGuardian || act.hasGuardian,
    isDone: last.isDone || act.isDone,
    hasContent: true,
    outcome: reached
      ? 'done'
      : last.outcome === 'done' && act.outcome !== 'done'
        ? act.outcome
        : last.outcome,
    isEach: last.isEach || act.isEach,
    isTogether: last.isTogether || act.isTogether,
    ...((last.minutes ?? act.minutes) === undefined ? {} : { minutes: last.minutes ?? act.minutes ?? 0 }),
    ...(act.followUp ? { followUp: act.followUp } : {}),
  };
}

function addPlan(plan: PlannedAct, teller: Teller): void {
  const last = teller.acts.at(-1);
  const isOwn =
    last !== undefined &&
    (plan.studentIds.length === 0 ||
      teller.acts.some(({ studentIds }) => plan.studentIds.every((id) => studentIds.includes(id)))) &&
    plan.doubts.length === 0;
  if (!isOwn) {
    teller.plans.push(plan);
    return;
  }
  const followUp: FollowUp = {
    ...(plan.date ? { date: plan.date } : {}),
    ...(plan.kind ? { kind: plan.kind } : {}),
    text: plan.text,
  };
  teller.acts[teller.acts.length - 1] = { ...last, followUp, hasContent: true };
}

/** A clause without a contact of its own: what it adds to the last one. */
function addRemark(reading: ClauseReading, teller: Teller, scene: Scene): void {
  const last = teller.acts.at(-1);
  const isSpeech =
    reading.speechAt === 0 || (teller.isSpeech && reading.mentions.every(({ isNamed }) => !isNamed));
  const named = reading.mentions.filter(({ kind, isNamed }) => isNamed && kind === 'student');
  if (reading.isNotYet && named.length > 0) {
    teller.notYet = named.flatMap(({ studentIds }) => studentIds);
    return;
  }
  if (isComing(reading) && !(isSpeech && !reading.isRemind)) {
    const studentIds =
      named.length > 0
        ? named.flatMap(({ studentIds: ids }) => ids)
        : teller.notYet.length > 0
          ? teller.notYet
          : teller.lastNamed;
    const doubts = named.flatMap(({ doubt }) => (doubt ? [doubt] : []));
    const date = datesAnywhere(reading)[0];
    const kind = plannedKind(reading, teller);
    addPlan(
      {
        studentIds,
        doubts,
        isNamed: named.length > 0,
        kind,
        ...(date ? { date } : {}),
        text: reading.tokens.map(({ text }) => text).join(''),
      },
      teller,
    );
    return;
  }
  if (!last) return;
  const isSpoken = reading.speechAt === 0;
  const outcome = isSpoken ? last.outcome : remarkOutcome(reading, last, scene);
  const followUp = reading.appointmentAt >= 0 ? followUpFrom(reading, reading.appointmentAt) : last.followUp;
  const minutes = last.minutes ?? (isSpeech ? undefined : reading.minutes);
  teller.acts[teller.acts.length - 1] = {
    ...last,
    outcome,
    isDone: last.isDone || reading.isDone || reading.speechAt < reading.tokens.length,
    hasContent: true,
    isEach: last.isEach || reading.parties.isEach,
    ...(followUp ? { followUp } : {}),
    ...(minutes === undefined ? {} : { minutes }),
  };
}

function plannedKind(reading: ClauseReading, teller: Teller): ContactKind | undefined {
  if (reading.tokens.some((token) => has(token, 'seek'))) return 'talk';
  return reading.tokens.some((token) => has(token, 'again', 'future') && /补|再/.test(token.text)) ||
    reading.tokens.some(({ text }) => text === '补')
    ? teller.lastKind
    : undefined;
}

function isComing(reading: ClauseReading): boolean {
  const isAhead = reading.tokens
    .slice(0, reading.speechAt)
    .some(
      ({ date }) =>
        date !== undefined &&
        (date.form === 'ahead' ||
          (date.form === 'offset' && date.days > 0) ||
          (date.form === 'weekday' && (date.week ?? 0) > 0)),
    );
  if (reading.isNotYet) return false;
  return (
    (isAhead && !reading.isDone) ||
    reading.isRemind ||
    (reading.appointmentAt >= 0 && datesAnywhere(reading).length > 0) ||
    (reading.isFuture && reading.tokens.some((token) => has(token, 'seek', 'go')))
  );
}

function remarkOutcome(reading: ClauseReading, last: Act, _scene: Scene): Act['outcome'] {
  if (reading.reached) return 'done';
  if (
    reading.mentions.some(({ kind, isNamed }) => isNamed && kind === 'student') &&
    last.studentIds.length > 1
  )
    return last.outcome;
  if (last.kind === 'phone_call' && reading.noAnswer) return 'no_answer';
  if (last.kind === 'guardian_contact' && reading.noAnswer) return 'no_answer';
  if (reading.notMet && !isPartlyAbsent(reading) && last.kind !== 'phone_call') return 'not_met';
  return last.outcome;
}
