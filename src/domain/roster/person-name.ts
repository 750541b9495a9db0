import { RowRefused } from './roster-reason.ts';

const maxLength = 20;
const dots = /[·•・‧∙⋅･．.]/gu;
const betweenHan = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;
const spaceAroundDot = /\s*·\s*/g;
const allowed = /^(?=.*\p{L})[\p{Script=Han}\p{L}\p{M}·' -]+$/u;
/** Characters that a font shows as a box: private use, and what a wrong encoding left behind. */
const lost = /[\p{Co}\p{Cn}\ufffd]/u;

/** One spelling per name: `王 芳` is 王芳, every middle dot is `·`. */
export function cleanName(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .replace(dots, '·')
    .replace(spaceAroundDot, '·')
    .replace(betweenHan, '')
    .replace(/\s+/g, ' ');
}

export function readName(text: string): string {
  const name = cleanName(text);
  if (name === '') throw new RowRefused({ code: 'name_missing' });
  if (lost.test(name)) throw new RowRefused({ code: 'name_unreadable', found: name });
  const length = Array.from(name).length;
  if (length > maxLength || !allowed.test(name) || name.startsWith('·') || name.endsWith('·'))
    throw new RowRefused({ code: 'name_invalid', found: name });
  return name;
}
