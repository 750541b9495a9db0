/** Whom a run of characters may name: chat-corpus.md §6, its table read from top to bottom. */
import type { RosterIndex } from './name-index.ts';
import { blurSound, soundsOfRun } from './sounds.ts';

export interface NameIndex {
  readonly mentees: RosterIndex;
  readonly others: RosterIndex;
}

export interface NameReading {
  /** Ids of mentees the run may name. */
  readonly mentees: readonly string[];
  /** Ids of other pupils it may name. */
  readonly others: readonly string[];
  readonly via: 'full' | 'given' | 'nickname' | 'surname' | 'sound' | 'near';
}

/** Reads a run that is written like somebody; undefined where nobody is written so. */
export function matchWriting(run: string, index: NameIndex): NameReading | undefined {
  const own = index.mentees.byWriting.get(run);
  const full = own?.filter(({ form }) => form === 'full');
  if (full && full.length > 0) return { mentees: ids(full), others: [], via: 'full' };
  if (own && own.length > 0) return ownShortForm(run, own, index);
  const other = index.others.byWriting.get(run)?.filter(({ form }) => form === 'full' || [...run].length > 1);
  if (!other || other.length === 0) return undefined;
  return otherPupil(run, other, index);
}

function ownShortForm(
  run: string,
  own: readonly { id: string; form: string }[],
  index: NameIndex,
): NameReading {
  if (own.every(({ form }) => form === 'surname')) return { mentees: ids(own), others: [], via: 'surname' };
  const named = own.filter(({ form }) => form !== 'surname');
  const listed = named.filter(({ form }) => form === 'nickname');
  const sameSound = soundsOfRun([...run]).flatMap((sound) =>
    (index.mentees.bySound.get(sound) ?? []).filter(({ form }) => form !== 'full'),
  );
  const small = run.startsWith('小') ? own : named;
  const bearers = listed.length === 1 && run.startsWith('小') ? listed : [...small, ...sameSound];
  return { mentees: ids(bearers), others: [], via: listed.length > 0 ? 'nickname' : 'given' };
}

function otherPupil(
  run: string,
  other: readonly { id: string; form: string }[],
  index: NameIndex,
): NameReading | undefined {
  const isFull = other.some(({ form }) => form === 'full');
  if (!isFull && other.every(({ form }) => form === 'surname')) return undefined;
  if (!isFull && run.startsWith('小')) return undefined;
  const mentees = ids(soundsOfRun([...run]).flatMap((sound) => index.mentees.bySound.get(sound) ?? []));
  return {
    mentees,
    others: ids(other.filter(({ form }) => !isFull || form === 'full')),
    via: isFull ? 'full' : 'given',
  };
}

/** Reads a run that nobody is written like but somebody sounds like. */
export function matchSound(run: string, index: NameIndex): NameReading | undefined {
  const characters = [...run];
  if (characters.length < 2) return undefined;
  const sounds = soundsOfRun(characters);
  const mentees = ids(sounds.flatMap((sound) => index.mentees.bySound.get(sound) ?? []));
  if (mentees.length === 0) return undefined;
  const others = ids(sounds.flatMap((sound) => index.others.bySound.get(sound) ?? []));
  return { mentees, others: others.filter((id) => !mentees.includes(id)), via: 'sound' };
}

/** Whom a run nobody bears may have meant: blurred sound, a wrong surname, or one wrong character. */
export function nearNames(run: string, index: NameIndex): NameReading {
  const characters = [...run];
  const found: string[] = [];
  const others: string[] = [];
  for (const part of [characters, characters.slice(1), characters.slice(0, -1)]) {
    if (part.length < 2) continue;
    for (const sound of soundsOfRun(part)) {
      const blurred = blurSound(sound);
      found.push(...ids(index.mentees.byBlurredSound.get(blurred) ?? []));
      others.push(...ids(index.others.byBlurredSound.get(blurred) ?? []));
    }
  }
  return {
    mentees: [...new Set(found)],
    others: [...new Set(others)].filter((id) => !found.includes(id)),
    via: 'near',
  };
}

function ids(entries: readonly { readonly id: string }[]): readonly string[] {
  return [...new Set(entries.map(({ id }) => id))];
}
