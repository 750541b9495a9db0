/** What the bot knows while it reads one message: the context, indexed. */
import { type Day, dayOf, minuteOfDay } from '../day.ts';
import { CharacterSet } from '../names/character-set.ts';
import type { NameIndex } from '../names/match-name.ts';
import { rosterIndex } from '../names/name-index.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import type { KnownStudent, UnderstandingContext } from './understanding.ts';

interface GuardianEntry {
  readonly guardianIds: readonly string[];
  readonly studentIds: readonly string[];
}

interface People {
  readonly byId: ReadonlyMap<string, KnownStudent>;
  readonly guardians: ReadonlyMap<string, GuardianEntry>;
  readonly guardianHeads: CharacterSet;
  readonly longestGuardian: number;
}

export interface Scene {
  readonly context: UnderstandingContext;
  readonly today: Day;
  readonly minute: number;
  readonly names: NameIndex;
  readonly longestName: number;
  readonly lexicon: Lexicon;
  readonly mentees: ReadonlyMap<string, KnownStudent>;
  readonly guardians: People['guardians'];
  readonly guardianHeads: CharacterSet;
  readonly otherById: (id: string) => KnownStudent | undefined;
}

const rememberedPeople = new WeakMap<readonly KnownStudent[], People>();

export function sceneOf(context: UnderstandingContext): Scene {
  const mentees = peopleOf(context.mentees);
  const own = rosterIndex(context.mentees);
  const others = rosterIndex(context.otherStudents);
  return {
    context,
    today: dayOf(context.now),
    minute: minuteOfDay(context.now),
    names: { mentees: own, others },
    longestName: Math.min(14, Math.max(own.longestForm, others.longestForm, mentees.longestGuardian, 4)),
    lexicon: lexiconOf(context.words),
    mentees: mentees.byId,
    guardians: mentees.guardians,
    guardianHeads: mentees.guardianHeads,
    otherById: (id) => peopleOf(context.otherStudents).byId.get(id),
  };
}

function peopleOf(roster: readonly KnownStudent[]): People {
  const known = rememberedPeople.get(roster);
  if (known) return known;
  const byId = new Map<string, KnownStudent>();
  const guardians = new Map<string, { guardianIds: string[]; studentIds: string[] }>();
  for (const student of roster) {
    byId.set(student.id, student);
    for (const guardian of student.guardians ?? []) {
      if (guardian.name === undefined || guardian.name.length < 2) continue;
      const name = guardian.name.replaceAll('·', '.');
      const entry = guardians.get(name) ?? { guardianIds: [], studentIds: [] };
      if (!entry.guardianIds.includes(guardian.id)) entry.guardianIds.push(guardian.id);
      entry.studentIds.push(student.id);
      guardians.set(name, entry);
      guardians.set(name.replaceAll('.', ''), entry);
    }
  }
  const people = {
    byId,
    guardians,
    guardianHeads: new CharacterSet(guardians.keys()),
    longestGuardian: Math.max(0, ...[...guardians.keys()].map((name) => name.length)),
  };
  rememberedPeople.set(roster, people);
  return people;
}

/** Whether the early hours leave 今天 and 今晚 open (chat-corpus.md §7). */
export function isAfterMidnight(scene: Scene): boolean {
  return scene.minute < 300;
}
