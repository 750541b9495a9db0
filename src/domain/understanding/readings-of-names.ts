/** Pupils, guardians and teachers as they are written, or as dictation writes them. */
import { CharacterSet } from '../names/character-set.ts';
import { matchSound, matchWriting, type NameIndex, type NameReading } from '../names/match-name.ts';
import { isSurname } from '../names/surnames.ts';
import { type Lattice, readingCost } from './lattice.ts';
import type { Lexicon } from './lexicon.ts';
import { isOrdinaryWord as isDictionaryWord } from './ordinary-words.ts';
import type { GuardianReading } from './token.ts';

export interface NamedPeople {
  readonly names: NameIndex;
  readonly longestName: number;
  readonly guardians: ReadonlyMap<string, GuardianReading>;
  /** Characters that a guardian's name begins with. */
  readonly guardianHeads: CharacterSet;
}

interface NameContext extends NamedPeople {
  readonly lexicon: Lexicon;
}

const longestSounded = 4;

export function offerNames(lattice: Lattice, at: number, ordinaryEnd: number, context: NameContext): void {
  const { text } = lattice;
  const { mentees, others } = context.names;
  const mayBeWritten = mentees.firstCharacters.hasAt(text, at) || others.firstCharacters.hasAt(text, at);
  const maySound = mentees.soundHeads.canBeginAt(text, at);
  const mayBeGuardian = context.guardianHeads.hasAt(text, at);
  if (mayBeWritten || maySound || mayBeGuardian) {
    for (let length = 2; length <= Math.min(context.longestName, text.length - at); length += 1) {
      const run = text.slice(at, at + length);
      if (mayBeGuardian) offerGuardian(lattice, run, at, context);
      const isWritten = mayBeWritten && offerWritten(lattice, run, at, ordinaryEnd, context);
      if (!isWritten && maySound && length <= longestSounded)
        offerSounded(lattice, run, at, ordinaryEnd, context);
    }
  }
  offerSurname(lattice, at, context);
  offerTeacher(lattice, at);
}

function offerGuardian(lattice: Lattice, run: string, at: number, { guardians }: NameContext): void {
  const guardian = guardians.get(run);
  if (guardian) lattice.offer(at, at + run.length, readingCost.figure, 'guardian', { guardian });
}

function offerWritten(
  lattice: Lattice,
  run: string,
  at: number,
  ordinaryEnd: number,
  context: NameContext,
): boolean {
  const written = matchWriting(run, context.names);
  if (!written) return false;
  const to = at + run.length;
  const isOrdinaryWord = ordinaryEnd === to || context.lexicon.words.has(run) || isDictionaryWord(run);
  const isWord = context.lexicon.words.has(run) && written.mentees.length > 0;
  const cost = isWord
    ? readingCost.wordOfAName
    : written.via === 'full'
      ? isOrdinaryWord
        ? readingCost.fullName
        : readingCost.plainFullName
      : written.mentees.length > 0
        ? readingCost.name
        : readingCost.otherName;
  lattice.offer(at, to, cost, 'person', {
    person: written,
    isOrdinaryWord,
    word: isWord ? context.lexicon.words.get(run) : undefined,
  });
  return true;
}

function offerSounded(
  lattice: Lattice,
  run: string,
  at: number,
  ordinaryEnd: number,
  context: NameContext,
): void {
  const to = at + run.length;
  if (isDictated(lattice.text, at, to, context)) {
    const person = matchSound(run, context.names);
    if (person) lattice.offer(at, to, readingCost.name, 'person', { person });
  }
  if (ordinaryEnd === to || context.lexicon.words.has(run) || isCovering(run, context)) return;
  const person = matchSound(run, context.names);
  if (!person || isDictionaryWord(run)) return;
  const cost = run.length === 2 ? readingCost.soundedName : readingCost.soundedLongName;
  lattice.offer(at, to, cost, 'person', { person });
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
function offerSurname(lattice: Lattice, at: number, { names, lexicon }: NameContext): void {
  const { text } = lattice;
  if (!names.mentees.surnames.hasAt(text, at)) return;
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
  lattice.offer(at, at + 1, readingCost.word, 'person', { person });
}

const titles: readonly string[] = ['班主任', '老师', '主任', '校长', '书记', '教练', '导师'];
const titleHeads = new CharacterSet(titles);

/** 李老师, 小王老师: never a pupil. */
function offerTeacher(lattice: Lattice, at: number): void {
  const { text } = lattice;
  for (let length = 1; length <= 3; length += 1) {
    if (!titleHeads.hasAt(text, at + length)) continue;
    const title = titles.find((word) => text.startsWith(word, at + length));
    if (title === undefined || (length > 1 && title === '班主任')) continue;
    const first = text[at] ?? '';
    if (!isSurname(first) && !isSurname(text.slice(at, at + 2)) && first !== '小' && first !== '老') return;
    lattice.offer(at, at + length + title.length, readingCost.teacher, 'teacher');
    return;
  }
}
