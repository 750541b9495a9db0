/**
 * Text → tokens. Every reading that starts at a place is an edge with a cost; the cheapest path wins, so that the
 * longest name that leaves a sensible rest is taken (chat-corpus.md §6). Work per place is bounded.
 */
import { matchSound, matchWriting, type NameIndex, type NameReading } from '../names/match-name.ts';
import { soundsOf, soundsOfRun } from '../names/sounds.ts';
import { isSurname } from '../names/surnames.ts';
import { readClass } from './class-grammar.ts';
import { readDates } from './date-grammar.ts';
import { readClock, readLength } from './duration-grammar.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import { readNumber } from './numbers.ts';
import { isOrdinaryWord as isDictionaryWord, ordinaryWordEnds } from './ordinary-words.ts';
import { plainToken, type Token } from './token.ts';

export interface ScanContext {
  readonly lexicon: Lexicon;
  readonly names: NameIndex;
  readonly longestName: number;
  readonly guardians: ReadonlyMap<
    string,
    { readonly guardianIds: readonly string[]; readonly studentIds: readonly string[] }
  >;
}

interface Edge {
  readonly to: number;
  readonly cost: number;
  readonly token: Token;
}

const marks = ',。.!?;:、\n()[]"\'~-…/|+ ✔✘&@#=<>*_^%$';
const noTags: Token['tags'] = new Set();
const titles = ['班主任', '老师', '主任', '校长', '书记', '教练', '导师'];

export function scan(text: string, context: ScanContext): readonly Token[] {
  const ordinary = withoutNames(ordinaryWordEnds(text), text, context);
  const costs: number[] = Array.from({ length: text.length + 1 }, () => Number.POSITIVE_INFINITY);
  const best: (Edge & { from: number })[] = [];
  costs[0] = 0;
  for (let at = 0; at < text.length; at += 1) {
    const base = costs[at] ?? Number.POSITIVE_INFINITY;
    for (const edge of edgesAt(text, at, ordinary[at] ?? 0, context)) {
      const cost = base + edge.cost;
      if (cost < (costs[edge.to] ?? Number.POSITIVE_INFINITY)) {
        costs[edge.to] = cost;
        best[edge.to] = { ...edge, from: at };
      }
    }
  }
  return walkBack(text.length, best);
}

/** No ordinary word may swallow the head of a name: 和田野 is 和 + 田野. */
function withoutNames(ends: readonly number[], text: string, { names, longestName }: ScanContext): readonly number[] {
  return ends.map((end, at) => {
    for (let from = at + 1; from < end; from += 1)
      for (let length = 2; length <= Math.min(longestName, text.length - from); length += 1)
        if (names.mentees.byWriting.get(text.slice(from, from + length))?.some(({ form }) => form !== 'surname')) return 0;
    return end;
  });
}

function walkBack(end: number, best: readonly (Edge & { from: number })[]): readonly Token[] {
  const tokens: Token[] = [];
  let at = end;
  while (at > 0) {
    const edge = best[at];
    if (!edge) break;
    tokens.push(edge.token);
    at = edge.from;
  }
  return tokens.toReversed();
}

function edgesAt(text: string, at: number, ordinaryEnd: number, context: ScanContext): readonly Edge[] {
  const character = text[at] ?? '';
  const edges: Edge[] = [];
  if (marks.includes(character)) {
    edges.push({
      to: at + 1,
      cost: 0.5,
      token: { kind: 'mark', text: character, from: at, to: at + 1, tags: noTags },
    });
  } else edges.push({ to: at + 1, cost: 1.9, token: plainToken(character, at) });
  addWords(edges, text, at, context.lexicon);
  addNames(edges, text, at, ordinaryEnd, context);
  addFigures(edges, text, at);
  addDottedClass(edges, text, at, context);
  if (ordinaryEnd > at + 1 && !isTornApart(text, at, ordinaryEnd, context.lexicon))
    edges.push({
      to: ordinaryEnd,
      cost: 1.3 + 0.45 * (ordinaryEnd - at - 2),
      token: plainToken(text.slice(at, ordinaryEnd), at),
    });
  if (isLatin(character)) addLatin(edges, text, at, context.lexicon);
  return edges;
}

const leadingTags = ['speaker', 'together', 'each', 'all', 'sequence', 'third', 'both'] as const;
const measures: ReadonlySet<string> = new Set([
  '个',
  '名',
  '位',
  '人',
  '次',
  '天',
  '条',
  '遍',
  '回',
  '点',
  '号',
  '分',
  '年',
  '月',
  '周',
  '节',
]);

/** The dictionary joins what two meanings stand in: 一起去, 我把, 七个, 昨天下午. */
function isTornApart(text: string, at: number, end: number, lexicon: Lexicon): boolean {
  for (let middle = at + 1; middle < end; middle += 1) {
    const head = lexicon.words.get(text.slice(at, middle));
    const rest = text.slice(middle, end);
    if (
      head &&
      leadingTags.some((tag) => head.tags.has(tag)) &&
      (lexicon.words.get(rest)?.tags.size ?? 0) > 0 &&
      !lexicon.words.has(text.slice(at, end))
    )
      return true;
  }
  if (readDates(text, at).some((date) => date.end < end)) return true;
  const number = readNumber(text, at);
  return number !== undefined && number.end < end && measures.has(text.slice(number.end, end));
}

function addWords(edges: Edge[], text: string, at: number, lexicon: Lexicon): void {
  const longest = lexicon.longest.get(text[at] ?? '') ?? 0;
  for (let length = Math.min(longest, text.length - at); length >= 1; length -= 1) {
    const run = text.slice(at, at + length);
    const entry = lexicon.words.get(run);
    if (entry)
      edges.push({
        to: at + length,
        cost: length === 1 ? 1.2 : 1 - 0.02 * length,
        token: wordToken(run, at, entry),
      });
  }
  if (soundsOf(text[at] ?? '').length === 0) return;
  for (let length = 2; length <= 3; length += 1) {
    const run = text.slice(at, at + length);
    if (run.length < length || lexicon.words.has(run) || lexicon.soundAlikes.has(run)) continue;
    const entry = soundsOfRun([...run])
      .map((sound) => lexicon.bySound.get(sound))
      .find(Boolean);
    if (entry) edges.push({ to: at + length, cost: 1.6, token: wordToken(run, at, entry) });
  }
}

function wordToken(text: string, at: number, entry: Entry): Token {
  return {
    kind: entry.relations ? 'relation' : entry.tags.size > 0 ? 'word' : 'plain',
    text,
    from: at,
    to: at + text.length,
    tags: entry.tags,
    ...(entry.relations ? { relations: entry.relations } : {}),
  };
}

function addNames(edges: Edge[], text: string, at: number, ordinaryEnd: number, context: ScanContext): void {
  if (soundsOf(text[at] ?? '').length === 0) return;
  for (let length = 2; length <= Math.min(context.longestName, text.length - at); length += 1) {
    const to = at + length;
    const run = text.slice(at, to);
    const shape = { text: run, from: at, to, tags: noTags };
    const guardian = context.guardians.get(run);
    if (guardian) edges.push({ to, cost: 0.95, token: { kind: 'guardian', ...shape, guardian } });
    const written = matchWriting(run, context.names);
    if (written) {
      const isOrdinaryWord = ordinaryEnd === to || context.lexicon.words.has(run) || isDictionaryWord(run);
      const cost = written.via === 'full' ? 0.93 : written.mentees.length > 0 ? 0.97 : 1.3;
      edges.push({ to, cost, token: { kind: 'person', ...shape, person: written, isOrdinaryWord } });
      continue;
    }
    const dictated = length > 4 ? undefined : dictatedName(text, at, to, context);
    if (dictated) edges.push({ to, cost: 0.97, token: { kind: 'person', ...shape, person: dictated } });
    if (length > 4 || ordinaryEnd === to || context.lexicon.words.has(run)) continue;
    if (isCovering(run, context)) continue;
    const sounded = matchSound(run, context.names);
    if (sounded && !isDictionaryWord(run))
      edges.push({
        to,
        cost: length === 2 ? 2.25 : 1.5,
        token: { kind: 'person', ...shape, person: sounded },
      });
  }
  addSurname(edges, text, at, context);
  addTeacher(edges, text, at);
}

/** 找一鸣 sounds like a full name, but is 找 and a name written right. */
function isCovering(run: string, { names }: ScanContext): boolean {
  return run.length > 2 && (names.mentees.byWriting.has(run.slice(1)) || names.mentees.byWriting.has(run.slice(0, -1)));
}

const approaches = '和跟找给与约';
const personTails = ['talk', 'talked', 'phone', 'visit', 'together', 'each', 'said', 'deep', 'conjunction', 'message', 'both'] as const;

/** Dictation writes an ordinary word for a name: taken for one only between an approach and an act or a relation. */
function dictatedName(text: string, at: number, to: number, context: ScanContext): NameReading | undefined {
  if (at === 0 || !approaches.includes(text[at - 1] ?? '〓')) return undefined;
  const isFollowed = [4, 3, 2, 1].some((length) => {
    const entry = context.lexicon.words.get(text.slice(to, to + length));
    return entry !== undefined && (entry.relations !== undefined || personTails.some((tag) => entry.tags.has(tag)));
  });
  return isFollowed ? matchSound(text.slice(at, to), context.names) : undefined;
}

/** A surname alone stands for a pupil only before a relation, 家 or 同学. */
function addSurname(edges: Edge[], text: string, at: number, context: ScanContext): void {
  const surname = text[at] ?? '';
  const mentees = context.names.mentees.bySurname.get(surname);
  if (!mentees) return;
  const rest = text.slice(at + 1, at + 4);
  const isCalled =
    rest.startsWith('同学') ||
    rest.startsWith('家') ||
    rest.startsWith('某') ||
    [1, 2, 3].some((length) => context.lexicon.words.get(rest.slice(0, length))?.relations !== undefined);
  if (!isCalled || rest.startsWith('家庭') || rest.startsWith('家务')) return;
  const token: Token = {
    kind: 'person',
    text: surname,
    from: at,
    to: at + 1,
    tags: noTags,
    person: { mentees, others: [], via: 'surname' },
  };
  edges.push({ to: at + 1, cost: 1, token });
}

function addTeacher(edges: Edge[], text: string, at: number): void {
  if (
    !isSurname(text[at] ?? '') &&
    !isSurname(text.slice(at, at + 2)) &&
    text[at] !== '小' &&
    text[at] !== '老'
  )
    return;
  for (let length = 1; length <= 3; length += 1) {
    const title = titles.find((word) => text.startsWith(word, at + length));
    if (title === undefined || (length > 1 && title === '班主任')) continue;
    const to = at + length + title.length;
    edges.push({
      to,
      cost: 0.9,
      token: { kind: 'teacher', text: text.slice(at, to), from: at, to, tags: noTags },
    });
    return;
  }
}

function addFigures(edges: Edge[], text: string, at: number): void {
  for (const { end, date } of readDates(text, at))
    edges.push({
      to: end,
      cost: 1 - 0.02 * (end - at),
      token: { kind: 'date', text: text.slice(at, end), from: at, to: end, tags: noTags, date },
    });
  const length = readLength(text, at);
  if (length) {
    const minutes = length.minutes === undefined ? {} : { minutes: length.minutes };
    edges.push({
      to: length.end,
      cost: 0.95,
      token: {
        kind: 'length',
        text: text.slice(at, length.end),
        from: at,
        to: length.end,
        tags: noTags,
        ...minutes,
      },
    });
  }
  const clock = readClock(text, at);
  if (clock)
    edges.push({
      to: clock.end,
      cost: 1,
      token: {
        kind: 'clock',
        text: text.slice(at, clock.end),
        from: at,
        to: clock.end,
        tags: noTags,
        value: clock.minute,
      },
    });
  const number = readNumber(text, at);
  if (number)
    edges.push({
      to: number.end,
      cost: 1.15,
      token: {
        kind: 'number',
        text: text.slice(at, number.end),
        from: at,
        to: number.end,
        tags: noTags,
        value: number.value,
      },
    });
  const classWord = readClass(text, at);
  if (classWord)
    edges.push({
      to: classWord.end,
      cost: 0.95,
      token: {
        kind: 'class',
        text: text.slice(at, classWord.end),
        from: at,
        to: classWord.end,
        tags: noTags,
        classWord: classWord.classWord,
      },
    });
}

/** 7.4 right before a pupil's name is the class, not a date. */
function addDottedClass(edges: Edge[], text: string, at: number, { names }: ScanContext): void {
  const grade = readNumber(text, at);
  if (!grade?.digits || grade.value > 12 || text[grade.end] !== '.') return;
  const number = readNumber(text, grade.end + 1);
  if (!number?.digits) return;
  const from = text[number.end] === '的' || text[number.end] === '班' ? number.end + 1 : number.end;
  const isNamed = [2, 3, 4].some((length) => names.mentees.byWriting.has(text.slice(from, from + length)) && (names.mentees.byWriting.get(text.slice(from, from + length))?.length ?? 0) > 1);
  if (!isNamed) return;
  const token: Token = { kind: 'class', text: text.slice(at, number.end), from: at, to: number.end, tags: noTags, classWord: { grade: grade.value, number: number.value } };
  edges.push({ to: number.end, cost: 0.85, token });
}

function addLatin(edges: Edge[], text: string, at: number, lexicon: Lexicon): void {
  if (isLatin(text[at - 1] ?? '')) return;
  let end = at;
  while (isLatin(text[end] ?? '') && end - at < 40) end += 1;
  const run = text.slice(at, end);
  const entry = lexicon.words.get(run);
  edges.push({ to: end, cost: 1, token: entry ? wordToken(run, at, entry) : plainToken(run, at) });
}

function isLatin(character: string): boolean {
  return character >= 'a' && character <= 'z';
}
