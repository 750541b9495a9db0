/** Two rosters, indexed by writing and by sound. Built once per roster and remembered by its identity. */
import { CharacterSet } from './character-set.ts';
import { blurSound, SoundHeads, soundOfName, soundsOfRun } from './sounds.ts';
import { splitName } from './surnames.ts';
import { type NameForm, writtenForms } from './written-forms.ts';

interface Pupil {
  readonly id: string;
  readonly name: string;
  readonly nicknames?: readonly string[];
}

export interface FormEntry {
  readonly id: string;
  readonly form: NameForm;
}

export interface RosterIndex {
  readonly byWriting: ReadonlyMap<string, readonly FormEntry[]>;
  readonly bySound: ReadonlyMap<string, readonly FormEntry[]>;
  readonly byBlurredSound: ReadonlyMap<string, readonly FormEntry[]>;
  readonly bySurname: ReadonlyMap<string, readonly string[]>;
  readonly surnames: CharacterSet;
  readonly longestForm: number;
  /** Characters that any written form begins with. */
  readonly firstCharacters: CharacterSet;
  readonly soundHeads: SoundHeads;
}

const remembered = new WeakMap<readonly Pupil[], RosterIndex>();

export function rosterIndex(roster: readonly Pupil[]): RosterIndex {
  const known = remembered.get(roster);
  if (known) return known;
  const index = buildRosterIndex(roster);
  remembered.set(roster, index);
  return index;
}

function buildRosterIndex(roster: readonly Pupil[]): RosterIndex {
  const byWriting = new Map<string, FormEntry[]>();
  const bySound = new Map<string, FormEntry[]>();
  const byBlurredSound = new Map<string, FormEntry[]>();
  const bySurname = new Map<string, string[]>();
  let longestForm = 0;
  for (const pupil of roster) {
    for (const { text, form } of writtenForms(pupil)) {
      const entry = { id: pupil.id, form };
      longestForm = Math.max(longestForm, text.length);
      add(byWriting, text, entry);
      if (form === 'surname') continue;
      const sounds = form === 'full' ? [soundOfName(text)] : soundsOfRun([...text]).slice(0, 2);
      for (const sound of sounds) {
        add(bySound, sound, entry);
        add(byBlurredSound, blurSound(sound), entry);
      }
    }
    const { surname } = splitName(pupil.name);
    const bearers = bySurname.get(surname) ?? [];
    bearers.push(pupil.id);
    bySurname.set(surname, bearers);
  }
  const firstCharacters = new CharacterSet(byWriting.keys());
  const soundHeads = new SoundHeads(bySound.keys());
  return {
    byWriting,
    bySound,
    byBlurredSound,
    bySurname,
    surnames: new CharacterSet(bySurname.keys()),
    longestForm,
    firstCharacters,
    soundHeads,
  };
}

function add(map: Map<string, FormEntry[]>, key: string, entry: FormEntry): void {
  const entries = map.get(key);
  if (!entries) map.set(key, [entry]);
  else if (!entries.some(({ id }) => id === entry.id)) entries.push(entry);
}
