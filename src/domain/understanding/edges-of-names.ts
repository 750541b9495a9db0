/** Pupils, guardians and teachers as they are written, or as dictation writes them. */
import { matchSound, matchWriting, type NameIndex, type NameReading } from '../names/match-name.ts';
import { isSurname } from '../names/surnames.ts';
import { type Edge, edgeCost, noTags } from './edge.ts';
import type { Lexicon } from './lexicon.ts';
import { isOrdinaryWord as isDictionaryWord } from './ordinary-words.ts';
import type { Token } from './token.ts';

interface GuardianEntry {
  readonly guardianIds: readonly string[];
  readonly studentIds: readonly string[];
}

export interface NamedPeople {
  readonly names: NameIndex;
  readonly longestName: number;
  readonly guardians: ReadonlyMap<string, GuardianEntry>;
  /** Characters that a guardian's name begins with. */
  readonly guardianHeads: ReadonlySet<string>;
}

interface NameContext extends NamedPeople {
  readonly lexicon: Lexicon;
}

const longestSounded = 4;

export function addNames(
  edges: Edge[],
  text: string,
  at: number,
  ordinaryEnd: number,
  context: NameContext,
): void {
  const first = text[at] ?? '';
  const { mentees, others } = context.names;
  const mayBeWritten = mentees.firstCharacters.has(first) || others.firstCharacters.has(first);
  const maySound = mentees.soundHeads.canBegin(first, text[at + 1] ?? '');
  const mayBeGuardian = context.guardianHeads.has(first);
  if (mayBeWritten || maySound || mayBeGuardian) {
    for (let length = 2; length <= Math.min(context.longestName, text.length - at); length += 1) {
      const run = text.slice(at, at + length);
      if (mayBeGuardian) addGuardian(edges, run, at, context);
      const isWritten = mayBeWritten && addWritten(edges, run, at, ordinaryEnd, context);
      if (!isWritten && maySound && length <= longestSounded)
        addSounded(edges, text, run, at, ordinaryEnd, context);
    }
  }
  addSurname(edges, text, at, context);
  addTeacher(edges, text, at);
}

function addGuardian(edges: Edge[], run: string, at: number, { guardians }: NameContext): void {
  const guardian = guardians.get(run);
  const to = at + run.length;
  if (guardian)
    edges.push({
      to,
      cost: edgeCost.figure,
      token: { kind: 'guardian', text: run, from: at, to, tags: noTags, guardian },
    });
}

function addWritten(
  edges: Edge[],
  run: string,
  at: number,
  ordinaryEnd: number,
  context: NameContext,
): boolean {
  const written = matchWriting(run, context.names);
  if (!written) return false;
  const to = at + run.length;
  const isOrdinaryWord = ordinaryEnd === to || context.lexicon.words.has(run) || isDictionaryWord(run);
  const cost =
    written.via === 'full'
      ? edgeCost.fullName
      : written.mentees.length > 0
        ? edgeCost.name
        : edgeCost.otherName;
  edges.push({
    to,
    cost,
    token: { kind: 'person', text: run, from: at, to, tags: noTags, person: written, isOrdinaryWord },
  });
  return true;
}

function addSounded(
  edges: Edge[],
  text: string,
  run: string,
  at: number,
  ordinaryEnd: number,
  context: NameContext,
): void {
  const to = at + run.length;
  const shape = { kind: 'person', text: run, from: at, to, tags: noTags } as const;
  if (isDictated(text, at, to, context)) {
    const person = matchSound(run, context.names);
    if (person) edges.push({ to, cost: edgeCost.name, token: { ...shape, person } });
  }
  if (ordinaryEnd === to || context.lexicon.words.has(run) || isCovering(run, context)) return;
  const person = matchSound(run, context.names);
  if (!person || isDictionaryWord(run)) return;
  edges.push({
    to,
    cost: run.length === 2 ? edgeCost.soundedName : edgeCost.soundedLongName,
    token: { ...shape, person },
  });
}

/** 找一鸣 sounds like a full name, but is 找 and a name written right. */
function isCovering(run: string, { names }: NameContext): boolean {
  return (
    run.length > 2 &&
    (names.mentees.byWriting.has(run.slice(1)) || names.mentees.byWriting.has(run.slice(0, -1)))
  );
}

const approaches: ReadonlySet<string> = new Set('和跟找给与约');
const personTails = [
  'talk',
  'talked',
  'phone',
  'visit',
  'together',
  'each',
  'said',
  'deep',
  'conjunction',
  'message',
  'both',
] as const;

/** Dictation writes an ordinary word for a name: taken for one only between an approach and an act or a relation. */
function isDictated(text: string, at: number, to: number, { lexicon }: NameContext): boolean {
  if (!approaches.has(text[at - 1] ?? '')) return false;
  return [4, 3, 2, 1].some((length) => {
    const entry = lexicon.words.get(text.slice(to, to + length));
    return (
      entry !== undefined && (entry.relations !== undefined || personTails.some((tag) => entry.tags.has(tag)))
    );
  });
}

/** A surname alone stands for a pupil only before a relation, 家 or 同学. */
function addSurname(edges: Edge[], text: string, at: number, { names, lexicon }: NameContext): void {
  const surname = text[at] ?? '';
  const mentees = names.mentees.bySurname.get(surname);
  if (!mentees) return;
  const rest = text.slice(at + 1, at + 4);
  if (rest.startsWith('家庭') || rest.startsWith('家务')) return;
  const isCalled =
    ['同学', '家', '某'].some((word) => rest.startsWith(word)) ||
    [1, 2, 3].some((length) => lexicon.words.get(rest.slice(0, length))?.relations !== undefined);
  if (!isCalled) return;
  const person: NameReading = { mentees, others: [], via: 'surname' };
  const token: Token = { kind: 'person', text: surname, from: at, to: at + 1, tags: noTags, person };
  edges.push({ to: at + 1, cost: edgeCost.word, token });
}

const titles: readonly string[] = ['班主任', '老师', '主任', '校长', '书记', '教练', '导师'];
const titleHeads: ReadonlySet<string> = new Set(titles.map((title) => title[0] ?? ''));

/** 李老师, 小王老师: never a pupil. */
function addTeacher(edges: Edge[], text: string, at: number): void {
  for (let length = 1; length <= 3; length += 1) {
    if (!titleHeads.has(text[at + length] ?? '')) continue;
    const title = titles.find((word) => text.startsWith(word, at + length));
    if (title === undefined || (length > 1 && title === '班主任')) continue;
    const first = text[at] ?? '';
    if (!isSurname(first) && !isSurname(text.slice(at, at + 2)) && first !== '小' && first !== '老') return;
    const to = at + length + title.length;
    edges.push({
      to,
      cost: edgeCost.teacher,
      token: { kind: 'teacher', text: text.slice(at, to), from: at, to, tags: noTags },
    });
    return;
  }
}
