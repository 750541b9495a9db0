/** XLSX to text, sheet by sheet. */
import readXlsxFile, {
  type CellValue,
  InvalidInputError,
  InvalidSpreadsheetError,
} from 'read-excel-file/node';
import type { SheetText } from '../domain/roster/sheet-text.ts';
import { cellText, dateText, numberText } from './cell-text.ts';
import { SheetError } from './sheet-error.ts';
import { refuseHugeZip } from './unpacked-size.ts';

export async function readXlsx(bytes: Uint8Array): Promise<readonly SheetText[]> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  refuseHugeZip(file);
  const sheets = await unpack(file);
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data
      .map((cells, index) => ({ row: index + 1, cells: cells.map(shownText) }))
      .filter(({ cells }) => cells.some((text) => text !== '')),
  }));
}

async function unpack(file: Buffer): Promise<Awaited<ReturnType<typeof readXlsxFile<WrittenNumber>>>> {
  try {
    return await readXlsxFile<WrittenNumber>(file, { trim: false, parseNumber: (written) => ({ written }) });
  } catch (cause) {
    if (cause instanceof InvalidSpreadsheetError) throw new SheetError('unreadable_cell', { cause });
    if (cause instanceof InvalidInputError) throw new SheetError('damaged', { cause });
    throw new SheetError('damaged', { cause });
  }
}

/** Kept as written, so that long numbers lose nothing. */
interface WrittenNumber {
  readonly written: string;
}

function shownText(value: CellValue<WrittenNumber> | null): string {
  if (value === null) return '';
  if (typeof value === 'string') return cellText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return dateText(value);
  return 'written' in value ? numberText(value.written) : '';
}
