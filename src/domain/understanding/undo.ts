/** Taking back the last record: chat-corpus.md §10. */
import { membershipIn } from './correction.ts';
import { hasTag, type Message, namedStudents } from './message.ts';
import type { Scene } from './scene.ts';
import { has, type Token } from './token.ts';
import type { Understanding } from './understanding.ts';

export function readUndo(message: Message, scene: Scene): Understanding | undefined {
  const { tokens } = message;
  const at = tokens.findIndex((token) => has(token, 'undo'));
  if (at < 0 || asksHow(message) || (hasTag(message, 'how') && message.isQuestion)) return undefined;
  const isOfRecord = tokens.some((token) => has(token, 'lastRecord'));
  const loose = tokens.filter((token) => !isUndoWord(token));
  if (!isOfRecord && loose.length > 0) return undefined;
  if (loose.length > 3 && !isOfRecord) return undefined;
  if (hasTag(message, 'change', 'addition') && !['别记了'].includes(tokens[at]?.text ?? '')) return undefined;
  if (startsOtherStory(message, at) || takesOneOut(message, scene)) return undefined;
  return isAnotherRecord(message, scene)
    ? { intent: 'ask', about: 'confirm_reading', candidates: [] }
    : { intent: 'undo' };
}

/** 怎么删, 如何撤回: never a command, question mark or not. */
function asksHow({ tokens }: Message): boolean {
  return tokens.some(({ text }) => /怎么|怎样|如何|咋|点样/.test(text));
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

/** Of several students one leaves the record; the others stay in it. */
function takesOneOut(message: Message, { context: { lastRecord } }: Scene): boolean {
  const named = namedStudents(message).flatMap(({ studentIds }) => studentIds);
  const ofRecord = lastRecord?.studentIds ?? [];
  const stay = ofRecord.filter((id) => !named.includes(id));
  return membershipIn(message)?.joins === false && stay.length > 0 && stay.length < ofRecord.length;
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
