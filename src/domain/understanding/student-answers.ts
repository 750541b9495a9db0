/** Replies to the question who was meant: chat-corpus.md §10. */
import { type Answer, isReport, ordinalIn, yesOrNo } from './answer-words.ts';
import { isInClass } from './class-grammar.ts';
import { hasTag, type Message, namedStudents } from './message.ts';
import type { Scene } from './scene.ts';
import { has } from './token.ts';
import type { AwaitedQuestion } from './understanding.ts';

export function whichStudent(message: Message, awaiting: AwaitedQuestion, scene: Scene): Answer | undefined {
  const { candidates } = awaiting;
  const place = ordinalIn(message, candidates.length);
  const chosen = place === undefined ? undefined : candidates[place];
  if (chosen !== undefined) return { intent: 'answer', studentIds: [chosen] };
  if (isReport(message)) return undefined;
  const named = namedStudents(message);
  const related = relatedTo(message, candidates, scene);
  if (related !== undefined) return { intent: 'answer', studentIds: [related] };
  if (named.length > 0 && candidates.length > 1 && hasTag(message, 'except', 'absent', 'notMet')) {
    const out = named.flatMap(({ studentIds }) => studentIds);
    const rest = candidates.filter((id) => !out.includes(id));
    return named.some(({ doubt }) => doubt) || rest.length === candidates.length
      ? undefined
      : { intent: 'answer', studentIds: rest };
  }
  if (named.length > 0) {
    if (
      message.tokens.some((token) =>
        has(token, 'talked', 'phone', 'visit', 'report', 'show', 'notYet', 'future'),
      )
    )
      return undefined;
    const no = message.tokens.findIndex((token) => has(token, 'no'));
    const kept = named.filter(({ from }) => no < 0 || from > no + 1 || named.length === 1);
    const ids = [
      ...new Set(
        kept.flatMap(({ studentIds, doubt }) =>
          doubt ? doubt.candidates.filter((id) => candidates.includes(id)) : studentIds,
        ),
      ),
    ];
    return ids.length > 0 && (ids.length === kept.length || kept.every(({ doubt }) => !doubt))
      ? { intent: 'answer', studentIds: ids }
      : undefined;
  }
  const classWord = message.tokens.find((token) => token.classWord)?.classWord ?? bareClass(message);
  if (classWord) {
    const fitting = candidates.filter((id) => {
      const student = scene.mentees.get(id) ?? scene.otherById(id);
      return student !== undefined && isInClass(student, classWord);
    });
    if (fitting.length === 1) return { intent: 'answer', studentIds: fitting };
  }
  const surname = /姓(.)/.exec(message.text)?.[1];
  const called =
    surname === undefined
      ? []
      : candidates.filter((id) => (scene.mentees.get(id) ?? scene.otherById(id))?.name.startsWith(surname));
  if (called.length === 1) return { intent: 'answer', studentIds: called };
  const gender = genderIn(message.text);
  const gendered = gender
    ? candidates.filter((id) => (scene.mentees.get(id) ?? scene.otherById(id))?.gender === gender)
    : [];
  if (gendered.length === 1) return { intent: 'answer', studentIds: gendered };
  const isAll =
    (hasTag(message, 'both', 'all', 'pupils') || /都|全|俩/.test(message.text)) &&
    !hasTag(message, 'notMet', 'absent', 'no', 'notYet');
  const count = message.mentions.find((mention) => mention.count !== undefined)?.count ?? candidates.length;
  if (candidates.length > 1 && message.tokens.length <= 5 && isAll && count === candidates.length)
    return { intent: 'answer', studentIds: candidates };
  return yesOrNo(message, candidates);
}

/** 和甲同班的那个, 甲他姐: a candidate told by another pupil. */
function relatedTo(message: Message, candidates: readonly string[], scene: Scene): string | undefined {
  const [named, ...more] = namedStudents(message).flatMap(({ studentIds }) => studentIds);
  const other = named === undefined ? undefined : (scene.mentees.get(named) ?? scene.otherById(named));
  if (!other || more.length > 0 || message.tokens.length > 8) return undefined;
  const isClassmate = /同班|一个班|同一班/.test(message.text);
  const sibling = /[姐妹哥弟]/.test(message.text.slice(message.text.lastIndexOf(other.name.slice(-1)) + 1));
  if (!isClassmate && !sibling) return undefined;
  const fitting = candidates.filter((id) => {
    const student = scene.mentees.get(id) ?? scene.otherById(id);
    if (!student || id === named) return false;
    if (isClassmate) return student.className === other.className;
    const gender = genderIn(message.text);
    const isShared = (student.guardians ?? []).some((guardian) =>
      (other.guardians ?? []).some(({ id: known }) => known === guardian.id),
    );
    return isShared && (gender === undefined || student.gender === undefined || student.gender === gender);
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

function bareClass(message: Message): { number: number } | undefined {
  const number = message.tokens.find(({ kind }) => kind === 'number')?.value;
  return number !== undefined && message.text.includes('班') ? { number } : undefined;
}

function genderIn(text: string): 'male' | 'female' | undefined {
  if (/女|姑娘|丫头|姐|妹/.test(text)) return 'female';
  return /男|小子|哥|弟/.test(text) ? 'male' : undefined;
}
