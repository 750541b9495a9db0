/** People in a clause: chat-corpus.md §6. */
import { isInClass } from './class-grammar.ts';
import { relationMention } from './guardian-mention.ts';
import { bareMention, type Mention } from './mention.ts';
import { isPersonHere } from './person-place.ts';
import type { Scene } from './scene.ts';
import { studentMention } from './student-mention.ts';
import { type ClassWord, has, type Token } from './token.ts';
import { unknownName } from './unknown-name.ts';

export function mentionsIn(tokens: readonly Token[], scene: Scene): readonly Mention[] {
  const mentions: Mention[] = [];
  let classWord: ClassWord | undefined;
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (!token) break;
    if (token.kind === 'class') {
      classWord = token.classWord;
      const alone = classMention(tokens, at, scene);
      if (alone) mentions.push(alone);
      at = alone ? alone.to : at + 1;
      continue;
    }
    const mention = mentionAt(tokens, at, scene, classWord);
    if (mention) {
      mentions.push(mention);
      at = Math.max(mention.to, at + 1);
      classWord = undefined;
    } else {
      if (token.text !== '的' && token.text !== '那边') classWord = undefined;
      at += 1;
    }
  }
  return withSharedGuardians(mentions, tokens);
}

/** 甲乙俩娃的外婆: the guardian of both. */
function withSharedGuardians(mentions: readonly Mention[], tokens: readonly Token[]): readonly Mention[] {
  const at = mentions.findIndex(
    ({ kind, to }, index) =>
      kind === 'both' &&
      tokens[to]?.text === '的' &&
      mentions[index + 1]?.kind === 'guardian' &&
      mentions[index + 1]?.from === to + 1,
  );
  const guardian = mentions[at + 1];
  const owners = mentions.slice(Math.max(0, at - 2), Math.max(0, at));
  if (
    at < 0 ||
    !guardian ||
    guardian.isNamed ||
    owners.length < 2 ||
    owners.some(({ kind }) => kind !== 'student')
  )
    return mentions;
  const shared: Mention = {
    ...guardian,
    from: owners[0]?.from ?? guardian.from,
    studentIds: owners.flatMap(({ studentIds }) => studentIds),
    isNamed: true,
  };
  return [...mentions.slice(0, at - 2), shared, ...mentions.slice(at + 2)];
}

function classMention(tokens: readonly Token[], at: number, scene: Scene): Mention | undefined {
  const classWord = tokens[at]?.classWord;
  if (!classWord) return undefined;
  let behind = at + 1;
  while (tokens[behind]?.kind === 'date') behind += 1;
  if (behind > at + 1 && tokens[behind]?.text === '的') behind += 1;
  const next = tokens[behind];
  const isWhole =
    next === undefined ||
    has(next, 'parentMeeting', 'pupils', 'all') ||
    (['的', '开', '开了', '召开', '开完'].includes(next.text) &&
      has(tokens[behind + 1], 'parentMeeting', 'pupils'));
  const counted = next?.text === '的' ? tokens[behind + 1] : next;
  if (!isWhole && counted?.kind !== 'number') return undefined;
  const studentIds = scene.context.mentees
    .filter((student) => isInClass(student, classWord))
    .map(({ id }) => id);
  return { kind: 'class', from: at, to: at + 1, studentIds, isHome: false, isNamed: true };
}

function mentionAt(
  tokens: readonly Token[],
  at: number,
  scene: Scene,
  classWord: ClassWord | undefined,
): Mention | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  if (token.kind === 'person' && isPersonHere(tokens, at))
    return beside(studentMention(tokens, at, scene, classWord), tokens);
  if (token.kind === 'guardian' && token.guardian)
    return {
      kind: 'guardian',
      from: at,
      to: at + 1,
      studentIds: token.guardian.studentIds,
      guardianIds: token.guardian.guardianIds,
      relations: [],
      isHome: false,
      isNamed: true,
    };
  if (token.kind === 'teacher') return bareMention('staff', at, at + 1);
  if (token.kind === 'relation') return relationMention(tokens, at, scene, undefined, at);
  const unknown = unknownName(tokens, at, scene);
  if (unknown) return unknown;
  if (has(token, 'both'))
    return {
      ...bareMention('both', at, at + 1),
      count: /三|仨/.test(token.text) ? 3 : /四/.test(token.text) ? 4 : 2,
    };
  if (has(token, 'third')) return thirdMention(tokens, at, scene);
  if (has(token, 'some')) return bareMention('some', at, at + 1);
  if (has(token, 'others')) return bareMention('others', at, at + 1);
  if (has(token, 'pupils')) return bareMention('group', at, at + 1);
  if (token.kind === 'number') return countedMention(tokens, at);
  if (has(token, 'schoolStaff')) return bareMention('staff', at, at + 1);
  if (has(token, 'otherPeople')) return bareMention('outsider', at, at + 1);
  if (has(token, 'speaker')) return bareMention('speaker', at, at + 1);
  if (has(token, 'child')) return thirdMention(tokens, at, scene);
  return undefined;
}

/** 甲同桌, 乙爸爸的老板: somebody known through the pupil, and not the pupil. */
function beside(mention: Mention | undefined, tokens: readonly Token[]): Mention | undefined {
  if (!mention || mention.isHome) return mention;
  const next = tokens[mention.to]?.text === '的' ? mention.to + 1 : mention.to;
  const isOther = has(tokens[next], 'otherPeople') && !/^[男女]/.test(tokens[next]?.text ?? '');
  return isOther ? bareMention('outsider', mention.from, next + 1) : mention;
}

/** 五个都, 三个孩子, 4人; 十分钟 and 三遍 are no people. */
function countedMention(tokens: readonly Token[], at: number): Mention | undefined {
  const value = tokens[at]?.value;
  if (value === undefined || value < 2 || value > 200) return undefined;
  const unit = tokens[at + 1]?.text ?? '';
  const isPeople = ['个', '名', '位', '人', '个人', '个孩子', '个学生', '娃', '个娃', '口'].includes(unit);
  const noun = tokens[at + 2];
  const hasNoun = has(noun, 'child', 'pupils') || noun?.kind === 'relation';
  const bareNoun = has(tokens[at + 1], 'child') || tokens[at + 1]?.kind === 'relation';
  if (!isPeople && !bareNoun) return undefined;
  const isFollowed =
    unit === '人' ||
    hasNoun ||
    bareNoun ||
    has(noun, 'all', 'meet', 'done', 'talked', 'talk', 'together', 'each', 'assembly') ||
    ['开', '我'].includes(noun?.text ?? '') ||
    noun === undefined ||
    noun.kind === 'date';
  if (!isFollowed) return undefined;
  const to = isPeople ? (hasNoun ? at + 3 : at + 2) : at + 2;
  return {
    ...bareMention('group', at, to),
    count: value,
    ...(noun?.kind === 'relation' || tokens[at + 1]?.kind === 'relation' ? { relations: [] } : {}),
  };
}

function thirdMention(tokens: readonly Token[], at: number, scene: Scene): Mention {
  const token = tokens[at];
  const next = tokens[at + 1];
  const possessed = next?.text === '的' ? at + 2 : at + 1;
  const feminine =
    token?.text.includes('她') === true
      ? { feminine: true }
      : token?.text.startsWith('他') === true
        ? { feminine: false }
        : {};
  if (tokens[possessed]?.kind === 'relation')
    return { ...relationMention(tokens, possessed, scene, undefined, at), ...feminine };
  const isHome = tokens[at + 1]?.text === '家' || tokens[at + 1]?.text === '家里';
  return { ...bareMention('third', at, isHome ? at + 2 : at + 1), isHome, ...feminine };
}
