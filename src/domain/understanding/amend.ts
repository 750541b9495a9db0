/** Changing the last record: chat-corpus.md §10. Fields hold the final state, and only what changes. */
import { type ActKind, actKind } from './act-kind.ts';
import { anchorsIn } from './anchors.ts';
import { type Correction, correctionIn } from './correction.ts';
import { pastDay } from './days.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import type { Message } from './message.ts';
import type { Scene } from './scene.ts';
import { has, type Token } from './token.ts';
import type { AmendedFields, LastRecord, Understanding } from './understanding.ts';

const confirm: Understanding = { intent: 'ask', about: 'confirm_reading', candidates: [] };

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
  if (Object.keys(read.fields).length === 0) return confirm;
  const aboutIds = [...new Set(wrongStudents.flatMap(({ studentIds }) => studentIds))];
  return { intent: 'amend', fields: read.fields, ...(aboutIds.length > 0 ? { aboutIds } : {}) };
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
