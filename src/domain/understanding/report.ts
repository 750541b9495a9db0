/** What was done and what is planned: steps 2 and 7 of chat-corpus.md §2, and what is left when nothing fits. */
import type { ConcernReading } from './concern.ts';
import { hasTag, type Message, namedStudents } from './message.ts';
import { hasDoneContact } from './queries.ts';
import type { Scene } from './scene.ts';
import { firstDoubt, type Settled, settle } from './settle.ts';
import { recordByAnswer } from './settled-points.ts';
import { readSmallTalk } from './small-talk.ts';
import { type Story, tellStory } from './story.ts';
import { has } from './token.ts';
import type { Understanding, UnderstoodRecord } from './understanding.ts';

export function readReport(message: Message, scene: Scene, concern: ConcernReading): Understanding {
  const story = tellStory(message.clauses, scene);
  if (isEmptyRequest(message)) return { intent: 'ask', about: 'empty_content', candidates: [] };
  const settled = settle(story.acts, story.plans, scene);
  if (concern.plain.length > 0)
    return openConcern(message, concern, settled.doubts.length > 0 ? [] : settled.records);
  if (concern.unclear.length > 0 && scene.context.settled?.kind === undefined)
    return {
      intent: 'ask',
      about: 'confirm_reading',
      candidates: [settled.records[0]?.kind ?? 'talk', 'concern'],
    };
  if (hasTag(message, 'notSpeaker'))
    return story.isForeign || new Set(settled.records.map(({ studentIds }) => studentIds.join())).size < 2
      ? { intent: 'smalltalk' }
      : { intent: 'ask', about: 'confirm_reading', candidates: [] };
  const other = readOtherBusiness(message, story);
  if (other) return other;
  const doubt = firstDoubt(settled.doubts);
  if (doubt && (story.acts.length > 0 || story.plans.length > 0))
    return { intent: 'ask', about: doubt.about, candidates: withCandidates(doubt, scene) };
  if (story.isForeign && settled.records.length === 0)
    return { intent: 'ask', about: 'confirm_reading', candidates: [] };
  if (settled.records.length > 0) {
    const empty =
      settled.records.some(({ kind }) => kind === 'monthly_record') &&
      !story.acts.some(({ kind, hasContent }) => kind === 'monthly_record' && hasContent);
    if (empty) return { intent: 'ask', about: 'empty_content', candidates: [] };
    if (message.isCut || (scene.context.settled?.happened !== true && isLeftOut(message, story, settled)))
      return { intent: 'ask', about: 'confirm_reading', candidates: [] };
    return { intent: 'log', records: withSigns(settled.records, concern.light), plans: settled.plans };
  }
  if (settled.plans.length > 0) return { intent: 'plan', plans: settled.plans };
  const byAnswer = recordByAnswer(
    namedStudents(message).flatMap(({ studentIds }) => studentIds),
    scene,
  );
  if (byAnswer) return { intent: 'log', records: withSigns([byAnswer], concern.light), plans: [] };
  return readRest(message, story);
}

/** 记一下, 谈话记录: nothing to file yet. */
function isEmptyRequest({ tokens }: Message): boolean {
  return (
    tokens.length > 0 &&
    tokens.length <= 5 &&
    tokens.some((token) => has(token, 'recordThis', 'justDone', 'monthly')) &&
    tokens.every(
      (token) =>
        has(token, 'recordThis', 'justDone') ||
        /^(我|要|想|一个|个|一条|条|一次|次|吧|请|今天的|的|谈话|谈心|家访|电话|电访|汇报|见面|沟通|月登记|帮|帮我)$/.test(
          token.text,
        ) ||
        token.kind === 'date',
    )
  );
}

/** Somebody who was approached for a contact and stands in no record: better asked than passed over in silence. */
function isLeftOut(message: Message, story: Story, { records, plans }: Settled): boolean {
  const covered = new Set([...records, ...plans].flatMap(({ studentIds }) => studentIds));
  const mustAllStand =
    message.tokens.length > longDictation || records.some(({ kind }) => kind === 'parent_meeting');
  const named = namedStudents(message).filter(({ from }) => !has(message.tokens[from - 1], 'except'));
  const approached = mustAllStand
    ? [...story.approached, ...named.map(({ studentIds }) => studentIds)]
    : story.approached;
  return approached.some((ids) => ids.length > 0 && ids.every((id) => !covered.has(id)));
}

/** Tokens from which on nobody keeps in view who was meant: then every pupil named must stand somewhere. */
const longDictation = 60;

function withCandidates(
  doubt: { about: string; candidates: readonly string[] },
  scene: Scene,
): readonly string[] {
  if (doubt.about !== 'which_student' || doubt.candidates.length > 0) return doubt.candidates;
  return scene.context.mentees.map(({ id }) => id);
}

function withSigns(
  records: readonly UnderstoodRecord[],
  signs: readonly string[],
): readonly UnderstoodRecord[] {
  return signs.length === 0 ? records : records.map((record) => ({ ...record, signs }));
}

/** Whoever the pupil is: a mentee, another pupil, or nobody named. */
function openConcern(
  message: Message,
  concern: ConcernReading,
  records: readonly UnderstoodRecord[],
): Understanding {
  const place = concern.places[0] ?? 0;
  const named = namedStudents(message);
  const before = named.filter((mention) => (message.tokens[mention.from]?.from ?? 0) <= place);
  const mention = before.at(-1) ?? named[0];
  const studentIds = mention
    ? mention.studentIds.length > 0
      ? mention.studentIds
      : mention.doubt?.about === 'not_your_mentee'
        ? mention.doubt.candidates.slice(0, 1)
        : []
    : [];
  return { intent: 'concern', studentIds, signs: concern.plain, records };
}

/** 帮我给…发个通知: a wish for somebody else's work. */
function readOtherBusiness(message: Message, story: Story): Understanding | undefined {
  const { tokens } = message;
  if (story.isNotYet) return undefined;
  const isImperative =
    tokens.some(({ text }) =>
      /^(写个|写份|写一份|写一篇|写篇|生成|出份|拟个|拟份|拟一段|拟段|写段|写一段评|帮我拟)/.test(text),
    ) ||
    /^(请|麻烦|劳驾)?(你)?(帮我|帮忙|帮|替我|代我|给我|请|麻烦|你给|你跟|你和|你去|你替|你把|你打|你通知|你告诉|你问)/.test(
      message.text.trimStart(),
    ) ||
    (hasTag(message, 'otherBusiness') && tokens.slice(0, 2).some(({ text }) => text.startsWith('帮我')));
  if (has(tokens[0], 'undo') && story.plans.length > 0) return { intent: 'unsupported' };
  const isRecord = tokens.some((token) => has(token, 'recordThis', 'remind', 'justDone'));
  if (!isRecord && asksToSend(message)) return { intent: 'unsupported' };
  if (
    isImperative &&
    !isRecord &&
    tokens
      .slice(1, 8)
      .some((token) =>
        has(
          token,
          'send',
          'dial',
          'phone',
          'message',
          'otherBusiness',
          'write',
          'say',
          'said',
          'askAfter',
          'seek',
          'appointment',
        ),
      ) &&
    !tokens.some(
      (token) => token.text.endsWith('了') || has(token, 'talked', 'done') || token.minutes !== undefined,
    )
  )
    return { intent: 'unsupported' };
  if (story.isAdvice && !hasDoneContact(message)) return { intent: 'unsupported' };
  const isBusiness = hasTag(message, 'otherBusiness');
  return isBusiness &&
    story.acts.length === 0 &&
    namedStudents(message).length === 0 &&
    story.plans.every(({ isNamed }) => !isNamed)
    ? { intent: 'unsupported' }
    : undefined;
}

/** 给甲妈妈发条消息说放假时间: nothing was sent; the bot is to send it. */
function asksToSend({ text, tokens }: Message): boolean {
  const [first] = tokens;
  if (
    /^(帮我|请|麻烦)?(把|给|将).{1,14}(座位|位子|分组|班|课|考场|宿舍)(换|调|改|排)(一下|下|开|个)?$/.test(
      text.trim(),
    )
  )
    return true;
  if (
    /^(帮我|请|麻烦|你)?(把|给|将).{1,8}(调|换|挪|移|安排|分|排)到.{1,8}(排|组|座|班|桌|宿舍|考场|位)$/.test(
      text.trim(),
    )
  )
    return true;
  const send = tokens.findIndex(({ text }) => /^(发条|发个|发一条|发一下|发段)/.test(text));
  if (send === 0 && !tokens.some((token) => /[了过]/.test(token.text) || token.kind === 'date')) return true;
  return (
    first?.text === '给' &&
    send > 0 &&
    tokens
      .slice(send)
      .some((token) => has(token, 'say') || ['通知', '告诉', '问', '让'].includes(token.text)) &&
    !tokens.some((token) => /[了过]/.test(token.text) || token.kind === 'date')
  );
}

/** No contact and no plan: an observation, a bare name, a remark. */
function readRest(message: Message, story: Story): Understanding {
  const named = namedStudents(message);
  const { tokens } = message;
  if (story.isNotYet)
    return story.isPartlyDone
      ? { intent: 'ask', about: 'confirm_reading', candidates: [] }
      : { intent: 'smalltalk' };
  if (story.told && story.told.length > 0)
    return { intent: 'ask', about: 'which_kind', candidates: ['talk', 'student_report'] };
  if (hasTag(message, 'recordThis', 'justDone') && named.length === 0 && tokens.length <= 5)
    return { intent: 'ask', about: 'empty_content', candidates: [] };
  if (named.length > 0) {
    const isBare = tokens.every(
      (token) =>
        token.kind === 'person' ||
        token.kind === 'relation' ||
        token.kind === 'class' ||
        token.kind === 'date' ||
        has(token, 'conjunction', 'recordThis', 'child') ||
        token.text === '的',
    );
    const doubt = named.find((mention) => mention.doubt)?.doubt;
    if (doubt) return { intent: 'ask', about: doubt.about, candidates: doubt.candidates };
    if (isBare) return { intent: 'ask', about: 'empty_content', candidates: [] };
    if (hasTag(message, 'notSpeaker')) return { intent: 'smalltalk' };
    if (hasTag(message, 'future') && !tokens.some((token) => token.kind === 'date' || has(token, 'say')))
      return { intent: 'smalltalk' };
    return { intent: 'ask', about: 'which_kind', candidates: ['talk', 'daily_meet'] };
  }
  return readSmallTalk(message);
}
