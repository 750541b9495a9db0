/** A name and what belongs to it: a title, 家, a relation. Who bears it is decided here, or asked. */
import { nearNames } from '../names/match-name.ts';
import { isGivenNameCharacter } from '../names/surnames.ts';
import { isInClass } from './class-grammar.ts';
import { relationMention, sharedBy } from './guardian-mention.ts';
import { bareMention, type Doubt, type Mention } from './mention.ts';
import type { Scene } from './scene.ts';
import { type ClassWord, has, type Token } from './token.ts';
import type { KnownStudent } from './understanding.ts';
import { commonSurnames } from './unknown-name.ts';

export function studentMention(
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
    return bareMention('staff', at, to + 1);
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

/** A foreign surname in front of a given name, or one more name character behind: somebody else. */
function isOtherName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (!token) return false;
  const isGiven =
    token.person?.via === 'given' || token.person?.via === 'sound' || token.person?.via === 'nickname';
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
    (isGivenNameCharacter(after.text) || token.text.endsWith(after.text))
  );
}
