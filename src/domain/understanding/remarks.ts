/** A clause without a contact of its own: what it adds to the last one, and plans it holds. */
import type { ContactKind } from '../vocabulary.ts';
import type { Act, FollowUp, PlannedAct } from './act.ts';
import { type ClauseReading, isComingDate } from './clause-reading.ts';
import { datesAnywhere, followUpFrom, isPartlyAway } from './contact.ts';
import { guardiansOf } from './participants.ts';
import type { Scene } from './scene.ts';
import type { Teller } from './teller.ts';
import { has } from './token.ts';

export function addRemark(reading: ClauseReading, teller: Teller, scene: Scene): void {
  if (missAppointment(reading, teller)) return;
  const named = reading.mentions.filter(({ kind, isNamed }) => isNamed && kind === 'student');
  const isSpeech = reading.speechAt === 0 || (teller.isSpeech && named.length === 0);
  if (reading.isNotYet && named.length > 0) {
    teller.notYet = named.flatMap(({ studentIds }) => studentIds);
    return;
  }
  if (isComing(reading) && (!isSpeech || reading.isRemind)) {
    const plan = planIn(reading, teller);
    const isSomething =
      plan.kind !== undefined || plan.studentIds.length > 0 || plan.doubts.length > 0 || reading.isRemind;
    if (isSomething) addPlan(plan, teller);
  } else if (!markAbsent(reading, teller) && !addAttendants(reading, teller, scene))
    enrich(reading, teller, isSpeech, scene);
}

/** 家长会 … 乙爸爸也到场了: one more family was there. */
function addAttendants({ mentions, tokens }: ClauseReading, teller: Teller, scene: Scene): boolean {
  const last = teller.acts.at(-1);
  const named = mentions.filter(
    ({ kind, isNamed }) => isNamed && (kind === 'student' || kind === 'guardian'),
  );
  const isThere = tokens.some(
    (token) => has(token, 'attended', 'came') || /^(都|也)?(来了|在|来的|到的|到了|来|到)$/.test(token.text),
  );
  if (last?.kind !== 'parent_meeting' || named.length === 0 || !isThere) return false;
  const meeting = teller.acts.findLast(
    ({ kind, outcome }) => kind === 'parent_meeting' && outcome === 'done',
  );
  const guardianIds = named.flatMap((mention) => guardiansOf(mention, mention.studentIds, scene));
  const added = {
    ...(meeting ?? last),
    outcome: 'done' as const,
    studentIds: [...(meeting?.studentIds ?? []), ...named.flatMap(({ studentIds }) => studentIds)],
    guardianIds: [...(meeting?.guardianIds ?? []), ...guardianIds],
    doubts: [...(meeting?.doubts ?? []), ...named.flatMap(({ doubt }) => (doubt ? [doubt] : []))],
    hasGuardian: true,
    isNamed: true,
    isDone: true,
  };
  teller.acts = [...teller.acts.filter((act) => act !== meeting), added];
  return true;
}

/** 约好今天谈，没来: the appointment was an act, and it failed. */
function missAppointment(reading: ClauseReading, teller: Teller): boolean {
  const plan = teller.plans.at(-1);
  const isTried = plan?.isAppointment === true || isSought(reading);
  if (!plan || teller.acts.length > 0 || !isTried || !(reading.notMet || reading.noAnswer)) return false;
  teller.plans.pop();
  teller.acts.push({
    kind: plan.kind ?? 'talk',
    studentIds: plan.studentIds,
    guardianIds: [],
    hasGuardian: plan.kind === 'guardian_contact',
    doubts: plan.doubts,
    isNamed: plan.isNamed,
    isWeak: false,
    isEach: false,
    isTogether: false,
    dates: plan.date ? [plan.date] : [],
    isFuture: false,
    isDone: true,
    hasContent: true,
    outcome: 'not_met',
    span: { from: 0, to: reading.tokens.at(-1)?.to ?? 0 },
  });
  return true;
}

/** 想找甲谈，去教室没见着人: whoever went has tried. */
function isSought({ tokens }: ClauseReading): boolean {
  const failed = tokens.findIndex((token) => has(token, 'notMet', 'noAnswer'));
  return tokens
    .slice(0, failed)
    .some((token) => has(token, 'go', 'dial', 'seek') || /^(敲|跑|等)了?/.test(token.text));
}

function planIn(reading: ClauseReading, teller: Teller): PlannedAct {
  const named = reading.mentions.filter(
    ({ kind, isNamed }) => isNamed && (kind === 'student' || kind === 'guardian'),
  );
  const ids = named.flatMap(({ studentIds }) => studentIds);
  const [date] = datesAnywhere(reading);
  return {
    studentIds: ids.length > 0 ? ids : teller.notYet.length > 0 ? teller.notYet : teller.lastNamed,
    doubts: named.flatMap(({ doubt }) => (doubt ? [doubt] : [])),
    isNamed: named.length > 0,
    kind: plannedKind(reading, teller),
    isAppointment: reading.appointmentAt >= 0,
    ...(date ? { date } : {}),
    text: reading.tokens.map(({ text }) => text).join(''),
  };
}

function plannedKind({ tokens, mentions }: ClauseReading, teller: Teller): ContactKind | undefined {
  if (mentions.some(({ isHome }) => isHome)) return 'home_visit';
  if (tokens.some((token) => has(token, 'seek'))) return 'talk';
  const isRepeat = tokens.some((token) => has(token, 'again') || /^[再补]/.test(token.text));
  return isRepeat ? teller.lastKind : undefined;
}

function isComing(reading: ClauseReading): boolean {
  if (reading.isNotYet) return false;
  const isAhead = reading.tokens.slice(0, reading.speechAt).some(({ date }) => isComingDate(date));
  const isPromise = reading.appointmentAt >= 0 && datesAnywhere(reading).length > 0;
  const isIntended =
    reading.isFuture &&
    reading.tokens.some(
      (token) => has(token, 'seek', 'go') || (has(token, 'future') && /[找谈聊访约见打补]$/.test(token.text)),
    );
  const isSet = reading.hasAgain && !reading.isDone && reading.tokens.some(({ kind }) => kind === 'date');
  return (isAhead && !reading.isDone) || reading.isRemind || isPromise || isIntended || isSet;
}

/** A plan for the pupil of a contact is its follow-up; for another pupil it stands beside it. */
export function addPlan(plan: PlannedAct, teller: Teller): void {
  const last = teller.acts.at(-1);
  const isOwn =
    last !== undefined &&
    plan.doubts.length === 0 &&
    (plan.studentIds.length === 0 ||
      teller.acts.some(({ studentIds }) => plan.studentIds.every((id) => studentIds.includes(id))));
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

/** 就浩浩没见着 after a bulk mark: an attempt of its own; 请假 only leaves out. */
function markAbsent(reading: ClauseReading, teller: Teller): boolean {
  const last = teller.acts.at(-1);
  const named = reading.mentions
    .filter(({ kind, isNamed }) => isNamed && kind === 'student')
    .flatMap(({ studentIds }) => studentIds);
  if (
    !last ||
    named.length === 0 ||
    !(reading.notMet || reading.tokens.some((token) => has(token, 'absent')))
  )
    return false;
  if (last.kind === 'parent_meeting') {
    teller.acts[teller.acts.length - 1] = {
      ...last,
      studentIds: last.studentIds.filter((id) => !named.includes(id)),
    };
    teller.acts.push({ ...last, studentIds: named, guardianIds: [], outcome: 'not_met', isNamed: true });
    return true;
  }
  const isBulk = last.studentIds.length > 1 || named.every((id) => teller.absent.includes(id));
  if (!isBulk) return false;
  const isSought = reading.tokens.some((token) => has(token, 'notMet') && !has(token, 'absent'));
  teller.acts[teller.acts.length - 1] = {
    ...last,
    studentIds: last.studentIds.filter((id) => !named.includes(id)),
  };
  if (isSought) teller.acts.push({ ...last, studentIds: named, outcome: 'not_met' });
  return true;
}

/** 奶奶在: who was met at home. */
function atHome({ mentions, tokens, notMet }: ClauseReading, last: Act, scene: Scene): readonly string[] {
  if (
    last.kind !== 'home_visit' ||
    notMet ||
    !['在', '在家', '都在', '在家里'].includes(tokens.at(-1)?.text ?? '')
  )
    return [];
  return mentions
    .filter(({ kind, isHome }) => kind === 'guardian' && !isHome)
    .flatMap((mention) =>
      guardiansOf(mention, mention.studentIds.length > 0 ? mention.studentIds : last.studentIds, scene),
    );
}

function enrich(reading: ClauseReading, teller: Teller, isSpeech: boolean, scene: Scene): void {
  const last = teller.acts.at(-1);
  if (!last) return;
  const isMachine = reading.noAnswer && reading.mentions.length === 0 && last.kind === 'phone_call';
  const outcome =
    (reading.speechAt === 0 || isSpeech) && !isMachine ? last.outcome : remarkOutcome(reading, last);
  const home = atHome(reading, last, scene);
  const followUp = reading.appointmentAt >= 0 ? followUpFrom(reading, reading.appointmentAt) : last.followUp;
  const minutes = last.minutes ?? (isSpeech || outcome !== 'done' ? undefined : reading.minutes);
  const isOpenPlace =
    last.kind === 'guardian_contact' &&
    last.medium === 'face_to_face' &&
    reading.tokens.some((token) => has(token, 'doorstep'));
  teller.acts[teller.acts.length - 1] = {
    ...last,
    ...(isOpenPlace ? { kind: undefined, kindChoices: ['guardian_contact', 'home_visit'] } : {}),
    outcome: home.length > 0 ? 'done' : outcome,
    guardianIds: [...new Set([...last.guardianIds, ...home])],
    dates: isDated(reading, last) ? reading.dates : last.dates,
    isDone: last.isDone || home.length > 0 || reading.isDone || reading.speechAt < reading.tokens.length,
    hasContent: true,
    isEach: last.isEach || reading.parties.isEach,
    ...(followUp ? { followUp } : {}),
    ...(minutes === undefined ? {} : { minutes }),
  };
}

/** 时间：10月13日, or a later try that worked: the clause dates the contact. */
function isDated(reading: ClauseReading, last: Act): boolean {
  if (!hasDay(reading) || reading.isFuture || reading.hasAgain) return false;
  return (
    reading.reached ||
    (last.kind === 'deep_exchange' && reading.tokens.some((token) => has(token, 'answered'))) ||
    (last.dates.length === 0 &&
      reading.tokens.every(
        (token) =>
          token.kind !== 'plain' ||
          ['时间', '日期', '于', '在', '地点', '内容', '主题', '方式', '形式', '对象', '备注'].includes(
            token.text,
          ),
      ))
  );
}

function hasDay({ dates }: ClauseReading): boolean {
  return dates.some(
    ({ form }) => form !== 'ahead' && form !== 'vague' && form !== 'part' && form !== 'just_now',
  );
}

/** 问了他昨天为啥没来上课: what was asked, not what happened. */
function isAskedWhy({ tokens }: ClauseReading): boolean {
  return tokens.some(({ text }) => /为啥|为什么|为何|咋没|怎么没/.test(text));
}

/** 前头三天一直没人接: earlier tries are background. */
function isBackground({ tokens }: ClauseReading): boolean {
  return tokens
    .slice(0, 3)
    .some(({ text }) => /^(前头|之前|先前|前几天|前两天|起初|一开始|原先|头几天|头两天)$/.test(text));
}

function remarkOutcome(reading: ClauseReading, last: Act): Act['outcome'] {
  const isRemote = last.kind === 'phone_call' || last.kind === 'guardian_contact';
  if (isBackground(reading) || isAskedWhy(reading)) return last.outcome;
  if (reading.reached) return 'done';
  if (
    reading.mentions.some(({ kind, isNamed }) => isNamed && kind === 'student') &&
    last.studentIds.length > 1
  )
    return last.outcome;
  if (
    isRemote &&
    last.outcome === 'no_answer' &&
    reading.tokens.some((token) => has(token, 'said', 'talked')) &&
    reading.minutes !== undefined
  )
    return 'done';
  if (isRemote && reading.noAnswer) return 'no_answer';
  if (!isRemote && !last.isDone && reading.tokens.some((token) => has(token, 'absent'))) return 'not_met';
  const isOtherAway = last.guardianIds.length > 0 && reading.mentions.some(({ kind }) => kind === 'guardian');
  if (reading.notMet && !isPartlyAway(reading) && !isOtherAway && last.kind !== 'phone_call')
    return 'not_met';
  return last.outcome;
}
