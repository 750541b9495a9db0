/**
 * The little language of wording: `{field}` stands for a field, `[…]` is left out whole when a field inside it is
 * missing. Nothing nests, nothing is escaped: Chinese text has 「」 and （） and needs neither sign.
 */
import { cleanText } from './clean-text.ts';

type Piece = { readonly text: string } | { readonly field: string };
interface Segment {
  readonly optional: boolean;
  readonly pieces: readonly Piece[];
}
export type Template = readonly Segment[];

export type FieldValue = string | number | readonly string[] | undefined;
export type FieldValues = Readonly<Record<string, FieldValue>>;

const segmentPattern = /\[([^[\]]*)\]|([^[\]]+)/gy;
const piecePattern = /\{([a-z][a-z_]*)\}|([^{}]+)/gy;

/** Throws SyntaxError with a sentence for the author of the wording. */
export function parseTemplate(source: string): Template {
  return matchAll(segmentPattern, source, '[ and ] must pair and cannot nest').map((match) => ({
    optional: match[1] !== undefined,
    pieces: parsePieces(match[1] ?? match[2] ?? ''),
  }));
}

function parsePieces(source: string): Piece[] {
  return matchAll(piecePattern, source, 'a placeholder is written {small_letters}').map((match) =>
    match[1] === undefined ? { text: match[2] ?? '' } : { field: match[1] },
  );
}

function matchAll(pattern: RegExp, source: string, rule: string): RegExpExecArray[] {
  const matches = [...source.matchAll(pattern)];
  const covered = matches.reduce((sum, match) => sum + match[0].length, 0);
  if (covered !== source.length)
    throw new SyntaxError(`${rule}: ${JSON.stringify(source.slice(covered, covered + 12))}`);
  return matches;
}

/** The fields a template names; `guarded` when it stands in `[…]`. */
export function fieldsOf(template: Template): { readonly field: string; readonly guarded: boolean }[] {
  return template.flatMap(({ optional, pieces }) =>
    pieces.flatMap((piece) => ('field' in piece ? [{ field: piece.field, guarded: optional }] : [])),
  );
}

export function fillTemplate(template: Template, values: FieldValues): string {
  return template
    .filter(({ optional, pieces }) => !optional || pieces.every((piece) => isPresent(piece, values)))
    .flatMap(({ pieces }) => pieces)
    .map((piece) => ('text' in piece ? piece.text : show(values[piece.field])))
    .join('');
}

function isPresent(piece: Piece, values: FieldValues): boolean {
  return 'text' in piece || hasValue(values[piece.field]);
}

export function hasValue(value: unknown): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function show(value: FieldValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? cleanText(value) : value.map(cleanText).join('、');
}
