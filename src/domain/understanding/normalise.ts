/** One spelling for what can be typed in many: widths, traditional characters, invisible marks, ticks, emoji. */
import {
  dialectCharacters,
  tickMarks,
  traditionalCharacters,
  writtenVariants,
} from './lexicon/characters.ts';

export interface Normalised {
  readonly text: string;
  /** For each unit of `text`, where it stood in the message; one more entry marks the end. */
  readonly origins: readonly number[];
}

const longestRead = 8_000;

/** Never throws; half surrogates, direction marks and zero-width signs fall away, emoji become a space. */
export function normalise(message: string): Normalised {
  const units: string[] = [];
  const origins: number[] = [];
  let at = 0;
  for (const character of message) {
    for (const unit of normaliseCharacter(character)) {
      units.push(unit);
      origins.push(at);
    }
    at += character.length;
    if (at >= longestRead) break;
  }
  origins.push(at);
  return { text: spelledOut(units.join('')), origins };
}

/** Dialect words of two characters, and 系 where a clause begins: as long as what they stand for. */
function spelledOut(text: string): string {
  return text
    .replaceAll('不系', '不是')
    .replaceAll('边个', '哪个')
    .replaceAll(/(?<=^|[ ,。!?;])系(?!统|列|主任|里)/g, '是');
}

function normaliseCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return normaliseAscii(character, code);
  if (code >= 0x4e00 && code <= 0x9fff)
    return traditionalCharacters.get(character) ?? dialectCharacters.get(character) ?? character;
  if (code >= 0xff01 && code <= 0xff5e)
    return normaliseAscii(String.fromCharCode(code - 0xfee0), code - 0xfee0);
  if (isInvisible(code)) return '';
  if (tickMarks.has(character)) return '✔';
  if (code >= 0x2460 && code <= 0x2473) return `${code - 0x245f}.`;
  const variant = writtenVariants.get(character);
  if (variant !== undefined) return variant;
  if (code > 0xffff && code < 0x20000) return ' ';
  if (code >= 0x2190 && code <= 0x2bff) return ' ';
  return code > 0xffff ? '〓' : character;
}

function normaliseAscii(character: string, code: number): string {
  if (character === '\n' || character === '\r') return '\n';
  if (character === '\t') return ' ';
  if (code < 0x20 || code === 0x7f) return '';
  return character.toLowerCase();
}

function isInvisible(code: number): boolean {
  return (
    (code >= 0x80 && code <= 0x9f) ||
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0x20e3
  );
}
