/** Taking back and changing the last record: chat-corpus.md §10. */
import { type ActKind, actKind } from './act-kind.ts';
import { anchorsIn } from './anchors.ts';
import { pastDay } from './days.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { hasTag, type Message, namedStudents } from './message.ts';
import type { Scene } from './scene.ts';
import { has, type Token } from './token.ts';
import type { AmendedFields, LastRecord, Understanding } from './understanding.ts';

const confirm: Understanding = { intent: 'ask', about: 'confirm_reading', candidates: [] };

export function readUndo(message: Message, scene: Scene): Understanding | undefined {
  const { tokens } = message;
  const at = tokens.findIndex((token) => has(token, 'undo'));
  if (at < 0 || (hasTag(message, 'how') && message.isQuestion)) return undefined;
  const isOfRecord = tokens.some((token) => has(token, 'lastRecord'));
  const loose = tokens.filter((token) => !isUndoWord(token));
  if (!isOfRecord && loose.length > 0) return undefined;
  if (loose.length > 3 && !isOfRecord) return undefined;
  if (hasTag(message, 'change', 'addition') && !['别记了'].includes(tokens[at]?.text ?? '')) return undefined;
  if (startsOtherStory(message, at)) return undefined;
  return isAnotherRecord(message, scene) ? confirm : { intent: 'undo' };
}

function isUndoWord(token: Token): boolean {
  return (
    has(
      token,
      'undo',
      'lastRecord',
      'recordThis',
      'mistaken',
      'phone',
      'visit',
      'talk',
      'thanks',
      'message',
      'speaker',
      'done',
      'monthly',
      'report',
    ) ||
    token.kind === 'person' ||
    token.kind === 'date' ||
    [
      '把',
      '请',
      '帮我',
      '帮忙',
      '给我',
      '给',
      '一下',
      '吧',
      '的',
      '重复',
      '重复了',
      '刚',
      '刚才',
      '了',
      '那',
      '条',
      '谈话',
      '家访',
      '将',
      '麻烦',
      '快',
      '先',
      '它',
      '就',
      '再',
      '重记',
      '测试',
      '多',
      '发',
      '重',
      '点',
    ].includes(token.text)
  );
}

/** A contact with a named person told before the word: the word is content. */
function startsOtherStory(message: Message, at: number): boolean {
  return (
    message.tokens
      .slice(0, at)
      .some((token) => has(token, 'talked', 'say', 'said') && !has(token, 'mistaken')) &&
    message.tokens.length > 6
  );
}

function isAnotherRecord(message: Message, scene: Scene): boolean {
  const named = namedStudents(message);
  const last = scene.context.lastRecord;
  return named.some(
    ({ studentIds, doubt }) =>
      doubt !== undefined || studentIds.some((id) => last?.studentIds.includes(id) !== true),
  );
}

interface Correction {
  /** What is corrected: 不是A. */
  readonly wrong: readonly Token[];
  /** What it becomes: 是B. */
  readonly right: readonly Token[];
  readonly isAddition: boolean;
}

export function readAmend(message: Message, scene: Scene): Understanding | undefined {
  const correction = correctionIn(message, scene.context.lastRecord !== undefined);
  if (!correction) return undefined;
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
  return Object.keys(read.fields).length > 0
    ? { intent: 'amend', fields: read.fields }
    : { intent: 'ask', about: 'confirm_reading', candidates: [] };
}

function studentsIn(tokens: readonly Token[], scene: Scene): readonly Mention[] {
  return mentionsIn(tokens, scene).filter(
    ({ kind, isNamed }) => isNamed && (kind === 'student' || kind === 'guardian'),
  );
}

function correctionIn(message: Message, isAfterRecord: boolean): Correction | undefined {
  const { tokens } = message;
  const bare = bareCorrection(message, isAfterRecord);
  if (bare) return bare;
  const addition = tokens.findIndex((token) => has(token, 'addition'));
  if (
    addition >= 0 &&
    addition <= 3 &&
    !tokens.slice(0, addition).some((token) => has(token, 'talked', 'said')) &&
    tokens.length > addition + 1 &&
    !hasAct(tokens.slice(addition + 1), message)
  )
    return { wrong: [], right: tokens.slice(addition + 1), isAddition: true };
  const not = tokens.findIndex(
    (token) => token.text === '不是' || token.text === '并不是' || token.text === '不对',
  );
  const is = tokens.findLastIndex(
    (token) =>
      token.text === '是' || token.text === '应该是' || token.text === '其实是' || token.text === '应该',
  );
  const isPlain = (at: number) =>
    !tokens
      .slice(0, at)
      .some(
        (token) =>
          has(token, 'talked', 'said', 'say', 'talk') && !has(token, 'mistaken', 'change', 'lastRecord'),
      );
  if (not >= 0 && is >= 0 && not !== is && isPlain(Math.min(not, is)) && Math.min(not, is) <= 6) {
    if (not < is)
      return {
        wrong: [...tokens.slice(0, not), ...tokens.slice(not + 1, is)],
        right: tokens.slice(is + 1),
        isAddition: false,
      };
    return { wrong: tokens.slice(not + 1), right: tokens.slice(is + 1, not), isAddition: false };
  }
  if (
    not > 0 &&
    is < 0 &&
    isPlain(not) &&
    tokens[not]?.text === '不是' &&
    tokens.length > not + 1 &&
    hasRecordWord(tokens)
  )
    return { wrong: tokens.slice(not + 1), right: tokens.slice(0, not), isAddition: false };
  const change = tokens.findIndex(
    (token) => has(token, 'change') && token.text !== '是' && token.text !== '按' && token.text !== '换',
  );
  if (
    change >= 0 &&
    isPlain(change) &&
    change <= 7 &&
    !tokens
      .slice(0, change)
      .some(
        (token) =>
          has(token, 'towards') &&
          token.text !== '把' &&
          token.text !== '帮' &&
          token.text !== '给' &&
          token.text !== '将',
      )
  )
    return { wrong: tokens.slice(0, change), right: tokens.slice(change + 1), isAddition: false };
  const mistaken = tokens.findIndex(
    (token) => has(token, 'mistaken') && !['不是', '错', '写成', '记成'].includes(token.text),
  );
  if (mistaken >= 0 && mistaken <= 5 && isPlain(mistaken) && tokens.length > mistaken + 1)
    return {
      wrong: tokens.slice(0, mistaken),
      right: withoutIs(tokens.slice(mistaken + 1)),
      isAddition: false,
    };
  const failed = tokens.findIndex((token) => has(token, 'noAnswer', 'notMet', 'reached'));
  if (
    failed > 0 &&
    failed <= 5 &&
    ['那个', '那条', '刚才那个', '刚才那条', '上一条', '刚那个', '上条'].includes(tokens[0]?.text ?? '') &&
    isPlain(failed)
  )
    return { wrong: [], right: tokens.slice(failed), isAddition: false };
  return undefined;
}

/** Right after a record: 是前天的事, 还有乙也在. */
function bareCorrection({ tokens, mentions }: Message, isAfterRecord: boolean): Correction | undefined {
  const [first, ...rest] = tokens;
  if (!isAfterRecord || !first || tokens.length > 7) return undefined;
  const isPeople =
    mentions.some(({ kind, isNamed }) => kind === 'student' && isNamed) &&
    !rest.some((token) => has(token, 'talked', 'talk', 'phone', 'visit'));
  if (first.text === '还有' && isPeople)
    return { wrong: [], right: rest.filter(({ text }) => text !== '的'), isAddition: true };
  const isDated =
    rest.some(({ kind }) => kind === 'date') &&
    rest.every(
      (token) =>
        token.kind === 'date' ||
        ['的', '事', '了', '那天'].includes(token.text) ||
        has(token, 'talk', 'talked'),
    );
  return ['是', '应该是', '其实是'].includes(first.text) && isDated
    ? { wrong: [], right: rest, isAddition: false }
    : undefined;
}

function hasRecordWord(tokens: readonly Token[]): boolean {
  return tokens.some((token) => has(token, 'lastRecord', 'mistaken'));
}

/** A whole contact with somebody is a new event, not an addition. */
function hasAct(tokens: readonly Token[], message: Message): boolean {
  const named = message.mentions.some(({ kind, isNamed }) => isNamed && kind === 'student');
  return (
    named &&
    tokens.some((token) => has(token, 'talked', 'phone', 'visit')) &&
    tokens.some((token) => has(token, 'towards')) &&
    tokens.some(({ kind }) => kind === 'date')
  );
}

function withoutIs(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findLastIndex(({ text }) => text === '是' || text === '应该是');
  return at >= 0 ? tokens.slice(at + 1) : tokens;
}

interface ReadFields {
  readonly fields: AmendedFields;
  readonly ask?: Understanding;
}

function changedFields(correction: Correction, scene: Scene): ReadFields {
  const { right, wrong } = correction;
  const last = scene.context.lastRecord;
  const mentions = mentionsIn(right, scene);
  const students = mentions.filter(({ kind, isNamed }) => isNamed && kind === 'student');
  const doubt = mentions.find((mention) => mention.doubt)?.doubt;
  if (doubt) return { fields: {}, ask: { intent: 'ask', about: doubt.about, candidates: doubt.candidates } };
  const date =
    right.find((token) => token.date && token.date.form !== 'part')?.date ??
    right.find((token) => token.date)?.date;
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
    students.flatMap(({ studentIds: ids }) => ids),
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
      ...(guardianIds.length > 0 ? { guardianIds } : {}),
    },
  };
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
  const { found } = anchorsIn(right, mentions, right.length);
  const classes = new Set(found.map(({ cls }) => cls).filter((cls) => cls !== 'said' && cls !== 'askAfter'));
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
    isFailed: false,
    atDoorstep: false,
    atPlace: right.some((token) => has(token, 'place')),
  });
}

function outcomeChanged(right: readonly Token[], last: LastRecord | undefined): AmendedFields['outcome'] {
  if (right.some((token) => has(token, 'reached'))) return last?.outcome === 'done' ? undefined : 'done';
  const isRemote = last?.kind === 'phone_call' || last?.kind === 'guardian_contact';
  if (right.some((token) => has(token, 'noAnswer', 'blank'))) return 'no_answer';
  if (right.some((token) => has(token, 'notMet')))
    return isRemote && last?.kind === 'phone_call' ? 'no_answer' : 'not_met';
  return undefined;
}

/** 还有X也在 gives the full list of pupils; anything else is added to the note. */
function addedFields(correction: Correction, message: Message, scene: Scene): ReadFields {
  const last = scene.context.lastRecord;
  const students = studentsIn(correction.right, scene).filter(({ kind }) => kind === 'student');
  const isOnlyPeople =
    students.length > 0 &&
    correction.right.every(
      (token) =>
        token.kind === 'person' ||
        has(token, 'conjunction', 'together', 'attended', 'all') ||
        ['也', '在', '也在', '了', '还有', '一个', '个'].includes(token.text) ||
        has(token, 'third'),
    );
  const doubt = students.find((mention) => mention.doubt)?.doubt;
  if (isOnlyPeople && doubt)
    return { fields: {}, ask: { intent: 'ask', about: doubt.about, candidates: doubt.candidates } };
  if (isOnlyPeople)
    return {
      fields: {
        studentIds: [
          ...new Set([...(last?.studentIds ?? []), ...students.flatMap(({ studentIds }) => studentIds)]),
        ],
      },
    };
  const from = correction.right[0]?.from ?? 0;
  return { fields: { addedText: message.text.slice(from).trim() } };
}
