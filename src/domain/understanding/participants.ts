/** Whom the contact of a clause was with: its people, those carried over, or everybody (chat-corpus.md §6). */
import type { ClauseReading } from './clause-reading.ts';
import type { Doubt, Mention } from './mention.ts';
import type { Scene } from './scene.ts';
import type { Teller, Visitor } from './teller.ts';
import { has } from './token.ts';

export interface Participants {
  readonly studentIds: readonly string[];
  readonly guardianIds: readonly string[];
  readonly hasGuardian: boolean;
  readonly doubts: readonly Doubt[];
  readonly isNamed: boolean;
}

export function participantsOf(reading: ClauseReading, teller: Teller, scene: Scene): Participants {
  const { parties } = reading;
  const objects = parties.objects.filter(({ kind }) => kind !== 'outsider');
  const topics = parties.topics.filter(({ kind }) => kind !== 'outsider');
  const people = objects.length > 0 ? objects : topics;
  if (people.length === 0) return everybodyMet(reading, teller, scene) ?? inherited(teller);
  if (
    teller.visitor &&
    people.every(({ kind, isHome, from }) => kind === 'third' && !isHome && isHeOrShe(reading, from))
  )
    return metVisitor(teller.visitor);
  const guardians = [...objects, ...topics].filter(({ kind }) => kind === 'guardian');
  const bulk = bulkOf(reading, teller, scene);
  const named = bulk
    ? { ids: bulk.studentIds, doubts: bulk.doubts, isNamed: true }
    : gather(guardians.length > 0 ? guardians : people, reading, teller, scene);
  const studentIds = ofOneChild(guardians, named.ids, teller);
  return {
    studentIds,
    guardianIds: [...new Set(guardians.flatMap((mention) => guardiansOf(mention, studentIds, scene)))],
    hasGuardian:
      guardians.length > 0 ||
      people.some(({ kind, relations }) => kind === 'group' && relations !== undefined),
    doubts: named.doubts,
    isNamed: named.isNamed,
  };
}

/** A guardian of several, by name, stands for all of them unless the message names the child. */
function ofOneChild(
  guardians: readonly Mention[],
  studentIds: readonly string[],
  teller: Teller,
): readonly string[] {
  const isByName =
    guardians.length > 0 &&
    guardians.every(({ guardianIds, studentIds: shared }) => guardianIds !== undefined || shared.length > 1);
  const named = studentIds.filter((id) => teller.namedAnywhere.includes(id));
  return isByName && named.length > 0 ? named : studentIds;
}

/** 今天都见了: nobody named, everybody meant. */
function everybodyMet(reading: ClauseReading, teller: Teller, scene: Scene): Participants | undefined {
  const isMeeting =
    reading.anchors.found.length > 0 && reading.anchors.found.every(({ cls }) => cls === 'meet');
  if (
    !isMeeting ||
    !reading.isAll ||
    (teller.lastNamed.length > 0 && !teller.lastNamed.every((id) => teller.absent.includes(id)))
  )
    return undefined;
  const studentIds = scene.context.mentees.map(({ id }) => id).filter((id) => !teller.absent.includes(id));
  return { studentIds, guardianIds: [], hasGuardian: false, doubts: [], isNamed: true };
}

/** Nobody stands in the clause: the contact goes on with the same people. */
function inherited(teller: Teller): Participants {
  const visitor = teller.visitor;
  if (visitor) return metVisitor(visitor);
  const last = teller.acts.at(-1);
  const isSame = last !== undefined && last.studentIds.join() === teller.lastNamed.join();
  const doubts: readonly Doubt[] = teller.isOpen
    ? [{ about: 'which_student', candidates: teller.allNamed }]
    : teller.lastDoubts;
  return {
    studentIds: teller.isOpen ? [] : teller.lastNamed,
    guardianIds: isSame ? last.guardianIds : [],
    hasGuardian: isSame && last.hasGuardian,
    doubts,
    isNamed: false,
  };
}

function isHeOrShe({ tokens }: ClauseReading, at: number): boolean {
  return ['他', '她', 'ta', '人家'].includes(tokens[at]?.text ?? '');
}

/** A guardian came, or was named; what follows without a name is said with that person. */
function metVisitor({ studentIds, guardianIds }: Visitor): Participants {
  return { studentIds, guardianIds, hasGuardian: true, doubts: [], isNamed: false };
}

interface Gathered {
  readonly ids: readonly string[];
  readonly doubts: readonly Doubt[];
  readonly isNamed: boolean;
}

function gather(people: readonly Mention[], reading: ClauseReading, teller: Teller, scene: Scene): Gathered {
  const ids: string[] = [];
  const doubts: Doubt[] = [];
  const isNamed = people.some(
    (mention) =>
      mention.isNamed ||
      reading.mentions.some(
        (other) =>
          other.isNamed &&
          other.kind === 'student' &&
          other.from < mention.from &&
          other.from < reading.anchors.cut,
      ),
  );
  for (const mention of people) {
    if (mention.kind === 'group' && people.some((other) => other.isNamed)) continue;
    if (mention.doubt) doubts.push(mention.doubt);
    else if (mention.isNamed) ids.push(...mention.studentIds);
    else if (mention.kind === 'some') doubts.push(anybody(scene));
    else if (mention.kind === 'both') readBoth(mention, reading, teller, scene, ids, doubts);
    else readPronoun(mention, reading, teller, scene, ids, doubts);
  }
  return {
    ids: [...new Set(ids)],
    doubts: withoutRepeats(doubts),
    isNamed,
  };
}

function anybody(scene: Scene): Doubt {
  return { about: 'which_student', candidates: scene.context.mentees.map(({ id }) => id) };
}

/** 他, 孩子, 他妈妈: the pupil named last; where 他 and 她 would not fit, it is asked. */
function readPronoun(
  mention: Mention,
  reading: ClauseReading,
  teller: Teller,
  scene: Scene,
  ids: string[],
  doubts: Doubt[],
): void {
  const before = reading.mentions
    .filter(({ isNamed, from, kind }) => isNamed && from < mention.from && kind !== 'class')
    .at(-1);
  if (before?.doubt) doubts.push(before.doubt);
  const meant = before ? before.studentIds : teller.lastNamed;
  if (!before) doubts.push(...teller.lastDoubts);
  const [her, ...more] = herOf(mention, meant, teller, scene);
  if (her !== undefined && more.length === 0) ids.push(her);
  else if (isHimMisplaced(mention, meant, teller, scene))
    doubts.push({ about: 'which_student', candidates: teller.allNamed });
  else ids.push(...meant);
}

function isGender(id: string, gender: 'male' | 'female', scene: Scene): boolean {
  return scene.mentees.get(id)?.gender === gender;
}

/** 她 is typed on purpose: a girl named before is meant, though a boy was named last. */
function herOf(mention: Mention, meant: readonly string[], teller: Teller, scene: Scene): readonly string[] {
  if (mention.feminine !== true || !meant.every((id) => isGender(id, 'male', scene))) return [];
  return teller.allNamed.filter((id) => isGender(id, 'female', scene));
}

/** 他 is what dictation writes for everybody: with a boy and a girl named it stays open. */
function isHimMisplaced(mention: Mention, meant: readonly string[], teller: Teller, scene: Scene): boolean {
  if (mention.feminine !== false || meant.length === 0 || !meant.every((id) => isGender(id, 'female', scene)))
    return false;
  return teller.allNamed.some((id) => isGender(id, 'male', scene));
}

/** 俩, 两个人: as many as were named before. */
function readBoth(
  mention: Mention,
  reading: ClauseReading,
  teller: Teller,
  scene: Scene,
  ids: string[],
  doubts: Doubt[],
): void {
  const inClause = reading.mentions
    .filter(({ kind, isNamed }) => kind === 'student' && isNamed)
    .flatMap(({ studentIds }) => studentIds);
  const named = inClause.length >= 2 ? inClause : teller.allNamed;
  const meant =
    teller.lastNamed.length === mention.count ? teller.lastNamed : named.slice(-(mention.count ?? 2));
  if (meant.length === mention.count) ids.push(...meant);
  else if (scene.context.mentees.length === mention.count && named.length === 0)
    ids.push(...scene.mentees.keys());
  else doubts.push(anybody(scene));
}

function withoutRepeats(doubts: readonly Doubt[]): readonly Doubt[] {
  const key = (doubt: Doubt) => `${doubt.about} ${doubt.candidates.join()}`;
  return doubts.filter((doubt, at) => doubts.findIndex((other) => key(other) === key(doubt)) === at);
}

export function guardiansOf(
  mention: Mention,
  studentIds: readonly string[],
  scene: Scene,
): readonly string[] {
  if (mention.guardianIds) return mention.guardianIds;
  const ids = mention.studentIds.length > 0 ? mention.studentIds : studentIds;
  return ids.flatMap((id) =>
    (scene.mentees.get(id)?.guardians ?? [])
      .filter(({ relation }) => mention.relations?.includes(relation))
      .map((guardian) => guardian.id),
  );
}

/** All, all but, five of five, a whole class. */
function bulkOf(
  reading: ClauseReading,
  teller: Teller,
  scene: Scene,
): { studentIds: readonly string[]; doubts: readonly Doubt[] } | undefined {
  const { mentions, tokens, anchors } = reading;
  const named = mentions.filter(
    ({ kind, isNamed }) => isNamed && (kind === 'student' || kind === 'guardian'),
  );
  const group = mentions.find(
    ({ kind, from }) => (kind === 'group' || kind === 'others' || kind === 'class') && from < anchors.cut,
  );
  if (!group) return allBut(named, reading, scene);
  const doubts = named.flatMap(({ doubt }) => (doubt ? [doubt] : []));
  if (group.kind === 'class')
    return named.length > 0 ? undefined : wholeClass(group, mentions, doubts, scene);
  const left = named
    .filter(({ from }) => has(tokens[from - 1], 'except'))
    .flatMap(({ studentIds }) => studentIds);
  const kept = named
    .filter(({ from }) => !has(tokens[from - 1], 'except'))
    .flatMap(({ studentIds }) => studentIds);
  if (group.relations !== undefined && named.length > 0) return undefined;
  if (group.count !== undefined && kept.length >= 2) return undefined;
  const everybody = scene.context.mentees.map(({ id }) => id);
  const count = mentions.findLast(
    (mention) => mention.kind === 'group' && mention.count !== undefined,
  )?.count;
  const out = new Set([...left, ...teller.absent, ...(group.kind === 'others' ? teller.allNamed : [])]);
  const rest = everybody.filter((id) => !out.has(id));
  if (count === undefined || count === rest.length) return { studentIds: rest, doubts };
  if (count === everybody.length) return { studentIds: rest, doubts };
  if (count === teller.lastNamed.length && count > 1) return { studentIds: teller.lastNamed, doubts };
  return { studentIds: [], doubts: [anybody(scene)] };
}

/** 除…外都见了: everybody but those named. */
function allBut(
  named: readonly Mention[],
  { tokens, isAll }: ClauseReading,
  scene: Scene,
): { studentIds: readonly string[]; doubts: readonly Doubt[] } | undefined {
  const left = named.filter(
    ({ from, to }) =>
      (has(tokens[from - 1], 'except') && tokens[from - 1]?.text.startsWith('除') === true) ||
      ['除外', '不在内'].includes(tokens[to]?.text ?? ''),
  );
  if (!isAll || left.length === 0 || left.length !== named.length) return undefined;
  const out = new Set(left.flatMap(({ studentIds }) => studentIds));
  return {
    studentIds: scene.context.mentees.map(({ id }) => id).filter((id) => !out.has(id)),
    doubts: left.flatMap(({ doubt }) => (doubt ? [doubt] : [])),
  };
}

function wholeClass(
  group: Mention,
  mentions: readonly Mention[],
  doubts: readonly Doubt[],
  scene: Scene,
): { studentIds: readonly string[]; doubts: readonly Doubt[] } {
  const counted = mentions.find(({ kind, count }) => kind === 'group' && count !== undefined);
  const isFitting = counted === undefined || counted.count === group.studentIds.length;
  return isFitting ? { studentIds: group.studentIds, doubts } : { studentIds: [], doubts: [anybody(scene)] };
}
