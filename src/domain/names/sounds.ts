/** How characters sound, tones ignored. Dictated text has the right sound and the wrong character. */
import { pinyin } from 'pinyin-pro';

const readingsOfCharacter = new Map<string, readonly string[]>();
const rememberedCharacters = 30_000;

function isHan(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0x20000 && code <= 0x323af);
}

/** The two commonest readings of a character, without tone; none for anything that is not a Chinese character. */
function soundsOf(character: string): readonly string[] {
  const known = readingsOfCharacter.get(character);
  if (known) return known;
  const readings = isHan(character)
    ? pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true }).slice(0, 2)
    : [];
  if (readingsOfCharacter.size < rememberedCharacters) readingsOfCharacter.set(character, readings);
  return readings;
}

/** The sound of a whole name, its surname read as a surname (单 = shan). */
export function soundOfName(name: string): string {
  return pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).join(' ');
}

/** Every sound a short run of characters may have, at most eight; empty where a character has none. */
export function soundsOfRun(characters: readonly string[]): readonly string[] {
  let sounds: string[] = [];
  for (const [at, character] of characters.entries()) {
    const readings = soundsOf(character);
    if (readings.length === 0) return [];
    if (at === 0) sounds = [...readings];
    else if (readings.length === 1) sounds = sounds.map((sound) => `${sound} ${readings[0] ?? ''}`);
    else sounds = sounds.flatMap((sound) => readings.map((reading) => `${sound} ${reading}`)).slice(0, 8);
  }
  return sounds;
}

const nothing: ReadonlySet<string> = new Set();

/** The first two syllables of a set of sounds: lets most runs be passed over at once. */
export class SoundHeads {
  readonly #seconds = new Map<string, Set<string>>();
  /** The second syllables that may follow a character, by its code. */
  readonly #after = new Map<number, ReadonlySet<string>>();

  constructor(sounds: Iterable<string>) {
    for (const sound of sounds) {
      const [first = '', second = ''] = sound.split(' ');
      const seconds = this.#seconds.get(first) ?? new Set<string>();
      seconds.add(second);
      this.#seconds.set(first, seconds);
    }
  }

  /** Whether any of the sounds may begin with the two characters at this place. */
  canBeginAt(text: string, at: number): boolean {
    const first = text.charCodeAt(at);
    const seconds = this.#after.get(first) ?? this.#remember(first, text[at] ?? '');
    if (seconds.size === 0 || at + 1 >= text.length) return false;
    for (const next of soundsOf(text[at + 1] ?? '')) if (seconds.has(next)) return true;
    return false;
  }

  #remember(code: number, character: string): ReadonlySet<string> {
    const all = soundsOf(character).map((reading) => this.#seconds.get(reading) ?? nothing);
    const seconds = all.some(({ size }) => size > 0) ? new Set(all.flatMap((each) => [...each])) : nothing;
    if (this.#after.size < rememberedCharacters) this.#after.set(code, seconds);
    return seconds;
  }
}

const blurs: readonly (readonly [RegExp, string])[] = [
  [/^zh/, 'z'],
  [/^ch/, 'c'],
  [/^sh/, 's'],
  [/^n(?=[aeiouv])/, 'l'],
  [/^h(?=u)/, 'f'],
  [/ng$/, 'n'],
];

/** A sound with the differences blurred that many speakers do not make: flat and curled tongue, front and back nasal. */
export function blurSound(sound: string): string {
  return sound
    .split(' ')
    .map((syllable) =>
      blurs.reduce((blurred, [pattern, replacement]) => blurred.replace(pattern, replacement), syllable),
    )
    .join(' ');
}
