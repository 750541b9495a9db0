/** Changing the last record: chat-corpus.md §10. Fields hold the final state, and only what changes. */
import { type ActKind, actKind } from './act-kind.ts';
import { anchorsIn } from './anchors.ts';
import { type Correction, correctionIn, membershipIn, toldCorrection } from './correction.ts';
import { pastDay } from './days.ts';
import type { Mention } from './mention.ts';
import { mentionsIn } from './mentions.ts';
import type { Message } from './message.ts';
import type { Scene } from './scene.ts';
import { has, type Token } from './token.ts';
import type { AmendedFields, LastRecord, Understanding } from './understanding.ts';

const confirm: Understanding = { intent: 'ask', about: 'confirm_reading', candidates: [] };

export function readAmend(message: Message, scene: Scene): Understanding | undefined {
  const last = scene.context.lastRecord;
  if (last === undefined ? false : isNewEvent(message, last)) return undefined;
  if (pointsElsewhere(message, last)) return confirm;
  const member = last && membership(message, last, scene);
  if (member) return member;
  const corrections = [
    correctionIn(message, last !== undefined),
    last === undefined ? undefined : toldCorrection(message),
  ].flatMap((correction) => (correction ? [correction] : []));
  const readings = corrections.map((correction) => readCorrection(correction, message, scene));
  const isOfRecord = message.tokens.some((token) => has(token, 'lastRecord', 'mistaken'));
  const [first] = last === undefined && !isOfRecord && isOtherWish(message) ? [] : readings;
  return readings.find(({ intent }) => intent === 'amend') ?? first;
}

/** 公开课帮我调一下课: a wish, and nothing of a record. */
function isOtherWish({ text, tokens }: Message): boolean {
  return (
    tokens.some((token) => has(token, 'otherBusiness')) ||
    /帮我(调|换|改|排)|(调|换|改|排)一?下?(课|座位|位子|班|时间表|考场|宿舍)/.test(text)
  );
}

function readCorrection(correction: Correction, message: Message, scene: Scene): Understanding {
  const last = scene.context.lastRecord;
  const wrongStudents = studentsIn(correction.wrong, scene);
  if (
    wrongStudents.some(
      ({ studentIds, doubt }) =>
        doubt !== undefined || studentIds.some((id) => last?.studentIds.includes(id) !== true),
    )
  )
    return confirm;
  const read = correction.isAddition
    ? addedFields(correction, message, scene)
    : changedFields(correction, scene);
  if (read.ask) return read.ask;
  if (Object.keys(read.fields).length === 0) return confirm;
  const aboutIds = [...new Set(wrongStudents.flatMap(({ studentIds }) => studentIds))];
  return { intent: 'amend', fields: read.fields, ...(aboutIds.length > 0 ? { aboutIds } : {}) };
}

/** 上礼拜四 不对 上礼拜三去的董小麦家: a slip inside a report of its own. */
function isNewEvent({ tokens, mentions }: Message, last: LastRecord): boolean {
  const [first] = tokens;
  const slip = tokens.findIndex((token) => has(token, 'mistaken'));
  return (
    first?.kind === 'date' &&
    slip > 0 &&
    mentions.some(
      ({ kind, isNamed, studentIds }) =>
        isNamed && kind === 'student' && studentIds.some((id) => !last.studentIds.includes(id)),
    ) &&
    tokens.slice(slip).some((token) => has(token, 'act', 'go'))
  );
}

/** 甲那条日期往前挪一天, where the last record is another pupil's. */
function pointsElsewhere({ tokens, mentions }: Message, last: LastRecord | undefined): boolean {
  return mentions.some(
    ({ kind, isNamed, studentIds, to }) =>
      kind === 'student' &&
      isNamed &&
      studentIds.some((id) => last?.studentIds.includes(id) !== true) &&
      (has(tokens[to], 'lastRecord') || (tokens[to]?.text === '的' && has(tokens[to + 1], 'lastRecord'))) &&
      tokens.some((token) => has(token, 'change', 'mistaken')),
  );
}

function membership(message: Message, last: LastRecord, scene: Scene): Understanding | undefined {
  const member = membershipIn(message);
  if (!member) return undefined;
  const mentions = mentionsIn(member.who, scene);
  const guardians = mentions.filter(({ kind }) => kind === 'guardian');
  if (guardians.length > 0) {
    const ids = guardiansMeant(guardians, last, scene);
    const known = last.guardianIds ?? [];
    const guardianIds = member.joins
      ? [...new Set([...known, ...ids])]
      : known.filter((id) => !ids.includes(id));
    return ids.length > 0 ? { intent: 'amend', fields: { guardianIds } } : confirm;
  }
  const named = mentions.some(({ kind, isNamed }) => kind === 'student' && isNamed)
    ? mentions
    : message.mentions;
  const students = named.filter(({ kind, isNamed }) => kind === 'student' && isNamed);
  const ids = students.flatMap(({ studentIds }) => studentIds);
  if (ids.length === 0 || students.some(({ doubt }) => doubt)) return undefined;
  const studentIds = member.joins
    ? [...new Set([...last.studentIds, ...ids])]
    : last.studentIds.filter((id) => !ids.includes(id));
  const isChange = studentIds.length > 0 && studentIds.length !== last.studentIds.length;
  if (!isChange) return confirm;
  return { intent: 'amend', fields: { studentIds }, ...(member.joins ? {} : { aboutIds: ids }) };
}

function studentsIn(tokens: readonly Token[], scene: Scene): readonly Mention[] {
  return mentionsIn(tokens, scene).filter(
    ({ kind, isNamed }) => isNamed && (kind === 'student' || kind === 'guardian'),
  );
}

interface ReadFields {
  readonly fields: AmendedFields;
  readonly ask?: Understanding;
}

function changedFields(correction: Correction, scene: Scene): ReadFields {
  const { right, wrong } = correction;
  const last = scene.context.lastRecord;
  const mentions = mentionsIn(right, scene);
  const students = mentions.filter(
    ({ kind, isNamed }) => isNamed && (kind === 'student' || kind === 'guardian'),
  );
  const doubt = students.find((mention) => mention.doubt)?.doubt;
  if (doubt) return { fields: {}, ask: { intent: 'ask', about: doubt.about, candidates: doubt.candidates } };
  const dates = right.flatMap(({ date }) => (date && date.form !== 'just_now' ? [date] : []));
  const date =
    dates.find(({ form }) => form !== 'part' && form !== 'vague') ??
    dates.find(({ form }) => form !== 'vague');
  const day = date ? pastDay(date, scene) : undefined;
  if (day?.is === 'unclear')
    return { fields: {}, ask: { intent: 'ask', about: 'which_date', candidates: day.candidates } };
  if (day?.is === 'future')
    return {
      fields: {},
      ask: { intent: 'ask', about: 'future_or_past', candidates: day.day ? [day.day] : [] },
    };
  const minutes = right.find((token) => token.minutes !== undefined)?.minutes;
  const guardians = mentions.filter(({ kind }) => kind === 'guardian');
  const guardianIds = guardiansMeant(guardians, last, scene);
  const kind = kindChanged(right, mentions, last);
  const outcome = outcomeChanged(right, last);
  const studentIds = replaced(
    students.flatMap(({ kind: role, studentIds: ids }) =>
      role === 'student' || ids.some((id) => last?.studentIds.includes(id) !== true) ? ids : [],
    ),
    studentsIn(wrong, scene).flatMap(({ studentIds: ids }) => ids),
    last,
  );
  return {
    fields: {
      ...(studentIds.length > 0 ? { studentIds } : {}),
      ...(kind.kind && kind.kind !== last?.kind ? { kind: kind.kind } : {}),
      ...(kind.medium && kind.medium !== last?.medium ? { medium: kind.medium } : {}),
      ...(day?.is === 'day' ? { on: day.day } : {}),
      ...(minutes === undefined ? {} : { minutes }),
      ...(outcome ? { outcome } : {}),
      ...(isOther(guardianIds, last?.guardianIds) ? { guardianIds } : {}),
    },
  };
}

function isOther(ids: readonly string[], known: readonly string[] = []): boolean {
  return ids.length > 0 && (ids.length !== known.length || ids.some((id) => !known.includes(id)));
}

function replaced(
  right: readonly string[],
  wrong: readonly string[],
  last: LastRecord | undefined,
): readonly string[] {
  if (right.length === 0 || !last || last.studentIds.length < 2) return right;
  if (wrong.length === 0) return right;
  return [...new Set([...last.studentIds.filter((id) => !wrong.includes(id)), ...right])];
}

function guardiansMeant(
  mentions: readonly Mention[],
  last: LastRecord | undefined,
  scene: Scene,
): readonly string[] {
  return mentions.flatMap((mention) => {
    if (mention.guardianIds) return mention.guardianIds;
    const owners = mention.studentIds.length > 0 ? mention.studentIds : (last?.studentIds ?? []);
    return owners.flatMap((id) =>
      (scene.mentees.get(id)?.guardians ?? [])
        .filter(({ relation }) => mention.relations?.includes(relation))
        .map(({ id: guardianId }) => guardianId),
    );
  });
}

function kindChanged(
  right: readonly Token[],
  mentions: readonly Mention[],
  last: LastRecord | undefined,
): Partial<ActKind> {
  if (last?.kind === 'group_exchange' && right.some((token) => has(token, 'each'))) return { kind: 'talk' };
  if (last?.kind === 'talk' && right.some((token) => has(token, 'together')))
    return { kind: 'group_exchange' };
  if (last?.kind === 'home_visit' && right.some((token) => has(token, 'doorstep', 'place')))
    return {
      kind: 'guardian_contact',
      ...(right.some((token) => has(token, 'meet')) ? { medium: 'face_to_face' } : {}),
    };
  const { found } = anchorsIn(right, mentions, right.length);
  const named = found.map(({ cls }) => cls).filter((cls) => cls !== 'said' && cls !== 'askAfter');
  const classes = new Set(
    named.length > 1 ? named.filter((cls) => cls !== 'came' && cls !== 'summon') : named,
  );
  if (classes.size === 0) return {};
  const isGuardianRecord =
    mentions.some(({ kind }) => kind === 'guardian') ||
    ['phone_call', 'guardian_contact', 'home_visit'].includes(last?.kind ?? '');
  return actKind({
    classes,
    hasGuardian: isGuardianRecord && !(classes.size === 1 && classes.has('talk') && last?.kind === 'talk'),
    isApproached: false,
    isAnswered: true,
    isHome: false,
    isVisitByPhone: false,
    isFailed: false,
    atDoorstep: false,
    atPlace: right.some((token) => has(token, 'place')),
  });
}

function outcomeChanged(right: readonly Token[], last: LastRecord | undefined): AmendedFields['outcome'] {
  if (right.some((token) => has(token, 'reached'))) return last?.outcome === 'done' ? undefined : 'done';
  const isRemote = last?.kind === 'phone_call' || last?.kind === 'guardian_contact';
  if (right.some((token) => has(token, 'noAnswer', 'blank'))) return 'no_answer';
  const isEmpty = last?.kind === 'home_visit' && /没(得|有)?人$/.test(right.map(({ text }) => text).join(''));
  if (isEmpty || right.some((token) => has(token, 'notMet')))
    return isRemote && last?.kind === 'phone_call' ? 'no_answer' : 'not_met';
  return undefined;
}

const presence: ReadonlySet<string> = new Set([
  '也',
  '在',
  '也在',
  '了',
  '还有',
  '一个',
  '个',
  '人',
  '个人',
  '当时',
  '那会儿',
  '其实',
  '在场',
  '也在场',
  '都在',
  '一起的',
  '忘了',
  '同学',
  '来了',
  '也来',
  '的',
  '有',
]);

/** 加上四十五分钟: the length was left out, nothing else. */
function onlyLength(right: readonly Token[]): number | undefined {
  const lengths = right.flatMap(({ minutes }) => (minutes === undefined ? [] : [minutes]));
  const rest = right.filter(({ kind }) => kind !== 'length').map(({ text }) => text);
  const isPlain = rest.every((text) =>
    /^(时长|时间|加上|一共|总共|大概|大约|是|聊了|谈了|谈话|用了|了|的|有)$/.test(text),
  );
  return lengths.length === 1 && isPlain ? lengths[0] : undefined;
}

/** 还有X也在 gives the full list of pupils; anything else is added to the note. */
function addedFields(correction: Correction, message: Message, scene: Scene): ReadFields {
  const last = scene.context.lastRecord;
  const students = studentsIn(correction.right, scene).filter(({ kind }) => kind === 'student');
  const minutes = onlyLength(correction.right);
  if (minutes !== undefined) return { fields: { minutes } };
  const guardians = mentionsIn(correction.right, scene).filter(({ kind }) => kind === 'guardian');
  const isOnlyFamily =
    guardians.length > 0 &&
    correction.right.every(
      (token) =>
        token.kind === 'relation' ||
        token.kind === 'guardian' ||
        has(token, 'conjunction', 'all') ||
        presence.has(token.text),
    );
  const joined = isOnlyFamily && last ? guardiansMeant(guardians, last, scene) : [];
  if (joined.length > 0)
    return { fields: { guardianIds: [...new Set([...(last?.guardianIds ?? []), ...joined])] } };
  const isOnlyPeople =
    students.length > 0 &&
    correction.right.every(
      (token) =>
        token.kind === 'person' ||
        has(token, 'conjunction', 'together', 'attended', 'all', 'addition') ||
        token.kind === 'number' ||
        (token.date !== undefined && token.date.form !== 'offset') ||
        presence.has(token.text) ||
        has(token, 'third'),
    );
  const doubt = students.find((mention) => mention.doubt)?.doubt;
  if (isOnlyPeople && doubt)
    return { fields: {}, ask: { intent: 'ask', about: doubt.about, candidates: doubt.candidates } };
  const isTogether = last?.kind === 'talk' && message.tokens.some((token) => has(token, 'together'));
  if (isOnlyPeople)
    return {
      fields: {
        ...(isTogether ? { kind: 'group_exchange' } : {}),
        studentIds: [
          ...new Set([...(last?.studentIds ?? []), ...students.flatMap(({ studentIds }) => studentIds)]),
        ],
      },
    };
  const from = correction.right[0]?.from ?? 0;
  return { fields: { addedText: message.writtenFrom(from).trim() } };
}
