/** How a cell becomes the text that a person sees. */
import { unguardFormula } from './formula-guard.ts';

/** Spaces that look like a space and are none, and marks that look like nothing. */
const oddSpaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const invisible = /[\u200b\u2060\ufeff]/g;
/** Excel itself shows 15 significant digits. */
const shownDigits = 15;

export function cellText(text: string): string {
  return unguardFormula(text).replace(invisible, '').replace(oddSpaces, ' ').trim();
}

/** Never in scientific notation, and without the tail of binary fractions. */
export function numberText(written: string): string {
  if (/^-?\d+$/.test(written)) return written;
  const number = Number(written);
  if (!Number.isFinite(number)) return written;
  return Number(number.toPrecision(shownDigits)).toLocaleString('en-US', {
    useGrouping: false,
    maximumFractionDigits: shownDigits,
  });
}

/** Excel's dates have no zone: they are kept as if in UTC. Midnight means that no time of day was entered. */
export function dateText(date: Date): string {
  const [day = '', time = ''] = date.toISOString().slice(0, 19).split('T');
  return time === '00:00:00' ? day : `${day} ${time}`;
}
