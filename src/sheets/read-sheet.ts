/** Reads an uploaded table: XLSX or CSV, told apart by content and not by name. */
import type { SheetText } from '../domain/roster/sheet-text.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { SheetError } from './sheet-error.ts';

const maxFileBytes = 20 * 1024 * 1024;
const maxDataRows = 5_000;
/** A title, a line of explanation and the headings do not count as data. */
const headRows = 20;

const zipMark = [0x50, 0x4b, 0x03, 0x04];
const oldExcelMark = [0xd0, 0xcf, 0x11, 0xe0];
const otherMarks = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x52, 0x61, 0x72, 0x21],
];

/** Every sheet of the file that has content; a CSV is one sheet, named after the file. Throws SheetError. */
export async function readSheets(bytes: Uint8Array, filename: string): Promise<readonly SheetText[]> {
  if (bytes.length > maxFileBytes) throw new SheetError('too_large');
  if (startsWith(bytes, oldExcelMark)) throw new SheetError('old_excel');
  if (otherMarks.some((mark) => startsWith(bytes, mark))) throw new SheetError('not_a_sheet');
  const sheets = startsWith(bytes, zipMark) ? await readXlsx(bytes) : [readCsv(bytes, baseName(filename))];
  const filled = sheets.filter((sheet) => sheet.rows.length > 0);
  if (filled.length === 0) throw new SheetError('empty');
  if (filled.some((sheet) => sheet.rows.length > maxDataRows + headRows))
    throw new SheetError('too_many_rows');
  return filled;
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function baseName(filename: string): string {
  return filename.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
}
