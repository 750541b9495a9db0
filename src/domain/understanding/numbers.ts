/** Whole numbers in digits or Chinese numerals, read at a place in a text. */

import { CharacterSet } from '../names/character-set.ts';

export interface ReadNumber {
  readonly value: number;
  readonly end: number;
  readonly digits: boolean;
}

const numerals: ReadonlyMap<string, number> = new Map(
  [...'零〇一二三四五六七八九两俩仨壹贰叁肆伍陆柒捌玖'].map((character) => [
    character,
    numeralValue(character),
  ]),
);

function numeralValue(character: string): number {
  const plain = '零一二三四五六七八九'.indexOf(character);
  if (plain >= 0) return plain;
  const formal = '〇壹贰叁肆伍陆柒捌玖'.indexOf(character);
  if (formal >= 0) return formal;
  return character === '仨' ? 3 : 2;
}

export function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

export function digitOf(character: string | undefined): number | undefined {
  return character === undefined ? undefined : numerals.get(character);
}

/** Reads the longest number that starts at `from`: `25`, 二十五, 廿五, 一百零五, 二〇二六. */
export function readNumber(text: string, from: number): ReadNumber | undefined {
  if (!numberStarts.hasAt(text, from)) return undefined;
  return isDigit(text[from]) ? readDigits(text, from) : readNumerals(text, from);
}

function readDigits(text: string, from: number): ReadNumber {
  let end = from;
  while (isDigit(text[end]) && end - from < 9) end += 1;
  return { value: Number(text.slice(from, end)), end, digits: true };
}

function readNumerals(text: string, from: number): ReadNumber | undefined {
  let end = from;
  let total = 0;
  let held: number | undefined;
  let run = 0;
  let tens = false;
  while (end - from < 8) {
    const character = text[end] ?? '';
    const digit = numerals.get(character);
    if (digit !== undefined) {
      if (held !== undefined && tens) break;
      run = held === undefined ? digit : run * 10 + digit;
      held = run;
    } else if (character === '十' || character === '拾') {
      total += (held ?? 1) * 10;
      held = undefined;
      run = 0;
      tens = true;
    } else if (character === '廿') {
      total += 20;
      held = undefined;
      run = 0;
      tens = true;
    } else if (character === '百' && held !== undefined) {
      total += held * 100;
      held = undefined;
      run = 0;
      tens = true;
    } else break;
    end += 1;
  }
  return end === from ? undefined : { value: total + (held ?? 0), end, digits: false };
}

const numberStarts = new CharacterSet([...numerals.keys(), ...'十拾廿0123456789']);

/** Whether a number may begin at this place. */
export function isNumberAt(text: string, at: number): boolean {
  return numberStarts.hasAt(text, at);
}
