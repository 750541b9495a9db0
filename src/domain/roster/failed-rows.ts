/** The rows that were not taken, as a file to correct and import again: the original columns, and why. */
import { foldHeading } from './fold-text.ts';
import { reasonText } from './reasons.ts';
import type { RosterCheck } from './roster-check.ts';
import { reasonHeading } from './roster-headings.ts';
import type { SheetContent, SheetText } from './sheet-text.ts';

export function failedRows(sheets: readonly SheetText[], check: RosterCheck): readonly SheetContent[] {
  return sheets.flatMap((sheet) => {
    const reasons = new Map(
      check.failures
        .filter((failure) => failure.sheet === sheet.name)
        .map((failure) => [failure.row, reasonText(failure.reason)]),
    );
    if (reasons.size === 0) return [];
    const headings = sheet.rows.find(({ row }) => row === headingRow(check, sheet))?.cells ?? [];
    const kept = keptColumns(sheet, headings);
    const rows = sheet.rows.filter(({ row }) => reasons.has(row));
    return [
      {
        name: sheet.name,
        rows: [
          ...(headings.length > 0 ? [[...kept.map((column) => headings[column] ?? ''), reasonHeading]] : []),
          ...rows.map(({ row, cells }) => [
            ...kept.map((column) => cells[column] ?? ''),
            reasons.get(row) ?? '',
          ]),
        ],
      },
    ];
  });
}

function headingRow(check: RosterCheck, sheet: SheetText): number | undefined {
  return check.sheets.find(({ name }) => name === sheet.name)?.headingRow;
}

/** All columns but the reasons of the time before. */
function keptColumns(sheet: SheetText, headings: readonly string[]): readonly number[] {
  const width = Math.max(0, ...sheet.rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, column) => column).filter(
    (column) => foldHeading(headings[column] ?? '') !== reasonHeading,
  );
}
