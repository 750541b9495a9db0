/** Writes XLSX and CSV in which every cell is text, whatever it looks like. */
import writeXlsxFile from 'write-excel-file/node';
import type { SheetContent } from '../domain/roster/sheet-text.ts';
import { guardFormula } from './formula-guard.ts';

/** Excel's own limits. */
const maxCellLength = 32_767;
const maxSheetNameLength = 31;
/** XML 1.0 has no way to write these; a lone surrogate is no character at all. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
/** `_x000D_` means a carriage return inside XLSX; written as plain text its underscore must be spelt out. */
const xlsxEscape = /_(?=x[0-9A-Fa-f]{4}_)/g;

const widestColumn = 40;
const narrowestColumn = 8;

export async function writeXlsx(sheets: readonly SheetContent[]): Promise<Uint8Array> {
  return writeXlsxFile(
    sheets.map((sheet) => ({
      sheet: sheet.name.replace(/[[\]:*?/\\]/g, ' ').slice(0, maxSheetNameLength),
      data: sheet.rows.map((row) =>
        row.map((text) => ({ value: xlsxCell(text), type: String, format: '@' })),
      ),
      columns: columnWidths(sheet).map((width) => ({ width })),
    })),
  ).toBuffer();
}

/** RFC 4180, with the mark that makes Excel read it as UTF-8. */
export function writeCsv(sheet: SheetContent): Uint8Array {
  const lines = sheet.rows.map((row) => row.map(csvCell).join(','));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

function xlsxCell(text: string): string {
  return spellPrototypeNames(
    guardFormula(writable(text)).slice(0, maxCellLength).replace(xlsxEscape, '_x005F_'),
  );
}

/** The library keeps its strings as keys of a plain object, where `toString` is taken: spell the first letter out. */
function spellPrototypeNames(text: string): string {
  if (!(text in Object.prototype)) return text;
  return `_x${text.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_${text.slice(1)}`;
}

function writable(text: string): string {
  return text.replace(notXml, '');
}

function csvCell(text: string): string {
  const guarded = guardFormula(writable(text));
  return /[",;\t\r\n]|^\s|\s$/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** A Chinese character is about two digits wide. */
function columnWidths(sheet: SheetContent): readonly number[] {
  const columnCount = Math.max(0, ...sheet.rows.map((row) => row.length));
  return Array.from({ length: columnCount }, (_, column) => {
    const longest = Math.max(0, ...sheet.rows.map((row) => (row[column] ?? '').length));
    return Math.min(widestColumn, Math.max(narrowestColumn, longest * 2 + 2));
  });
}
