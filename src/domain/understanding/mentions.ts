/** People in a clause: chat-corpus.md §6. */
import { nearNames } from '../names/match-name.ts';
import { isGivenNameCharacter } from '../names/surnames.ts';
import type { GuardianRelation } from '../vocabulary.ts';
import { isPersonHere } from './person-place.ts';
import type { Scene } from './scene.ts';
import { type ClassWord, has, type Token } from './token.ts';
import type { KnownStudent, QuestionReason } from './understanding.ts';

export interface Doubt {
  readonly about: QuestionReason;
  readonly candidates: readonly string[];
}

export type MentionKind =
  | 'student'
  | 'guardian'
  | 'third'
  | 'staff'
  | 'group'
  | 'some'
  | 'others'
  | 'both'
  | 'speaker'
  | 'class'
  | 'outsider';

export interface Mention {
  readonly kind: MentionKind;
  /** Token places, half-open. */
  readonly from: number;
  readonly to: number;
  /** Mentees meant; several for a shared guardian or a group. */
  readonly studentIds: readonly string[];
  readonly doubt?: Doubt;
  /** Guardians by relation; an empty list is 家长. */
  readonly relations?: readonly GuardianRelation[];
  readonly guardianIds?: readonly string[];
  /** X家: the home or the family. */
  readonly isHome: boolean;
  /** Named by the words themselves, not by 他 or 孩子. */
  readonly isNamed: boolean;
  readonly count?: number;
  readonly feminine?: boolean;
}

const commonSurnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆郝孔白崔康邱秦江顾侯邵孟段钱汤尹黎';

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
  const next = tokens[at + 1];
  if (!classWord) return undefined;
  const isWhole =
    next === undefined ||
    has(next, 'parentMeeting', 'pupils', 'all') ||
    (['的', '开', '开了', '召开', '开完'].includes(next.text) &&
      has(tokens[at + 2], 'parentMeeting', 'pupils'));
  const counted = next?.text === '的' ? tokens[at + 2] : next;
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
    return studentMention(tokens, at, scene, classWord);
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
  if (token.kind === 'teacher') return bare('staff', at, at + 1);
  if (token.kind === 'relation') return relationMention(tokens, at, scene, undefined, at);
  const unknown = unknownName(tokens, at, scene);
  if (unknown) return unknown;
  if (has(token, 'both'))
    return {
      ...bare('both', at, at + 1),
      count: /三|仨/.test(token.text) ? 3 : /四/.test(token.text) ? 4 : 2,
    };
  if (has(token, 'third')) return thirdMention(tokens, at, scene);
  if (has(token, 'some')) return bare('some', at, at + 1);
  if (has(token, 'others')) return bare('others', at, at + 1);
  if (has(token, 'pupils')) return bare('group', at, at + 1);
  if (token.kind === 'number') return countedMention(tokens, at);
  if (has(token, 'schoolStaff')) return bare('staff', at, at + 1);
  if (has(token, 'otherPeople')) return bare('outsider', at, at + 1);
  if (has(token, 'speaker')) return bare('speaker', at, at + 1);
  if (has(token, 'child')) return thirdMention(tokens, at, scene);
  return undefined;
}

function bare(kind: MentionKind, from: number, to: number): Mention {
  return { kind, from, to, studentIds: [], isHome: false, isNamed: false };
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
    ...bare('group', at, to),
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
  return { ...bare('third', at, isHome ? at + 2 : at + 1), isHome, ...feminine };
}

function relationMention(
  tokens: readonly Token[],
  at: number,
  scene: Scene,
  owner: { studentIds: readonly string[]; doubt?: Doubt; isShort: boolean } | undefined,
  from: number,
): Mention {
  let to = at + 1;
  const relations = [...(tokens[at]?.relations ?? [])];
  while (to < tokens.length) {
    const joined = has(tokens[to], 'conjunction') && !has(tokens[to], 'except') ? to + 1 : to;
    const next = tokens[joined];
    if (next?.kind !== 'relation' || (next.relations?.length ?? 0) === 0 || /^[他她]/.test(next.text)) break;
    relations.push(...(next.relations ?? []));
    to = joined + 1;
  }
  if (has(tokens[to], 'both')) to += 1;
  const text = tokens[at]?.text ?? '';
  const feminine = text.startsWith('她')
    ? { feminine: true }
    : text.startsWith('他')
      ? { feminine: false }
      : {};
  if (!owner)
    return {
      kind: 'guardian',
      from,
      to,
      studentIds: [],
      relations,
      isHome: false,
      isNamed: false,
      ...feminine,
    };
  const shared = owner.doubt ? sharedBy(owner.doubt.candidates, relations, scene) : undefined;
  if (shared)
    return { kind: 'guardian', from, to, studentIds: shared, relations, isHome: false, isNamed: true };
  return {
    kind: 'guardian',
    from,
    to,
    studentIds: owner.studentIds,
    relations,
    isHome: false,
    isNamed: true,
    ...(owner.doubt ? { doubt: owner.doubt } : {}),
  };
}

/** Siblings: the same person is the mother of all candidates. */
function sharedBy(
  candidates: readonly string[],
  relations: readonly GuardianRelation[],
  scene: Scene,
): readonly string[] | undefined {
  const students = candidates.map((id) => scene.mentees.get(id));
  const [first, ...rest] = students;
  if (!first || rest.length === 0) return undefined;
  const isShared = (first.guardians ?? []).some(
    (guardian) =>
      (relations.length === 0 || relations.includes(guardian.relation)) &&
      rest.every((student) => student?.guardians?.some(({ id }) => id === guardian.id)),
  );
  return isShared ? candidates : undefined;
}

function studentMention(
  tokens: readonly Token[],
  at: number,
  scene: Scene,
  classWord: ClassWord | undefined,
): Mention | undefined {
  const token = tokens[at];
  if (!token?.person) return undefined;
  let to = at + 1;
  const title = tokens[to];
  if (title && has(title, 'schoolStaff') && ['老师', '主任', '校长'].includes(title.text))
    return bare('staff', at, to + 1);
  const isClassmate = title?.text === '同学';
  if (
    isClassmate ||
    ['这孩子', '那孩子', '这娃', '这个孩子', '这小子', '这丫头', '这学生', '小朋友', '这个学生'].includes(
      title?.text ?? '',
    )
  )
    to += 1;
  const who = whoIs(tokens, at, scene, classWord);
  if (tokens[to]?.text === '这' || tokens[to]?.text === '那') to += 1;
  const isHomeNext = tokens[to]?.text === '家' || tokens[to]?.text === '家里';
  const possessed =
    tokens[to]?.text === '的' ? to + 1 : isHomeNext && tokens[to]?.text === '家' ? to + 1 : to;
  const follower = tokens[possessed];
  const isVisited = has(tokens[at - 1], 'go', 'visit') && tokens[at - 1]?.text !== '给';
  const relation =
    isHomeNext && (isVisited || /^[他她孩娃]/.test(follower?.text ?? '')) ? undefined : follower;
  if (
    relation?.kind === 'relation' &&
    !(possessed > to && relation.relations?.length === 0 && !isHomeNext && relation.text !== '家长')
  )
    return relationMention(tokens, possessed, scene, { ...who, isShort: true }, at);
  if (has(relation, 'third') && tokens[possessed + 1]?.kind === 'relation')
    return relationMention(tokens, possessed + 1, scene, { ...who, isShort: true }, at);
  const isHome = isHomeNext || has(tokens[to], 'home');
  const settled = who.doubt && isHome ? sharedBy(who.doubt.candidates, [], scene) : undefined;
  const mention: Mention = {
    kind: 'student',
    from: at,
    to: isHome ? to + 1 : to,
    studentIds: settled ?? who.studentIds,
    isHome,
    isNamed: true,
    ...(who.doubt && !settled ? { doubt: who.doubt } : {}),
  };
  return mention;
}

function whoIs(
  tokens: readonly Token[],
  at: number,
  scene: Scene,
  classWord: ClassWord | undefined,
): { studentIds: readonly string[]; doubt?: Doubt } {
  const token = tokens[at];
  const person = token?.person;
  if (!token || !person) return { studentIds: [] };
  if (isOtherName(tokens, at)) {
    const near = nearNames(`${tokens[at - 1]?.text ?? ''}${token.text}`, scene.names);
    return {
      studentIds: [],
      doubt: { about: 'which_student', candidates: [...new Set([...person.mentees, ...near.mentees])] },
    };
  }
  const mentees = narrow(person.mentees, classWord, (id) => scene.mentees.get(id));
  const others = narrow(
    person.others.filter((id) => !scene.mentees.has(id)),
    classWord,
    scene.otherById,
  );
  if (others.length > 0 && mentees.length === 0)
    return { studentIds: [], doubt: { about: 'not_your_mentee', candidates: others } };
  if (others.length > 0)
    return { studentIds: [], doubt: { about: 'which_student', candidates: [...mentees, ...others] } };
  const [only] = mentees;
  if (mentees.length === 1 && only !== undefined) return { studentIds: [only] };
  const isBoth = has(tokens[at + 1], 'both') || has(tokens[at - 1], 'both') || tokens[at - 1]?.text === '俩';
  if (isBoth && mentees.length === 2) return { studentIds: mentees };
  return {
    studentIds: [],
    doubt: { about: 'which_student', candidates: mentees.length > 0 ? mentees : person.mentees },
  };
}

/** A class word decides only where it leaves somebody. */
function narrow(
  ids: readonly string[],
  classWord: ClassWord | undefined,
  find: (id: string) => KnownStudent | undefined,
): readonly string[] {
  if (!classWord) return ids;
  return ids.filter((id) => {
    const student = find(id);
    return student !== undefined && isInClass(student, classWord);
  });
}

export function isInClass(student: KnownStudent, classWord: ClassWord): boolean {
  const [grade, number] = student.className.split('.').map(Number);
  return (
    number === classWord.number &&
    (classWord.grade === undefined || grade === classWord.grade || grade === classWord.grade + 6)
  );
}

/** A foreign surname in front of a given name, or one more name character behind: somebody else. */
function isOtherName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (!token) return false;
  const isGiven = token.person?.via === 'given' || token.person?.via === 'sound';
  if (
    isGiven &&
    token.text.length === 2 &&
    before?.kind === 'plain' &&
    before.to === token.from &&
    before.text.length === 1 &&
    commonSurnames.includes(before.text)
  )
    return true;
  return (
    token.text.length <= 3 &&
    after?.kind === 'plain' &&
    after.from === token.to &&
    after.text.length === 1 &&
    !token.isOrdinaryWord &&
    isGivenNameCharacter(after.text)
  );
}

/** A run of loose characters that looks like a name nobody here bears. */
function unknownName(tokens: readonly Token[], at: number, scene: Scene): Mention | undefined {
  const first = tokens[at];
  if (!first || first.kind !== 'plain' || first.text.length !== 1) return undefined;
  let to = at + 1;
  while (to < tokens.length && to - at < 3) {
    const next = tokens[to];
    if (next?.kind !== 'plain' || next.from !== tokens[to - 1]?.to || next.text.length > 2) break;
    to += 1;
  }
  const text = tokens
    .slice(at, to)
    .map((token) => token.text)
    .join('');
  const before = tokens[at - 1];
  const isApproached = has(before, 'towards', 'conjunction', 'seek', 'visit');
  const isNamed = commonSurnames.includes(first.text) && [...text].slice(1).every(isGivenNameCharacter);
  const isPlaced =
    isApproached &&
    (commonSurnames.includes(first.text) || isGivenNameCharacter(first.text)) &&
    isPersonTail(tokens[to]);
  if (text.length < 2 || text.length > 4 || (!isNamed && !isPlaced)) return undefined;
  const near = nearNames(text, scene.names);
  const isRelation = tokens[to]?.kind === 'relation';
  return {
    kind: isRelation ? 'guardian' : 'student',
    from: at,
    to: isRelation ? to + 1 : to,
    studentIds: [],
    isHome: false,
    isNamed: true,
    doubt: { about: 'which_student', candidates: near.mentees },
    ...(isRelation ? { relations: tokens[to]?.relations ?? [] } : {}),
  };
}

function isPersonTail(token: Token | undefined): boolean {
  return (
    token === undefined ||
    token.kind === 'relation' ||
    has(
      token,
      'talk',
      'talked',
      'conjunction',
      'together',
      'phone',
      'said',
      'deep',
      'home',
      'all',
      'each',
      'visit',
      'both',
    )
  );
}
