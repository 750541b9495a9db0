/** One clause with a contact word → the contact it tells, if it is the speaker's own. */
import type { ContactKind } from '../vocabulary.ts';
import type { Act, FollowUp } from './act.ts';
import { actKind } from './act-kind.ts';
import type { AnchorClass } from './anchors.ts';
import type { ClauseReading } from './clause-reading.ts';
import type { DateExpression } from './date-expression.ts';
import { type Participants, participantsOf } from './participants.ts';
import type { Scene } from './scene.ts';
import type { Teller } from './teller.ts';
import { has } from './token.ts';
import { hasUnreadHead } from './unread-head.ts';

export function contactIn(reading: ClauseReading, teller: Teller, scene: Scene): Act | 'foreign' | undefined {
  const { parties, anchors, tokens } = reading;
  if (parties.isForeign || parties.isStaffTalk) return 'foreign';
  if (teller.isSpeech && !isOwnAct(reading, teller)) return undefined;
  if (isAmongPupils(reading) || isUnable(reading) || isSupposed(reading)) return undefined;
  const classes = new Set(anchors.found.map(({ cls }) => cls));
  if (classes.size === 1 && classes.has('came') && isAboutNobody(reading)) return undefined;
  const who = participantsOf(reading, teller, scene);
  if (classes.size === 1 && classes.has('came') && !who.isNamed && teller.acts.length > 0) return undefined;
  const kind = kindIn(reading, classes, who, teller);
  const outcome = outcomeIn(reading, kind.kind);
  const followUp = followUpIn(reading);
  const isPending =
    !reading.isDone && who.studentIds.length > 0 && who.studentIds.every((id) => teller.notYet.includes(id));
  const isFuture = (isPlanned(reading) || isPending) && outcome === 'done';
  const isUncertain = isUsual(reading) || (!isFuture && hasUnreadHead(reading));
  const isWeak = [...classes].every((cls) => weakClasses.has(cls));
  if (isFuture && isWeak && datesAnywhere(reading).every(({ form }) => form === 'ahead' || form === 'vague'))
    return undefined;
  const from = tokens[0]?.from ?? 0;
  return {
    kind: kind.kind,
    ...(kind.choices ? { kindChoices: kind.choices } : {}),
    ...(kind.medium ? { medium: kind.medium } : {}),
    ...who,
    isWeak,
    isBare: classes.size === 1 && classes.has('bareContact'),
    ...(isUncertain ? { isUncertain } : {}),
    isTentative: anchors.found.some(({ at }) => tentative.test(tokens[at]?.text ?? '')),
    isEach: parties.isEach,
    isTogether: parties.isTogether || classes.has('assembly') || (teller.isGathered && !who.isNamed),
    dates: datesOf(reading, teller, isFuture),
    isFuture,
    isDone:
      reading.isDone ||
      (teller.isReport &&
        !reading.dates.some((date) => date.form === 'ahead' || (date.form === 'offset' && date.days > 0))),
    hasContent: reading.hasContent,
    outcome,
    ...(reading.minutes === undefined || outcome !== 'done' ? {} : { minutes: reading.minutes }),
    ...(followUp ? { followUp } : {}),
    span: { from, to: tokens.at(-1)?.to ?? from },
  };
}

/** 谈谈, 聊一聊 without 了: done or meant? */
const tentative = /^(再)?(谈谈|聊聊|唠唠|谈一谈|聊一聊|唠一唠|交流交流|沟通沟通|开导开导|劝劝)$/;

const weakClasses: ReadonlySet<AnchorClass> = new Set(['teaching', 'observed', 'askAfter']);

const supposing: ReadonlySet<string> = new Set([
  '如果',
  '要是',
  '假如',
  '假使',
  '倘若',
  '万一',
  '除非',
  '只要',
  '若',
  '若是',
  '如',
]);

/** 要是她妈妈再不接电话: nothing happened. */
function isSupposed({ tokens, anchors }: ClauseReading): boolean {
  return tokens.slice(0, Math.min(3, anchors.found[0]?.at ?? 0)).some(({ text }) => supposing.has(text));
}

const often =
  /^(经常|常常|常|总是|总|老是|老|每天|天天|每周|每个?星期|每个?月|平时|平常|一向|通常|一般|三天两头|隔三差五|时不时|时常|不时|有时|有时候|偶尔|每次|往常|向来|历来)(都|会|也|就)?$/;

/** 每天都跟甲聊几句, 以前经常找乙谈: said of no day. */
function isUsual({ tokens, anchors, dates }: ClauseReading): boolean {
  const first = anchors.found[0]?.at ?? 0;
  const at = tokens.findIndex(({ text }, place) => place < first && often.test(text));
  if (at < 0 || dates.some(({ form }) => form !== 'part')) return false;
  return tokens
    .slice(at + 1, at + 3)
    .some((token) => has(token, 'towards', 'seek', 'dial', 'act') && token.kind !== 'person');
}

function isPlanned(reading: ClauseReading): boolean {
  const first = reading.anchors.found[0]?.at ?? 0;
  return (
    isPutOff(reading) ||
    isTold(reading) ||
    reading.isFuture ||
    reading.isRemind ||
    (reading.hasAgain && !reading.isDone) ||
    (reading.appointmentAt >= 0 &&
      reading.appointmentAt < first &&
      !(reading.appointmentAt === first - 1 && has(reading.tokens[first], 'talked')))
  );
}

/** 谈话改到明天: not the contact, but a new day for it. */
function isPutOff({ tokens, isDone }: ClauseReading): boolean {
  return (
    !isDone &&
    tokens.some(({ text }) => ['改到', '改约', '另约', '推迟', '推到', '延到', '改期', '挪到'].includes(text))
  );
}

/** 主任让我找他谈谈: somebody asks for it, nothing is done yet. */
function isTold({ tokens, isDone, anchors }: ClauseReading): boolean {
  const first = anchors.found[0]?.at ?? 0;
  return (
    !isDone &&
    tokens
      .slice(0, first)
      .some(
        (token, at) =>
          ['让', '叫', '要', '催', '建议', '请'].includes(token.text) && has(tokens[at + 1], 'speaker'),
      )
  );
}

function datesOf(reading: ClauseReading, teller: Teller, isFuture: boolean): readonly DateExpression[] {
  const reached = reachedOn(reading);
  if (reached.length > 0) return reached;
  if (reading.dates.length > 0) return withCarriedDay(reading.dates, teller.carried);
  if (teller.carried.length === 0 && isJustNow(reading)) return [{ form: 'just_now' }];
  return isFuture ? datesAnywhere(reading) : teller.carried;
}

/** 昨晚没打通今早打通了: the day of the try that worked. */
function reachedOn({ tokens, reached }: ClauseReading): readonly DateExpression[] {
  const failed = tokens.findIndex((token) => has(token, 'noAnswer', 'notMet'));
  if (!reached || failed < 0) return [];
  const worked = tokens.findIndex((token, at) => at > failed && has(token, 'reached'));
  return tokens.slice(failed, Math.max(failed, worked)).flatMap(({ date }) => (date ? [date] : []));
}

/** 刚跟甲妈妈发完微信: also after midnight it is today. */
function isJustNow({ tokens, anchors }: ClauseReading): boolean {
  return tokens.slice(0, Math.min(3, anchors.found[0]?.at ?? 0)).some(({ text }) => text === '刚');
}

/** 昨天上午 …, 晚上 …: the day holds on where only the part of it changes. */
function withCarriedDay(
  dates: readonly DateExpression[],
  carried: readonly DateExpression[],
): readonly DateExpression[] {
  if (dates.some(({ form }) => form !== 'part')) return dates;
  const days = carried.filter(
    (date) =>
      date.form !== 'part' && date.form !== 'just_now' && !(date.form === 'offset' && date.days === 0),
  );
  return [...days, ...dates];
}

/** The day of a plan may stand anywhere in its clause. */
export function datesAnywhere({ tokens }: ClauseReading): readonly DateExpression[] {
  const date =
    tokens.find((token) => token.date && token.date.form !== 'part')?.date ??
    tokens.find((token) => token.date)?.date;
  return date ? [date] : [];
}

/** After somebody else's words an act is the speaker's only with a sign of it. */
function isOwnAct(reading: ClauseReading, teller: Teller): boolean {
  const { tokens, mentions, anchors, parties } = reading;
  const head = tokens.slice(0, anchors.found[0]?.at ?? 0);
  const isNamed = parties.objects.some((mention) => mention.isNamed);
  const hasSign =
    isNamed ||
    parties.topics.some((mention) => mention.isNamed && mention.kind === 'guardian') ||
    mentions.some(({ kind }) => kind === 'speaker') ||
    head.some(
      (token) =>
        has(token, 'sequence', 'speaker', 'justDone', 'done') ||
        token.kind === 'date' ||
        ['于是', '所以', '便'].includes(token.text),
    );
  if (reading.isFuture) return parties.objects.length > 0 && hasSign;
  if (teller.acts.length === 0) return parties.topics.every(({ kind }) => kind !== 'outsider');
  const isTried = reading.noAnswer || tokens.some((token) => has(token, 'dial'));
  if (parties.topics.some(({ kind }) => kind === 'outsider' || (kind === 'guardian' && !isTried)))
    return false;
  if (mentions.length === 0) return reading.isDone && head.every((token) => token.kind !== 'plain');
  return hasSign && (reading.isDone || isNamed);
}

/** 现在天天准点到校: what a pupil does, not a visit. */
function isAboutNobody({ mentions }: ClauseReading): boolean {
  return mentions.every(({ kind }) => kind === 'class' || kind === 'outsider');
}

/** 爷爷不会用微信: the channel is spoken of, not used. */
function isUnable({ tokens, anchors }: ClauseReading): boolean {
  const first = anchors.found[0];
  if (!first || !['message', 'phone', 'video', 'voiceUnclear', 'voiceCall'].includes(first.cls)) return false;
  const before = tokens
    .slice(Math.max(0, first.at - 3), first.at)
    .map(({ text }) => text)
    .join('');
  return (
    anchors.found.length === 1 &&
    /(不会|不懂|不太会|用不来|没装|没有|没得|不用|不玩|不看)(用|玩|看|使)?$/.test(before)
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

function kindIn(
  reading: ClauseReading,
  classes: ReadonlySet<AnchorClass>,
  who: Participants,
  teller: Teller,
) {
  const { parties, tokens, mentions, anchors } = reading;
  const frame = tokens.slice(0, anchors.cut + 1);
  return actKind({
    classes,
    hasGuardian: who.hasGuardian,
    isApproached: parties.objects.length > 0,
    isAnswered: teller.isAnswered,
    isHome: mentions.some(({ isHome }) => isHome),
    isVisitByPhone: frame.some((token) => has(token, 'phone') && token.text.includes('访')),
    isFailed: reading.noAnswer,
    atDoorstep: frame.some((token) => has(token, 'doorstep')),
    atPlace: frame.some((token) => has(token, 'place')),
  });
}

function outcomeIn(reading: ClauseReading, kind: ContactKind | undefined): Act['outcome'] {
  if (reading.reached) return 'done';
  const isAway = reading.notMet && !isPartlyAway(reading);
  if (kind === 'parent_meeting' && reading.tokens.some((token) => has(token, 'absent', 'notMet')))
    return 'not_met';
  if (kind === 'phone_call') return reading.noAnswer || isAway ? 'no_answer' : 'done';
  if (kind === 'guardian_contact' && reading.noAnswer) return 'no_answer';
  if (kind === undefined && reading.noAnswer) return 'no_answer';
  return isAway ? 'not_met' : 'done';
}

/** 爸爸不在: one guardian is away, the visit takes place. */
export function isPartlyAway({ mentions, tokens }: ClauseReading): boolean {
  const at = tokens.findIndex((token) => has(token, 'notMet'));
  return mentions.some(
    ({ kind, to, isHome, relations }) =>
      kind === 'guardian' &&
      !isHome &&
      to <= at &&
      at - to <= 3 &&
      (relations?.length ?? 0) > 0 &&
      tokens[at]?.text.includes('在') === true,
  );
}

function followUpIn(reading: ClauseReading): FollowUp | undefined {
  const first = reading.anchors.found[0]?.at ?? reading.tokens.length;
  return reading.appointmentAt <= first ? undefined : followUpFrom(reading, reading.appointmentAt);
}

export function followUpFrom({ tokens }: ClauseReading, at: number): FollowUp {
  const rest = tokens.slice(at);
  const date = rest.find(
    (token) => token.date && token.date.form !== 'part' && token.date.form !== 'just_now',
  )?.date;
  return { ...(date ? { date } : {}), text: rest.map(({ text }) => text).join('') };
}
