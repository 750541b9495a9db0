/** Finding people by what somebody types into a search field: characters, pinyin, or first letters. */
import { soundOfName } from './sounds.ts';

interface Sound {
  readonly whole: string;
  readonly letters: string;
}

const sounds = new Map<string, Sound>();
const rememberedNames = 30_000;

/** 宇轩, yuxuan, zhang yu and zyx all find 张宇轩; nothing typed finds everybody. */
export function isFoundBy(name: string, typed: string): boolean {
  const wanted = typed
    .toLowerCase()
    .replaceAll('ü', 'v')
    .replaceAll(/[\s'·.]+/gu, '');
  if (wanted === '') return true;
  if (name.replaceAll(/[\s·.]+/gu, '').includes(wanted)) return true;
  if (!/^[a-z]+$/.test(wanted)) return false;
  const { whole, letters } = soundOf(name);
  return whole.includes(wanted) || letters.startsWith(wanted);
}

function soundOf(name: string): Sound {
  const known = sounds.get(name);
  if (known) return known;
  const syllables = soundOfName(name.replaceAll(/[\s·.]+/gu, '')).split(' ');
  const sound = { whole: syllables.join(''), letters: syllables.map((part) => part.slice(0, 1)).join('') };
  if (sounds.size < rememberedNames) sounds.set(name, sound);
  return sound;
}
