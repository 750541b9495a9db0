/** CSV to text, whatever the separator and the encoding. */
import { CsvError, parse } from 'csv-parse/sync';
import type { SheetText } from '../domain/roster/sheet-text.ts';
import { cellText } from './cell-text.ts';
import { decodeText } from './decode-text.ts';
import { SheetError } from './sheet-error.ts';

const separators = [',', ';', '\t'] as const;
/** Enough to see which separator a file uses. */
const sampleLength = 20_000;

export function readCsv(bytes: Uint8Array, name: string): SheetText {
  const text = decodeText(bytes);
  // oxlint-disable-next-line no-control-regex -- a NUL is what tells a program or a picture from a table
  if (/\u0000/.test(text)) throw new SheetError('not_a_sheet');
  return {
    name,
    rows: parseRecords(text)
      .map((cells, index) => ({ row: index + 1, cells: cells.map(cellText) }))
      .filter(({ cells }) => cells.some((cell) => cell !== '')),
  };
}

function parseRecords(text: string): readonly (readonly string[])[] {
  try {
    return parse(text, {
      delimiter: separatorOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      bom: true,
    });
  } catch (cause) {
    if (cause instanceof CsvError) throw new SheetError('damaged', { cause });
    throw cause;
  }
}

/** The separator that stands most often outside quotation marks. */
function separatorOf(text: string): string {
  const counts = new Map<string, number>(separators.map((separator) => [separator, 0]));
  let quoted = false;
  for (const character of text.slice(0, sampleLength)) {
    if (character === '"') quoted = !quoted;
    const count = counts.get(character);
    if (!quoted && count !== undefined) counts.set(character, count + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? ',';
}
